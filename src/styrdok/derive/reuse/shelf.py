"""The passages of all texts of a register on one shelf, as numbers; it knows no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from styrdok.derive.reuse.candidates import Numbers, Places, candidates
from styrdok.derive.reuse.neutral import LIGHT
from styrdok.derive.reuse.rows import Row


class Shelf:
    """Passages in the order of their texts; those that are the same to the letter are one `kind`.

    Kinds are numbered by what they say, so that nothing hangs on which text stands first.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        def joined(parts: Sequence[bytes], dtype: Any) -> NDArray[Any]:
            return np.frombuffer(b"".join(parts), dtype=dtype)

        self.numbers = joined([row.numbers for row in rows], np.uint32)
        self.leaves = joined([row.leaves for row in rows], np.uint32)
        self.lines = joined([row.lines for row in rows], np.uint32)
        self._lengths = joined([row.lengths for row in rows], np.uint32).astype(np.int64)
        self._words: NDArray[np.uint32] = joined([row.words for row in rows], np.uint32)
        exact = joined([row.exact for row in rows], np.uint64)
        self.texts = np.repeat(np.arange(len(rows)), [len(row.numbers) // 4 for row in rows])
        self._ends: Places = np.cumsum(self._lengths)
        known: tuple[Numbers, Places, Places] = np.unique(
            exact, return_index=True, return_inverse=True
        )
        _, self._first, self.kinds = known
        self._counts = np.bincount(self.kinds, minlength=len(self._first))

    def members(self, wanted: Iterable[int]) -> dict[int, list[int]]:
        """Return the passages of each kind that there are several of or that is wanted, in order.

        Most passages stand alone, and nobody asks for them.
        """
        asked = self._counts > 1
        asked[np.fromiter(wanted, dtype=np.int64)] = True
        at = np.flatnonzero(asked[self.kinds])
        order = at[np.argsort(self.kinds[at], kind="stable")]
        kinds = np.flatnonzero(asked)
        ends = np.cumsum(self._counts[kinds]).tolist()
        listed: list[int] = order.tolist()
        starts = [0, *ends][: len(ends)]
        return {
            kind: listed[start:end]
            for kind, start, end in zip(kinds.tolist(), starts, ends, strict=True)
        }

    def pairs(self) -> NDArray[Any]:
        """Return pairs of kinds that may be alike, and do not stand in one text alone."""
        if not len(self._first):
            return np.empty((0, 2), dtype=np.int64)
        counted = self._words < LIGHT
        if len(self._first) < len(self.kinds):  # what several say counts once
            once = np.zeros(len(self.kinds), dtype=np.bool_)
            once[self._first] = True
            counted &= np.repeat(once, self._lengths)
        places = np.flatnonzero(counted)

        def owners(at: Places) -> Places:
            found: Places = self.kinds[np.searchsorted(self._ends, places[at], side="right")]
            return found

        found = candidates(self._words[places], owners, len(self._first))
        alone = np.where(self._counts == 1, self.texts[self._first], -1 - self._first)
        kept: NDArray[Any] = found[alone[found[:, 0]] != alone[found[:, 1]]]
        return kept

    def marks(self, kinds: NDArray[Any]) -> Numbers:
        """Return the marks of kinds: two with the same mark have the same numbers.

        What a kind says is no mark of it: 'Ale kommun' and 'kommunen' read alike, and only one may
        make its sentence stock. Then a verdict would hang on whose text was asked about first.
        """
        asked, back = np.unique(kinds, return_inverse=True)
        found = np.fromiter((self._mark(kind) for kind in asked), np.uint64, len(asked))
        given: Numbers = found[back.reshape(kinds.shape)]
        return given

    def _mark(self, kind: int) -> int:
        at = self._first[kind]
        end = self._ends[at]
        said = self._words[end - self._lengths[at] : end].tobytes()
        return int.from_bytes(blake2b(said, digest_size=8).digest(), "little")

    def words(self, kind: int) -> list[int]:
        """Return a kind's words as numbers."""
        at = self._first[kind]
        end = self._ends[at]
        said: list[int] = self._words[end - self._lengths[at] : end].tolist()
        return said

    def text_of(self, at: int) -> int:
        """Return which text a passage stands in."""
        return int(self.texts[at])

    def place_of(self, at: int) -> tuple[int, int, int]:
        """Return which passage of its text one is, its leaf and its line."""
        return int(self.numbers[at]), int(self.leaves[at]), int(self.lines[at])
