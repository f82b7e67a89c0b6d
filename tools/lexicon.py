"""Writes `swedish/lexicon.gz`, what a search knows of Swedish compounds, from a dictionary.

    python -m tools.lexicon /usr/share/hunspell

The folder holds the dictionary of the Debian package hunspell-sv. The same dictionary always gives
the same file; `tools/evidence.py` tells how it is judged what a compound is.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from styrdok.swedish.lexicon import FILE
from styrdok.swedish.roots import root
from styrdok.swedish.split import Way, pieces
from tools.evidence import NO_ENDS, Evidence, Words, prefixed
from tools.hunspell import read

LONGEST_PLACE = 12  # letters of a name whose parts mean nothing: longer ones are laws and boards
ONE_MORE = 2  # rounds: what is left whole may be a part of others that were left


def _may_begin(head: str, words: Words, seen: Evidence) -> bool:
    often, sure, strong = seen.heads[head], seen.sure_heads.get(head, 0.5), head in words.strong
    if len(head) == 2:
        return often >= 10 and sure >= 0.5
    if len(head) == 3:
        return often >= 3 and sure >= 0.35
    if len(head) == 4:
        return (often >= 2 and sure >= 0.25) or (strong and sure >= 0.35)
    return (often >= 2 and sure >= 0.15) or (strong and sure >= 0.2)


def _may_end(word: str, words: Words, seen: Evidence) -> bool:
    often, sure, listed = seen.ends[word], seen.sure_ends.get(word, 0.5), word in words.ends
    if word in NO_ENDS or len(word) < 2:
        return False
    if len(word) == 2:
        return often >= 10 and sure >= 0.5
    if len(word) == 3:
        return often >= 5 and sure >= 0.35
    if len(word) == 4:
        return (often >= 3 or listed) and sure >= 0.25
    return (often >= 2 or listed) and sure >= 0.12


class Found:
    """What may begin and end compounds, and which words must not be taken for one, or must be."""

    def __init__(self, words: Words, seen: Evidence) -> None:
        self.words, self.seen = words, seen
        made = seen.compounds
        self.heads = {
            head: root(word)
            for head, word in words.heads.items()
            if word not in made and head not in made and _may_begin(head, words, seen)
        }
        self.ends: set[str] = set()
        for word in words.lemmas:
            if word not in made and _may_end(word, words, seen):
                self._end(word)
        for _ in range(ONE_MORE):
            for word in sorted(made, key=lambda one: (len(one), one)):
                if not self.divided(word):
                    self._keep(word)
        self.ends -= {root(one) for one in NO_ENDS}
        self.whole = self._whole()
        self._forget_compounds()
        self.joined = self._joined()

    def divided(self, word: str) -> Way:
        """Return how a word is divided by what is found."""
        return pieces(word, self.heads, self.ends.__contains__)

    def _end(self, word: str) -> None:
        self.ends |= {found for form in self.words.forms[word] if len(found := root(form)) > 1}

    def _keep(self, word: str) -> None:
        """Let a compound that is not divided be a part of others as a whole."""
        if word in self.words.ends or self.seen.ends[word] >= 2:
            self._end(word)
        for head in (word, f"{word}s"):
            if head in self.words.strong or self.seen.heads[head] >= 2:
                self.heads.setdefault(head, root(word))

    def _whole(self) -> set[str]:
        """Return the roots of words that would be divided and are no compounds."""
        every = {form for forms in self.words.forms.values() for form in forms}
        found = set()
        for word in self.words.lemmas:
            if word in self.seen.compounds:
                continue
            if way := self.divided(word):
                first, last = way[0][0], way[-1][0]
                none = word in self.seen.best or prefixed(word, self.words)
                if not none and self._word(word, first, last, every):
                    continue
            found |= {root(form) for form in self.words.forms[word] if self.divided(form)}
        names = (name for name in self.words.names if len(name) <= LONGEST_PLACE)
        return found | {root(name) for name in names if self.divided(name)}

    def _word(self, word: str, first: str, last: str, every: set[str]) -> bool:
        """Whether the last part is a word, or so long that it is hardly there by chance."""
        if last in NO_ENDS or len(last) < 3:
            return False
        if last in self.words.lemmas and len(last) < 4:
            return self.words.alike(word, last)
        return (last in every and len(last) >= 4) or (len(last) >= 6 and len(first) >= 4)

    def _forget_compounds(self) -> None:
        """Let no root end a compound that is the root of compounds alone."""
        alone: set[str] = set()
        made: set[str] = set()
        for word in self.words.lemmas:
            one = root(word)
            if one in self.ends:
                known = one not in self.whole and word not in self.seen.compounds
                (made if known and self.divided(word) else alone).add(one)
        self.ends -= made - alone

    def _joined(self) -> dict[str, str]:
        """Return how compounds begin that would be left whole, or be divided elsewhere."""
        found = {}
        for word, (head, end, _) in self.seen.compounds.items():
            places, at = set(), 0
            for part, _ in self.divided(word)[:-1] if root(word) not in self.ends else ():
                at += len(part)
                places.add(at)
            if len(head) not in places and head + end == word:
                found[root(word)] = head
        return found


def main() -> int:
    """Write the file, and tell how much it holds."""
    words = Words(read(Path(sys.argv[1])))
    found = Found(words, Evidence(words))
    heads = found.heads | {
        head: root(words.heads[head]) for head in found.joined.values() if head not in found.heads
    }
    sections = (
        sorted(f"{head} {of}" for head, of in found.heads.items()),
        sorted(found.ends),
        sorted(found.whole - found.ends - set(found.joined)),
        sorted(f"{one} {head} {heads[head]}" for one, head in found.joined.items()),
    )
    text = "\n\n".join(" ".join(lines) for lines in sections)
    FILE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{FILE.name}: {[len(lines) for lines in sections]}, {FILE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
