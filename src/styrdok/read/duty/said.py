"""A sentence as words that can be asked for by number; it knows no other sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from styrdok.read.duty.words import AROUND, LEXICON, WORDS, Word, is_actor, looks_finite

HARD = frozenset(";:–—")  # after these signs another clause begins
QUOTES = re.compile('[”"“»«]')


@dataclass(slots=True)
class Said:
    """A sentence: each word as worded, in lower case without signs, the sign behind it, its kind.

    `joined` are the numbers of the words that have no space before them, since a scanner lost it.
    """

    words: str
    raw: list[str]
    low: list[str]
    after: tuple[str, ...]
    kind: tuple[int, ...]
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
        return bool(QUOTES.search(self.words))


def said(words: str) -> Said:
    """Return a sentence, its words parted by one space each, as words."""
    raw = words.split(" ")
    return said_with(raw, [LEXICON[one] for one in raw])


def said_with(raw: list[str], known: list[Word]) -> Said:
    """Return a sentence of some words, as worded and as they are known."""
    low, after, kind, parts = zip(*known, strict=True)
    words = " ".join(raw)
    if any(parts):
        return _parted(words, raw)
    return Said(words, raw, list(low), after, kind)


def _parted(words: str, raw: list[str]) -> Said:
    """Return a sentence as words, where a scanner has run some of them together."""
    found: list[str] = []
    joined: list[int] = []
    for one in raw:
        parts = LEXICON[one].parts
        found.extend(parts or (one,))
        if parts:
            joined.append(len(found) - 1)
    low, after, kind, _ = zip(*[LEXICON[one] for one in found], strict=True)
    return Said(words, found, list(low), after, kind, tuple(joined))


def is_finite(words: Said, at: int, since: int, relative: bool) -> bool:
    """Tell whether a word may be the verb of a clause that began with the word at `since`."""
    word = words.low[at]
    if word in WORDS["finite"]:
        return True
    if at == since + 1 and relative and len(word) == 3 and word[-1] == "r":  # 'som hyr'
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
