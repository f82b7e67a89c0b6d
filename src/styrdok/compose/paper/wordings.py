"""A revised text becomes the rows of the two-column table, and running text; it knows no facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from styrdok.compose.paper.sheet import Line, Part, Row, Side, Title, Words, plain
from styrdok.derive.revision import Part as Section
from styrdok.derive.revision import Passage, Revision
from styrdok.model import replace
from styrdok.redline import Run, State
from styrdok.texts import Texts

GAP = Row("gap")
BAR = Run(State.SAME, "|")
NUMBER = re.compile(r"\d+[.)]")  # an item of a numbered list begins with its number
ALONE = (State.ADDED, State.REMOVED)


def wording_rows(revision: Revision, texts: Texts) -> tuple[Row, ...]:
    """Return the rows of a document's table; what is unchanged becomes one row of dashes."""
    rows: list[Row] = []
    passed: list[Section] = []  # unchanged, since the last one that is told of
    for section in revision.parts:
        if section.told:
            rows += [*_passed(passed, section.level), *_section(section, texts)]
            passed = []
        else:
            passed.append(section)
    return tuple(_without_doubles([*rows, *(GAP for _ in passed)]))


def _passed(sections: Sequence[Section], level: int) -> list[Row]:
    """Return dashes for unchanged sections, and the headings that the next one stands under."""
    rows: list[Row] = []  # from the last to the first
    for section in reversed(sections):
        above = section.heading is not None and section.level < level
        rows += [GAP] if section.passages or not above else []
        if above:
            rows.append(_heading(section.title))
            level = section.level
    return rows[::-1]


def _without_doubles(rows: Iterable[Row]) -> Iterator[Row]:
    before = None
    for row in rows:
        if row != GAP or before != GAP:
            yield row
        before = row


def _heading(title: str) -> Row:
    return Row("heading", (plain(title),))


def _section(section: Section, texts: Texts) -> Iterator[Row]:
    if section.state in ALONE:  # the dash that stands against it is said once
        heading = (section.heading,) if section.heading else ()
        yield from map(pair, together((*heading, *section.passages)))
        return
    if section.heading and section.heading.told:
        yield pair((section.heading,))
    elif section.heading:
        yield _heading(section.title)
    for words in notes(section, texts):
        yield Row("note", (plain(words),))
    for told, group in groupby(section.passages, key=lambda passage: passage.told):
        for passages in together(group) if told else ():
            yield pair(passages)
            if all(passage.reshaped for passage in passages):
                yield Row("note", (plain(texts("paper.reshaped")),))
        yield from () if told else (GAP,)


def together(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Yield passages in the groups that share a row: all new, all gone, else each alone."""
    for state, group in groupby(passages, key=lambda p: p.state if p.state in ALONE else None):
        alike = list(group)
        yield from [alike] if state else ([one] for one in alike)


def notes(section: Section, texts: Texts) -> Iterator[str]:
    """Yield what is to be said of a section as a whole: that it is moved, or changes level."""
    if section.moved:
        first = texts("paper.first")
        places = (section.stood_after, section.stands_after)
        stood, stands = (texts("paper.after", title=t) if t else first for t in places)
        yield texts("paper.moved", stood=stood, stands=stands)
    if section.relevelled:
        yield texts("paper.relevelled")


def pair(passages: Sequence[Passage]) -> Row:
    """Return the row of passages that are alike: what they are, and what they become."""
    return Row("pair", (side(passages, before=True), side(passages, before=False)))


def side(passages: Sequence[Passage], before: bool) -> Side:
    """Return passages as they are, or as they would be."""
    hidden = State.ADDED if before else State.REMOVED
    lines: list[Line] = []
    for passage in passages:
        inside = passage.was_inside if before else passage.is_inside
        if inside is not None:
            runs = tuple(run for run in passage.runs if run.state is not hidden)
            numbered = passage.kind == "item" and runs and NUMBER.match(runs[0].words)
            kind = "numbered" if numbered else passage.kind
            line = Line(runs, kind, inside, passage.state in ALONE)
            if lines and kind == lines[-1].kind == "cell" and passage.level > 1:
                line = replace(line, runs=(*lines.pop().runs, BAR, *runs))  # a row of a table
            lines.append(line)
    return tuple(lines)


def language_of(revision: Revision, texts: Texts) -> str:
    """Return the language of a document where it is not the paper's own."""
    language = revision.policy.language
    return "" if language == texts.language else language


def running(revision: Revision, texts: Texts, level: int) -> Iterator[Part]:
    """Yield the same changes as running text, section by section."""
    language = language_of(revision, texts)
    for section in revision.parts:
        if not section.told:
            continue
        title = section.title or texts("changes.before-first")
        yield Title(texts("paper.section", title=title), level)
        yield from (Words(note) for note in notes(section, texts))
        heading = (section.heading,) if section.heading else ()
        told = [p for p in (*heading, *section.passages) if p.told]
        for passages in together(told):
            for key, before in (("paper.now", True), ("paper.then", False)):
                for words in _spoken(passages, texts(key), before, texts):
                    yield replace(words, language=language)


def _spoken(passages: Sequence[Passage], label: str, before: bool, texts: Texts) -> Iterator[Words]:
    said = []
    for line in side(passages, before):
        words = " ".join(run.words for run in line.runs)
        words = texts("paper.heading", words=words) if line.kind == "heading" else words
        said.append(texts("paper.inside") + f": {words}" if line.inside else words)
    for number, words in enumerate(said or [texts("paper.absent")]):
        yield Words(words, label="" if number else f"{label}:")
