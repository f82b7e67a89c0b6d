"""How long a text is: words, sentences and long words are counted; it knows no other text."""

from __future__ import annotations

from collections.abc import Sequence

from styrdok.model import Length, Section
from styrdok.read.blocks import TextBlock
from styrdok.redline import count_sentences

LONG = b"xxxxxxx"  # more than six letters (Björnsson, Läsbarhet, 1968)
WESTERN = "cp1252"  # a byte for each sign of Swedish
SIGNS = [bytes([number]).decode(WESTERN, "ignore") for number in range(256)]
SHAPES = "".join("x" if sign.isalnum() else " " for sign in SIGNS).encode()
UNCOUNTED = bytes(n for n, sign in enumerate(SIGNS) if not (sign.isalnum() or sign.isspace()))


def length(blocks: Sequence[TextBlock], sections: Sequence[Section]) -> Length:
    """Return how long a text of some blocks under some headings is.

    What counts is running text: headings, paragraphs, list items and quotations. Tables, contact
    blocks, code and notes do not. A word is what stands between white space and has a letter or
    a digit, and it is as long as it has of them: `e-post` is one of five. A heading and a block
    end a sentence with or without a full stop, so that a list is as many sentences as it has
    points, at least.
    """
    running = [section.title for section in sections]
    running += [block.words for block in blocks if not block.in_table]
    words, long_words = count_words(" ".join(running))
    return Length(words, sum(map(count_sentences, running)), long_words)


def count_words(text: str) -> tuple[int, int]:
    """Return how many words a text has, and how many of them are long.

    It is asked of every text, so letters become `x`, and what is counted is runs of that: a few
    passes over bytes, and no word is taken out.
    """
    shape = _shape(text) + b" "
    found = shape.replace(LONG, b"X")
    while b"XX" in found:  # a word of fourteen letters is one long word
        found = found.replace(b"XX", b"X")
    return shape.count(b"x "), found.count(b"X")


def _shape(text: str) -> bytes:
    """Return a text with `x` for each letter and digit, and without signs."""
    try:
        return text.encode(WESTERN).translate(SHAPES, UNCOUNTED)
    except UnicodeEncodeError:
        signs = ("x" if s.isalnum() else " " if s.isspace() else "" for s in text)
        return "".join(signs).encode()
