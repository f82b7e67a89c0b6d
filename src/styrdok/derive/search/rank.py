"""What a plan finds in some shards, the best first; the scoring of BM25 over impacts laid by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import log

from styrdok.derive.search.values import LEVELS, SLOT, Hit, Listing, Plan, Shard, Want, Way
from styrdok.derive.search.vocabulary import Vocabulary
from styrdok.derive.search.weights import RANKING

Place = tuple[int, int]
"""A shard's number and a unit in it."""
Met = dict[Place, tuple[float, tuple[str, ...]]]
"""What units are worth for a word, and the roots that met it."""
Kept = Callable[[str, int], bool]
Factor = Callable[[str], float]
NOTHING: tuple[float, tuple[str, ...]] = (0.0, ())
DIGITS = 9  # of a score: the browser's logarithms may differ in the last bit, and equal is equal
WIDE = 10  # of the best hits: of their documents, all sections answer where the head does


class Index:
    """Some shards that are searched as one."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self.shards = tuple(shards)
        self.known = Vocabulary(self.shards)
        self._at = [{t: at for at, t in enumerate(shard.terms)} for shard in self.shards]

    def listings(self, term: str) -> Iterator[tuple[int, Listing]]:
        """Yield where a root stands: the shard's number, and its listing."""
        for number, at in enumerate(self._at):
            if term in at:
                yield number, self.shards[number].listings[at[term]]

    def document(self, place: Place) -> tuple[str, int]:
        """Return whose unit stands at a place, and where that document's units begin."""
        number, unit = place
        documents, slot = self.shards[number].documents, unit // SLOT
        document = documents[slot]
        while slot and documents[slot - 1] == document:
            slot -= 1
        return document, slot * SLOT

    def worth(self, term: str) -> float:
        """Return how much a root tells: the rarer, the more (BM25's idf)."""
        held = self.known.held.get(term, 0)
        return log(1 + (self.known.units - held + 0.5) / (held + 0.5))


class _Ranking:
    """One plan against one index."""

    def __init__(self, asked: Plan, index: Index, factor: Factor, kept: Kept) -> None:
        self._asked, self._index, self._factor, self._kept = asked, index, factor, kept
        self._wants = [(_most(want, index), _met(want, index)) for want in asked.wants]
        self._total = sum(most for most, _ in self._wants) or 1.0

    def hits(self) -> list[Hit]:
        """Return the units that are met, and of the best ones' documents those that are not."""
        places = {place for _, met in self._wants for place in met}
        found = sorted(self._hits(sorted(places)), key=lambda one: (-one[1].score, one[0]))
        quiet = []
        for number, start, size in dict.fromkeys(self._whole(place) for place, _ in found[:WIDE]):
            if (number, start) in places:
                every = ((number, start + leaf) for leaf in range(1, size))
                quiet += [place for place in every if place not in places]
        found += self._hits(quiet)
        return [hit for _, hit in sorted(found, key=lambda one: (-one[1].score, one[0]))]

    def _whole(self, place: Place) -> tuple[int, int, int]:
        number, start = place[0], self._index.document(place)[1]
        return number, start, self._index.shards[number].sizes[start // SLOT]

    def _hits(self, places: Iterable[Place]) -> Iterator[tuple[Place, Hit]]:
        for place in places:
            document, start = self._index.document(place)
            leaf = place[1] - start
            if self._kept(document, leaf):
                score, roots = _scored(place, start, self._wants, self._total)
                score *= self._factor(document) * self._at_home(place)
                yield place, Hit(document, leaf, round(score, DIGITS), roots)

    def _at_home(self, place: Place) -> float:
        homes = self._asked.homes
        home = self._index.shards[place[0]].municipality
        return 1.0 if not homes or home in homes else RANKING["elsewhere"]


def rank(
    asked: Plan, index: Index, factor: Factor, kept: Kept = lambda document, leaf: True
) -> list[Hit]:
    """Return the units that a plan finds, the best first; equal ones in the index's order.

    `factor` tells what a document's standing makes of its worth, `kept` what is looked for at all.
    """
    return _Ranking(asked, index, factor, kept).hits()


def _most(want: Want, index: Index) -> float:
    """Return what it is worth to meet a word: as rare as its best way is."""
    if not want.ways:
        return index.worth("") * RANKING["unknown"]
    best = max(way.share for way in want.ways)
    return max(_rarity(way, index) for way in want.ways if way.share == best)


def _rarity(way: Way, index: Index) -> float:
    return sum(index.worth(one) for one in way.roots) / len(way.roots)


def _met(want: Want, index: Index) -> Met:
    """Return what each unit is worth for a word, by its best way, and the roots that met it."""
    best: Met = {}
    most = _most(want, index)
    for way in want.ways:
        for place, found in _by_way(way, most, index).items():
            if place not in best or best[place][0] < found[0]:
                best[place] = found
    return best


def _by_way(way: Way, most: float, index: Index) -> Met:
    sums: Met = {}
    total = sum(index.worth(one) for one in way.roots)
    for one in way.roots:
        worth = most * way.share * (index.worth(one) / total) / LEVELS
        for number, listing in index.listings(one):
            for unit, impact in zip(listing.units, listing.impacts, strict=True):
                before, roots = sums.get((number, unit), (0.0, ()))
                sums[number, unit] = before + worth * impact, (*roots, one)
    whole = len(way.roots)
    return {
        place: (worth * (1 if len(roots) == whole else RANKING["missing"]), roots)
        for place, (worth, roots) in sums.items()
    }


def _scored(
    place: Place, start: int, wants: list[tuple[float, Met]], total: float
) -> tuple[float, tuple[str, ...]]:
    """Return a unit's worth and what met it; its document's head counts for it too, but less."""
    number, unit = place
    score = covered = 0.0
    roots: list[str] = []
    for most, met in wants:
        own, by = met.get(place, NOTHING)
        above, over = met.get((number, start), NOTHING) if unit != start else NOTHING
        covered += most if by or over else 0
        score += own + RANKING["document"] * above
        roots += (*by, *over)
    score *= 1 - RANKING["coverage"] * (1 - covered / total)
    return score, tuple(dict.fromkeys(roots))
