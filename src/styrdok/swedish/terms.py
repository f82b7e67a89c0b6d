"""A Swedish text's words as a search knows them (stand-in, until the true room is merged)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from styrdok.swedish.stems import stem

TOKEN = re.compile(r"[^\W_]+(?:[:/.\-][^\W_]+)*")


def fold(word: str) -> str:
    """Return a word without case and marks."""
    flat = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in flat if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """Return the words and identifiers of a text, in order."""
    return [
        w
        for t in TOKEN.findall(text)
        for w in ([t] if any(map(str.isdigit, t)) else re.split(r"[:/.\-]", t))
    ]


@cache
def root(word: str) -> str:
    """Return the index term of a word."""
    return stem(word)


@cache
def parts(word: str) -> tuple[str, ...]:
    """Return the roots of a compound's parts, () where it is none."""
    return ()
