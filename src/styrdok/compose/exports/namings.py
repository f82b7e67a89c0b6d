"""Where a theme is only named, for who exports that."""

from __future__ import annotations

from styrdok.compose.composer import Composer
from styrdok.compose.entries import Entry
from styrdok.derive.comparison import Cell
from styrdok.derive.themes.values import Naming
from styrdok.memory import Sealed
from styrdok.model import Policy, Value


class Said(Value, frozen=True):
    """That a document names a theme: the words, the sentence, and the section's title and anchor.

    Before the first heading there is no title, and the anchor is None.
    """

    entry: Sealed[Entry]
    words: str
    sentence: str
    heading: str | None
    anchor: str | None


def said_of(cell: Cell, composer: Composer) -> tuple[Said, ...]:
    """Return where a municipality's documents only name a theme, by title and in their order."""
    return tuple(_said(remark.policy, remark.naming, composer) for remark in cell.remarks)


def _said(policy: Policy, naming: Naming, composer: Composer) -> Said:
    section = policy.body.sections[naming.leaf - 1] if naming.leaf > 0 else None
    heading, anchor = (section.title, section.anchor) if section else (None, None)
    return Said(composer.entry(policy), naming.words, naming.sentence, heading, anchor)
