"""Which passages of many may share wording, by words that stand together; it knows no text.

Two words that count and stand close to each other, in whatever order, are a sign of a passage.
Every passage's signs are laid in one order, so that those that several have stand together: work
and room grow with the passages, not with their square.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Owners = Callable[[Places], Places]
SLOTS = 1 << 20  # words are counted in so many slots; two that share one are seen as less rare
FEW, OFTEN = 60, 500  # times in all up to which a word may be of a sign: the first in any register,
ONE_OF = (
    200,
    2000,
)  # the other where it is not one in so few words; in a large one, one in so many
CLOSE = 3  # words that two words of one sign are apart, what nobody else says not counted
CAP = 24  # passages that share a sign and are all laid beside each other
NEAR = 3  # of more, how many that stand next to it
LEAST = 4  # signs that two must share,
SHARE = 0.1  # and how many of the one's that has the fewer
AT_ONCE = 8_000_000  # meetings of two passages that are held at once
MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)


def candidates(words: NDArray[np.uint32], owners: Owners, many: int) -> NDArray[Any]:
    """Return pairs of so many passages that may be alike, as two columns, the less first.

    `words` are the words that count, of all passages after one another; `owners` tells for places
    among them which passages those are of, as numbers from 0.
    A sign that more than `CAP` share is not thrown away, so that what very many have
    copied is still found: each is then laid beside the `NEAR` that follow it.
    """
    bits = max(1, many.bit_length())
    keys = _signs(words, owners, bits)
    if not len(keys):
        return np.empty((0, 2), dtype=np.int64)
    keys = keys[np.flatnonzero(np.diff(keys, prepend=np.uint64(2**64 - 1)))]
    owner = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
    group = keys >> np.uint64(bits)
    starts = np.flatnonzero(np.diff(group, prepend=group[:1] + np.uint64(1)))
    have = np.diff(starts, append=len(group))
    left = np.repeat(starts + have, have) - np.arange(len(group)) - 1  # that follow in its group
    left[np.repeat(have > CAP, have)] = np.minimum(left[np.repeat(have > CAP, have)], NEAR)
    least = np.maximum(LEAST, np.ceil(np.bincount(owner, minlength=many) * SHARE))
    parts = int(left.sum()) // AT_ONCE + 1
    found = [_alike(owner, left, bits, (part, parts), least) for part in range(parts)]
    pairs = np.concatenate(found)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def _alike(
    owner: Places, left: Places, bits: int, part: tuple[int, int], least: NDArray[Any]
) -> Places:
    """Return the pairs that share enough, of the passages that are one part of all."""
    pairs, times = _counted(_met(owner, left, bits, part))
    one = (pairs >> np.uint64(bits)).astype(np.int64)
    other = (pairs & np.uint64((1 << bits) - 1)).astype(np.int64)
    enough = times >= np.minimum(least[one], least[other])
    return np.stack([one[enough], other[enough]], axis=1)


def _signs(words: NDArray[np.uint32], owners: Owners, bits: int) -> Numbers:
    """Return every sign with its passage in its lowest bits, in order.

    A word that stands once in all leads to no other passage, and one that stands nearly everywhere
    leads to all: neither is of a sign, and those that it parts are beside each other.
    """
    slots = words & np.uint32(SLOTS - 1)
    often = np.bincount(slots, minlength=SLOTS)
    telling = (often > 1) & (often <= _most(len(words)))
    at = np.flatnonzero(telling[slots])
    owner = owners(at).astype(np.uint64)
    said = words[at].astype(np.uint64)
    found = [_together(said, owner, apart, bits) for apart in range(1, CLOSE + 1)]
    keys = np.concatenate(found)
    keys.sort()
    return keys


def _most(words: int) -> int:
    """Return how often a word may stand in so many and still be of a sign."""
    return max(FEW, min(words // ONE_OF[0], max(OFTEN, words // ONE_OF[1])))


def _together(said: Numbers, owner: Numbers, apart: int, bits: int) -> Numbers:
    """Return the signs of words that are so far apart, in no order."""
    at = np.flatnonzero((owner[:-apart] == owner[apart:]) & (said[:-apart] != said[apart:]))
    first, second = said[at], said[at + apart]
    whole = np.minimum(first, second) * np.uint64(MIX[0])
    whole ^= whole >> np.uint64(29)
    whole += np.maximum(first, second) * np.uint64(MIX[1])
    whole ^= whole >> np.uint64(32)
    whole *= np.uint64(MIX[0])
    whole ^= whole >> np.uint64(29)
    found: Numbers = whole >> np.uint64(bits) << np.uint64(bits) | owner[at]
    return found


def _met(owner: Places, left: Places, bits: int, part: tuple[int, int]) -> Numbers:
    """Return each meeting of two passages in a shingle, as one number, in no order."""
    found = []
    at = np.flatnonzero((left > 0) & (owner % part[1] == part[0]))
    step = 1
    while len(at):
        one, other = owner[at].astype(np.uint64), owner[at + step].astype(np.uint64)
        found.append(one << np.uint64(bits) | other)
        step += 1
        at = at[left[at] >= step]
    return np.concatenate(found) if found else np.empty(0, dtype=np.uint64)


def _counted(met: Numbers) -> tuple[Numbers, Places]:
    """Return those that have met several times, and how many; most have met by chance, once."""
    met.sort()
    again = np.flatnonzero(met[1:] == met[:-1])
    met = met[again]
    starts = np.flatnonzero(np.diff(met, prepend=met[:1] + np.uint64(1)))
    return met[starts], np.diff(starts, append=len(met)) + 1
