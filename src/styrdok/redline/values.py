"""The parts of a text that are compared, and what has become of each; they know no file or page."""

from __future__ import annotations

from enum import Enum

from styrdok.model.value import Value


class Block(Value, frozen=True):
    """A piece of a text that stands alone: its kind, its words, and its line in the file.

    `level` is a heading's (2–6), how deep a list item is nested (from 1), or a cell's column
    (from 1); `anchor` is the address of a heading. The words of an item of a numbered list begin
    with its number, those of a note with its mark. `within` names what it stands in, outermost
    first: `item`, `quote`, `note`, `head` (of a table). `breaks` tells how many of its words stand
    before each line break, so that a sentence in it can be found in the file.
    """

    kind: str  # heading, paragraph, item, quote, cell, code, note
    words: str
    level: int = 0
    anchor: str = ""
    line: int = 1
    within: tuple[str, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def shape(self) -> tuple[str, int, tuple[str, ...]]:
        """All but the words, of what makes a block what it is."""
        return self.kind, self.level, self.within


class State(Enum):
    """What has become of a part of a text."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Run(Value, frozen=True):
    """Consecutive words that are the same in both texts, added, or removed."""

    state: State
    words: str


class BlockChange(Value, frozen=True):
    """What has become of a block: same, changed, added or removed, and its words in runs.

    One that is changed though all its words are the same has another level, or stands
    in something else.
    """

    kind: str
    state: State
    runs: tuple[Run, ...]
    level: int = 0
    line: int = 1  # in the new text, or in the old one where it was removed


class SectionChange(Value, frozen=True):
    """What has become of a heading with what stands under it, up to the next heading.

    `old` and `new` are its titles, None where it is not there; what stands before the first
    heading has an empty title. The heading itself is the first of `blocks`. The state is `MOVED`
    where nothing but the place is another; a section that was both moved and changed is `CHANGED`
    and `moved`.
    """

    state: State
    old: str | None
    new: str | None
    level: int
    anchor: str
    blocks: tuple[BlockChange, ...]
    moved: bool = False


class SentenceChange(Value, frozen=True):
    """A sentence as it was and as it is, None where it is not there, and its line in the file.

    Where both are the same words, only its place or its level is another.
    """

    old: str | None
    new: str | None
    line: int = 1
