"""What a paper is made of: titles, words, lists and tables, whole before anyone sets them.

Every format sets these and nothing else, so that all say the same. A `language` is that of words
that are not in the paper's own (WCAG 3.1.2).
"""

from __future__ import annotations

from typing import ClassVar

from styrdok.model import Value
from styrdok.redline import Run, State, runs


class Line(Value, frozen=True):
    """A paragraph in a cell: its words in runs, its kind of block, and who may read it.

    `whole` tells that all of it is new, or would go. `inside` is for employees alone.
    """

    runs: tuple[Run, ...]
    kind: str = "paragraph"
    inside: bool = False
    whole: bool = False


Side = tuple[Line, ...]
"""A cell; without lines there is nothing on that side."""


class Row(Value, frozen=True):
    """A row of a table: a `pair` of sides, or a `heading`, a `note` or a `gap` across both."""

    kind: str
    sides: tuple[Side, ...] = ()
    label: str = ""  # what the row is about, where its table has a column for that


class Title(Value, frozen=True):
    """A heading; `anchor` is what others lead to."""

    part: ClassVar[str] = "title"
    words: str
    level: int
    anchor: str = ""
    language: str = ""


class Words(Value, frozen=True):
    """A paragraph: perhaps a label first, in a style: '', lead, kicker, note or small."""

    part: ClassVar[str] = "words"
    words: str
    style: str = ""
    label: str = ""
    language: str = ""


class Leap(Value, frozen=True):
    """A link to somewhere else in the paper."""

    part: ClassVar[str] = "leap"
    words: str
    anchor: str


class Bullets(Value, frozen=True):
    """A list of items, perhaps with a title in bold; `loud` is for what must be seen first."""

    part: ClassVar[str] = "bullets"
    items: tuple[str, ...]
    title: str = ""
    loud: bool = False


class Table(Value, frozen=True):
    """A table with a caption and a header row; with three columns the first one is labels."""

    part: ClassVar[str] = "table"
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    language: str = ""


Part = Title | Words | Leap | Bullets | Table


class Sheet(Value, frozen=True):
    """A paper: its title and its parts in order."""

    title: str
    parts: tuple[Part, ...]


def plain(words: str | None) -> Side:
    """Return a cell with unmarked words, or an empty one."""
    return (Line((Run(State.SAME, words),)),) if words else ()


def marked(before: str | None, after: str | None) -> tuple[Side, Side]:
    """Return two cells with the words that differ marked, where some are the same."""
    made = runs(before, after) if before and after else ()
    if not any(run.state is State.SAME for run in made):
        return plain(before), plain(after)
    hidden = State.ADDED, State.REMOVED
    kept = (tuple(run for run in made if run.state is not gone) for gone in hidden)
    was, is_ = ((Line(some),) for some in kept)
    return was, is_
