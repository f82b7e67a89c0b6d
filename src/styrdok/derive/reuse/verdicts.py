"""What passages are to each other, worked out once for every two contents and kept in a memory."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from styrdok.derive.reuse.shelf import Shelf
from styrdok.derive.reuse.verdict import PLACE, verdict
from styrdok.memory import Memory, MemoryBrokenError, decode, encode
from styrdok.model import Value
from styrdok.spread import cores, side_by_side

WORTH = 2000  # pairs from which another process pays
VERDICT = np.dtype([("one", "u8"), ("other", "u8"), ("is", "u1"), ("share", "f4")])


class Kept(Value, frozen=True):
    """Verdicts as bytes, in order of the two contents' marks."""

    rows: bytes


class Verdicts:
    """Verdicts on pairs; `asked` counts the pairs that had to be worked out."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.asked = 0
        kept = memory.get(*PLACE)
        rows = decode(kept, Kept).rows if kept is not None else b""
        if len(rows) % VERDICT.itemsize:
            raise MemoryBrokenError(PLACE)
        self._known: NDArray[Any] = np.frombuffer(rows, dtype=VERDICT)

    def on(self, shelf: Shelf, whole: bool) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the pairs of kinds that are alike, and their verdicts.

        From a `whole` register what nobody asks for any more is dropped from the memory.
        """
        pairs = shelf.pairs()
        asked = np.zeros(len(pairs), dtype=VERDICT)
        marks = shelf.marks(pairs)
        asked["one"], asked["other"] = marks[:, 0], marks[:, 1]
        new = self._fill(asked)
        self.asked = len(new)
        if len(new):
            found = self._work_out(shelf, pairs[new].tolist())
            asked["is"][new] = [is_what for is_what, _ in found]
            asked["share"][new] = [share for _, share in found]
        if len(new) or (whole and len(asked) < len(self._known)):
            kept = asked if whole else np.concatenate([self._known, asked[new]])
            kept = np.sort(kept, order=("one", "other"))
            self._memory.put(*PLACE, encode(Kept(kept.tobytes())))
        alike = np.flatnonzero(asked["is"])
        return pairs[alike], asked[alike]

    def _fill(self, asked: NDArray[Any]) -> NDArray[Any]:
        """Fill in what is known, and return the places of what is not."""
        names = ["one", "other"]
        if not len(self._known) or not len(asked):
            return np.arange(len(asked))
        ours, theirs = _joined(asked), _joined(self._known)
        order = np.argsort(theirs)
        at = np.minimum(np.searchsorted(theirs[order], ours), len(theirs) - 1)
        found = self._known[order[at]]
        same = (found[names[0]] == asked[names[0]]) & (found[names[1]] == asked[names[1]])
        asked["is"][same], asked["share"][same] = found["is"][same], found["share"][same]
        return np.flatnonzero(~same)

    def _work_out(self, shelf: Shelf, pairs: list[list[int]]) -> list[tuple[int, float]]:
        many = cores() if len(pairs) >= WORTH else 1
        size = -(-len(pairs) // many)
        works = [partial(_look, shelf, pairs[n * size : (n + 1) * size]) for n in range(many)]
        return [found for part in side_by_side(works) for found in part]


def _joined(rows: NDArray[Any]) -> NDArray[np.uint64]:
    mixed: NDArray[np.uint64] = rows["one"] * np.uint64(0x9E3779B97F4A7C15) ^ rows["other"]
    return mixed


def _look(shelf: Shelf, pairs: list[list[int]]) -> list[tuple[int, float]]:
    said: dict[int, list[int]] = {}
    for kind in {kind for pair in pairs for kind in pair}:
        said[kind] = shelf.words(kind)
    return [verdict(said[one], said[other]) for one, other in pairs]
