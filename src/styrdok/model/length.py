"""How much there is of a text, counted; it knows no text."""

from __future__ import annotations

from styrdok.model.value import Value


class Length(Value, frozen=True):
    """How many words and sentences a text has, and how many words of more than six letters."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0
