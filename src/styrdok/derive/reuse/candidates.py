"""Which passages of many may share wording, by rare shingles; it knows numbers, and no text.

A shingle is three words that count and follow each other. Every passage's are laid in one order, so
that those of several stand together: work and room grow with the passages, not with their square.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
SHORT = 24  # words that count; so short a passage has shingles with a gap, too
LONG = ((128, 1), (512, 3))  # words from which not every shingle is looked at, and which signs of
CAP = 24  # passages that share a shingle and are all laid beside each other
NEAR = 3  # of more, how many that stand next to it
LEAST = 2  # shingles that two must share,
SHARE = 0.1  # and how many of the one's that has the fewer
AT_ONCE = 8_000_000  # meetings of two passages that are held at once
MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def candidates(words: NDArray[np.uint32], ends: Places) -> NDArray[Any]:
    """Return pairs of passages that may be alike, as two columns of places, the less first.

    `words` are the words that count, of all passages after one another; `ends` where each ends.
    A shingle that more than `CAP` share is not thrown away, so that what very many have
    copied is still found: each is then laid beside the `NEAR` that follow it.
    """
    sizes = np.diff(ends, prepend=0)
    bits = max(1, len(ends).bit_length())
    keys = _shingles(words, sizes, ends, bits)
    if not len(keys):
        return np.empty((0, 2), dtype=np.int64)
    keys = keys[np.flatnonzero(np.diff(keys, prepend=np.uint64(2**64 - 1)))]
    owner = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
    group = keys >> np.uint64(bits)
    starts = np.flatnonzero(np.diff(group, prepend=group[:1] + np.uint64(1)))
    many = np.diff(starts, append=len(group))
    left = np.repeat(starts + many, many) - np.arange(len(group)) - 1  # that follow in its group
    left[np.repeat(many > CAP, many)] = np.minimum(left[np.repeat(many > CAP, many)], NEAR)
    least = np.maximum(LEAST, np.ceil(np.bincount(owner, minlength=len(ends)) * SHARE))
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


@dataclass(frozen=True)
class _Laid:
    """Words that count, each with which passage it stands in and how many words that has."""

    words: Numbers
    owner: Places
    size: Places

    def shingles(self, gaps: tuple[int, int], at: Places, bits: int) -> Numbers:
        """Return the shingles that begin at places, each with its passage in its lowest bits.

        The order of a shingle's words is free, as it is where a clause has been turned about.

        Of a long passage only a sample is taken; which, the shingle itself decides.
        """
        first, second, third = (self.words[at + gap] for gap in (0, *gaps))
        first, second = np.minimum(first, second), np.maximum(first, second)
        second, third = np.minimum(second, third), np.maximum(second, third)
        first, second = np.minimum(first, second), np.maximum(first, second)
        whole = first * np.uint64(MIX[0])
        for word, shift, mix in ((second, 29, MIX[1]), (third, 31, MIX[2])):
            whole = (whole ^ (whole >> np.uint64(shift))) + word * np.uint64(mix)
        whole ^= whole >> np.uint64(32)
        whole *= np.uint64(MIX[0])
        whole ^= whole >> np.uint64(29)
        sample = np.zeros(len(at), dtype=np.uint64)
        for longer, mask in LONG:
            sample[self.size[at] >= longer] = mask
        kept = (whole & sample) == 0
        shifted = whole[kept] >> np.uint64(bits) << np.uint64(bits)
        found: Numbers = shifted | self.owner[at[kept]].astype(np.uint64)
        return found


def _shingles(words: NDArray[np.uint32], sizes: Places, ends: Places, bits: int) -> Numbers:
    """Return every shingle with its passage in its lowest bits, in order."""
    owner, size = np.repeat(np.arange(len(ends)), sizes), np.repeat(sizes, sizes)
    rest = np.repeat(ends, sizes) - np.arange(len(words))  # words to the end of the passage
    laid = _Laid(words.astype(np.uint64), owner, size)
    short = np.flatnonzero((rest > 3) & (size < SHORT))
    found = [laid.shingles((1, 2), np.flatnonzero(rest > 2), bits)]
    found += [laid.shingles(gaps, short, bits) for gaps in ((1, 3), (2, 3))]
    keys = np.concatenate(found)
    keys.sort()
    return keys


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
