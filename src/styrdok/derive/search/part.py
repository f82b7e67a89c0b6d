"""A municipality's shard in pieces, as text that is joined with others' to a national index.

Where the municipality's units begin in the nation is not known here, so that a piece stays as it is
until one of the municipality's own documents changes; joining moves the first number of a listing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from styrdok.derive.search.shard import usual, write_number, write_rest
from styrdok.derive.search.values import SLOT, Row, slots_for
from styrdok.memory import decode, encode
from styrdok.model import Value
from styrdok.swedish.terms import fold

SEAL = 8  # bytes of a piece's digest
LEAST = 2  # units that hold a word that another may be a slip for
SHORTEST = 3  # letters of such a word
THEME = "tema:"
WHOLE = "="  # before a form that does not begin with its term: 'regler' of 'regel'


class Entry(NamedTuple):
    """A term of a municipality: how it is written, in how many units it stands, and where.

    `first` is the first unit and its impact, as one number; `last` the last unit; `rest` what
    follows after the first, as text.
    """

    term: str
    form: str
    held: int
    first: int
    last: int
    rest: str


class Slips(Value, frozen=True):
    """Words of one length and first letter, and how many units of a municipality hold each."""

    terms: tuple[str, ...]
    held: tuple[int, ...]


class Part(Value, frozen=True):
    """What tells whether a municipality's pieces are as they were: a digest of each."""

    chunks: bytes  # `SEAL` bytes for each chunk
    slips: dict[str, bytes]


class Bulk(Value, frozen=True):
    """A municipality's pieces themselves, encoded, by chunk and by slip: few are asked for.

    A piece is the entries of a chunk's terms, one after another.
    """

    counts: tuple[int, ...]  # the terms of each chunk
    ends: tuple[int, ...]  # where each chunk's piece ends
    pieces: bytes
    slips: dict[str, bytes]

    def piece(self, number: int) -> list[Entry]:
        """Return the piece that goes into a chunk."""
        start = self.ends[number - 1] if number else 0
        return _entries(self.counts[number], self.pieces[start : self.ends[number]])

    @property
    def entries(self) -> list[Entry]:
        """All pieces, one after another."""
        return _entries(sum(self.counts), self.pieces)


def _entries(count: int, encoded: bytes) -> list[Entry]:
    return decode(b"\xdd" + count.to_bytes(4, "big") + encoded, list[Entry]) if count else []


class Spot(NamedTuple):
    """Where a term is looked for: what it is without marks, its hash, and among which slips."""

    flat: str
    hash: int
    slip: str | None


@cache
def spot_of(term: str) -> Spot:
    """Return where a term is looked for."""
    flat = fold(term)
    plain = flat.isalpha() and "a" <= flat[:1] <= "z" and len(flat) >= SHORTEST
    return Spot(flat, hash_of(flat), f"{flat[0]}{len(flat)}" if plain else None)


def hash_of(flat: str) -> int:
    """Return the FNV-1a hash of a term without marks, 32 bits (Fowler, Noll & Vo)."""
    number = 0x811C9DC5
    for byte in flat.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return number


def by_spelling(terms: Iterable[str]) -> list[str]:
    """Return terms in the index's order."""
    return sorted(terms, key=_spelling)


@cache
def _spelling(term: str) -> str:
    return f"{spot_of(term).flat}\0{term}"


def take_apart(rows: Sequence[Row], themes: Sequence[Sequence[Sequence[str]]], chunks: int) -> Bulk:
    """Return documents' rows in pieces for so many chunks, with their sections' themes as terms.

    `themes` are each document's, by heading. `make_shard` gives the same terms and listings.
    """
    where: dict[str, list[int]] = defaultdict(list)
    forms: Counter[tuple[str, str]] = Counter()
    slot = 0
    for row, own in zip(rows, themes, strict=True):
        for leaf, unit in enumerate(row.units, slot * SLOT):
            at = leaf << 4
            for term, impact in zip(unit.terms, unit.impacts, strict=True):
                where[term].append(at | impact)
        for leaf, named in enumerate(own if chunks > 1 else (), slot * SLOT + 1):
            for theme in dict.fromkeys(named):
                where[f"{THEME}{theme}"].append(leaf << 4 | 1)
        forms.update(row.forms.items())
        slot += slots_for(len(row.units))
    short = {term: shorten(form, term) for term, form in usual(forms).items()}
    return _bulk(where, short, chunks)


def shorten(form: str, term: str) -> str:
    """Return how a term is written, short: what follows on it, or `WHOLE` and all of it."""
    return form[len(term) :] if form.startswith(term) else f"{WHOLE}{form}"


def _bulk(where: Mapping[str, list[int]], forms: Mapping[str, str], chunks: int) -> Bulk:
    piles: list[list[str]] = [[] for _ in range(chunks)]
    slips: dict[str, list[str]] = defaultdict(list)
    for term in by_spelling(where):
        spot = spot_of(term)
        piles[spot.hash % chunks].append(term)
        if chunks > 1 and spot.slip:
            slips[spot.slip].append(term)
    ends, pieces = list[int](), bytearray()
    for pile in piles:
        for term in pile:
            found = where[term]
            rest = write_rest(found) if len(found) > 1 else ""
            form = forms.get(term, "")
            pieces += encode((term, form, len(found), found[0], found[-1] >> 4, rest))
        ends.append(len(pieces))
    return Bulk(
        tuple(map(len, piles)),
        tuple(ends),
        bytes(pieces),
        {
            name: encode(Slips(tuple(terms), tuple(len(where[term]) for term in terms)))
            for name, terms in sorted(slips.items())
        },
    )


def part_of(bulk: Bulk) -> Part:
    """Return the digests of a municipality's pieces."""
    starts = (0, *bulk.ends)
    seals = (_seal(bulk.pieces[a:b]) for a, b in zip(starts, bulk.ends, strict=False))
    slips = {name: _seal(own) for name, own in bulk.slips.items()}
    return Part(b"".join(seals), slips)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=SEAL).digest()


class Joined(Value, frozen=True):
    """Terms of several municipalities in order, each with its form, units in all, and listing."""

    terms: list[str]
    forms: list[str]
    held: list[int]
    listings: list[str]


def join(pieces: Iterable[tuple[int, Iterable[Entry]]]) -> Joined:
    """Return pieces as one, each with the unit that its municipality's begin after."""
    met: dict[str, tuple[str, int, int, list[str]]] = {}
    for base, piece in pieces:
        for term, form, held, first, last, rest in piece:
            shown, before, end, texts = met.get(term) or (form, 0, 0, [])
            shown = shown or form  # what is a part only in the first may be a word in the next
            texts += (write_number(first + (base - end << 4)), rest)
            met[term] = (shown, before + held, base + last, texts)
    terms = by_spelling(met)
    return Joined(
        terms,
        [met[term][0] for term in terms],
        [met[term][1] for term in terms],
        ["".join(met[term][3]) for term in terms],
    )


def gather(pieces: Iterable[Entry]) -> Joined:
    """Return one municipality's pieces as one, without the themes; no two have the same term."""
    met = {entry[0]: entry for entry in pieces if not entry[0].startswith(THEME)}
    terms = by_spelling(met)
    own = [met[term] for term in terms]
    return Joined(
        terms,
        [entry.form for entry in own],
        [entry.held for entry in own],
        [write_number(entry.first) + entry.rest for entry in own],
    )


def join_slips(found: Iterable[Slips]) -> Iterator[tuple[str, int]]:
    """Yield the words that enough units hold, in order, and how many do."""
    held: dict[str, int] = {}
    for slips in found:
        for term, number in zip(slips.terms, slips.held, strict=True):
            held[term] = held.get(term, 0) + number
    yield from ((term, held[term]) for term in sorted(held) if held[term] >= LEAST)
