"""Where texts name a theme, and what speaks for a theme; they know no page."""

from __future__ import annotations

from styrdok.model import Value


class Naming(Value, frozen=True):
    """That a text names a theme by its own words: where it does so first in a section.

    `leaf` counts from 0, before the first heading; `line` from 0 in the text.
    """

    theme: str
    leaf: int
    line: int
    words: str
    sentence: str


class Suggestion(Value, frozen=True):
    """A theme that may fit a section: how surely, from 0 to 1, and the words that speak for it."""

    theme: str
    confidence: float
    words: tuple[str, ...]
