"""Two texts as set are laid beside each other, their shared wording marked; it knows no page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from markupsafe import Markup, escape

from styrdok.compose.beside.marking import Marks, mark, marks_of, read_out, words_in
from styrdok.compose.entries import Entry, Heading, Manuscript, Subject
from styrdok.compose.setting import Fitting, called
from styrdok.derive.beside import STOCK, Part, Row, Runs, lay, number_in, shared, units, words_of
from styrdok.memory import Sealed
from styrdok.model import Value
from styrdok.read.setting import SetText
from styrdok.texts import Texts

LANDMARK, GROUP = ' role="region" tabindex="0"', ' role="group" tabindex="0"'


class Side(Value, frozen=True):
    """One of two documents: as lists show it, its text, and what tells it from the other."""

    entry: Sealed[Entry]
    manuscript: Sealed[Manuscript]
    title: str  # with its date, where it is an earlier edition
    label: str  # the municipality, or the title where both have the same


@dataclass(frozen=True)
class Leaf:
    """A section's own text: its heading, none before the first one, its HTML and words."""

    heading: Heading | None
    html: str
    text: str  # in plain words
    words: tuple[str, ...]  # as they are compared
    marks: Marks  # where what the other text has too stands in the HTML


@dataclass(frozen=True)
class Section:
    """A section with those below it that have no theme of their own, as it is compared."""

    leaves: tuple[Leaf, ...]
    part: Part
    runs: Runs

    @property
    def heading(self) -> Heading | None:
        """The first heading; None before the first one of the text."""
        return self.leaves[0].heading

    @property
    def levels(self) -> list[int]:
        """The levels of its headings on the page, from 2 and without gaps."""
        found = [2]
        top = self.heading.level if self.heading else 2
        for leaf in self.leaves[1:]:
            level = leaf.heading.level - top + 2 if leaf.heading else 2
            found.append(min(level, found[-1] + 1, 6))
        return found

    @property
    def shared(self) -> int:
        """How many of its words stand in runs that the other text has too."""
        return number_in(self.runs)

    @property
    def sayings(self) -> list[str]:
        """The runs as they are read."""
        return [said for leaf in self.leaves for said in read_out(leaf.html, leaf.marks)]


@dataclass(frozen=True)
class Laying:
    """Two texts beside each other: their sections, and which of them stand together."""

    sides: tuple[tuple[Section, ...], tuple[Section, ...]]
    rows: tuple[Row, ...]

    def words(self, side: int) -> int:
        """How many words a text has, without its headings."""
        return sum(len(section.part.words) for section in self.sides[side])

    def shared(self, side: int) -> int:
        """How many of them stand in runs that the other text has too."""
        return sum(section.shared for section in self.sides[side])

    def percent(self, side: int) -> int:
        """How many of a hundred of its words they are, rounded."""
        return percent_of(self.shared(side), self.words(side))

    def also(self, row: Row) -> list[Section]:
        """The sections that treat a theme of the one without a counterpart, in the other text."""
        side = self.sides[1 if row.other is None else 0]
        return [side[number] for number in row.also]

    def themes(self, row: Row) -> list[Subject]:
        """The themes that both sections of a row have."""
        section = self.pair(row)[0]
        had = section.heading.themes if section and section.heading else ()
        return [theme for theme in had if theme.id in row.themes]

    def name(self, row: Row, sides: Sequence[Side], texts: Texts) -> str:
        """What a row is called in the list of contents: its themes, or its title or titles."""
        if themes := self.themes(row):
            return ", ".join(theme.name for theme in themes)
        titles = [
            section.part.title or texts("pair.beginning") if section else None
            for section in self.pair(row)
        ]
        one, other = titles
        if one and other:
            return one if one == other else texts("pair.both", one=one, other=other)
        label = sides[0 if one else 1].label
        return texts("pair.only", title=one or other or "", name=label)

    def pair(self, row: Row) -> tuple[Section | None, Section | None]:
        """The two sections of a row, None where there is none."""
        one = None if row.one is None else self.sides[0][row.one]
        return one, None if row.other is None else self.sides[1][row.other]


def percent_of(number: int, whole: int) -> int:
    """Return how many of a hundred a number is, a half rounded up; 0 of nothing."""
    return (200 * number + whole) // (2 * whole) if whole else 0


def share_of(*sections: Section | None) -> float | None:
    """Return how much of the sections' words is shared, from 0 to 1; None where one is missing."""
    there = [section for section in sections if section]
    total = sum(len(section.part.words) for section in there)
    if len(there) < len(sections) or not total:
        return None
    return sum(section.shared for section in there) / total


def lay_out(sides: Sequence[Side], text_of: Callable[[str], SetText]) -> Laying:
    """Return two documents' texts beside each other."""
    read = [_sections(side, text_of(side.manuscript.digest)) for side in sides]
    parts = [[section.part for section in sections] for sections in read]
    homes = [side.entry.home for side in sides]
    small = STOCK.union(*(words_of(f"{home.name} {home.short_name}") for home in homes))
    runs = shared(parts[0], parts[1], small)
    one, other = (
        tuple(_with_runs(*both) for both in zip(sections, found, strict=True))
        for sections, found in zip(read, runs, strict=True)
    )
    return Laying((one, other), lay(parts[0], parts[1], small))


def _sections(side: Side, text: SetText) -> list[Section]:
    manuscript: Manuscript = side.manuscript.value
    headings = (None, *manuscript.headings)
    leaves = [
        _leaf(heading, called(manuscript, number, leaf.html), leaf.words)
        for number, (heading, leaf) in enumerate(zip(headings, text.leaves, strict=True))
    ]
    first, rest = leaves[:1] if leaves[0].words else [], leaves[1:]
    levels = [leaf.heading.level if leaf.heading else 0 for leaf in rest]
    themes = [[t.id for t in leaf.heading.themes] if leaf.heading else [] for leaf in rest]
    groups = [rest[slice(*span)] for span in units(levels, themes)]
    return [_section(tuple(group)) for group in (*([first] if first else []), *groups)]


def _leaf(heading: Heading | None, html: str, text: str) -> Leaf:
    return Leaf(heading, html, text, words_in(html), ())


def _section(leaves: tuple[Leaf, ...]) -> Section:
    heading = leaves[0].heading
    words = tuple(chain.from_iterable(leaf.words for leaf in leaves))
    if heading is None:
        return Section(leaves, Part("", "", (), words), ())
    themes = tuple(theme.id for theme in heading.themes)
    return Section(leaves, Part(heading.title, heading.anchor, themes, words), ())


def _with_runs(section: Section, runs: Runs) -> Section:
    """Return a section with its runs; one that reaches into a section below is taken in pieces."""
    if not runs:
        return section
    sizes = [0]
    for leaf in section.leaves:
        sizes.append(sizes[-1] + len(leaf.words))
    leaves = [
        replace(leaf, marks=marks_of(leaf.html, _within(runs, top, end)))
        for leaf, (top, end) in zip(section.leaves, pairwise(sizes), strict=True)
    ]
    return replace(section, leaves=tuple(leaves), runs=runs)


def _within(runs: Runs, top: int, end: int) -> Runs:
    inside = ((max(start, top) - top, min(stop, end) - top) for start, stop in runs)
    return tuple((start, stop) for start, stop in inside if start < stop)


def shown(leaf: Leaf, side: Side, root: str, texts: Texts) -> Markup:
    """Return a section's HTML as it stands beside another's: words marked, slots filled.

    It stands on another page than its own, which `root` leads to, and without contact blocks.
    """
    said = (
        (_hidden(texts("pair.same")), _hidden(texts("pair.same-end"))) if leaf.marks else ("", "")
    )
    page = root + side.entry.address
    fitting = Fitting(side.manuscript.value, root, page, texts, lambda *_: Markup(""))
    html = fitting.fit(mark(leaf.html, leaf.marks, said))
    return Markup(html.replace(LANDMARK, GROUP))  # noqa: S704  (set by us; two tables, one name)


def _hidden(words: str) -> str:
    return f'<span class="hidden-label">{escape(words)}</span>'
