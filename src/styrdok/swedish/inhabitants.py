"""What Sweden's municipalities and their people are called, so that their names count as one."""

from __future__ import annotations

import re
from itertools import product

from styrdok.swedish.words import MUNICIPALITIES, STOCK

ENDINGS = re.split(
    " ", "bo bon bor borna bornas bos borgare are aren arens arna arnas ares ensare ensarna"
)


def genitive(name: str) -> str:
    """Return a name's genitive: 'Lerum' has 'Lerums', 'Borås' is its own."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def demonyms(name: str) -> set[str]:
    """Return what the people of a place may be called, in lower case, all forms that are said.

    'Ale' has 'alebor', 'Lerum' 'lerumsborna', 'Vänersborg' 'vänersborgare', 'Umeå' 'umebor',
    'Trollhättan' 'trollhättebor': no rule tells which, so every one of them counts.
    """
    plain = name.casefold()
    stems = {plain, genitive(plain)}
    if plain[-1] in "aeiouyåäö" and len(plain) > 3:
        stems |= {plain[:-1], f"{plain[:-1]}e"}
    if plain.endswith(("an", "en")) and len(plain) > 5:
        stems |= {plain[:-2], f"{plain[:-2]}e", f"{plain[:-2]}a"}
    return {stem + ending for stem, ending in product(stems, ENDINGS) if len(stem) > 2}


NAMES = frozenset(name.casefold() for name in MUNICIPALITIES)
GENITIVES = frozenset(map(genitive, NAMES))
PEOPLE = STOCK["people"] | {form for name in MUNICIPALITIES for form in demonyms(name)}
LONG = {name: name.replace(" ", "-") for name in MUNICIPALITIES if " " in name}
TWO_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(LONG))})")
"""Names of more than one word; they are read as one."""


def in_one_word(words: str) -> str:
    """Return a text with each municipality's name as one word."""
    for name in LONG:
        if name in words:  # nearly never, and this is quicker than a pattern on every block
            return TWO_WORDS.sub(lambda name: LONG[name[0]], words)
    return words


ONE_WORD = frozenset(name.replace(" ", "-") for name in NAMES | GENITIVES)
"""The names in lower case, each as one word, with their genitives."""
EITHER = frozenset(word.casefold() for word in STOCK["words as names"])
"""Names that are ordinary words, too."""
