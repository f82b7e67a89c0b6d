"""Where a text cites law: each name with its place, and what is told instead where it is odd.

Only what is certain is a citation. What could be another law, or no law, is told or left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from styrdok.model import Citation, Value
from styrdok.read.law.binding import Bound, bind, elsewhere
from styrdok.read.law.names import TRIGGERS, Name, Word, names_in
from styrdok.read.law.odd import Oddity, listed, odd
from styrdok.read.law.pins import Pin
from styrdok.read.law.plain import Plain, whole
from styrdok.read.law.table import CONCEPTS, LAWS, Law, number_of
from styrdok.read.setting import SetText
from styrdok.read.stream import NOTES, seen, streams

SENTENCE = re.compile(r"(?<!kap)(?<! st)(?<! p)(?<! bl)(?<! nr)[.!?] (?=[A-ZÅÄÖ])")
"""Where a sentence ends: 'kap. TF' ends none."""
OWN = re.compile(r"\s*(?:\d+ ?kap\.? )?(?:§ ?\d|\d+ ?[a-z]? ?§)")
MARKUP = re.compile(r"<[^>]*>|\0[^\0]*\0")
ABROAD = re.compile(
    r"(?:norsk|dansk|finsk|finländsk|åländsk|isländsk|tysk|brittisk|polsk|estnisk|amerikansk)a?\s$",
    re.I,
)
"""What tells, right before a law's name, that it is another country's."""
MOST = 80  # signs of what is told of
_Place = tuple[str | None, tuple[str, ...], str | None]  # chapter, sections, concept


class Cited(Value, frozen=True):
    """The laws that a text cites, in order, and what is odd about how it does."""

    citations: tuple[Citation, ...] = ()
    oddities: tuple[Oddity, ...] = ()


@dataclass
class _Block:
    """A block of text: its words, and what was found in them."""

    plain: Plain
    items: list[Pin | Name | Word]
    html: str

    @property
    def leaf(self) -> int:
        """The leaf that it stands in."""
        return self.plain.stream.leaf


@dataclass
class _Said:
    """What a section has named so far: laws, those of the last sentence, the last chapter."""

    laws: dict[str, None] = field(default_factory=dict)
    last: dict[str, None] = field(default_factory=dict)
    sentence: tuple[int, int] | None = None
    chapter: tuple[str, str] | None = None
    mixed: bool = False  # other rules than laws have had their sections named

    def name(self, law: str, sentence: tuple[int, int]) -> None:
        """Take in that a sentence names a law."""
        if sentence != self.sentence:
            self.last, self.sentence = {}, sentence
        self.laws[law] = self.last[law] = None


def may_cite(words: str) -> bool:
    """Tell whether a text has any word or sign that a citation of law needs."""
    return any(trigger in words for trigger in TRIGGERS)


def read_citations(text: SetText, levels: Sequence[int] = ()) -> Cited:
    """Return where a text as set cites law, and what there is to tell of it.

    `levels` are those of its headings: what a section speaks of, the sections below it do too.
    """
    pages = [leaf.html for leaf in text.leaves] + [text.notes]
    html = "\n".join(pages)  # no block's words have a sign that this has not
    triggers = [trigger for trigger in TRIGGERS if trigger in html]
    headings = [seen(MARKUP.sub(" ", leaf.heading)) for leaf in text.leaves]
    blocks = [
        _Block(plain, names_in(plain.words), pages[at.leaf][at.start : at.stop])
        for stream in streams(text, triggers)
        if any(trigger in stream.words for trigger in triggers)
        for plain, at in [(Plain(stream), stream.extent(0, len(stream.words)))]
    ]
    return _Reader(blocks, headings, [0, *levels]).read() if blocks else Cited()


class _Reader:
    """Goes through a text's blocks in order, and holds what it has met so far."""

    def __init__(self, blocks: list[_Block], headings: list[str], levels: list[int]) -> None:
        self.blocks, self.headings, self.levels = blocks, headings, levels
        self.named = [names_in(heading) if heading else [] for heading in headings]
        items = [item for block in blocks for item in block.items]
        names = [item for item in (*items, *chain(*self.named)) if isinstance(item, Name)]
        self.stated = {name.stated for name in names}
        self.shorts = {name.presents for name in names if name.presents}
        self.own = any(OWN.match(heading) for heading in headings)  # paragraphs of its own
        self.said = _Said()
        self.spoken: dict[int, dict[str, None]] = {}  # the laws that each section has named
        self.bare: list[tuple[_Block, Bound, list[str]]] = []
        self.openings: list[tuple[_Block, Bound, list[str]]] = []
        self.found: list[Citation] = []
        self.oddities: list[Oddity] = []

    def read(self) -> Cited:
        """Return the citations and oddities of the text."""
        leaf = None
        for number, block in enumerate(self.blocks):
            if block.leaf != leaf:
                leaf = block.leaf
                self.said = self._heading(leaf)
                self.spoken[leaf] = self.said.laws
            self._read(block, number)
        self._settle()
        oddities = sorted(self.oddities, key=lambda one: one.line)
        return Cited(tuple(_in_order(self.found)), tuple(oddities))

    def _heading(self, leaf: int) -> _Said:
        said = _Said()
        for item in self.named[leaf] if leaf != NOTES else ():
            if isinstance(item, Name) and not item.back and isinstance(law := self._law(item), Law):
                said.name(law.number, (-1, 0))
        above = () if said.laws else self._above(leaf)
        for number in above if len(above) == 1 else ():
            said.name(number, (-1, 0))
        return said

    def _above(self, leaf: int) -> dict[str, None]:
        """The laws that the nearest section above a section has named."""
        if leaf == NOTES or leaf >= len(self.levels):
            return {}
        higher = (n for n in range(leaf - 1, 0, -1) if self.levels[n] < self.levels[leaf])
        return self.spoken.get(next(higher, 0), {}) if leaf else {}

    def _read(self, block: _Block, number: int) -> None:
        words = block.plain.words
        ends = [end.start() for end in SENTENCE.finditer(words)]
        for item in bind(words, block.items, self.shorts):
            if isinstance(item, Word):
                law, chapter, section = CONCEPTS[item.concept].places[0]
                place = (chapter, (section,) if section else (), item.concept)
                self._cite(block, (item.start, item.stop), law, place)
            elif item.name is None:
                self._keep(block, item)
            else:
                self._take(block, item, (number, bisect_right(ends, item.start)))

    def _keep(self, block: _Block, item: Bound) -> None:
        """Keep a place without a law until it is known whether the text has such of its own."""
        pin = item.pin
        if not pin or pin.prefix or pin.article or pin.colon or not pin.sections:
            return
        if not block.plain.words[: pin.start].strip():
            self.openings.append((block, item, list(self.said.laws)))
        elif elsewhere(block.plain.words, pin):
            self.said.mixed = True
        elif not self.said.mixed:
            self.bare.append((block, item, list(self.said.laws)))

    def _settle(self) -> None:
        """Decide on the places without a law: certain only where one law is spoken of."""
        self._quote()
        told: set[int] = set()
        for block, item, laws in () if self.own else self.bare:
            if len(laws) > 1 and block.leaf not in told:
                told.add(block.leaf)
                self._tell(block, item, "law-bare", laws=listed(laws))
            elif len(laws) == 1 and item.pin and not odd(LAWS[laws[0]], item.pin):
                pin = item.pin
                place = (pin.chapter, pin.sections, None)
                self._cite(block, (item.start, item.stop), laws[0], place)

    def _quote(self) -> None:
        """Take paragraphs that begin with a section: a law's, as quoted, or the text's own.

        A text that has sections of its own has a first one, or has named no law before it. Those
        that follow each other are of the same law.
        """
        numbers = [number_of(item.pin.sections[0]) for _, item, _ in self.openings if item.pin]
        alone = bool(self.openings) and not self.openings[0][2]
        if alone or 1 in numbers or any(n == 0 for n in numbers):
            self.own = self.own or bool(self.openings)
            return
        last: tuple[str, int] | None = None
        for (block, item, laws), number in zip(self.openings, numbers, strict=True):
            goes_on = last and last[0] in laws and number > last[1]
            law = last[0] if last and goes_on else laws[0] if len(laws) == 1 else None
            if law and item.pin and not odd(LAWS[law], item.pin):
                place = (item.pin.chapter, item.pin.sections, None)
                self._cite(block, (item.start, item.stop), law, place)
                last = law, number

    def _law(self, name: Name, placed: bool = False) -> Law | tuple[str, dict[str, str]] | None:
        """Return the law that a name means, or what is odd about it; None is no law."""
        if name.back:
            laws = list(self.said.last)
            if len(laws) > 1:
                return "law-two", {"laws": listed(laws)}
            return LAWS[laws[0]] if laws else None
        if name.stated:
            if name.stated in LAWS and (not name.numbers or name.stated in name.numbers):
                return LAWS[name.stated]
            if name.stated not in LAWS and not name.numbers:
                return "law-unknown", {"number": name.stated}
            known = [number for number in (*name.numbers, name.stated) if number in LAWS]
            return "law-mismatch", {"number": name.stated, "laws": listed(known)}
        laws = [number for number in name.numbers if number in self.stated]
        law = LAWS[(*laws, *name.numbers)[0]]
        if not laws and placed and law.recent:
            laws = list(name.numbers)
        return ("law-two", {"laws": listed(laws)}) if len(laws) > 1 else law

    def _take(self, block: _Block, item: Bound, sentence: tuple[int, int]) -> None:
        """Take in a law that the text names, with its place if it has one."""
        name, pin = item.name, item.pin
        law = self._law(name, pin is not None) if name else None
        if law is None or name is None or ABROAD.search(block.plain.words, 0, name.start):
            return
        if not isinstance(law, Law):
            self._tell(block, item, law[0], **law[1])
            return
        if not name.back:
            self.said.name(law.number, sentence)
        other = self._law(item.torn) if item.torn else law
        if other != law:
            laws = [law.number, *([other.number] if isinstance(other, Law) else [])]
            self._tell(block, item, "law-two", laws=listed(laws))
            return
        start, stop = item.start, item.stop
        if pin and name.back == "chapter":
            pin = pin.inside(self._chapter(law))
        if pin and pin.article != law.articles:  # a unit that the law does not count in
            pin, start, stop = None, max(start, name.start), min(stop, name.stop)
            if start >= stop:
                return
        if pin and (wrong := odd(law, pin)):
            self._tell(block, item, wrong[0], law=law.full, **wrong[1])
            return
        self._repealed(block, item, law)
        if pin and pin.chapter:
            self.said.chapter = (law.number, pin.chapter)
        place = (pin.chapter, pin.sections, None) if pin else (None, (), None)
        self._cite(block, (start, stop), law.number, place)

    def _chapter(self, law: Law) -> str | None:
        number, chapter = self.said.chapter or ("", None)
        return chapter if number == law.number else None

    def _repealed(self, block: _Block, item: Bound, law: Law) -> None:
        """Tell of a law that is repealed, once."""
        facts = {"law": law.full, "heir": LAWS[law.successor].full if law.successor else ""}
        if law.repealed and not any(one.facts == facts for one in self.oddities):
            self.oddities.append(Oddity(_line(block, item.start), "law-repealed", facts))

    def _tell(self, block: _Block, item: Bound, code: str, **facts: str) -> None:
        if code == "law-two" and any(
            d.code == code and d.facts["laws"] == facts["laws"] for d in self.oddities
        ):
            return  # of two laws with one name it is enough to tell once
        value = _words(block, item.start, item.stop)[:MOST]
        self.oddities.append(Oddity(_line(block, item.start), code, {"value": value, **facts}))

    def _cite(self, block: _Block, at: tuple[int, int], law: str, place: _Place) -> None:
        stream, (start, stop) = block.plain.stream, at
        extent = stream.extent(*whole(block.html, stream.words, *block.plain.span(start, stop)))
        words, line = _words(block, start, stop), _line(block, start)
        chapter, sections, concept = place
        self.found.append(Citation(law, chapter, sections, words, extent, line, concept))


def _words(block: _Block, start: int, stop: int) -> str:
    start, stop = block.plain.span(start, stop)
    return seen(block.plain.stream.words[start:stop])


def _line(block: _Block, start: int) -> int:
    return block.plain.line_at(start)


def _in_order(found: list[Citation]) -> Iterator[Citation]:
    """Yield citations by their place in each block; none where another one stands."""
    stop: dict[int, int] = defaultdict(int)
    for citation in sorted(
        found, key=lambda one: (one.at.leaf == NOTES, one.at.leaf, one.at.start)
    ):
        if citation.at.start >= stop[citation.at.leaf] and citation.at.stop > citation.at.start:
            stop[citation.at.leaf] = citation.at.stop
            yield citation
