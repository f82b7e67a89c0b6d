"""The documents that are named and not published here, each once, with all who name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from styrdok.derive.naming.names import called, key_of, words_of
from styrdok.derive.references import Call, Fate, Mention, Missing
from styrdok.model import Municipality, Policy, Relation
from styrdok.register import Register
from styrdok.slug import slugify

Naming = tuple[str, Call, bool]
"""What a document is called, who calls it so, and whether it is promised."""


def wanting(
    register: Register, mentions: Mapping[str, tuple[Mention, ...]]
) -> dict[str, tuple[Missing, ...]]:
    """Return each municipality's missing documents, those that a policy promises first."""
    found: dict[str, tuple[Missing, ...]] = {}
    for slug, municipality in register.municipalities.items():
        grouped: dict[object, list[Naming]] = {}
        for policy in register.of(slug):
            for name, call, promised in _namings(policy, mentions.get(policy.id, ()), register):
                grouped.setdefault(_key(name, municipality), []).append((name, call, promised))
        listed = [_missing(namings) for namings in _by_address(grouped.values())]
        listed.sort(key=lambda one: (not one.promised, one.name.casefold()))
        if listed:
            found[slug] = tuple(listed)
    return found


def _by_address(groups: Iterable[list[Naming]]) -> Iterable[list[Naming]]:
    """Return the groups, those together whose names would have the same address."""
    together: dict[str, list[Naming]] = {}
    for namings in groups:
        together.setdefault(slugify(_called(namings)), []).extend(namings)
    return together.values()


def _namings(policy: Policy, mentions: tuple[Mention, ...], register: Register) -> Iterator[Naming]:
    for reference in policy.references:
        if (
            register.target(policy, reference) is None
            and reference.relation is not Relation.REPLACES
        ):
            name = reference.title or reference.target or ""
            decision = reference.decision or reference.record
            promised = reference.relation is Relation.SUPPORTED_BY
            yield name, Call(policy.id, None, name, None, decision), promised
    for one in mentions:
        if one.fate is Fate.MISSING:
            yield (
                one.name,
                Call(policy.id, one.section, one.words, one.sentence, one.decision),
                False,
            )


def _key(name: str, municipality: Municipality) -> object:
    home = called(municipality)
    known = key_of(name, home)
    return known[0] if known else words_of(name)


def _called(namings: list[Naming]) -> str:
    """Return what a missing document is called: as front matter says, else as it mostly is."""
    own = [name for name, call, _ in namings if call.sentence is None]
    return own[0] if own else Counter(name for name, _, _ in namings).most_common(1)[0][0]


def _missing(namings: list[Naming]) -> Missing:
    """Return one missing document by all its namings."""
    name = _called(namings)
    variants = sorted({other for other, _, _ in namings if other.casefold() != name.casefold()})
    return Missing(
        name,
        tuple(variants),
        any(promised for _, _, promised in namings),
        tuple(call for _, call, _ in namings),
    )
