"""Which documents share passages, two and two; of many documents, municipality by municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.compose.reuse.shared import rows_by_home, shared_rows
from styrdok.compose.reuse.values import SharedRow
from styrdok.model import Document

Rows = Callable[[], dict[str, list[SharedRow]]]


def shared(composer: Composer) -> Iterator[Page]:
    """Yield the list of documents that share passages, or what leads to each municipality's.

    Nothing is looked for until a page is made.
    """
    path = addresses.SHARED
    if not composer.apart:
        yield path, lambda: _shared(composer, shared_rows(composer))
        return
    rows = cache(partial(rows_by_home, composer))
    yield path, partial(_ways, rows, composer)
    for slug in composer.municipality_order:
        yield addresses.of_shared_at(slug), partial(_shared_at, slug, rows, composer)


def _shared(composer: Composer, rows: list[SharedRow]) -> Document:
    return simple(composer, addresses.SHARED, "reuse", "shared.html", rows=rows)


def _ways(rows: Rows, composer: Composer) -> Document:
    ways = [
        Way(composer.homes[slug], addresses.of_shared_at(slug), len(found))
        for slug, found in rows().items()
    ]
    path = addresses.SHARED
    return simple(composer, path, "reuse", "homes.html", ways=ways, themes=[])


def _shared_at(slug: str, rows: Rows, composer: Composer) -> Document:
    way = Way(composer.homes[slug], addresses.of_shared_at(slug), len(rows()[slug]))
    return part(
        composer,
        _shared(composer, rows()[slug]),
        way,
        composer.texts("reuse.at", name=way.home.name),
    )
