"""Two documents beside each other: a page for each pair worth reading, and the way to any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.beside.laying import Side
from styrdok.compose.beside.pairs import Together, options, pairs_by_home, pairs_of, sides_of
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Entry, Home, Spot, Way
from styrdok.compose.pages.printing import with_print
from styrdok.compose.pages.sheet import Page, part
from styrdok.derive.beside import STOCK
from styrdok.derive.pairs import FEW
from styrdok.memory import Sealed
from styrdok.model import Document, Policy

LEAST = 2  # documents or editions, for anything to be compared
Option = tuple[Home, list[Spot]]


def pair_pages(composer: Composer) -> Iterator[Page]:
    """Yield where one chooses two documents, and a page for each pair that has one.

    Where there are many documents, the pairs are listed municipality by municipality.
    """
    found = pairs_of(composer)
    yield addresses.PAIRS, partial(_chooser, composer, found)
    if composer.many:
        by_home = pairs_by_home(found)
        for slug in composer.municipality_order:
            if slug in by_home:
                way = _way(slug, len(by_home[slug]), composer)
                yield way.address, partial(_part, composer, way, by_home[slug])
    few = len(composer.register.policies) <= FEW  # a pair is dear to set, and twice as dear twice
    for one, other in found:
        path, make = addresses.of_pair(one, other), partial(_pair, one, other, composer)
        yield from with_print(composer, path, make) if few else ((path, make),)


def _way(slug: str, number: int, composer: Composer) -> Way:
    return Way(composer.homes[slug], addresses.of_pairs_at(slug), number)


def _chooser(composer: Composer, found: Together) -> Document:
    texts, register = composer.texts, composer.register
    many, slugs = composer.many, composer.municipality_order
    counts = {slug: len(pairs) for slug, pairs in pairs_by_home(found).items()}
    return Document(
        path=addresses.PAIRS,
        title=texts("pair.title"),
        template="pairs.html",
        description=texts("pair.lead"),
        crumbs=((texts("nav.matrix"), addresses.MATRIX),),
        view={
            "groups": [] if many else _groups(found, composer),
            "ways": [_way(s, counts.get(s, 0), composer) for s in slugs] if many else [],
            "options": _options(composer),
            "stock": " ".join(sorted(STOCK)),
            "enough": len(register.policies) + len(register.editions) >= LEAST,
        },
    )


def _options(composer: Composer) -> list[Option]:
    """Return what there is to choose; of many documents only whose they are."""
    return [
        (composer.homes[slug], [] if composer.many else options(slug, composer))
        for slug in composer.municipality_order
        if composer.register.of(slug)
    ]


def _groups(
    found: Together, composer: Composer, slug: str = ""
) -> list[tuple[Sealed[Entry], str, list[tuple[Sealed[Entry], str, str]]]]:
    """Return each first document with its title, the others, their titles and the addresses.

    In one municipality's list its own documents are the first.
    """
    groups: dict[str, tuple[Sealed[Entry], str, list[tuple[Sealed[Entry], str, str]]]] = {}
    for one, other in found:
        address = addresses.of_pair(one, other)
        first, second = (other, one) if slug and one.municipality != slug else (one, other)
        rows = groups.setdefault(first.id, (composer.entry(first), composer.title(first), []))
        rows[2].append((composer.entry(second), composer.title(second), address))
    return list(groups.values())


def _part(composer: Composer, way: Way, found: Together) -> Document:
    whole = _chooser(composer, ())
    listed = _groups(found, composer, way.home.slug)
    view = {**whole.view, "groups": listed, "ways": [], "options": [], "enough": True}
    title = composer.texts("pair.part", name=way.home.name)
    return part(composer, replace(whole, view=view), way, title)


def _pair(one: Policy, other: Policy, composer: Composer) -> Document:
    texts, sides = composer.texts, sides_of(one, other, composer)
    return Document(
        path=addresses.of_pair(one, other),
        title=texts("pair.of", one=_name(sides[0]), other=_name(sides[1])),
        template="pair.html",
        crumbs=(
            (texts("nav.matrix"), addresses.MATRIX),
            (texts("pair.title"), addresses.PAIRS),
        ),
        view={"sides": sides},
        indexed=False,
    )


def _name(side: Side) -> str:
    """A document's title, with whose it is where the title does not say."""
    home = side.entry.home
    return side.title if home.short_name in side.title else f"{side.title}, {home.short_name}"
