"""Facts side by side, of documents and of municipalities; where there is much, a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.facts import facts_of, home_facts
from styrdok.compose.pages.printing import with_print
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.model import Document


def facts(composer: Composer) -> Iterator[Page]:
    """Yield the facts of all documents; where there are many, municipality by municipality."""
    slugs = composer.municipality_order
    yield from with_print(composer, addresses.FACTS, partial(_facts, composer, slugs))
    for way in composer.ways(addresses.of_facts_at) if composer.many else ():
        yield way.address, partial(_facts_at, way, composer)


def _facts(composer: Composer, slugs: Sequence[str], apart: bool = False) -> Document:
    """All of it, or one municipality's; many documents stand apart, and the ways lead to them."""
    ways = composer.ways(addresses.of_facts_at) if composer.many and not apart else []
    return simple(
        composer,
        addresses.FACTS,
        "facts",
        "facts.html",
        as_of=composer.register.as_of,
        homes=home_facts(composer, slugs),
        facts=[] if ways else facts_of(composer, slugs),
        ways={way.home.slug: way.address for way in ways},
    )


def _facts_at(way: Way, composer: Composer) -> Document:
    whole = _facts(composer, [way.home.slug], apart=True)
    return part(whole, way, composer.texts("facts.at", name=way.home.name))
