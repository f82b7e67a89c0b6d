"""Which documents are worth reading side by side; it knows no page, and no text's words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from styrdok.derive.lifecycle import Standing
from styrdok.derive.reuse.pairs import shared_pairs
from styrdok.derive.reuse.values import Reuse
from styrdok.model import Policy
from styrdok.register import Register

Pair = tuple[str, str]
"""The ids of two documents or editions, in order."""
FEW = 12  # municipalities: with no more, a document is laid beside all that are like it, to a bound
MOST_OF_FEW = 24  # other documents for each, then
MOST = 3  # and where there are more municipalities
MANY = 1000  # documents: with more, every page that is made for each is one too many
ONE = 1
NEAR_OF_FEW, NEAR = 60, 8  # documents looked at for each theme: never all with all


def pairs(register: Register, standings: Mapping[str, Standing], reuse: Reuse) -> tuple[Pair, ...]:
    """Return the pairs that have a page of their own, in order, each once.

    They are of the same kind, treat a theme both, and are of different municipalities; or they
    share wording. For each document only its nearest are taken: by themes that both treat,
    those in force first.
    """
    few = len(register.municipalities) <= FEW
    most = ONE if len(register.policies) > MANY else MOST_OF_FEW if few else MOST
    near = NEAR_OF_FEW if few else NEAR
    found = {*_alike(register, standings, most, near), *_sharing(register, reuse, most)}
    return tuple(sorted(found))


def _alike(
    register: Register, standings: Mapping[str, Standing], most: int, near: int
) -> Iterable[Pair]:
    having: dict[Pair, list[Policy]] = defaultdict(list)
    places: dict[tuple[str, Pair], int] = {}
    themes = {key: _themes(policy) for key, policy in register.policies.items()}
    for key, policy in sorted(register.policies.items(), key=lambda one: (one[1].slug, one[0])):
        for theme in themes[key]:
            places[key, (policy.kind, theme)] = len(having[policy.kind, theme])
            having[policy.kind, theme].append(policy)
    for key, policy in register.policies.items():
        counts: Counter[str] = Counter()
        for theme in themes[key]:
            group = policy.kind, theme
            counts.update(
                other.id
                for other in _after(having[group], places[key, group], near)
                if other.municipality != policy.municipality
            )
        binds = standings[key].status.binds
        nearest = sorted(
            counts,
            key=lambda other: (
                -counts[other],
                not (binds and standings[other].status.binds),
                other,
            ),
        )
        yield from (_pair(key, other) for other in nearest[:most])


def _themes(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for s in policy.body.sections for theme in s.themes))


def _after(group: Sequence[Policy], place: int, near: int) -> Iterable[Policy]:
    """Yield what follows a place in a group that is a ring: documents of like names, by its order.

    Of the same group each document is shown others, so that none is laid beside all.
    """
    for step in range(1, min(len(group), near + 1)):
        yield group[(place + step) % len(group)]


def _sharing(register: Register, reuse: Reuse, most: int) -> Iterable[Pair]:
    """Yield the pairs that share most wording; editions of one document have pages of changes."""
    known = {**register.policies, **register.editions}
    for pair in shared_pairs(reuse, most):
        if known[pair.one].document != known[pair.other].document:
            yield _pair(pair.one, pair.other)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
