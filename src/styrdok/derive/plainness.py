"""Where a Swedish text could be plainer: long sentences, heavy words, very long words.

It is advice to who writes, and no measure: nothing is compared, and nobody is told that a text is
wrong. Precision comes first. Quotations, tables, headings, names of laws and of documents are left
out, since nobody can change them here. It knows no other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from styrdok.memory import Memory
from styrdok.model import Value
from styrdok.read.blocks import TextBlock, text_blocks
from styrdok.read.readings import set_text
from styrdok.redline.sentences import parted
from styrdok.swedish.heavy import Heavy, heavy

KIND = "plainness"
LONG = 30  # words; guides to plain Swedish call a sentence of more long
LETTERS = 25  # of a word that is hard to read on a small screen, and to hear
MOST_SENTENCES, MOST_WORDS = 5, 12  # shown of one text
AROUND = 12  # words on each side of one that is shown
SIGNS = "”“\"»«’‘'()[]{}.,;:!?…*–—-•"
OPENS, CLOSES = '”“"»«', '”"«»'
NUMBER = re.compile(r"\(?(?:1[6-9]|20)\d\d:\d{1,4}\)?[.,;:]?")  # of a law (SFS)
LAW = re.compile(r"\w*(?:lag|lagen|förordning|förordningen|balk|balken|föreskrifter)s?")
TITLE = re.compile(
    r"\w*(?:[Pp]olicy|[Rr]iktlinje|[Rr]iktlinjer|[Rr]egler|[Rr]utin|[Rr]utiner|[Pp]lan|[Pp]rogram"
    r"|[Ss]trategi|[Rr]eglemente|[Tt]axa|[Ff]öreskrifter|[Aa]nvisning|[Aa]nvisningar)"
)
JOINS = frozenset(("för", "om", "mot", "vid"))
FAR = 10  # words that the name of a law or of a document may have
STOPS = '.,;:!?…)”"'


class Long(Value, frozen=True):
    """A long sentence: its words, how many they are, and the leaf that it stands in."""

    words: str
    number: int
    leaf: int


class Met(Value, frozen=True):
    """A word that is met, how many times, and its first place: the leaf, and the words around it.

    `lighter` is what guides advise instead; None is of a word that is only long.
    """

    word: str
    lighter: str | None
    number: int
    leaf: int
    before: str
    found: str
    after: str


class Plainness(Value, frozen=True):
    """What could be plainer in one text: how much in all, and the first few of each to show."""

    long_number: int
    long: tuple[Long, ...]
    heavy_number: int
    heavy: tuple[Met, ...]
    wide_number: int
    wide: tuple[Met, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to advise."""
        return not (self.long_number or self.heavy_number or self.wide_number)


def plainness_of(digest: str, memory: Memory) -> Plainness:
    """Return what could be plainer in a text, by its digest; it is found once for each content."""
    return memory.recall(KIND, digest, Plainness, lambda: plainness(_blocks(digest, memory)))


def hold(digests: Iterable[str], memory: Memory) -> None:
    """Keep what is known of some texts for the next build, though nothing asks for it in this."""
    memory.live |= {(KIND, digest) for digest in digests}


def _blocks(digest: str, memory: Memory) -> list[TextBlock]:
    return text_blocks(set_text(digest, memory))


class _Token(NamedTuple):
    """A word of a block: where the block's words are, and which of them."""

    leaf: int
    tokens: Sequence[str]
    start: int
    stop: int


def plainness(blocks: Iterable[TextBlock]) -> Plainness:
    """Return what could be plainer in the blocks of a text."""
    sentences: list[Long] = []
    heavy_met: dict[tuple[str, str | None], list[_Token]] = {}
    wide_met: dict[tuple[str, str | None], list[_Token]] = {}
    for block in blocks:
        if block.kind not in ("block", "item"):
            continue
        tokens = block.words.split()
        if len(tokens) > LONG:
            sentences += _long(block.leaf, tokens)
        cores = tuple(map(_core, tokens))
        for one, start, stop in _heavy(tokens, cores):
            place = _Token(block.leaf, tokens, start, stop)
            heavy_met.setdefault((one.word, one.lighter), []).append(place)
        for at in _wide(tokens, cores):
            wide_met.setdefault((cores[at], None), []).append(
                _Token(block.leaf, tokens, at, at + 1)
            )
    worst = sorted(sentences, key=lambda one: -one.number)[:MOST_SENTENCES]
    return Plainness(
        len(sentences),
        tuple(worst),
        sum(map(len, heavy_met.values())),
        _shown(heavy_met),
        sum(map(len, wide_met.values())),
        _shown(wide_met),
    )


@lru_cache(1 << 16)
def _core(token: str) -> str:
    """Return a word in lower case without signs; a language has fewer words than its texts."""
    return token.strip(SIGNS).lower()


def _long(leaf: int, tokens: Sequence[str]) -> Iterator[Long]:
    """Yield the sentences of a block that have more than so many words."""
    for start, stop in parted(tokens):
        if stop - start <= LONG:
            continue
        number = sum(any(map(str.isalnum, token)) for token in tokens[start:stop])
        if number > LONG:
            yield Long(" ".join(tokens[start:stop]), number, leaf)


def _heavy(tokens: Sequence[str], cores: tuple[str, ...]) -> Iterator[tuple[Heavy, int, int]]:
    """Yield the heavy words of a block with where they stand, no word twice."""
    known = heavy()
    met = [
        (at, at + len(form), one)
        for at, core in enumerate(cores)
        if core in known
        for form, one in known[core]
        if cores[at : at + len(form)] == form
    ]
    if not met:
        return
    left_out, begins = _left_out(tokens, cores), {start for start, _ in parted(tokens)}
    done = 0
    for at, stop, one in met:
        named = tokens[at].lstrip(SIGNS)[:1].isupper() and at not in begins
        broken = any(token[-1] in STOPS for token in tokens[at : stop - 1])
        if at < done or at in left_out or named or broken:
            continue
        if at == 0 or cores[at - 1] not in one.unless:
            yield one, at, stop
        done = stop


def _wide(tokens: Sequence[str], cores: Sequence[str]) -> Iterator[int]:
    """Yield where the very long words of a block stand; a hyphen parts a word."""
    if max(map(len, cores), default=0) < LETTERS:
        return
    for at, core in enumerate(cores):
        if len(core) < LETTERS or not core.replace("-", "").isalpha():
            continue
        named = at > 0 and tokens[at].lstrip(SIGNS)[:1].isupper()
        if not named and max(map(len, core.split("-"))) >= LETTERS:
            yield at


def _left_out(tokens: Sequence[str], cores: Sequence[str]) -> set[int]:
    """Return which words of a block are quoted, or the name of a law or of a document."""
    found: set[int] = set()
    quoted = False
    for at, token in enumerate(tokens):
        opens = not quoted and token.lstrip("([")[0:1] in OPENS and token.lstrip("([") != ""
        quoted = quoted or opens
        if quoted:
            found.add(at)
        if quoted and token.rstrip(".,;:!?…)]")[-1:] in CLOSES and len(token) > 1:
            quoted = False
        if NUMBER.fullmatch(token):
            found |= _law(tokens, cores, at)
        elif tokens[at + 1 : at + 2] and tokens[at + 1] in JOINS and token[0].isupper():
            found |= set(_to_stop(tokens, at)) if TITLE.fullmatch(token) else set()
    return found


def _law(tokens: Sequence[str], cores: Sequence[str], at: int) -> set[int]:
    """Return where the name of a law stands, by where its number does."""
    found: set[int] = set()
    for back in range(at, max(at - FAR, -1), -1):
        if LAW.fullmatch(cores[back]):
            found |= set(range(back, at))
            break
    if at + 1 < len(tokens) and tokens[at + 1] == "om" and tokens[at][-1] not in ".,;:":
        found |= set(_to_stop(tokens, at))
    return found


def _to_stop(tokens: Sequence[str], at: int) -> range:
    """Return from a word to where a name that begins there must have ended."""
    for stop in range(at + 1, min(at + FAR, len(tokens))):
        if tokens[stop][-1] in STOPS:
            return range(at, stop + 1)
    return range(at, min(at + FAR, len(tokens)))


def _shown(met: dict[tuple[str, str | None], list[_Token]]) -> tuple[Met, ...]:
    """Return the words that are met most, each with its first place."""
    most = sorted(met.items(), key=lambda row: (-len(row[1]), row[0][0]))[:MOST_WORDS]
    return tuple(_met(word, lighter, places) for (word, lighter), places in most)


def _met(word: str, lighter: str | None, places: Sequence[_Token]) -> Met:
    leaf, tokens, start, stop = places[0]
    begin, end = next((a, b) for a, b in parted(tokens) if a <= start < b)
    first, last = max(begin, start - AROUND), min(max(end, stop), stop + AROUND)
    before, after = " ".join(tokens[first:start]), " ".join(tokens[stop:last])
    return Met(
        word,
        lighter,
        len(places),
        leaf,
        f"… {before}" if first > begin else before,
        " ".join(tokens[start:stop]),
        f"{after} …" if last < end else after,
    )
