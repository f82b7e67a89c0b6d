"""What was worked out before for many texts is read from a memory at once; it knows no kind."""

from __future__ import annotations

from collections.abc import Collection

from styrdok.memory import Memory

MANY = 500  # keys from which reading all of a kind is quicker than asking for each


def kept(memory: Memory, kind: str, keys: Collection[str]) -> dict[str, bytes]:
    """Return what is kept under some keys, without those that nothing is kept under."""
    memory.live.update((kind, key) for key in keys)
    every = dict(memory.all(kind)) if len(keys) >= MANY else {}
    found = ((key, every.get(key) or memory.get(kind, key)) for key in keys)
    return {key: row for key, row in found if row is not None}
