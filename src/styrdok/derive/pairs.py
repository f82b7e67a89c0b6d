"""Which documents are worth reading side by side; it knows no page, and no text's words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import count

from styrdok.derive.lifecycle import Standing
from styrdok.derive.reuse.pairs import shared_pairs
from styrdok.derive.reuse.values import Reuse
from styrdok.memory import Memory, encode
from styrdok.model import Policy, Value
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


class Treated(Value, frozen=True):
    """What of a document tells which others are like it; `loose`: it is not in force."""

    id: str
    slug: str
    kind: str
    municipality: str
    themes: tuple[str, ...]
    loose: bool


class Best(Value, frozen=True):
    """The pairs of one sort that come first, as kept in a memory."""

    pairs: tuple[Pair, ...]


def pairs(
    register: Register,
    standings: Mapping[str, Standing],
    reuse: Reuse,
    memory: Memory | None = None,
) -> tuple[Pair, ...]:
    """Return the pairs that have a page of their own, in order, each once.

    They are of the same kind, treat a theme both, and are of different municipalities; or they
    share wording. For each document only its nearest are taken: by themes that both treat,
    those in force first. Of all those the nearest of each document come first, to a bound.
    """
    few = len(register.policies) <= FEW
    most, near = (MOST_OF_FEW, NEAR_OF_FEW) if few else (MOST, NEAR)
    bound = ALL_OF_FEW if few else ALL
    treated = [
        Treated(p.id, p.slug, p.kind, p.municipality, _themes(p), not standings[p.id].status.binds)
        for p in register.policies.values()
    ]
    alike = partial(_best, _alike(treated, most, near), bound)
    sharing = _best(_sharing(register, reuse, most), bound)
    known = alike() if memory is None else _recall(memory, treated, alike)
    return tuple(sorted({*known.pairs, *sharing.pairs}))


def _recall(memory: Memory, treated: Sequence[Treated], work_out: Callable[[], Best]) -> Best:
    """Return which documents are most alike, as known from the same documents before."""
    key = blake2b(encode(treated), digest_size=16).hexdigest()
    return memory.recall("alike", key, Best, work_out)


def _best(ranked: Iterable[Ranked], bound: int) -> Best:
    """Return the pairs that come first, to the bound."""
    found = dict.fromkeys(pair for _, _, pair in sorted(ranked))
    return Best(tuple(found)[:bound])


def _alike(treated: Sequence[Treated], most: int, near: int) -> Iterator[Ranked]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    places: dict[str, list[tuple[list[str], int]]] = defaultdict(list)  # of each, in its groups
    numbers = defaultdict[str, int](count().__next__)
    bits: dict[str, int] = {}  # the themes of each as bits of a number: quick to lay together
    for one in sorted(treated, key=lambda one: (one.slug, one.id)):
        bits[one.id] = sum(1 << numbers[theme] for theme in one.themes)
        for theme in one.themes:
            group = groups[one.kind, theme]
            places[one.id].append((group, len(group)))
            group.append(one.id)
    homes = {one.id: one.municipality for one in treated}
    loose = {one.id: one.loose for one in treated}
    for key, home in homes.items():
        there = {other for group, place in places[key] for other in _after(group, place, near)}
        own = bits[key]
        nearest = sorted(
            [
                (-(own & bits[other]).bit_count(), loose[other], other)
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
