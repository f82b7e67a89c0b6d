"""The shortest form of a section on a theme: the sentences that carry the duty; it knows no page.

A sentence carries where it says that somebody shall, should, may or may not do something, or
promises something within a time. Those that name the theme speak for it; where none does, all do
in a section that was put under this theme alone. In one that other themes share nobody can tell
which of them a sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from styrdok.compose.comparison.values import ThemePassage, Topic
from styrdok.derive.themes.words import ThemeWords, theme_words
from styrdok.model import Duty, Strength, Theme, Value
from styrdok.read.blocks import TextBlock, text_blocks
from styrdok.read.setting import SetText
from styrdok.redline.sentences import sentences

MOST = 4  # sentences in the short form
MOST_MODAL = 2  # words of a label: 'ska eftersträvas', but not 'har vi skyldighet att'
MOST_ITEMS = 3  # of a list that a sentence leads into
ENDS = (".", "!", "?")
POINTING = ("de", "den", "det", "denna", "detta", "dessa")  # alone they tell a reader nothing


class Line(Value, frozen=True):
    """A sentence of the short form, with what introduces the list that it is an item of.

    `duties` are what it binds to, in order, and `times` those that it promises something within;
    it may have either or both. `items` follow it in a list.
    """

    words: str
    lead: str
    duties: tuple[Duty, ...] = ()
    times: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def strengths(self) -> tuple[str, ...]:
        """How it binds, the strongest first, each once."""
        found = {duty.strength for duty in self.duties}
        return tuple(slug_of(one) for one in Strength if one in found)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whom it binds, as worded, each once; not one who is only pointed at."""
        said = (duty.subject for duty in self.duties if duty.subject)
        return tuple(dict.fromkeys(who for who in said if who.casefold() not in POINTING))

    @property
    def parts(self) -> tuple[tuple[str, str | None], ...]:
        """Its words in parts, each with the strength that it gives the sentence, if any."""
        marks = [(d.start, d.stop, slug_of(d.strength)) for d in self.duties if d.stop > d.start]
        found = ((self.words.find(time), time) for time in self.times)
        marks += [(at, at + len(time), "promise") for at, time in found if at >= 0]
        return tuple(_marked(self.words, marks))

    @property
    def lead_parts(self) -> tuple[tuple[str, str | None], ...]:
        """Its lead in parts likewise."""
        marks: list[tuple[int, int, str]] = []
        for duty in self.duties:
            at = self.lead.casefold().rfind(duty.modal.casefold()) if duty.stop == 0 else -1
            marks += [(at, at + len(duty.modal), slug_of(duty.strength))] if at >= 0 else []
        return tuple(_marked(self.lead, marks))


class Brief(Value, frozen=True):
    """The short form of a section: the lines to show, and all that carry.

    Where none that carries names the theme, one that does stands first, although it does not bind.
    """

    lines: tuple[Line, ...]
    carrying: tuple[Line, ...]
    sure: bool = True  # that what carries is about the theme

    @property
    def more(self) -> int:
        """How many more sentences carry than are shown."""
        return len(self.carrying) - sum(line in self.carrying for line in self.lines)


class Weight(Value, frozen=True):
    """How strongly sections bind: the strongest first, and what is forbidden last.

    `forces` are a strength, and the word for it where the texts use one and the same; `times` are
    those within which something is promised, as worded. Where neither is known of the theme itself,
    `around` are the strengths in sections that it shares with other themes.
    """

    forces: tuple[tuple[str, str | None], ...]
    times: tuple[str, ...]
    around: tuple[tuple[str, str | None], ...] = ()


def brief(passage: ThemePassage, topic: Topic, text: SetText, duties: Iterable[Duty]) -> Brief:
    """Return the short form of a section on a theme."""
    carrying = _carrying(passage, duties)
    said = [f"{line.lead} {line.words}" for line in carrying]
    named = speaks_of("\n".join(said), topic)  # most sections are asked but once
    speaking = [
        line
        for line, words in zip(carrying, said, strict=True)
        if named and speaks_of(words, topic)
    ]
    if speaking:
        return Brief(tuple(speaking[:MOST]), tuple(speaking))
    plain = _plain(passage, topic, text, first=not carrying)
    return Brief((*plain, *carrying)[:MOST], tuple(carrying), passage.alone)


def weigh(briefs: Iterable[Brief]) -> Weight:
    """Return how strongly some sections bind together."""
    briefs = tuple(briefs)
    sure = [line for one in briefs if one.sure for line in one.carrying]
    if sure:
        times = dict.fromkeys(time for line in sure for time in line.times)
        return Weight(_forces(sure), tuple(times))
    return Weight((), (), _forces(line for one in briefs for line in one.carrying))


def _forces(lines: Iterable[Line]) -> tuple[tuple[str, str | None], ...]:
    modals: dict[Strength, dict[str, None]] = {}
    for duty in (duty for line in lines for duty in line.duties):
        modals.setdefault(duty.strength, {})[duty.modal.casefold()] = None
    found = ((slug_of(one), list(modals[one])) for one in Strength if one in modals)
    return tuple((one, words[0] if _short(words) else None) for one, words in found)


def _short(modals: Sequence[str]) -> bool:
    """Whether texts have one and the same word for a strength, short enough for a label."""
    return len(modals) == 1 and modals[0].count(" ") < MOST_MODAL


def speaks_of(sentence: str, topic: Topic) -> bool:
    """Tell whether a sentence names a theme by its own words."""
    return bool(_words_of(topic).find(sentence))


@lru_cache(1 << 10)
def _words_of(topic: Topic) -> ThemeWords:
    return theme_words(Theme(topic.id, topic.name, "", topic.words))


def _carrying(passage: ThemePassage, duties: Iterable[Duty]) -> list[Line]:
    """Return the sentences of a section that carry, in order."""
    found: dict[tuple[int, str], Line] = {}
    for duty in duties:
        if passage.start <= duty.leaf < passage.stop:
            known = found.get((duty.line, duty.words))
            own = (*known.duties, duty) if known else (duty,)
            found[duty.line, duty.words] = Line(duty.words, duty.lead, own)
    for at, lead, words, time in passage.promised:
        known = found.get((at, words), Line(words, lead))
        found[at, words] = Line(words, known.lead or lead, known.duties, (*known.times, time))
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def _plain(passage: ThemePassage, topic: Topic, text: SetText, first: bool) -> Iterator[Line]:
    """Yield a sentence that names the theme although it does not bind, or else maybe the first."""
    blocks = [*text_blocks(text, passage.start, passage.stop)]
    said = [at for at, block in enumerate(blocks) if block.kind != "head"]
    # Most sections name nothing: one is asked whole before its blocks, and a block likewise.
    named = speaks_of("\n".join(blocks[at].words for at in said), topic)
    for at in said if named else ():
        speaks = speaks_of(blocks[at].words, topic)
        for words, _ in blocks[at].sentences() if speaks else ():
            if speaks_of(words, topic):
                yield _line(words, blocks, at)
                return
    begun = ((words, at) for at in said for words, _ in blocks[at].sentences())
    for words, at in islice(begun, int(first)):
        yield _line(words, blocks, at)


def _line(words: str, blocks: Sequence[TextBlock], at: int) -> Line:
    """Return a sentence of a block with what stands around it."""
    leads = blocks[at].kind == "block" and not words.endswith(ENDS)
    items = tuple(_items(blocks[at + 1 :])) if leads else ()
    return Line(words, _lead(blocks[: at + 1]), items=items)


def _lead(blocks: Sequence[TextBlock]) -> str:
    """Return what introduces the list that the last of some blocks is an item of."""
    before = next((block for block in reversed(blocks) if block.kind != "item"), None)
    if before is None or before is blocks[-1] or before.kind != "block":
        return ""
    last = sentences(before.words)[-1:]
    return last[0] if last and not last[0].endswith(ENDS) else ""


def _items(blocks: Iterable[TextBlock]) -> Iterator[str]:
    """Yield the first items of a list, and a sign that there are more."""
    for number, block in enumerate(blocks):
        if block.kind != "item":
            return
        if number == MOST_ITEMS:
            yield "…"
            return
        yield " ".join(block.words.split())


def _marked(words: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, str | None]]:
    at = 0
    for start, stop, strength in sorted(marks, key=lambda mark: mark[:2]):
        if start >= at:
            yield words[at:start], None
            yield words[start:stop], strength
            at = stop
    yield words[at:], None


def slug_of(strength: Strength) -> str:
    """Return a strength as classes and texts name it."""
    return str(strength.value).replace(" ", "-")
