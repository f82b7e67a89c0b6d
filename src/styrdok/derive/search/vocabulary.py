"""The words of an index, and how a word that is not quite one of them is found among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from styrdok.derive.search.values import Shard
from styrdok.swedish.lexicon import lexicon
from styrdok.swedish.roots import LONGEST
from styrdok.swedish.split import split
from styrdok.swedish.terms import fold, root

FEWEST = 5  # letters of a word that may be misspelt
SHORTEST = 3  # letters of a beginning
LEAST = 4  # letters of a part that stands for a whole
LONG = 7  # letters of a word that may be misspelt twice
HEADS = 4000  # beginnings of compounds: more would be more than all else that is fetched
DIGITS = frozenset("0123456789")
MOST = 8  # words that a beginning, or a slip, may stand for


flat = cache(fold)  # of the dictionary's words, which are asked for again and again


def most_shared(heads: Mapping[str, str], shared: Mapping[str, int]) -> dict[str, str]:
    """Return so many beginnings of compounds as a browser may fetch.

    `shared` tells in how many municipalities a root without marks stands: those of most stay.
    """
    order = sorted(heads, key=lambda form: (-shared[flat(heads[form])], len(form), form))
    return {form: heads[form] for form in order[:HEADS]}


class Vocabulary:
    """The roots of some shards: how many units hold each, and how it is written."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self.held: dict[str, int] = {}
        self.form: dict[str, str] = {}
        for shard in shards:
            for term, form, listing in zip(shard.terms, shard.forms, shard.listings, strict=True):
                self.held[term] = self.held.get(term, 0) + len(listing.units)
                if self.form.get(term, term) == term:  # as yet unknown, or known as a part only
                    self.form[term] = form
        self._shards = shards
        self.units = sum(shard.units for shard in shards)

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for term in sorted(self.held):
            found.setdefault(fold(term), []).append(term)
        return found

    @cached_property
    def _order(self) -> list[str]:
        return sorted(self._folded.keys() - {""})  # a mark alone is nothing without it

    def alike(self, term: str) -> list[str]:
        """Return the roots that read as a term without marks, itself first."""
        found = self._folded.get(fold(term), [])
        return sorted(found, key=lambda one: (one != term, one))

    def resolve(self, roots: Sequence[str]) -> tuple[str, ...]:
        """Return roots as the index has them; () where one of them is not there."""
        found = []
        for one in roots:
            alike = self.alike(one) or (self.starting(one) if len(one) >= FEWEST else [])
            found += alike[:1]
        return tuple(found) if len(found) == len(roots) else ()

    def starting(self, beginning: str) -> list[str]:
        """Return the roots that begin so, without marks; the most common first."""
        flat = fold(beginning)
        if len(flat) < SHORTEST:
            return []
        at, found = bisect_left(self._order, flat), list[str]()
        while at < len(self._order) and self._order[at].startswith(flat):
            other = self._order[at]
            found += self._folded[other] if len(other) <= len(flat) + LONGEST else []
            at += 1
        return sorted(found, key=lambda one: (-self.held[one], one))[:MOST]

    def slips(self, term: str) -> list[tuple[str, int]]:
        """Return the roots that a term may be a slip for, and by how many letters, nearest first.

        Counted as Damerau and Levenshtein do, neighbours that have changed places as one. The
        first letter is right, or stands second.
        """
        flat = fold(term)
        if not FEWEST <= len(flat) <= LONGEST or not DIGITS.isdisjoint(flat):
            return []
        most = 2 if len(flat) >= LONG else 1
        found = []
        for other in self._order:
            if other[0] in flat[:2] and abs(len(other) - len(flat)) <= most:
                away = slip(flat, other, most)
                if away <= most:
                    found += [(one, away) for one in self._folded[other]]
        return sorted(found, key=lambda pair: (pair[1], -self.held[pair[0]], pair[0]))[:MOST]

    @cached_property
    def heads(self) -> dict[str, str]:
        """What may begin a compound of the index's own words, and the root of its word."""
        shared = Counter(flat for shard in self._shards for flat in set(map(fold, shard.terms)))
        known = {form: one for form, one in lexicon().heads.items() if fold(one) in shared}
        return {form: one for form, one in most_shared(known, shared).items() if one in self.held}

    def split(self, word: str) -> tuple[str, ...]:
        """Return the roots of a compound's parts as the index has them; () where it is none."""
        found: list[str] = []
        joined = [one for one in word.split("-") if one]
        for one in joined:
            inside = split(one, self.heads, self.held.__contains__)
            found += inside or [root(one)] * (len(joined) > 1)
        return self.resolve(found)

    def misspelt(self, word: str) -> tuple[tuple[str, ...], int]:
        """Return a compound of one known part and one that may be misspelt, and by how much.

        The longest known end goes before the longest known beginning; where the other part is like
        nothing, the known one stands alone, and 0 slips are told.
        """
        if len(word) > LONGEST:
            return (), 0
        for at in range(LEAST, len(word) - LEAST + 1):
            if end := self.alike(root(word[at:])):
                slips = self.slips(root(word[:at].removesuffix("s")))[:1]
                return ((slips[0][0], end[0]), slips[0][1]) if slips else ((end[0],), 0)
        for at in range(len(word) - LEAST, LEAST - 1, -1):
            if (begins := self.heads.get(word[:at])) is not None:
                slips = self.slips(root(word[at:]))[:1]
                return ((begins, slips[0][0]), slips[0][1]) if slips else ((begins,), 0)
        return (), 0


def slip(one: str, other: str, most: int) -> int:
    """Return how many slips make one word the other; more than `most` where they are more.

    The optimal string alignment distance (Damerau 1964, Levenshtein 1966).
    """
    older: list[int] = []
    before = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        here = [at]
        for there, theirs in enumerate(other, 1):
            cost = min(
                before[there] + 1, here[there - 1] + 1, before[there - 1] + (letter != theirs)
            )
            swapped = at > 1 and there > 1 and letter == other[there - 2] and one[at - 2] == theirs
            here.append(min(cost, older[there - 2] + 1) if swapped else cost)
        if min(here) > most:
            return most + 1
        older, before = before, here
    return before[-1]
