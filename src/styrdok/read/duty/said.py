"""A sentence as words that can be asked for by number; it knows no other sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

from styrdok.read.duty.words import (
    AFTER,
    AROUND,
    BINDS,
    DENIES,
    FINITE,
    LEXICON,
    LOW,
    PARTS,
    VERBLIKE,
    WORDS,
    Word,
    is_actor,
    kinds_of,
    look_up,
    looks_finite,
    marked,
)

HARD = frozenset(";:–—")  # after these signs another clause begins
QUOTES = re.compile('[”"“»«]')


@dataclass(slots=True)
class Said:
    """A sentence: each word as worded, in lower case without signs, the sign behind it, its kind.

    `binding` are the numbers of the words that may say how strongly it binds, `joined` of those
    that have no space before them, since a scanner lost it.
    `denied` tells whether any word may deny what it says.
    """

    words: str
    raw: list[str]
    low: list[str]
    after: list[str]
    kind: list[int]
    binding: list[int]
    denied: bool
    joined: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.low)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words from one number to another stand in the sentence, without signs."""
        raw = self.raw
        head, tail = raw[first], raw[last]
        start = self._begin(first)
        end = start if last == first else self._begin(last)
        begin = start + len(head) - len(head.lstrip(AROUND))
        return begin, max(begin, end + len(tail.rstrip(AROUND)))

    def _begin(self, at: int) -> int:
        """Return where a word begins, with its signs."""
        start = len(" ".join(self.raw[:at])) + (at > 0)
        return start - sum(one <= at for one in self.joined) if self.joined else start

    def worded(self, first: int, last: int) -> str:
        """Return the words from one number to another, as worded."""
        start, stop = self.span(first, last)
        return self.words[start:stop]

    @property
    def quotes(self) -> bool:
        """Whether there is any quotation mark."""
        return any(sign in self.words for sign in '”"“»«')


def said(words: str) -> Said:
    """Return a sentence, its words parted by one space each, as words."""
    raw = words.split(" ")
    known = look_up(raw)
    return said_with(words, raw, known, kinds_of(known))


def said_with(words: str, raw: list[str], known: list[Word], kind: list[int]) -> Said:
    """Return a sentence of some words, as worded, as they are known, and their kinds."""
    after = [""] * len(raw)
    binding, denied = [], False
    for at in marked(known):
        after[at] = known[at][AFTER]
        if kind[at] & BINDS:
            if known[at][PARTS]:
                return _parted(words, raw)
            binding.append(at)
        denied = denied or kind[at] & DENIES > 0
    return Said(words, raw, list(map(itemgetter(LOW), known)), after, kind, binding, denied)


def _parted(words: str, raw: list[str]) -> Said:
    """Return a sentence as words, where a scanner has run some of them together."""
    found: list[str] = []
    joined: list[int] = []
    for one in raw:
        parts = LEXICON[one][PARTS]
        found.extend(parts or (one,))
        if parts:
            joined.append(len(found) - 1)
    low, after, kind, _, _ = map(list, zip(*look_up(found), strict=True))
    binding = [at for at, one in enumerate(kind) if one & BINDS]
    return Said(words, found, low, after, kind, binding, True, tuple(joined))


def is_finite(words: Said, at: int, since: int, relative: bool) -> bool:
    """Tell whether a word may be the verb of a clause that began with the word at `since`."""
    kind = words.kind[at]
    if kind & FINITE:
        return True
    if not kind & VERBLIKE:
        return False
    word = words.low[at]
    if at == since + 1 and relative and len(word) == 3:  # 'som hyr', 'som ägs'
        return not is_actor(word) and word not in WORDS["no finite"]
    if not looks_finite(word):
        return False
    before = words.low[at - 1]
    if at == since + 1:
        return relative and word not in WORDS["determiner"]
    return not (
        (before in WORDS["determiner"] and before not in WORDS["alone"])
        or before.endswith(("iga", "liga", "iska", "ella"))
        or before in WORDS["joining"]
        or before in WORDS["preposition"]
    )
