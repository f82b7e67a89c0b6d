"""The search page: what narrows a search, and the ways on without one; it knows no finding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.data import STATUS_WORDS
from styrdok.compose.pages.sheet import Page, simple
from styrdok.compose.wording import say_status, sentence_case
from styrdok.model import Document, Policy

AFTER_Z = str.maketrans("åäö", "{|}")  # the three signs that follow z, in Swedish order

Choices = dict[str, list[tuple[str, str]]]
"""By the name of a control: the values that it offers, each with its words."""


def search(composer: Composer) -> Iterator[Page]:
    """Yield the search page."""
    yield addresses.SEARCH, partial(_search, composer)


def _search(composer: Composer) -> Document:
    found = _found(composer)
    entries = sorted(composer.listed(), key=lambda entry: in_order(entry.title))
    return simple(
        composer,
        addresses.SEARCH,
        "search",
        "search.html",
        entries=[] if composer.many else entries,
        ways=composer.ways(addresses.of_municipality) if composer.many else [],
        themes=composer.treated,
        choices=_choices(composer, found),
        badges=_badges(composer, found),
    )


def in_order(words: str) -> str:
    """Return what words are sorted by where the list runs from A to Ö: å, ä and ö come last."""
    return words.casefold().translate(AFTER_Z)


def _found(composer: Composer) -> list[Policy]:
    """Return the documents that a search may find: what no longer applies is not among them."""
    finder = composer.digest.finder
    return [policy for home in finder.homes for policy in finder.shown(home)]


def _choices(composer: Composer, found: list[Policy]) -> Choices:
    """Return what tells one of the documents from another: a control with one choice is none."""
    homes, kinds = {p.municipality for p in found}, {p.kind for p in found}
    statuses = {composer.digest.standings[policy.id].status for policy in found}
    ids, covering = {p.id for p in found}, composer.register.covering
    offered = {
        "kommun": [(s, composer.homes[s].name) for s in composer.municipality_order if s in homes],
        "typ": [(kind, sentence_case(kind)) for kind in sorted(kinds, key=in_order)],
        "tema": [
            (s.id, s.name) for s in composer.treated if any(p.id in ids for p, _ in covering(s.id))
        ],
        "status": [
            (STATUS_WORDS[status], composer.texts(f"status.{status.value}"))
            for status in STATUS_WORDS
            if status in statuses
        ],
    }
    return {name: values for name, values in offered.items() if len(values) > 1}


def _badges(composer: Composer, found: list[Policy]) -> dict[str, str]:
    """Return the look of the badge for each status that a found document has, by its words."""
    standings = {composer.digest.standings[policy.id] for policy in found}
    words = {say_status(standing, composer.texts): standing.word for standing in standings}
    return dict(sorted(words.items()))
