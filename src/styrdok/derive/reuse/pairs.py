"""Which documents share passages, two and two, the closest first; it knows no page."""

from __future__ import annotations

from collections import Counter

from styrdok.derive.reuse.values import Reuse, Shared
from styrdok.model import Value

MOST = 6  # pairs that a document asks for; others may ask for it


class SharedPair(Value, frozen=True):
    """Two texts, by id, `one` before `other`, and what they share in the order of `one`."""

    one: str
    other: str
    shared: tuple[Shared, ...]

    @property
    def weight(self) -> float:
        """How much they share: a passage word for word counts 1."""
        return sum(each.share for each in self.shared)


def all_pairs(reuse: Reuse) -> list[SharedPair]:
    """Return every two texts that share a passage, by their ids."""
    found: dict[tuple[str, str], list[Shared]] = {}
    for key, rows in reuse.by_text.items():
        for shared in rows:
            if shared.one.policy == key:  # each stands with both of its texts
                found.setdefault((key, shared.other.policy), []).append(shared)
    return [SharedPair(*ids, tuple(sorted(found[ids], key=_place))) for ids in sorted(found)]


def shared_pairs(reuse: Reuse, most: int = MOST) -> tuple[SharedPair, ...]:
    """Return the pairs of texts that are worth a page of their own, by their ids.

    Each text has its `most` closest; so there are never more than `most` pairs for each text,
    whatever a register shares.
    """
    kept, asked = [], Counter[str]()
    for pair in sorted(all_pairs(reuse), key=lambda pair: (-pair.weight, pair.one, pair.other)):
        if asked[pair.one] < most or asked[pair.other] < most:
            kept.append(pair)
            asked.update((pair.one, pair.other))
    return tuple(sorted(kept, key=lambda pair: (pair.one, pair.other)))


def _place(shared: Shared) -> tuple[int, int]:
    return shared.one.number, shared.other.number
