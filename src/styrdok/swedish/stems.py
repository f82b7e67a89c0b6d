"""Swedish words become stems, so that their forms count as one; it knows no text."""

from __future__ import annotations

from functools import lru_cache

from snowballstemmer import stemmer

SNOWBALL = stemmer("swedish")


@lru_cache(1 << 17)
def stem(word: str) -> str:
    """Return a word's stem in lower case: 'klimatet' and 'klimat' have the same.

    Snowball's Swedish algorithm (https://snowballstem.org/algorithms/swedish/stemmer.html),
    taken until nothing more falls off, since it takes one ending at a time.
    """
    before, after = "", word.casefold()
    while after != before:
        before, after = after, str(SNOWBALL.stemWord(after))
    return after
