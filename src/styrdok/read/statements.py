"""Facts in a text that other texts may state too: hours, telephone numbers, role names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from styrdok.model import Section, Statement
from styrdok.read.plain import Plain


def may_state(markdown: str) -> bool:
    """Tell whether a text has any words for a fact of these kinds."""
    return False


def statements(blocks: Sequence[Plain], sections: Sequence[Section]) -> Iterator[Statement]:
    """Yield the facts."""
    yield from ()
