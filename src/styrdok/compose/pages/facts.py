"""Facts side by side, of documents and of municipalities; where there is much, a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.facts.gather import facts_of, home_facts
from styrdok.compose.pages.printing import with_print
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.model import Document


def facts(composer: Composer) -> Iterator[Page]:
    """Yield the facts of all documents; where there are many, municipality by municipality."""
    slugs = composer.municipality_order
    ways = composer.ways(addresses.of_facts_at) if composer.apart else []
    yield from with_print(composer, addresses.FACTS, partial(_facts, composer, slugs, ways))
    for way in ways:
        yield way.address, partial(_facts_at, way, composer)


def _facts(composer: Composer, slugs: Sequence[str], ways: Sequence[Way] = ()) -> Document:
    """All of it, or of some municipalities; where there are ways, the documents stand there."""
    return simple(
        composer,
        addresses.FACTS,
        "facts",
        "facts.html",
        as_of=composer.register.as_of,
        homes=home_facts(composer, slugs),
        facts=[] if ways else facts_of(composer, slugs),
        ways={way.home.slug: way.address for way in ways},
        whole=not (ways and composer.many),  # whether there are data of all that is here
    )


def _facts_at(way: Way, composer: Composer) -> Document:
    whole = _facts(composer, [way.home.slug])
    return part(composer, whole, way, composer.texts("facts.at", name=way.home.name))
