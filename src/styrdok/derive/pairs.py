"""Which documents are worth reading side by side; it knows no page, and no text's words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from styrdok.derive.lifecycle import Standing
from styrdok.derive.reuse.pairs import shared_pairs
from styrdok.derive.reuse.values import Reuse
from styrdok.model import Policy
from styrdok.register import Register

Pair = tuple[str, str]
"""The ids of two documents or editions, in order."""
FEW = 60  # documents: with no more, each is laid beside all that are like it, to a bound
MOST_OF_FEW, MOST = 12, 3  # other documents for each of few, and of more
NEAR_OF_FEW, NEAR = 60, 4  # documents looked at for each theme: never all with all
ALL_OF_FEW, ALL = (
    200,
    100,
)  # pairs of each sort: the rest are laid when they are asked for, by the reader's browser
Ranked = tuple[int, float, Pair]
"""Which pair of its document it is, by nearness; how much both share, as a negative; the pair."""


def pairs(register: Register, standings: Mapping[str, Standing], reuse: Reuse) -> tuple[Pair, ...]:
    """Return the pairs that have a page of their own, in order, each once.

    They are of the same kind, treat a theme both, and are of different municipalities; or they
    share wording. For each document only its nearest are taken: by themes that both treat,
    those in force first. Of all those the nearest of each document come first, to a bound.
    """
    few = len(register.policies) <= FEW
    most, near = (MOST_OF_FEW, NEAR_OF_FEW) if few else (MOST, NEAR)
    bound = ALL_OF_FEW if few else ALL
    alike, sharing = _alike(register, standings, most, near), _sharing(register, reuse, most)
    return tuple(sorted({*_best(alike, bound), *_best(sharing, bound)}))


def _best(ranked: Iterable[Ranked], bound: int) -> list[Pair]:
    """Return the pairs that come first, to the bound."""
    found = dict.fromkeys(pair for _, _, pair in sorted(ranked))
    return list(found)[:bound]


def _alike(
    register: Register, standings: Mapping[str, Standing], most: int, near: int
) -> Iterable[Ranked]:
    groups: dict[Pair, list[str]] = defaultdict(list)
    places: dict[str, list[tuple[list[str], int]]] = defaultdict(list)  # of each, in its groups
    bits = defaultdict[str, int](count().__next__)
    treated: dict[str, int] = {}  # the themes of each as bits of a number: quick to lay together
    for key, policy in sorted(register.policies.items(), key=lambda one: (one[1].slug, one[0])):
        themes = _themes(policy)
        treated[key] = sum(1 << bits[theme] for theme in themes)
        for theme in themes:
            group = groups[policy.kind, theme]
            places[key].append((group, len(group)))
            group.append(key)
    homes = {key: policy.municipality for key, policy in register.policies.items()}
    loose = {key: not standings[key].status.binds for key in homes}
    for key, home in homes.items():
        there = {other for group, place in places[key] for other in _after(group, place, near)}
        own = treated[key]
        nearest = sorted(
            [
                (-(own & treated[other]).bit_count(), loose[other], other)
                for other in there
                if homes[other] != home
            ]
        )
        for rank, (shared, other_loose, other) in enumerate(nearest[:most]):
            yield rank + loose[key] + other_loose, shared, _pair(key, other)


def _themes(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for s in policy.body.sections for theme in s.themes))


def _after(group: Sequence[str], place: int, near: int) -> Sequence[str]:
    """Return what follows a place in a group that is a ring: documents of like names, by its order.

    Of the same group each document is shown others, so that none is laid beside all.
    """
    most = min(len(group) - 1, near)
    found = group[place + 1 : place + 1 + most]
    return [*found, *group[: most - len(found)]]


def _sharing(register: Register, reuse: Reuse, most: int) -> Iterable[Ranked]:
    """Yield the pairs that share most wording; editions of one document have pages of changes."""
    known = register.everything
    asked: Counter[str] = Counter()
    closest = sorted(shared_pairs(reuse, most), key=lambda pair: (-pair.weight, pair.one))
    for pair in closest:
        one, other = known.get(pair.one), known.get(pair.other)
        if one and other and one.document != other.document:
            rank = min(asked[pair.one], asked[pair.other])
            asked.update((pair.one, pair.other))
            yield rank, -pair.weight, _pair(pair.one, pair.other)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
