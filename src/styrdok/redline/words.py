"""The words of two blocks become runs: same, added, removed; it knows no block and no section."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from styrdok.redline.align import Bag, common
from styrdok.redline.values import Run, State

SHORT = 4  # letters; an unchanged word so short between two changes is read with them
WORD = re.compile(r"\w+(?:[.,:/-]\w+)*")
Marked = list[tuple[State, str]]


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs that the words of two texts make; what is removed stands before what came.

    Whole words are compared, with their punctuation. White space counts as one space.
    """
    before, after = old.split(), new.split()
    marked: Marked = []
    i = j = 0
    for at, new_at in [*common(before, after), (len(before), len(after))]:
        marked += [(State.REMOVED, word) for word in before[i:at]]
        marked += [(State.ADDED, word) for word in after[j:new_at]]
        marked += [(State.SAME, word) for word in before[at : at + 1]]
        i, j = at + 1, new_at + 1
    return tuple(_joined(_calmed(marked)))


def _calmed(marked: Marked) -> Marked:
    """Merge a lone short word into the changes around it, and part what went from what came."""
    same = [state is State.SAME for state, _ in marked]
    calm: Marked = []
    for at, (state, word) in enumerate(marked):
        lone = 0 < at < len(marked) - 1 and not same[at - 1] and not same[at + 1]
        if state is State.SAME and lone and len(word) <= SHORT:
            calm += [(State.REMOVED, word), (State.ADDED, word)]
        else:
            calm.append((state, word))
    return calm


def _joined(marked: Marked) -> list[Run]:
    found: list[Run] = []
    for is_same, group in groupby(marked, key=lambda one: one[0] is State.SAME):
        stretch = list(group)
        for state in (State.SAME,) if is_same else (State.REMOVED, State.ADDED):
            words = " ".join(word for mark, word in stretch if mark is state)
            if words:
                found.append(Run(state, words))
    return found


def bag(words: str) -> Bag:
    """Return a text's words with how often each stands there, without punctuation or case."""
    return Counter(WORD.findall(words.casefold())) or Counter(words.split())
