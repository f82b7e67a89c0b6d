"""All municipalities' pieces, from the memory or taken apart anew, and what they make together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, partial
from hashlib import blake2b

from styrdok.derive.search.find import Finder
from styrdok.derive.search.part import (
    SEAL,
    THEME,
    Bulk,
    Joined,
    Part,
    Slips,
    gather,
    join,
    join_slips,
    part_of,
    spot_of,
    take_apart,
)
from styrdok.derive.search.shard import best
from styrdok.derive.search.values import SLOT, slots_for
from styrdok.memory import Memory, decode, encode
from styrdok.model import Policy

PART, BULK, HOLDS = "search part", "search bulk", "search holds"
UNITS = 32  # units for each chunk: what is fetched for a word is then about as much everywhere
ROOM = 64  # slots: a municipality begins at a multiple, so that a new document moves few others
CHUNKED = 200  # documents; of more, what is looked for everywhere lies in chunks
MOST = 6000  # units of a term in a chunk: nobody reads further


def units_of(policy: Policy) -> int:
    """Return how many units a document has: its head, and one for each heading."""
    return 1 + len(policy.body.sections)


def slots_of(policy: Policy) -> int:
    """Return how many slots a document takes."""
    return slots_for(units_of(policy))


class Pieces:
    """The pieces of a register's search; `national` tells whether they are joined in chunks."""

    def __init__(self, finder: Finder, memory: Memory) -> None:
        self.finder, self._memory = finder, memory
        self.national = sum(len(finder.shown(home)) for home in finder.homes) > CHUNKED
        self._bulks: dict[str, Bulk] = {}

    @cached_property
    def units(self) -> int:
        """How many units there are in all."""
        return sum(units_of(p) for home in self.finder.homes for p in self.finder.shown(home))

    @cached_property
    def chunks(self) -> int:
        """The number of chunks, a power of two; 1 where none are joined."""
        return 1 << max(1, (self.units // UNITS).bit_length()) if self.national else 1

    @cached_property
    def bases(self) -> dict[str, int]:
        """The first slot of each municipality."""
        bases, at = {}, 0
        for home in self.finder.homes:
            bases[home] = at
            at += sum(map(slots_of, self.finder.shown(home)))
            at = (at // ROOM + 1) * ROOM
        return bases

    @cached_property
    def keys(self) -> dict[str, str]:
        """What each municipality's pieces hang on."""
        keys = {}
        for home in self.finder.homes:
            rows = [(p.id, self.finder.keys[p.id]) for p in self.finder.shown(home)]
            keys[home] = f"{blake2b(encode(rows), digest_size=16).hexdigest()} {self.chunks}"
        return keys

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The digests of each municipality's pieces."""
        self.finder.hold()
        self._memory.live.update((BULK, key) for key in self.keys.values())
        return {home: self._part(home) for home in self.finder.homes}

    def _part(self, home: str) -> Part:
        key = self.keys[home]
        return self._memory.recall(PART, key, Part, lambda: part_of(self.bulk(home)))

    def _new(self, home: str) -> Bulk:
        policies = self.finder.shown(home)
        themes = [[section.themes for section in p.body.sections] for p in policies]
        bulk = take_apart([self.finder.row(p) for p in policies], themes, self.chunks)
        self._memory.put(BULK, self.keys[home], encode(bulk))
        return bulk

    def bulk(self, home: str) -> Bulk:
        """Return a municipality's pieces themselves."""
        if home not in self._bulks:
            if (kept := self._memory.get(BULK, self.keys[home])) is not None:
                self._bulks[home] = decode(kept, Bulk)
            else:
                self._bulks[home] = self._new(home)
        return self._bulks[home]

    def let_go(self) -> None:
        """Let go of the pieces at hand: they are large, and seldom asked for."""
        self._bulks = {}

    def seals(self, chunk: int) -> bytes:
        """Return digests of all that a chunk is joined from, besides the bases."""
        start, stop = chunk * SEAL, (chunk + 1) * SEAL
        return b"".join([part.chunks[start:stop] for part in self.parts.values()])

    def chunk(self, number: int) -> Joined:
        """Return what a chunk holds, no term with more than its `MOST` best units."""
        pieces = ((self.bases[home] * SLOT, self.bulk(home).piece(number)) for home in self.parts)
        joined = join(pieces)
        return Joined(
            joined.terms,
            joined.forms,
            joined.held,
            [
                best(text, MOST) if held > MOST and not term.startswith(THEME) else text
                for term, held, text in zip(joined.terms, joined.held, joined.listings, strict=True)
            ],
        )

    def of(self, home: str) -> Joined:
        """Return what one municipality's own file holds."""
        return gather(self.bulk(home).entries)

    @cached_property
    def slips(self) -> dict[str, bytes]:
        """The files for misspelt words, with digests of all that each is joined from."""
        found: dict[str, bytes] = {}
        for part in self.parts.values():
            for name, seal in part.slips.items():
                found[name] = found.get(name, b"") + seal
        return dict(sorted(found.items()))

    def slip(self, name: str) -> list[tuple[str, int]]:
        """Return the words in a file for misspelt words, each with how many units hold it."""
        known = (self.bulk(home).slips.get(name) for home in self.parts)
        return list(join_slips(decode(slips, Slips) for slips in known if slips))

    def holding(self, words: Sequence[str], begun: bool = False) -> list[int]:
        """Return in how many municipalities each word, without marks, is a term, or begins one."""
        name = blake2b(encode((words, begun)), digest_size=8).hexdigest()
        totals = [0] * len(words)
        for home, key in self.keys.items():
            holds = partial(self._holds, home, words, begun)
            for at in self._memory.recall(HOLDS, f"{key} {name}", list[int], holds):
                totals[at] += 1
        return totals

    def _holds(self, home: str, words: Sequence[str], begun: bool) -> list[int]:
        known = {spot_of(entry.term).flat for entry in self.bulk(home).entries}
        if not begun:
            return [at for at, word in enumerate(words) if word in known]
        order = [*sorted(known), ""]
        near = [order[bisect_left(order, word, hi=len(known))] for word in words]
        return [at for at, word in enumerate(words) if near[at].startswith(word)]
