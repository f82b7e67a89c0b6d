"""A sentence of a block as it is quoted: whole, or in part where it is long; it knows no text."""

from __future__ import annotations

from textwrap import wrap

from styrdok.redline.sentences import parted

QUOTED = 1000  # signs of a sentence; what has no full stop for longer is no sentence


def quotable(sentence: str) -> list[str]:
    """Return a sentence, or parts of one that is too long to be quoted at each place in it."""
    if len(sentence) <= QUOTED:
        return [sentence]
    return wrap(sentence, QUOTED, break_long_words=False, break_on_hyphens=False)


def sentence_at(words: str, start: int) -> str:
    """Return the sentence of a block that a place stands in, as it is read.

    Of what has no full stop for very long it is the part around the place.
    """
    before = len(words[:start].split())
    if start and not words[start - 1].isspace() and before:
        before -= 1
    tokens = words.split()
    signed = (at for at, token in enumerate(tokens) if not token[-1].isalpha())
    for first, last in parted(tokens, signed):
        if before < last:
            read = first
            for part in quotable(" ".join(tokens[first:last])):
                read += len(part.split())
                if before < read:
                    return part
    return " ".join(tokens)[:QUOTED]
