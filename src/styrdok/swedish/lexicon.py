"""Which Swedish words may begin a compound and which may end one; it divides none.

The file is derived from the Swedish dictionary of hunspell by `tools/lexicon.py`; its licence
stands in `lexicon.NOTICE` beside it, and it is read when the first word asks for it.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("lexicon.gz")


class Lexicon(NamedTuple):
    """What the dictionary knows of compounds: all roots are those of `styrdok.swedish.roots`."""

    heads: dict[str, str]  # what may begin a compound, and the root of its word: 'gatu', 'gat'
    ends: frozenset[str]  # the roots of words that may end one, and are none themselves
    whole: frozenset[str]  # the roots of words that look like compounds and are none
    joined: dict[str, tuple[str, str]]  # by a compound's root, how it begins where it is not seen


@cache
def lexicon() -> Lexicon:
    """Return the dictionary's compounds, read once."""
    heads, ends, whole, joined = gzip.decompress(FILE.read_bytes()).decode().split("\n\n")
    pairs, triples = heads.split(), joined.split()
    return Lexicon(
        dict(zip(pairs[::2], pairs[1::2], strict=True)),
        frozenset(ends.split()),
        frozenset(whole.split()),
        dict(
            zip(triples[::3], zip(triples[1::3], triples[2::3], strict=True), strict=True),
        ),
    )
