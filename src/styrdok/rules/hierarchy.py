"""Which documents may stand above and below each other; it knows no text and no date.

A document supports another of its own municipality, and never one that supports it in turn: which
of those in a circle stands above cannot be told, so none of them does.
"""

from __future__ import annotations

from styrdok.model import Policy, Reference
from styrdok.read.findings import Findings
from styrdok.read.vocabulary import RELATION_KEYS
from styrdok.register import SUPPORT, Register


def stands_above(policy: Policy, reference: Reference, register: Register) -> bool:
    """Tell whether a reference of support leads to where a document may be shown above or below.

    A reference to what is not here leads nowhere, and does no harm.
    """
    target = register.target(policy, reference)
    if target is None:
        return True
    known = register.circles
    circle = known.get(policy.id)
    return target.municipality == policy.municipality and (
        circle is None or known.get(target.id) != circle
    )


def check_hierarchy(policy: Policy, register: Register, found: Findings) -> None:
    """Note each reference of support to another municipality's document, or in a circle."""
    for reference in policy.references:
        target = register.target(policy, reference) if reference.relation in SUPPORT else None
        if target is None or stands_above(policy, reference, register):
            continue
        key = RELATION_KEYS[reference.relation]
        if target.municipality != policy.municipality:
            name = register.municipalities[target.municipality].name
            facts = {"value": target.title, "name": name}
            found.notice(reference.line, key, "supports-elsewhere", **facts)
        else:
            found.notice(reference.line, key, "supports-in-circle", value=target.place.path)
