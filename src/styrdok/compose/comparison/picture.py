"""The picture of the comparison, in numbers: where its marks, bars and words stand; no markup.

It shows what the table beside it says. All measures are in the picture's own units, which are
pixels where it is not scaled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from styrdok.compose.comparison.values import Square, Topic
from styrdok.model import Value

LABEL = 158  # the width of the themes' names, of which this many signs go on a line:
SIGNS = 20
LINE = 16  # the height of a line of words
MARK = 18  # the side of a mark
STEP = 32  # from one municipality's marks to the next
SLANT = 5.2  # how far a slanted letter reaches, to the side and up
BAR = 300  # the width of a bar
BAR_ROW = 46


class Mark(Value, frozen=True):
    """A mark in the picture: its left upper corner, what it says, and whose it is."""

    x: int
    word: str
    whose: str


class Line(Value, frozen=True):
    """A theme in the picture: how high it stands, its name on lines, and its marks."""

    y: int
    name: tuple[tuple[int, str], ...]
    marks: tuple[Mark, ...]


class Grid(Value, frozen=True):
    """Marks, a row for each theme and a column for each municipality, under slanted names."""

    width: int
    height: int
    top: int
    heads: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]


class Part(Value, frozen=True):
    """A part of a bar: from where, how wide, what it says, and of how many municipalities."""

    x: float
    width: float
    word: str
    number: int


class Bar(Value, frozen=True):
    """A theme's bar: how high it stands, its name, how many cover the theme, and its parts."""

    y: int
    name: str
    covered: int
    parts: tuple[Part, ...]


class Bars(Value, frozen=True):
    """Bars, one for each theme, of how many municipalities say how much."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def grid(rows: Sequence[tuple[Topic, Sequence[Square]]]) -> Grid | None:
    """Return the picture of a matrix; None where there is nothing to show."""
    if not rows or not rows[0][1]:
        return None
    homes = [square.home.short_name for square in rows[0][1]]
    reach = int(max(map(len, homes)) * SLANT) + MARK
    lines: list[Line] = []
    y = reach
    for topic, squares in rows:
        name = wrap(topic.name, SIGNS) or [topic.name]
        height = max(len(name) * LINE, MARK) + 8
        middle = y + height // 2
        first = middle - (len(name) - 1) * LINE // 2 + 4
        lines.append(
            Line(
                middle - MARK // 2,
                tuple((first + at * LINE, words) for at, words in enumerate(name)),
                tuple(
                    Mark(LABEL + at * STEP, square.word, square.home.name)
                    for at, square in enumerate(squares)
                ),
            )
        )
        y += height
    heads = tuple((LABEL + at * STEP + MARK // 2, name) for at, name in enumerate(homes))
    return Grid(LABEL + len(homes) * STEP + reach - STEP // 2, y, reach, heads, tuple(lines))


def bars(tally: Sequence[tuple[Topic, Mapping[str, int]]]) -> Bars | None:
    """Return the picture of how many municipalities say how much; None where there are none."""
    drawn: list[Bar] = []
    for at, (topic, numbers) in enumerate(tally):
        whole = sum(numbers.values())
        x, parts = 0.0, list[Part]()
        for word, number in numbers.items():
            if number:
                width = BAR * number / whole
                parts.append(Part(round(x, 1), round(width, 1), word, number))
                x += width
        drawn += [Bar(at * BAR_ROW, topic.name, numbers["covered"], tuple(parts))] if whole else []
    return Bars(BAR + 2, len(drawn) * BAR_ROW, tuple(drawn)) if drawn else None
