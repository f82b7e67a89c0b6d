"""What guidelines were checked against, and whether that still is as it was; it knows no history.

A confirmation holds for one document's text, and for no text above that: where B supports A and
C supports B, C is in doubt when B's text changes, and not when A's does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace as with_other
from enum import Enum
from hashlib import blake2b

from styrdok.memory import Memory
from styrdok.model import (
    Confirmation,
    DecisionState,
    Place,
    Policy,
    Problem,
    Relation,
    Severity,
    Value,
)
from styrdok.read.commonmark import parse
from styrdok.read.normative import blocks, fingerprint
from styrdok.register import Register, full_id
from styrdok.rules.times import in_force_from

KEY = "avstämt"


class Cause(Enum):
    """Why a text may have to be gone through again."""

    CHANGED = "changed"
    ENDED = "ended"
    GONE = "gone"


class Doubt(Value, frozen=True):
    """That what a text was checked against is no longer so; no target where it is gone."""

    confirmation: Confirmation
    cause: Cause
    target: Policy | None = None

    @property
    def name(self) -> str:
        """What the other document is called, as far as that is known."""
        return self.target.title if self.target else self.confirmation.document


def wording_of(policy: Policy, memory: Memory) -> str:
    """Return the fingerprint of a policy's whole text, as it counts for a decision."""
    if policy.normative:
        return policy.normative
    named = f"{policy.body.digest} {policy.title}".encode()

    def work_out() -> str:
        return fingerprint(policy.title, blocks(parse(policy.body.text).tokens, lambda at: at))

    key = blake2b(named, digest_size=16).hexdigest()
    return memory.recall("wording", key, str, work_out)


def with_wordings(register: Register, memory: Memory) -> Register:
    """Return the register with the fingerprints of those texts that some confirmation names."""
    named = {
        full_id(policy, confirmation.document)
        for policy in register.policies.values()
        for confirmation in policy.confirmations
    }
    known = sorted(named & register.policies.keys())
    return with_other(
        register, wordings={key: wording_of(register.policies[key], memory) for key in known}
    )


def doubts(policy: Policy, register: Register) -> tuple[Doubt, ...]:
    """Return what a policy was checked against and is no longer so.

    Of a document that is withheld for an error nothing is known.
    """
    found: list[Doubt] = []
    for confirmation in policy.confirmations:
        key = full_id(policy, confirmation.document)
        target = register.policies.get(key)
        if target is None:
            if key not in register.withheld:
                found.append(Doubt(confirmation, Cause.GONE))
        elif _has_ended(target, register):
            found.append(Doubt(confirmation, Cause.ENDED, target))
        elif register.wordings.get(key, confirmation.wording) != confirmation.wording:
            found.append(Doubt(confirmation, Cause.CHANGED, target))
    return tuple(found)


def confirmed_to(policy: Policy, register: Register) -> frozenset[str]:
    """Return the documents whose texts a policy was checked against, by id."""
    named = {full_id(policy, confirmation.document) for confirmation in policy.confirmations}
    return frozenset(named & register.wordings.keys())


def told_of_doubts(register: Register) -> Iterator[Problem]:
    """Yield a notice for each confirmation that no longer holds, or that stands twice."""
    codes = {
        Cause.CHANGED: "ref-suspect",
        Cause.ENDED: "ref-suspect-ended",
        Cause.GONE: "ref-suspect-gone",
    }
    for policy in register.policies.values():
        for doubt in doubts(policy, register) if policy.confirmations else ():
            one = doubt.confirmation
            facts = {"value": doubt.name, "date": str(one.date), "document": one.document}
            yield _notice(policy, one, codes[doubt.cause], facts)
        counted = Counter(full_id(policy, one.document) for one in policy.confirmations)
        for one in policy.confirmations:
            if counted[full_id(policy, one.document)] > 1:
                yield _notice(policy, one, "ref-confirmed-twice", {"value": one.document})


def _notice(policy: Policy, one: Confirmation, code: str, facts: dict[str, str]) -> Problem:
    return Problem(Place(policy.place.path, one.line), KEY, code, facts, Severity.NOTICE)


def _has_ended(policy: Policy, register: Register) -> bool:
    """Whether a document is repealed or replaced on the register's date."""
    end, as_of = policy.validity.end, register.as_of
    if end and end.earliest < as_of:
        return True
    heirs = (h for h in register.heirs.get(policy.id, ()) if _is_decided(h))
    return any(start.latest <= as_of for heir in heirs if (start := in_force_from(heir)))


def _is_decided(policy: Policy) -> bool:
    return policy.decision_state is DecisionState.DECIDED


def supported(policy: Policy, register: Register) -> tuple[Policy, ...]:
    """Return the documents that a policy supports, whichever of the two says so."""
    said = [r for r in policy.references if r.relation is Relation.SUPPORTS]
    found = {p.id: p for r in said if (p := register.target(policy, r))}
    for other in register.policies.values():
        for reference in other.references:
            if reference.relation is Relation.SUPPORTED_BY:
                below = register.target(other, reference)
                found |= {other.id: other} if below and below.id == policy.id else {}
    return tuple(p for key, p in found.items() if key != policy.id)


def named_by(policy: Policy, register: Register) -> frozenset[str]:
    """Return all documents that a policy refers to, in its front matter or by a link, by id."""
    targets = [register.target(policy, reference) for reference in policy.references]
    targets += [register.known_as(link.policy or "") for link in policy.body.links]
    found = {target.id for target in targets if target}
    return frozenset(found | {p.id for p in supported(policy, register)}) - {policy.id}
