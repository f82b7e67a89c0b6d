"""A municipality's rows become its shard: every term, and where it stands; and shards as text.

Numbers are written as Base64 VLQ, as source maps write them, without signs
(https://tc39.es/ecma426/#sec-base64-vlq): five bits a character, the sixth says that more follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from styrdok.derive.search.values import SLOT, Listing, Row, Shard, slots_for
from styrdok.swedish.terms import fold

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
NUMBER = re.compile("[g-z0-9+/]*[A-Za-f]")


SHORT: list[str] = [
    *ALPHABET[:32],
    *(ALPHABET[number & 31 | 32] + ALPHABET[number >> 5] for number in range(32, 1024)),
]
MORE: list[str] = [
    ALPHABET[number & 31 | 32] + ALPHABET[number >> 5 | 32] for number in range(1024)
]


def make_shard(municipality: str, rows: Sequence[tuple[str, Row]]) -> Shard:
    """Return the shard of some documents, by id and in order, with their rows."""
    documents: list[str] = []
    sizes: list[int] = []
    bare: list[bool] = []
    where: dict[str, tuple[list[int], list[int]]] = {}
    forms: Counter[tuple[str, str]] = Counter()
    units = 0
    for document, row in rows:
        start = len(documents) * SLOT
        slots = slots_for(len(row.units))
        documents += [document] * slots
        sizes += [len(row.units)] * slots
        bare += [row.bare] * slots
        units += len(row.units)
        for leaf, unit in enumerate(row.units):
            for term, impact in zip(unit.terms, unit.impacts, strict=True):
                places, impacts = where.setdefault(term, ([], []))
                places.append(start + leaf)
                impacts.append(impact)
        forms.update(row.forms.items())
    terms = sorted(where, key=lambda term: (fold(term), term))
    listings = (Listing(tuple(where[t][0]), tuple(where[t][1])) for t in terms)
    written = usual(forms)
    return Shard(
        municipality,
        tuple(documents),
        tuple(sizes),
        tuple(bare),
        units,
        tuple(terms),
        tuple([written.get(term, term) for term in terms]),
        tuple(listings),
    )


def usual(forms: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return how each term is written most often, of terms with forms and how often each is used.

    Of two that are used as often the shorter stands, and then the first in order.
    """
    best: dict[str, tuple[int, int, str]] = {}
    for (term, form), times in forms.items():
        rank = (-times, len(form), form)
        if term not in best or rank < best[term]:
            best[term] = rank
    return {term: form for term, (_, _, form) in best.items()}


def write_listing(listing: Listing) -> str:
    """Return a listing as text: for each unit, 16 times the step from the one before, + impact."""
    pairs = zip(listing.units, listing.impacts, strict=True)
    numbers = [unit << 4 | impact for unit, impact in pairs]
    return write_number(numbers[0]) + write_rest(numbers) if numbers else ""


def write_rest(numbers: Sequence[int]) -> str:
    """Return units with impacts, each as 16 times the unit + impact, as text without the first."""
    return "".join(
        [
            SHORT[step] if (step := number - (before & ~15)) < 1024 else write_number(step)
            for before, number in pairwise(numbers)
        ]
    )


@lru_cache(1 << 15)
def write_number(number: int) -> str:
    """Return a whole number from 0 as Base64 VLQ without sign, the lowest bits first."""
    if number < 1024:
        return SHORT[number]
    return MORE[number & 1023] + write_number(number >> 10)


def read_listing(written: str) -> Listing:
    """Return a listing that was written; what `write_listing` never wrote gives anything."""
    numbers = list(read_numbers(written))
    return Listing(
        tuple(accumulate([number >> 4 for number in numbers])),
        tuple([number & 15 for number in numbers]),
    )


def read_numbers(written: str) -> Iterator[int]:
    """Return the numbers in a text of Base64 VLQ."""
    return map(_read, NUMBER.findall(written))


@lru_cache(1 << 15)
def _read(number: str) -> int:
    return sum((ALPHABET.index(sign) & 31) << 5 * at for at, sign in enumerate(number))


def best(written: str, most: int) -> str:
    """Return a written listing with only so many units, those of most impact, in order."""
    listing = read_listing(written)
    units, impacts = listing.units, listing.impacts
    # equal ones keep their order, the other way round too
    kept = sorted(sorted(range(len(units)), key=impacts.__getitem__, reverse=True)[:most])
    return write_listing(Listing(tuple(units[n] for n in kept), tuple(impacts[n] for n in kept)))
