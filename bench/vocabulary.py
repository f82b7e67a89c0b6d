"""A made-up corpus with as many words as Swedish has, as often as they come; always the same.

The words are joined from what the lexicon knows of compounds, so they mean nothing together; how
many there are, how often each comes and how long they are is as in municipal texts: a hundred words
that say nothing are nearly half of all (Zipf & Mandelbrot), and a document keeps to its own few.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from random import Random

from bench.corpus import Voice
from styrdok.swedish.lexicon import lexicon
from styrdok.swedish.words import WORDS

KINDS = 100_000  # words that there are
SILENT = 0.42  # of a text's words
OWN = 150  # words that a document keeps to
OFTEN = 0.6  # how often it does
COMPOUNDS = 0.5  # of the kinds of words
ENDINGS = ("", "", "", "en", "er", "erna", "ens", "et", "s", "ar", "arna", "ade", "as", "t", "a")
FALL = 1.1  # how quickly words become uncommon
SHIFT = 3.0  # Mandelbrot's: the first words are less common than Zipf has them
Drawn = tuple[list[str], list[float]]
"""Words, and the sums of how often they come."""


@cache
def content() -> Drawn:
    """Return the words that say something."""
    random, known = Random(17), lexicon()
    heads, ends = sorted(known.heads), sorted(known.ends)
    kinds: dict[str, None] = {}
    while len(kinds) < KINDS:
        word = random.choice(ends) + random.choice(ENDINGS)
        if random.random() < COMPOUNDS:
            word = random.choice(heads) + word
        kinds[word] = None
    weights = ((rank + SHIFT) ** -FALL for rank in range(KINDS))
    return list(kinds), list(accumulate(weights))


@cache
def silent() -> Drawn:
    """Return the words that say nothing."""
    words = sorted(WORDS["search silent"])
    Random(17).shuffle(words)
    return words, list(accumulate(1 / (rank + SHIFT) for rank in range(len(words))))


class Speaker(Voice):
    """Who writes a document in these words."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self._own = self._draw(content(), OWN)

    def _draw(self, given: Drawn, number: int) -> list[str]:
        return self.choices(given[0], cum_weights=given[1], k=number)

    def words(self, number: int) -> list[str]:
        """Return so many words."""
        said = []
        for _ in range(number):
            chance = self.random()
            if chance < SILENT:
                said += self._draw(silent(), 1)
            elif chance < SILENT + (1 - SILENT) * OFTEN:
                said.append(self._own[int(OWN * self.random() ** 2)])
            else:
                said += self._draw(content(), 1)
        return said
