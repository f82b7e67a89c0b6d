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

    def rarity(self, held: int) -> float:
        """Return how much it tells to be among so many units (BM25's idf)."""
        return log(1 + (self.known.units - held + 0.5) / (held + 0.5))


class _Ranking:
    """One plan against one index."""

    def __init__(self, asked: Plan, index: Index, factor: Factor, kept: Kept) -> None:
        self._asked, self._index, self._factor, self._kept = asked, index, factor, kept
        self._wants = [_met(want, index) for want in asked.wants]
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
        return list(self._shown(sorted(found, key=lambda one: (-one[1].score, one[0]))))

    def _shown(self, found: Iterable[tuple[Place, Hit]]) -> Iterator[Hit]:
        """Yield hits as they are shown: a head without a text of its own as the first section."""
        before: set[Place] = set()
        for place, hit in found:
            shard, first = self._index.shards[place[0]], hit.leaf == 0
            at = (place[0], place[1] + 1) if first and shard.bare[place[1] // SLOT] else place
            if at not in before:
                before.add(at)
                leaf = hit.leaf + at[1] - place[1]
                yield Hit(hit.document, leaf, hit.score, hit.roots, first)

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


def _met(want: Want, index: Index) -> tuple[float, Met]:
    """Return what meeting a word tells, and each unit's worth for it by its best way.

    A word tells the more the fewer units hold it in any of its ways (BM25's idf), so that a word
    with many synonyms tells no more than its meaning does.
    """
    best: Met = {}
    whole: set[Place] = set()
    for way in want.ways:
        for place, (worth, roots) in _by_way(way, index).items():
            if len(roots) == len(way.roots):
                whole.add(place)
                own = worth
            else:
                own = worth * RANKING["missing"]
            if place not in best or best[place][0] < own:
                best[place] = own, roots
    if not want.ways:
        return index.rarity(0) * RANKING["unknown"], best
    rarity = index.rarity(len(whole))
    return rarity, {place: (rarity * worth, roots) for place, (worth, roots) in best.items()}


def _by_way(way: Way, index: Index) -> Met:
    """Return what each unit that holds some of a way's roots is worth by it, at most its share."""
    sums: Met = {}
    rarities = [index.rarity(index.known.held[one]) for one in way.roots]
    total = sum(rarities)
    for one, rarity in zip(way.roots, rarities, strict=True):
        worth = way.share * rarity / total / LEVELS
        for number, listing in index.listings(one):
            for unit, impact in zip(listing.units, listing.impacts, strict=True):
                before, roots = sums.get((number, unit), (0.0, ()))
                sums[number, unit] = before + worth * impact, (*roots, one)
    return sums


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
    score *= RANKING["head"] if unit == start else 1
    return score, tuple(dict.fromkeys(roots))
