"""The register of missing documents, and a page of it for each municipality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.naming.gaps import gaps, number_missing
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.model import Document


def missing(composer: Composer) -> Iterator[Page]:
    """Yield what is named and not published here; with more municipalities, a page for each too."""
    slugs = composer.municipality_order
    ways = [
        Way(
            composer.homes[slug],
            addresses.of_missing_at(slug),
            number_missing(slug, composer.sources),
        )
        for slug in slugs
    ]
    yield (
        addresses.MISSING,
        partial(_missing, composer, [] if composer.many else slugs, ways if len(ways) > 1 else []),
    )
    for way in ways if len(ways) > 1 else ():
        yield way.address, partial(_missing_at, way, composer)


def _missing(composer: Composer, slugs: Sequence[str], ways: Sequence[Way]) -> Document:
    found = [(composer.homes[slug], gaps(slug, composer.sources)) for slug in slugs]
    return simple(
        composer,
        addresses.MISSING,
        "missing",
        "missing.html",
        homes=[(home, there) for home, there in found if there],
        ways=ways,
        headed=len(slugs) > 1,
        promises=any(gap.promised for _, there in found for gap in there),
    )


def _missing_at(way: Way, composer: Composer) -> Document:
    whole = _missing(composer, [way.home.slug], [])
    return part(composer, whole, way, composer.texts("missing.at", name=way.home.name))
