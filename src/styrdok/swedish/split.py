"""Divides a compound into its words, given which may begin and which may end one; it knows neither.

`overrides/assets/search/swedish.js` says the same in JavaScript, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from styrdok.swedish.roots import LONGEST, root

LEAST = 2  # letters of a part
LEAST_WORD = 5  # letters of a word that may be a compound
MOST = 6  # parts
VOWELS = frozenset("aeiouyåäöé")

Way = tuple[tuple[str, str], ...]  # what is written of each part, and its root


def _rank(way: Way) -> tuple[int, int, int, int]:
    """Fewest parts, most joined by an s, then the longest shortest part and the longest last one.

    A compound that begins another takes an s ('vind|krafts|park', not 'vind|kraft|spark').
    """
    joined = sum(part[-1] == "s" for part, _ in way[1:-1])
    return (-len(way), joined, min(len(part) for part, _ in way), len(way[-1][0]))


def _ways(word: str, heads: Mapping[str, str], ends: Callable[[str], bool]) -> Way:
    """Return the best way to divide a word, () where there is none.

    From left to right, the best way to each place that the beginnings reach; three consonants of
    a kind are written as two ('busstation'), so that a part may begin with the last letter before.
    """
    size = len(word)
    best: Way = ()
    reached: dict[int, Way] = {0: ()}
    for at in range(size - LEAST):
        way = reached.get(at)
        if way is None or len(way) >= MOST:
            continue
        for to in range(at + LEAST, size - LEAST + 1):
            part = word[at:to]
            found = heads.get(part)
            if found is None and at and part[-1] == "s" and part[-2] != "s":
                found = heads.get(part[:-1])  # a compound takes an s where its last word does not
            if found is None:
                continue
            longer = (*way, (part, found))
            twice = part[-1] == part[-2] and part[-1] not in VOWELS
            for start in (to, to - 1) if twice and to - at > LEAST else (to,):
                rest = word[start:]
                if len(rest) >= LEAST and ends(end := root(rest)):
                    whole = (*longer, (rest, end))
                    if not best or _rank(whole) > _rank(best):
                        best = whole
                known = reached.get(start)
                if start > at and (not known or _rank(longer) > _rank(known)):
                    reached[start] = longer
    return best


def pieces(word: str, heads: Mapping[str, str], ends: Callable[[str], bool]) -> Way:
    """Return the parts of a compound as they are written, each with its root; () if it is none."""
    word = word.lower()
    if not LEAST_WORD <= len(word) <= LONGEST:
        return ()
    return _ways(word, heads, ends)


def split(word: str, heads: Mapping[str, str], ends: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the roots of a compound's parts, in order; () where it is no compound.

    `heads` maps what may begin a compound to the root of its word ('gatu' to 'gat'), and `ends`
    tells of a root whether its word may end one.
    """
    return tuple(found for _, found in pieces(word, heads, ends))
