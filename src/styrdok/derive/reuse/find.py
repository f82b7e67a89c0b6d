"""Which passages of a register's texts share wording; from a cut register only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

from styrdok.derive.reuse.direction import Dates, dated
from styrdok.derive.reuse.rows import Row, Rows, readers
from styrdok.derive.reuse.values import Likeness, Passage, Reuse, Shared
from styrdok.derive.reuse.verdict import EDITED, PLACE
from styrdok.memory import decode, encode
from styrdok.model import Policy, Value
from styrdok.register import Register

if TYPE_CHECKING:
    from styrdok.derive.reuse.shelf import Shelf

KIND = "reuse"
MOST = 12  # pairs that a passage asks for, the most alike first; others may ask for it
Pair = tuple[float, int, int, Likeness]
"""How much two passages share, less than none so that the most comes first; and which they are."""


class Kept(Value, frozen=True):
    """What a register's texts share, as kept, and what in the memory it was worked out from."""

    reuse: Reuse
    live: tuple[tuple[str, str], ...]


def find_reuse(register: Register, rows: Rows, whole: bool = True) -> Reuse:
    """Return the shared passages of a register; `whole` tells that nothing has been cut from it."""
    known, memory = register.everything, rows.memory
    texts = [known[key] for key in sorted(known)]
    key = _key(texts, register)
    if (before := memory.get(KIND, key)) is not None:
        kept = decode(before, Kept)
        memory.live.update(kept.live)
        return kept.reuse
    neutral = readers(register.municipalities)
    read = [(text.body.digest, neutral[text.municipality]) for text in texts]
    found = _found(texts, register, rows, rows.of(read), whole)
    live = {PLACE, *rows.kept_as(read)}
    memory.put(KIND, key, encode(Kept(found, tuple(sorted(live)))))
    return found


def _key(texts: Sequence[Policy], register: Register) -> str:
    """Return what changes with anything that the shared passages of a register hang on."""
    said = [
        (one.id, one.document, one.edition, one.municipality, one.body.digest, dated(one))
        for one in texts
    ]
    homes = sorted((slug, m.name, m.short_name) for slug, m in register.municipalities.items())
    return blake2b(encode((said, homes)), digest_size=16).hexdigest()


def _found(
    texts: Sequence[Policy], register: Register, rows: Rows, numbers: Sequence[Row], whole: bool
) -> Reuse:
    from styrdok.derive.reuse.shelf import Shelf  # noqa: PLC0415  (numpy, where it is needed)
    from styrdok.derive.reuse.verdicts import Verdicts  # noqa: PLC0415

    shelf = Shelf(numbers)
    alike, verdicts = Verdicts(rows.memory).on(shelf, whole)
    edges = [
        (one, other, Likeness.EDITED if what == EDITED else Likeness.PARAPHRASE, share)
        for (one, other), what, share in zip(
            alike.tolist(), verdicts["is"].tolist(), verdicts["share"].tolist(), strict=True
        )
    ]
    return _Found(shelf, texts, register, edges).kept()


Edge = tuple[int, int, Likeness, float]
"""Two kinds of passage that are alike, how, and how much they share."""


class _Found:
    """What was found among a register's texts, on its way to being `Reuse`."""

    def __init__(
        self, shelf: Shelf, texts: Sequence[Policy], register: Register, edges: Sequence[Edge]
    ) -> None:
        self.edges, self._shelf = edges, shelf
        self.members = shelf.members({kind for edge in edges for kind in edge[:2]})
        held = (at for members in self.members.values() for at in members)
        self.text_of = {at: texts[shelf.text_of(at)] for at in held}
        self.dates = Dates(register)
        self.outlived = _outlived(self)

    def kept(self) -> Reuse:
        """Return the pairs that are kept, the most alike first."""
        asked: dict[int, int] = {}
        by_text: dict[str, list[tuple[int, int, Shared]]] = {}
        for share, one, other, likeness in sorted(self._pairs(), key=lambda pair: pair[:3]):
            if min(asked.get(one, 0), asked.get(other, 0)) >= MOST:
                continue
            shared = self._shared(one, other, likeness, -share)
            for place, there in ((one, other), (other, one)):
                asked[place] = asked.get(place, 0) + 1
                by_text.setdefault(self.text_of[place].id, []).append((place, there, shared))
        rows = {
            text: tuple(shared for _, _, shared in _in_order(found))
            for text, found in sorted(by_text.items())
        }
        return Reuse(rows, self._spread(asked))

    def _pairs(self) -> Iterator[Pair]:
        for members in self.members.values():
            if len(members) > 1:
                for one, other in _ring(members):
                    if self._apart(one, other):
                        yield -1.0, one, other, Likeness.VERBATIM
        for first, second, likeness, share in self.edges:
            for one, other in _across(self.members[first], self.members[second]):
                if self._apart(one, other):
                    yield -share, min(one, other), max(one, other), likeness

    def _apart(self, one: int, other: int) -> bool:
        """Tell whether two passages stand in texts that are compared.

        What an earlier edition shares with another document is told of the newest alone.
        """
        here, there = self.text_of[one], self.text_of[other]
        if here.document == there.document:
            return here.id != there.id
        return one not in self.outlived and other not in self.outlived

    def _shared(self, one: int, other: int, likeness: Likeness, share: float) -> Shared:
        here, there = self.text_of[one], self.text_of[other]
        return Shared(
            self._passage(one),
            self._passage(other),
            likeness,
            round(share, 2),
            self.dates.earlier(here, there),
        )

    def _passage(self, at: int) -> Passage:
        text = self.text_of[at]
        return Passage(text.id, *self._shelf.place_of(at), text.body.digest)

    def _spread(self, asked: Mapping[int, int]) -> dict[tuple[str, int], int]:
        """Return how many others have the like of each passage, where not every one is shown."""
        beside: dict[int, int] = {}
        for first, second, _, _ in self.edges:
            beside[first] = beside.get(first, 0) + len(self.members[second])
            beside[second] = beside.get(second, 0) + len(self.members[first])
        found = {}
        for kind, members in self.members.items():
            number = len(members) - 1 + beside.get(kind, 0)
            for at in members if number > MOST else ():
                if asked.get(at, 0) < number:
                    found[self.text_of[at].id, self._shelf.place_of(at)[0]] = number
        return found


def _in_order(found: list[tuple[int, int, Shared]]) -> list[tuple[int, int, Shared]]:
    return sorted(found, key=lambda row: (row[0], -row[2].share, row[1]))


def _outlived(found: _Found) -> frozenset[int]:
    """The passages of earlier editions that a later text of the same document has, too."""
    gone = set()
    for members in found.members.values():
        documents: dict[str, list[int]] = {}
        for at in members if len(members) > 1 else ():
            documents.setdefault(found.text_of[at].document, []).append(at)
        for places in documents.values():
            if len(places) > 1:
                newest = max((found.text_of[at] for at in places), key=_age).id
                gone |= {at for at in places if found.text_of[at].id != newest}
    return frozenset(gone)


def _age(text: Policy) -> tuple[bool, str]:
    return text.edition is None, str(text.edition or "")


def _ring(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of passages that are the same: of many, each with those that stand next to it."""
    if len(members) <= MOST + 1:
        yield from combinations(members, 2)
        return
    for step in range(1, MOST // 2 + 1):
        for at, one in enumerate(members):
            other = members[(at + step) % len(members)]
            yield min(one, other), max(one, other)


def _across(ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of passages of two kinds; of many, each of the more with some of the fewer."""
    few, many = sorted((ones, others), key=len)
    for at, one in enumerate(many):
        for step in range(min(len(few), MOST)):
            yield one, few[(at + step) % len(few)]
