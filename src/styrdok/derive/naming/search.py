"""Texts are looked through once for each set of names around them; it knows no register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from styrdok.derive.kept import kept
from styrdok.derive.naming.find import Finds, Found, find
from styrdok.derive.naming.names import Names
from styrdok.memory import Memory, decode, encode
from styrdok.read.readings import set_text
from styrdok.read.stream import streams
from styrdok.spread import FEW, cores, side_by_side

KIND = "mentions"
Text = tuple[str, Names]
"""The digest of a text as set, and the names that are looked for in it."""


class Search:
    """What texts may name, as kept in a memory.

    What was found by more names (`before`) counts where it met only documents that are here.
    """

    def __init__(
        self, memory: Memory, names: Mapping[str, Names], before: Mapping[str, Names]
    ) -> None:
        self.memory = memory
        self.before = {
            slug: more
            for slug, more in before.items()
            if slug in names and more.digest != names[slug].digest and more.hold(names[slug])
        }
        self._found: dict[str, tuple[Found, ...]] = {}

    def look_through(self, texts: Sequence[Text]) -> None:
        """Look through the texts that nobody has looked through before, on all cores."""
        self._recall(texts)
        new = [text for text in texts if _key(*text) not in self._found]
        many = cores() if len(new) >= FEW else 1
        works = [partial(self._search, new[part::many]) for part in range(many)]
        for rows in side_by_side(works):
            for key, row in rows:
                self.memory.put(KIND, key, row)
                self._found[key] = decode(row, Finds).found

    def found(self, digest: str, names: Names) -> tuple[Found, ...]:
        """Return what a text may name, in order."""
        key = _key(digest, names)
        if key not in self._found:
            self.look_through([(digest, names)])
        return self._found[key]

    def _recall(self, texts: Sequence[Text]) -> None:
        """Take from the memory what is there: first what was found by more names, if it counts."""
        more = {slug: names.digest for slug, names in self.before.items()}
        asked = {
            f"{digest} {more[names.slug]}": (digest, names)
            for digest, names in texts
            if names.slug in more
        }
        for key, row in kept(self.memory, KIND, asked).items():
            finds, (digest, names) = decode(row, Finds), asked[key]
            if finds.touched <= names.told.keys():
                self._found[_key(digest, names)] = finds.found
        left = {_key(*text) for text in texts}.difference(self._found)
        for key, row in kept(self.memory, KIND, left).items():
            self._found[key] = decode(row, Finds).found

    def _search(self, texts: Sequence[Text]) -> list[tuple[str, bytes]]:
        """Return what each text may name, as it is kept, by its key."""
        return [
            (_key(digest, names), encode(find(streams(set_text(digest, self.memory)), names)))
            for digest, names in texts
        ]


def _key(digest: str, names: Names) -> str:
    return f"{digest} {names.digest}"
