"""Reads the Swedish dictionary of hunspell and inflects its words; it knows no compound.

The source is the Debian package hunspell-sv (LGPL-3.0-only), whose files are `sv_SE.aff` and
`sv_SE.dic`; their format is that of hunspell(5).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

INFLECTION = frozenset("ACDEFGHIJKLMNOPQmB")
BEGINNING = frozenset("zgyhxwvfuits")  # suffixes that make what begins a compound
BEGIN, MIDDLE, END, ONLY_INSIDE = "XUYZ"
UNWANTED = frozenset("!%")  # not suggested, forbidden


class Suffix(NamedTuple):
    """What falls off a word that fits, what comes instead, and the flags of what comes of it."""

    off: str
    on: str
    flags: str
    fits: re.Pattern[str] | None


class Dictionary(NamedTuple):
    """Words with their flags, and what the flags of inflection add."""

    words: tuple[tuple[str, str], ...]
    suffixes: dict[str, list[Suffix]]

    def expand(self, word: str, flags: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield the forms that some flags make of a word, each with flags of its own."""
        for flag in sorted(flags):
            for one in self.suffixes.get(flag, ()):
                if word.endswith(one.off) and (one.fits is None or one.fits.search(word)):
                    yield word[: len(word) - len(one.off)] + one.on, one.flags


def read(folder: Path) -> Dictionary:
    """Return the dictionary in a folder."""
    suffixes: dict[str, list[Suffix]] = defaultdict(list)
    for line in (folder / "sv_SE.aff").read_text("utf-8").splitlines():
        if line.startswith("#pragma ignore-start"):
            break
        cells = line.split()
        if cells[:1] == ["SFX"] and len(cells) >= 5:
            on, _, flags = cells[3].partition("/")
            fits = None if cells[4] == "." else re.compile(f"(?:{cells[4]})$")
            off = "" if cells[2] == "0" else cells[2]
            suffixes[cells[1]].append(Suffix(off, "" if on == "0" else on, flags, fits))
    words = []
    for line in (folder / "sv_SE.dic").read_text("utf-8").splitlines()[1:]:
        word, _, flags = re.split(r"\s", line, maxsplit=1)[0].partition("/")
        if word and not UNWANTED & set(flags):
            words.append((word, flags))
    return Dictionary(tuple(words), suffixes)
