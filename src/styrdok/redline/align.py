"""Two sequences are laid beside each other, with bounded work; it knows not what they are of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher

Bag = Counter[str]
Pair = tuple[int, int]  # a place in the old sequence, and one in the new
FULL = 40_000  # pairs that are compared one by one: two hundred beside two hundred
EVERY = 900  # pairs whose likeness is worked out without asking what they share
RARE = 8  # a word in more items than so tells little of which belong together
NEAREST = 4  # how many items are looked at for each, of those that share a rare word
DEEPEST = 24  # how many times a stretch is split


def chain(pairs: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """Return the heaviest chain of pairs in which both places rise, of pairs with their weights.

    A Fenwick tree of the best chain that ends at or before each new place: n log n.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    size = 1 + max((new for _, new, _ in ordered), default=0)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    back: list[int] = []
    last = (0.0, -1)
    for number, (_, new, weight) in enumerate(ordered):
        before, at = (0.0, -1), new  # what ends before `new`; the tree counts from 1
        while at > 0:
            before = max(before, best[at])
            at -= at & -at
        back.append(before[1])
        mine, at = (before[0] + weight, number), new + 1
        last = max(last, mine)
        while at <= size:
            best[at] = max(best[at], mine)
            at += at & -at
    found, number = [], last[1]
    while number >= 0:
        found.append(ordered[number][:2])
        number = back[number]
    return found[::-1]


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return places of equal items, rising in both sequences.

    What both begin and end with is laid aside; a short rest is compared whole, a long one is
    split where items stand once in both ('patience diff').
    """
    found: list[Pair] = []
    rest = [(0, len(old), 0, len(new), 0)]
    while rest:
        top, end, new_top, new_end, depth = rest.pop()
        while top < end and new_top < new_end and old[top] == new[new_top]:
            found.append((top, new_top))
            top, new_top = top + 1, new_top + 1
        while top < end and new_top < new_end and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
            found.append((end, new_end))
        if top == end or new_top == new_end or depth > DEEPEST:
            continue
        if (end - top) * (new_end - new_top) <= FULL:
            matcher = SequenceMatcher(None, old[top:end], new[new_top:new_end], autojunk=False)
            for i, j, length in matcher.get_matching_blocks():
                found += [(top + i + k, new_top + j + k) for k in range(length)]
            continue
        fixed = _single(old, new, (top, end), (new_top, new_end))
        for i, j in [*fixed, (end, new_end)] if fixed else ():
            rest.append((top, i, new_top, j, depth + 1))
            top, new_top = i + 1, j + 1
        found += fixed
    return sorted(found)


def _single(
    old: Sequence[Hashable], new: Sequence[Hashable], span: Pair, new_span: Pair
) -> list[Pair]:
    """The longest chain of items that stand once in each of two stretches."""
    counts = Counter(old[slice(*span)])
    new_counts = Counter(new[slice(*new_span)])
    place = {old[at]: at for at in range(*span)}
    once = (at for at in range(*new_span) if new_counts[new[at]] == 1 == counts[new[at]])
    return chain((place[new[at]], at, 1.0) for at in once)


def gaps(pairs: Sequence[Pair], old: int, new: int) -> Iterable[tuple[Pair, Pair]]:
    """Yield the stretches between pairs, as (from, to) in the old and in the new sequence."""
    top = new_top = 0
    for i, j in [*pairs, (old, new)]:
        yield (top, i), (new_top, j)
        top, new_top = i + 1, j + 1


def likeness(one: Bag, other: Bag) -> float:
    """Return how much of two bags of words is the same: from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def likely(old: Sequence[Bag], new: Sequence[Bag], least: float) -> list[tuple[int, int, float]]:
    """Return pairs of bags that are alike to at least a degree, with how alike they are.

    Of many bags only those that share a rare word are looked at, a few for each: the work
    grows with the number of bags and not with its square.
    """
    if len(old) * len(new) <= EVERY:
        near = [range(len(old))] * len(new)
        return _alike(old, new, near, least)
    having: dict[str, list[int]] = defaultdict(list)
    for i, bag in enumerate(old):
        for word in bag:
            having[word].append(i)
    nearest = []
    for bag in new:
        shared = Counter(
            i for word in bag if len(having.get(word, ())) <= RARE for i in having.get(word, ())
        )
        nearest.append([i for i, _ in shared.most_common(NEAREST)])
    return _alike(old, new, nearest, least)


def _alike(
    old: Sequence[Bag], new: Sequence[Bag], near: Sequence[Iterable[int]], least: float
) -> list[tuple[int, int, float]]:
    scored = ((i, j, likeness(old[i], new[j])) for j, places in enumerate(near) for i in places)
    return [pair for pair in scored if pair[2] >= least]
