"""What a ranking is worth against judgements; it knows no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

DEPTH = 10  # hits that are looked at
WIDE = 50  # hits that are asked for
EARLY = 5


@dataclass(frozen=True)
class Figures:
    """Means over some questions.

    `gain` is nDCG@10 with gains 2^grade − 1 (Järvelin & Kekäläinen 2002; Burges et al. 2005),
    `recall` the share of what is judged 2 or 3 (else 1) that stands among the first five, of at
    most five, `first` the mean of 1/place of the first right hit, `silent` the share of questions
    without any hit, `missed` of those without a right one among ten.
    """

    number: int
    gain: float
    recall: float
    first: float
    silent: float
    missed: float


def figures(rankings: Sequence[tuple[Sequence[str], Mapping[str, int]]]) -> Figures:
    """Return the figures of some rankings, each with its judgements."""
    number = len(rankings) or 1
    return Figures(
        len(rankings),
        sum(gain(*one) for one in rankings) / number,
        sum(recall(*one) for one in rankings) / number,
        sum(first(*one) for one in rankings) / number,
        sum(not found for found, _ in rankings) / number,
        sum(first(*one) == 0 for one in rankings) / number,
    )


def gain(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return a ranking's nDCG@10."""
    best = _discounted(sorted(judged.values(), reverse=True))
    return _discounted([judged.get(one, 0) for one in found]) / best if best else 0.0


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(2 + at) for at, grade in enumerate(grades[:DEPTH]))


def recall(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return how much of the good answers stands among the first five."""
    good = {one for one, grade in judged.items() if grade > 1}
    good = good or {one for one, grade in judged.items() if grade}
    return len(good.intersection(found[:EARLY])) / min(len(good), EARLY) if good else 0.0


def first(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return 1/place of the first right hit among ten, 0 where there is none."""
    for at, one in enumerate(found[:DEPTH], 1):
        if judged.get(one, 0):
            return 1 / at
    return 0.0
