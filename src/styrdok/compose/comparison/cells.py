"""What the pages of the comparison show is taken out of a composer's cells, as plain values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from styrdok.compose import addresses
from styrdok.compose.comparison.values import (
    Aside,
    Column,
    Row,
    Square,
    ThemePassage,
    ThemeSection,
    Topic,
)
from styrdok.compose.composer import Composer
from styrdok.compose.extracts import leaves_of
from styrdok.derive.comparison import Cell, Coverage, Excerpt, Remark
from styrdok.model import Policy, Theme
from styrdok.swedish.counties import county_of

MOST_ASIDES = 5
BESIDE = 12  # municipalities; more have no room beside each other
WORDS = (*(one.value for one in Coverage), "nothing")
"""What may be said of a municipality and a theme in one word, the most first."""


def wide(composer: Composer) -> bool:
    """Tell whether there are too many municipalities, or documents, to stand side by side.

    It is the documents that make a page heavy: ten municipalities with a thousand of them have
    some hundred sections on each theme.
    """
    return len(composer.homes) > BESIDE or composer.apart


def topic_of(theme: Theme) -> Topic:
    """Return a theme as its own page knows it."""
    return Topic(theme.id, theme.name, theme.words)


def square_of(cell: Cell, composer: Composer) -> Square:
    """Return a cell as a table shows it, with the passages that make its coverage what it is."""
    home = composer.homes[cell.municipality.slug]
    passages = tuple(passage_of(excerpt, composer) for excerpt in cell.bearing)
    if cell.coverage is Coverage.MENTIONED:
        passages = tuple(_named_in(remark, composer) for remark in cell.remarks)
    return Square(home, cell.word, passages)


def column_of(cell: Cell, composer: Composer) -> Column:
    """Return all that one municipality says on a theme."""
    sides = [
        (ThemeSection(passage_of(one, composer), composer.quote(one)), one.coverage, one.counts)
        for one in sorted(cell.excerpts, key=lambda one: WORDS.index(one.coverage.value))
    ]
    named = cell.remarks if cell.coverage is Coverage.MENTIONED else ()
    return Column(
        square_of(cell, composer),
        tuple(side for side, _, counts in sides if counts),
        tuple(side for side, _, counts in sides if not counts),
        tuple(_aside(remark, composer) for remark in named[:MOST_ASIDES]),
        max(0, len(named) - MOST_ASIDES),
    )


def row_of(cell: Cell, composer: Composer) -> Row:
    """Return a cell as a long list shows it; of very many documents without its passages.

    Else a change in one of them would set the list anew, and ask every other for its duties.
    """
    home, word = composer.homes[cell.municipality.slug], cell.word
    mentioned = cell.coverage is Coverage.MENTIONED
    number = len(cell.remarks) if mentioned else len(cell.bearing)
    square = square_of(cell, composer) if not composer.many else Square(home, word, ())
    square = square if square.counts else Square(home, word, ())
    address = addresses.of_theme_at(cell.theme.id, home.slug)
    county = county_of(cell.municipality.code)
    return Row(square, county, number, address if cell.excerpts or cell.remarks else None)


def matrix(composer: Composer) -> dict[str, Any]:
    """Return what the matrix shows: its municipalities, and a row of squares per theme.

    Where they do not fit beside each other, only how many say how much, the `tally`.
    """
    if wide(composer):
        return {"homes": [], "rows": [], "tally": counted(composer)}
    themes = composer.register.themes
    rows = [
        (topic_of(themes[theme]), [square_of(cell, composer) for cell in cells])
        for theme, cells in composer.digest.rows.items()
    ]
    homes = [composer.homes[slug] for slug in composer.municipality_order]
    return {"homes": homes, "rows": rows, "tally": []}


def counted(composer: Composer) -> list[tuple[Topic, dict[str, int]]]:
    """Return how many municipalities say how much on each theme, by the words that are called for.

    Silence is always told, and so is coverage.
    """
    themes, rows = composer.register.themes, composer.digest.rows
    counts = {theme: Counter(cell.word for cell in cells) for theme, cells in rows.items()}
    said = {"covered", "silent"}.union(*counts.values())
    words = [word for word in WORDS if word in said]
    return [
        (topic_of(themes[theme]), {word: count[word] for word in words})
        for theme, count in counts.items()
    ]


def standings_of(composer: Composer) -> dict[str, list[tuple[str, int, tuple[str, ...]]]]:
    """Return, theme by theme, who says how much: the word, how many, and their names.

    Where the municipalities are too many to be named one by one, there are no names.
    """
    found: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    for theme, cells in composer.digest.rows.items():
        said = {
            word: tuple(c.municipality.short_name for c in cells if c.word == word)
            for word in WORDS
        }
        named = not wide(composer)
        found[theme] = [(w, len(who), who if named else ()) for w, who in said.items() if who]
    return found


def passage_of(excerpt: Excerpt, composer: Composer) -> ThemePassage:
    """Return a section with the subsections below it that have no theme of their own, in short."""
    start, stop = leaves_of(excerpt.policy, excerpt.section)
    return _passage(excerpt.policy, start, stop, composer)


def _passage(policy: Policy, start: int, stop: int, composer: Composer) -> ThemePassage:
    """Return a passage, made once: a theme's pages, its tables and its data ask for the same."""
    key = policy.id, start, stop
    if key not in composer.passages:
        composer.passages[key] = _made(policy, start, stop)
    return composer.passages[key]


def _made(policy: Policy, start: int, stop: int) -> ThemePassage:
    sections = policy.body.sections[start - 1 : stop - 1] if start > 0 else ()
    anchors = {section.anchor for section in sections}
    promised = tuple(
        (one.text_line, one.lead, one.words, one.span.words)
        for one in policy.body.promises
        if one.anchor in anchors
    )
    way = addresses.of_policy(policy) + (f"#{sections[0].anchor}" if sections else "")
    title = sections[0].title if sections else policy.title
    alone = bool(sections) and len(sections[0].themes) == 1
    return ThemePassage(
        title, way, policy.language, policy.body.digest, start, stop, alone, promised
    )


def _named_in(remark: Remark, composer: Composer) -> ThemePassage:
    leaf = max(remark.naming.leaf, 0)  # what a note says stands in no section
    return _passage(remark.policy, leaf, leaf + 1, composer)


def _aside(remark: Remark, composer: Composer) -> Aside:
    naming = remark.naming
    entry = composer.entry(remark.policy)
    return Aside(entry, naming.words, naming.sentence, _named_in(remark, composer))
