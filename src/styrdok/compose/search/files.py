"""A site's search becomes data files: one index, a file a municipality, and the nation's chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

import msgspec

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.search.index import BLOCK, index_of
from styrdok.compose.search.lines import hangs_on, line_of
from styrdok.derive.search.pieces import Pieces, slots_of, units_of
from styrdok.model import DataFile, Policy


def search_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the search's data files."""
    pieces = composer.digest.pieces
    found = [addresses.SEARCH_DATA, *map(addresses.search_data_of, pieces.finder.homes)]
    if pieces.national:
        found += map(addresses.of_chunk, range(pieces.chunks))
        found += (addresses.of_block(number) for number, _ in _blocks(pieces))
        found += map(addresses.of_slips, pieces.slips)
    return found


def search_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the search's data files, with the same bytes for the same values."""
    pieces = composer.digest.pieces
    index = index_of(composer)
    yield DataFile(addresses.SEARCH_DATA, index, partial(_bytes, index))
    for home in pieces.finder.homes:
        name = composer.homes[home].name
        view = (pieces.keys[home], name, _hang(pieces.finder.shown(home), composer))
        write = partial(_shard, home, composer)
        yield DataFile(addresses.search_data_of(home), view, write)
    if pieces.national:
        yield from _national(composer)
    pieces.let_go()


def _national(composer: Composer) -> Iterator[DataFile]:
    pieces = composer.digest.pieces
    bases = list(pieces.bases.items())
    for number in range(pieces.chunks):
        view = (bases, pieces.seals(number))
        yield DataFile(addresses.of_chunk(number), view, partial(_chunk, number, pieces))
    for name, seals in pieces.slips.items():
        yield DataFile(addresses.of_slips(name), seals, partial(_slips, name, pieces))
    for number, policies in _blocks(pieces):
        homes = {policy.municipality for policy in policies}
        hang = (_hang(policies, composer), [composer.homes[home].name for home in sorted(homes)])
        write = partial(_block, policies, composer)
        yield DataFile(addresses.of_block(number), hang, write)


def _hang(policies: Sequence[Policy], composer: Composer) -> list[object]:
    return [hangs_on(policy, composer) for policy in policies]


def _bytes(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"


def _shard(home: str, composer: Composer) -> bytes:
    pieces = composer.digest.pieces
    policies = pieces.finder.shown(home)
    own = pieces.of(home)
    return _bytes(
        {
            "municipality": home,
            "name": composer.homes[home].name,
            "units": sum(map(units_of, policies)),
            "documents": [line_of(policy, composer) for policy in policies],
            "terms": own.terms,
            "forms": own.forms,
            "listings": own.listings,
        }
    )


def _chunk(number: int, pieces: Pieces) -> bytes:
    found = pieces.chunk(number)
    return _bytes(
        {
            "terms": found.terms,
            "forms": found.forms,
            "held": found.held,
            "listings": found.listings,
        }
    )


def _slips(name: str, pieces: Pieces) -> bytes:
    found = pieces.slip(name)
    return _bytes({"terms": [term for term, _ in found], "held": [held for _, held in found]})


def _blocks(pieces: Pieces) -> Iterator[tuple[int, list[Policy]]]:
    """Yield the documents that begin in each block, where there are any."""
    begun = []
    for home, base in pieces.bases.items():
        slot = base
        for policy in pieces.finder.shown(home):
            begun.append((slot // BLOCK, policy))
            slot += slots_of(policy)
    for number, own in groupby(begun, key=lambda pair: pair[0]):
        yield number, [policy for _, policy in own]


def _block(policies: Sequence[Policy], composer: Composer) -> bytes:
    lines = [
        [*line_of(p, composer), p.municipality, composer.homes[p.municipality].name]
        for p in policies
    ]
    return _bytes({"documents": lines})
