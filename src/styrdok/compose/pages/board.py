"""The review board, and a page of it for each municipality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.model import Document


def board(composer: Composer) -> Iterator[Page]:
    """Yield the review board, and a page of it for each municipality."""
    slugs = composer.municipality_order
    ways = composer.ways(addresses.of_board_at) if len(slugs) > 1 else []
    if composer.many:
        page = partial(simple, composer, addresses.BOARD, "board", "homes.html", ways=ways)
        yield addresses.BOARD, partial(page, themes=[])
    else:
        yield addresses.BOARD, partial(_tasks, composer, slugs, ways=ways)
    for way in ways:
        yield way.address, partial(_tasks_at, way, composer)


def _tasks(composer: Composer, slugs: Sequence[str], **view: object) -> Document:
    chores = [chore for slug in slugs for chore in composer.tasks(slug)]
    chores.sort(key=lambda chore: chore.entry.standing.due_by or date.max)
    calendars = [(composer.homes[slug], composer.functions(slug)) for slug in slugs]
    as_of = composer.register.as_of
    return simple(
        composer,
        addresses.BOARD,
        "board",
        "board.html",
        chores=chores,
        calendars=calendars,
        as_of=as_of,
        **view,
    )


def _tasks_at(way: Way, composer: Composer) -> Document:
    whole = _tasks(composer, [way.home.slug], ways=[])
    return part(composer, whole, way, composer.texts("board.at", name=way.home.name))
