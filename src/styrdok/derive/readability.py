"""How hard a Swedish text is to read, by the lengths of its words and sentences (LIX)."""

from __future__ import annotations

from enum import Enum

from styrdok.model import Policy

FEWEST_WORDS = 50  # fewer say nothing of a text


class Ease(Enum):
    """How a LIX is usually read (C. H. Björnsson, Läsbarhet, 1968), the easiest first."""

    VERY_EASY = "very-easy"  # under 30
    EASY = "easy"  # 30–39
    MIDDLING = "middling"  # 40–49
    HARD = "hard"  # 50–59
    VERY_HARD = "very-hard"  # 60 and more


def lix(policy: Policy) -> int | None:
    """Return the LIX of a document's text, as a whole number; None is unknown.

    It is words per sentence and long words (of more than six letters) in a hundred, added
    (Björnsson 1968), and it is made for Swedish: of other languages, and of a text of under fifty
    words, it is not known.
    """
    size = policy.body.length
    if not policy.language.startswith("sv") or size.words < FEWEST_WORDS or not size.sentences:
        return None
    return round(size.words / size.sentences + 100 * size.long_words / size.words)


def ease_of(value: int) -> Ease:
    """Return how a LIX is usually read."""
    steps = list(Ease)
    return steps[min(max(value // 10 - 2, 0), len(steps) - 1)]
