"""A municipality's shard in pieces, as text that is joined with others' to a national index.

Where the municipality's units begin in the nation is not known here, so that a piece stays as it is
until one of the municipality's own documents changes; joining moves the first number of a listing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b

from styrdok.derive.search.shard import write_number, write_rest
from styrdok.derive.search.values import Listing, Shard
from styrdok.memory import decode, encode
from styrdok.model import Value
from styrdok.swedish.terms import fold

SEAL = 8  # bytes of a piece's digest
LEAST = 2  # units that hold a word that another may be a slip for
SHORTEST = 3  # letters of such a word
THEME = "tema:"


class Piece(Value, frozen=True):
    """Some terms of a municipality, in order: how each is written, in how many units it stands.

    `firsts` are the first unit of each and its impact, as one number; `lasts` the last unit;
    `rests` what follows after the first, as text.
    """

    terms: tuple[str, ...]
    forms: tuple[str, ...]
    held: tuple[int, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    rests: tuple[str, ...]


class Slips(Value, frozen=True):
    """Words of one length and first letter, and how many units of a municipality hold each."""

    terms: tuple[str, ...]
    held: tuple[int, ...]


class Part(Value, frozen=True):
    """What tells whether a municipality's pieces are as they were: a digest of each."""

    chunks: bytes  # `SEAL` bytes for each chunk
    slips: dict[str, bytes]


class Bulk(Value, frozen=True):
    """A municipality's pieces themselves, encoded, by chunk and by slip."""

    ends: tuple[int, ...]  # where each chunk's piece ends
    pieces: bytes
    slips: dict[str, Slips]

    def piece(self, number: int) -> Piece:
        """Return the piece that goes into a chunk."""
        start = self.ends[number - 1] if number else 0
        return decode(self.pieces[start : self.ends[number]], Piece)


@cache
def hash_of(term: str) -> int:
    """Return the FNV-1a hash of a term without marks, 32 bits (Fowler, Noll & Vo)."""
    number = 0x811C9DC5
    for byte in fold(term).encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return number


@cache
def slip_of(term: str) -> str | None:
    """Return the file in which a word is looked for by who has misspelt it; None is nowhere."""
    flat = fold(term)
    plain = flat.isalpha() and "a" <= flat[0] <= "z"
    return f"{flat[0]}{len(flat)}" if plain and len(flat) >= SHORTEST else None


def take_apart(shard: Shard, themes: Iterable[tuple[str, Listing]], chunks: int) -> Bulk:
    """Return a shard in pieces for so many chunks, with the units of each theme as a term."""
    piles: list[list[tuple[str, str, Listing]]] = [[] for _ in range(chunks)]
    slips: dict[str, tuple[list[str], list[int]]] = {}
    for term, form, listing in zip(shard.terms, shard.forms, shard.listings, strict=True):
        piles[hash_of(term) % chunks].append((term, "" if form == term else form, listing))
        if chunks > 1 and (name := slip_of(term)):
            terms, held = slips.setdefault(name, ([], []))
            terms.append(term)
            held.append(len(listing.units))
    if chunks > 1:
        for theme, listing in themes:
            term = f"{THEME}{theme}"
            piles[hash_of(term) % chunks].append((term, "", listing))
    ends, pieces = list[int](), bytearray()
    for pile in piles:
        pieces += encode(_piece(pile))
        ends.append(len(pieces))
    return Bulk(
        tuple(ends),
        bytes(pieces),
        {name: Slips(tuple(own[0]), tuple(own[1])) for name, own in sorted(slips.items())},
    )


def _piece(pile: Sequence[tuple[str, str, Listing]]) -> Piece:
    return Piece(
        tuple(term for term, _, _ in pile),
        tuple(form for _, form, _ in pile),
        tuple(len(one.units) for _, _, one in pile),
        tuple(one.units[0] << 4 | one.impacts[0] for _, _, one in pile),
        tuple(one.units[-1] for _, _, one in pile),
        tuple(write_rest(one) for _, _, one in pile),
    )


def part_of(bulk: Bulk) -> Part:
    """Return the digests of a municipality's pieces."""
    starts = (0, *bulk.ends)
    seals = (_seal(bulk.pieces[a:b]) for a, b in zip(starts, bulk.ends, strict=False))
    slips = {name: _seal(encode(own)) for name, own in bulk.slips.items()}
    return Part(b"".join(seals), slips)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=SEAL).digest()


class Joined(Value, frozen=True):
    """Terms of several municipalities in order, each with its form, units in all, and listing."""

    terms: list[str]
    forms: list[str]
    held: list[int]
    listings: list[str]


def join(pieces: Iterable[tuple[int, Piece]]) -> Joined:
    """Return pieces as one, each with the unit that its municipality's begin after."""
    met: dict[str, tuple[str, int, int, list[str]]] = {}
    for base, piece in pieces:
        rows = zip(
            piece.terms,
            piece.forms,
            piece.held,
            piece.firsts,
            piece.lasts,
            piece.rests,
            strict=True,
        )
        for term, form, held, first, last, rest in rows:
            shown, before, end, texts = met.get(term) or (form, 0, 0, [])
            texts += (write_number(first + (base - end << 4)), rest)
            met[term] = (shown, before + held, base + last, texts)
    terms = sorted(met, key=lambda term: (fold(term), term))
    return Joined(
        terms,
        [met[term][0] for term in terms],
        [met[term][1] for term in terms],
        ["".join(met[term][3]) for term in terms],
    )


def join_slips(found: Iterable[Slips]) -> Iterator[tuple[str, int]]:
    """Yield the words that enough units hold, in order, and how many do."""
    held: dict[str, int] = {}
    for slips in found:
        for term, number in zip(slips.terms, slips.held, strict=True):
            held[term] = held.get(term, 0) + number
    yield from ((term, held[term]) for term in sorted(held) if held[term] >= LEAST)
