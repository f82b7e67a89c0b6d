"""Rules of addresses that documents and headings had: each leads to one thing that is here now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from styrdok.model import Former, Policy
from styrdok.read.findings import Findings
from styrdok.register import Register, full_id

KEY = "tidigare adresser"


def claims_of(policies: Iterable[Policy]) -> dict[str, list[Policy]]:
    """Return who says to have had each id; an earlier edition goes where its document goes."""
    claims: dict[str, list[Policy]] = {}
    for policy in policies:
        for old in () if policy.edition else dict.fromkeys(policy.former_ids):
            claims.setdefault(old, []).append(policy)
    return claims


def check_former(
    policy: Policy, register: Register, claims: Mapping[str, list[Policy]], found: Findings
) -> None:
    """Note each address that a document says it had, and that cannot lead to it."""
    anchors = {section.anchor for section in policy.body.sections}
    times = Counter(one.anchor for one in policy.former if one.anchor)
    for one in policy.former:
        if one.target and not policy.edition:
            _check_file(policy, one, register, claims, found)
        elif one.anchor and one.anchor in anchors:
            found.error(one.line, KEY, "former-anchor-there", value=one.anchor)
        elif one.anchor and times[one.anchor] > 1:
            found.error(one.line, KEY, "former-anchor-twice", value=one.anchor)
        elif one.now and one.now not in anchors:
            found.unknown(one.line, KEY, "former-anchor-nowhere", one.now, sorted(anchors))


def _check_file(
    policy: Policy,
    one: Former,
    register: Register,
    claims: Mapping[str, list[Policy]],
    found: Findings,
) -> None:
    old = full_id(policy, one.target or "")
    taken = register.policies.get(old)
    others = [p.place.path for p in claims.get(old, ()) if _rivals(policy, p)]
    if old == policy.id:
        found.error(one.line, KEY, "former-own", value=old)
    elif taken or old in register.withheld:
        other = taken.place.path if taken else old
        found.error(one.line, KEY, "former-taken", value=old, other=other)
    elif others:
        found.error(one.line, KEY, "former-twice", value=old, other=others[0])


def _rivals(policy: Policy, other: Policy) -> bool:
    """Whether another document's claim speaks against a document's.

    A claim that only employees may know of never takes anything from what everyone reads.
    """
    return other.id != policy.id and (policy.inside_only or not other.inside_only)
