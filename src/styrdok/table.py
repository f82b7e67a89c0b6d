"""What is asked of each different word, asked once; it knows no word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
MOST = 1 << 18  # keys at once: who serves a site for months meets ever more


class Table(dict[Key, Value]):
    """What a function gives for each key, worked out when first asked for.

    Nearly every word of a text has been met before, and `table[word]` is twice as quick as a
    function that remembers: `map(table.__getitem__, words)` asks for all of a text's at once.
    """

    def __init__(self, work_out: Callable[[Key], Value], most: int = MOST) -> None:
        self._work_out, self._most = work_out, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        self[key] = found = self._work_out(key)
        return found
