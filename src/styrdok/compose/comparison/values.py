"""What the pages of the comparison are made from: plain values, theme by theme; no wording.

How strongly a passage binds is not among them: a page asks the frame for that when it is set.
"""

from __future__ import annotations

from styrdok.compose.entries import Entry, Home, Quote
from styrdok.derive.comparison import Coverage
from styrdok.memory import Sealed
from styrdok.model import Value


class Topic(Value, frozen=True):
    """A theme as its own page knows it: with the words that texts call it by."""

    id: str
    name: str
    words: tuple[str, ...]


class ThemePassage(Value, frozen=True):
    """A section shown in short: where it leads, which leaves of which text, what it promises.

    `promised` are the sentences that promise something within a time: line, lead, words, time.
    """

    title: str
    address: str
    language: str
    digest: str
    start: int
    stop: int
    alone: bool = True  # no other theme shares the section
    promised: tuple[tuple[int, str, str, str], ...] = ()


class Square(Value, frozen=True):
    """One municipality's say on one theme, as a table shows it, by the passages that bear it."""

    home: Home
    word: str
    passages: tuple[ThemePassage, ...]

    @property
    def counts(self) -> bool:
        """Whether the passages are some that a reader may hold on to."""
        return self.word in (Coverage.COVERED.value, Coverage.UNCERTAIN.value)


class ThemeSection(Value, frozen=True):
    """A section as a theme's page shows it: in short, and whole with its source."""

    passage: ThemePassage
    quote: Quote


class Aside(Value, frozen=True):
    """That a document names a theme in passing: the words, their sentence, and the section."""

    entry: Sealed[Entry]
    words: str
    sentence: str
    passage: ThemePassage


class Column(Value, frozen=True):
    """All that one municipality says on a theme: what counts, what does not, what names it."""

    square: Square
    counting: tuple[ThemeSection, ...]
    besides: tuple[ThemeSection, ...]
    asides: tuple[Aside, ...]
    more: int = 0  # asides that are not shown

    @property
    def home(self) -> Home:
        """The municipality."""
        return self.square.home


class Row(Value, frozen=True):
    """A municipality in a long list: its county, its say on a theme, and where that stands.

    Without an address there is nothing more to read.
    """

    square: Square
    county: str | None
    number: int
    address: str | None
