"""How the policies of a register hang together, both ways; nobody writes a relation twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from styrdok.model import Policy, Reference, Relation, Value
from styrdok.register import SUPPORT, Register
from styrdok.rules.hierarchy import stands_above


class Tie(Value, frozen=True):
    """A document at the other end: the policy where it is published here, else the bare mention."""

    policy: Policy | None
    reference: Reference | None = None


@dataclass
class Ties:
    """All ends of one policy's relations, each document once."""

    above: list[Tie] = field(default_factory=list)  # the policies it supports
    below: list[Tie] = field(default_factory=list)  # the guidelines that support it
    replaces: list[Tie] = field(default_factory=list)
    replaced_by: list[Tie] = field(default_factory=list)
    mentions: list[Tie] = field(default_factory=list)
    mentioned_by: list[Tie] = field(default_factory=list)


FORWARD = {
    Relation.SUPPORTS: ("above", "below"),
    Relation.SUPPORTED_BY: ("below", "above"),
    Relation.REPLACES: ("replaces", "replaced_by"),
    Relation.MENTIONS: ("mentions", "mentioned_by"),
}


def tie(register: Register) -> dict[str, Ties]:
    """Return every policy's ties by id; linear in the number of references and links."""
    ties = {key: Ties() for key in register.policies}
    for policy in register.policies.values():
        for reference in policy.references:
            if reference.relation in SUPPORT and not stands_above(policy, reference, register):
                continue  # it is told, and leads nowhere
            there, back = FORWARD[reference.relation]
            target = register.target(policy, reference)
            _add(getattr(ties[policy.id], there), Tie(target, reference))
            if target:
                _add(getattr(ties[target.id], back), Tie(policy))
    for policy in register.policies.values():
        own = ties[policy.id]
        known = {t.policy.id for t in (*own.above, *own.replaces) if t.policy} | {policy.id}
        for link in policy.body.links:
            target = register.known_as(link.policy or "")
            if target and target.id not in known:  # a link adds nothing to what is said of it
                _add(own.mentions, Tie(target))
                _add(ties[target.id].mentioned_by, Tie(policy))
    return ties


def _add(ends: list[Tie], new: Tie) -> None:
    """Add an end once; what a reference says of it (an older title, a note) is kept."""
    for at, old in enumerate(ends):
        if new.policy and old.policy and old.policy.id == new.policy.id:
            ends[at] = Tie(old.policy, old.reference or new.reference)
            return
    ends.append(new)
