"""A block's running text as words with places; it knows no name of any document."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from styrdok.derive.quoting import quotable
from styrdok.read.stream import CLOSED, UNSEEN, Stream, seen
from styrdok.redline import sentences
from styrdok.swedish.kinds import Kind, kind_of
from styrdok.swedish.stems import stem
from styrdok.table import Table

WORD = re.compile(r"([^\W_]+(?:[-/:.–\u00ad][^\W_]+)*)")  # a group, so that it can part a text, too
DAMAGED = frozenset(("for", "fér", "fdr", "f6r", "forr", "f.", "f"))  # what scanners make of 'för'
NEAR = 400  # signs
READ = re.compile(rf"[^\s{UNSEEN}{CLOSED}]+")
SOFT = "\u00ad"  # a hyphen that is only seen where a line breaks
QUOTES = "\"'”“„»«’‘"
FOLDED = str.maketrans("åäöéèü", "aaoeeu")  # as they are typed without, or lost in scanning
ENDS = ".!?:;•·"


@lru_cache(1 << 16)
def stems_of(word: str) -> frozenset[str]:
    """Return what a word adds to a name: its stem, or the parts of a word that names a kind."""
    if kind := kind_of(word):
        return frozenset({kind.name, stem(kind.prefix).translate(FOLDED)} - {""})
    return frozenset({stem(part).translate(FOLDED) for part in re.split(r"[/–]", word) if part})


@lru_cache(1 << 16)
def low(word: str) -> str:
    """Return a word in lower case, with what scanners make of 'för' made good."""
    plain = word.casefold()
    return "för" if plain in DAMAGED else plain


def _tells(written: str) -> bool:
    """Whether what stands between blanks has a word that names a kind of document."""
    return any(kind_of(word.replace(SOFT, "")) for word in WORD.findall(written))


TELLING = Table(_tells)


def has_kind(words: str) -> bool:
    """Tell whether a block has a word that names a kind of document, as `Line.kinds` finds it."""
    return any(map(TELLING.__getitem__, words.split()))


class Line:
    """A block's words in order; `at` is a word's number, and places are those of its stream."""

    def __init__(self, stream: Stream) -> None:
        self.stream, self.text = stream, stream.words
        parts = WORD.split(self.text)
        places = list(accumulate(map(len, parts)))
        self.starts, self.stops = places[:-1:2], places[1::2]
        self.words, self._gaps = parts[1::2], parts[::2]
        if SOFT in self.text:
            self.words = [word.replace(SOFT, "") for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def kinds(self) -> list[tuple[int, Kind]]:
        """Return the words that name kinds of documents, by their numbers."""
        return [(at, kind) for at, kind in enumerate(map(kind_of, self.words)) if kind]

    def word(self, at: int) -> str:
        """Return a word in lower case, or nothing where there is none."""
        return low(self.words[at]) if 0 <= at < len(self.words) else ""

    def gap(self, at: int) -> str:
        """Return what is seen between a word and the next one, each white space as one."""
        gap = self._gaps[at + 1]
        return gap if gap == " " else gap.replace(UNSEEN, "").replace("\n", " ")

    def joined(self, at: int) -> bool:
        """Whether nothing but white space stands between a word and the next one."""
        return at + 1 < len(self.words) and not self.gap(at).strip()

    def after(self, stop: int) -> str:
        """Return what is seen after a place, as far as anything there tells of what is before."""
        return self.text[stop : stop + NEAR].replace(UNSEEN, "")

    def begins(self, start: int) -> bool:
        """Whether a sentence or a block begins at a place, quotation marks apart."""
        near = max(0, start - NEAR)
        before = self.text[near:start].replace(UNSEEN, "").rstrip().rstrip(QUOTES + "(").rstrip()
        return not before or before[-1] in ENDS or before[-1] == CLOSED

    def holds_only(self, start: int, stop: int) -> bool:
        """Whether no word of the block stands outside two places."""
        return start <= self.starts[0] and self.stops[-1] <= stop

    def apart(self, start: int, stop: int) -> bool:
        """Whether quotation marks or emphasis set words apart from the text around them."""
        before, after = self.text[max(0, start - 1) : start], self.text[stop : stop + 1]
        quoted = before in QUOTES and after in QUOTES
        return bool(before and after) and (quoted or before == after == UNSEEN)

    def sentence(self, start: int) -> str:
        """Return the sentence that a word's place stands in, as it is read."""
        found, ends = self._sentences
        at = bisect_right(ends, self._signs(start))
        return found[at] if at < len(found) else seen(self.text)

    @cached_property
    def _sentences(self) -> tuple[list[str], list[int]]:
        """The sentences, and how many signs that are no white space are read when each ends."""
        found = [part for one in sentences(seen(self.text)) for part in quotable(one)]
        return found, list(accumulate(len(one) - one.count(" ") for one in found))

    def _signs(self, start: int) -> int:
        """How many signs that are no white space are read before a place."""
        starts, before = self._runs
        at = bisect_right(starts, start) - 1
        if at < 0:
            return 0
        return min(before[at] + start - starts[at], before[at + 1])

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where each run of signs that are read begins, and how many are read before it."""
        runs = [run.span() for run in READ.finditer(self.text)]
        sizes = (stop - start for start, stop in runs)
        return [start for start, _ in runs], [0, *accumulate(sizes)]
