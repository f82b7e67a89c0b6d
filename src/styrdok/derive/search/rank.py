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


def rank(
    asked: Plan, index: Index, factor: Factor, kept: Kept = lambda document, leaf: True
) -> list[Hit]:
    """Return the units that a plan finds, the best first; equal ones in the index's order.

    `factor` tells what a document's standing makes of its worth, `kept` what is looked for at all.
    """
    wants = [(_most(want, index), _met(want, index)) for want in asked.wants]
    total = sum(most for most, _ in wants) or 1.0
    hits = []
    for place in sorted({place for _, met in wants for place in met}):
        document, start = index.document(place)
        if kept(document, place[1] - start):
            score, roots = _scored(place, start, wants, total)
            at_home = not asked.homes or index.shards[place[0]].municipality in asked.homes
            score *= factor(document) * (1 if at_home else RANKING["elsewhere"])
            hits.append(Hit(document, place[1] - start, score, roots))
    return sorted(hits, key=lambda hit: -hit.score)


def _most(want: Want, index: Index) -> float:
    """Return what it is worth to meet a word, by what meets it best."""
    ways = [way.share * _rarity(way, index) for way in want.ways]
    return max(ways, default=index.worth(want.written))


def _rarity(way: Way, index: Index) -> float:
    return sum(index.worth(one) for one in way.roots) / len(way.roots)


def _met(want: Want, index: Index) -> Met:
    """Return what each unit is worth for a word, by its best way, and the roots that met it."""
    best: Met = {}
    for way in want.ways:
        for place, found in _by_way(way, index).items():
            if place not in best or best[place][0] < found[0]:
                best[place] = found
    return best


def _by_way(way: Way, index: Index) -> Met:
    sums: Met = {}
    for one in way.roots:
        worth = index.worth(one) * way.share / len(way.roots) / LEVELS
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
