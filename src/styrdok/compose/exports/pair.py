"""Two documents beside each other as data, and what the choice of two is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from styrdok.compose import addresses
from styrdok.compose.beside.laying import Laying, Section, Side, share_of
from styrdok.compose.beside.pairs import options, pairs_by_home, pairs_of, sides_of
from styrdok.compose.composer import Composer
from styrdok.compose.data import SCHEMA, STATUS_WORDS
from styrdok.compose.exports.record import bytes_of
from styrdok.compose.exports.table import csv_bytes
from styrdok.derive.beside import Row
from styrdok.model import DataFile

HEADS = ("tema", "rubrik a", "text a", "rubrik b", "text b", "andel lika ord")
DIGITS = 4
Sides = tuple[Side, Side]
Lay = Callable[[Sides], Laying]


def pair_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the pairs' data, and of what one may choose where there is much."""
    pages = [addresses.of_pair(*pair) for pair in pairs_of(composer)]
    found = [addresses.of_export(page, form) for page in pages for form in FORMS]
    return found + (list(map(_list_at, _choosing(composer))) if composer.many else [])


def pair_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the pairs' data, and what one may choose, of each municipality, where there is much."""
    found, lay = pairs_of(composer), composer.frame.at_hand.beside
    for one, other in found:
        page, sides = addresses.of_pair(one, other), sides_of(one, other, composer)
        view = (SCHEMA, sides)
        for form, write in FORMS.items():
            yield DataFile(
                addresses.of_export(page, form), view, partial(_write, write, sides, lay)
            )
    by_home = pairs_by_home(found) if composer.many else {}
    for slug in _choosing(composer) if composer.many else ():
        pages = [addresses.of_pair(*pair) for pair in by_home.get(slug, ())]
        choice = {
            "dokument": [[spot.address, spot.title] for spot in options(slug, composer)],
            "par": [page.removeprefix(addresses.PAIRS).rstrip("/") for page in pages],
        }
        yield DataFile(_list_at(slug), choice, partial(bytes_of, choice))


def _write(write: Callable[[Sides, Laying], bytes], sides: Sides, lay: Lay) -> bytes:
    return write(sides, lay(sides))


def _choosing(composer: Composer) -> list[str]:
    return [slug for slug in composer.municipality_order if composer.register.of(slug)]


def _list_at(slug: str) -> str:
    return addresses.of_export(addresses.of_pairs_at(slug), "json")


def as_json(sides: Sides, laying: Laying) -> bytes:
    """Return two documents beside each other as JSON."""
    return bytes_of(record(sides, laying))


def as_csv(sides: Sides, laying: Laying) -> bytes:
    """Return two documents beside each other as a table, a row for each two sections."""
    return csv_bytes([HEADS, *_rows(laying)])


FORMS: dict[str, Callable[[Sides, Laying], bytes]] = {"json": as_json, "csv": as_csv}


def record(sides: Sequence[Side], laying: Laying) -> dict[str, Any]:
    """Return two documents beside each other as plain data; null is no counterpart, or unknown."""
    return {
        "schema": SCHEMA,
        "dokument": [_document(side, laying, number) for number, side in enumerate(sides)],
        "rader": [_row(row, laying) for row in laying.rows],
    }


def _document(side: Side, laying: Laying, number: int) -> dict[str, Any]:
    entry = side.entry.value
    _, at, edition = entry.id.partition("@")
    return {
        "id": entry.id,
        "kommun": entry.home.slug,
        "titel": entry.title,
        "utgåva": edition if at else None,
        "dokumenttyp": entry.kind,
        "status": STATUS_WORDS[entry.standing.status],
        "adress": entry.address,
        "ord": laying.words(number),
        "lika ord": laying.shared(number),
    }


def _row(row: Row, laying: Laying) -> dict[str, Any]:
    both = laying.pair(row)
    return {
        "teman": list(row.themes),
        "andel lika ord": _share(both),
        "avsnitt": [section and _section(section) for section in both],
        "temat berörs i": [section.part.anchor for section in laying.also(row)],
    }


def _share(both: Iterable[Section | None]) -> float | None:
    share = share_of(*both)
    return None if share is None else round(share, DIGITS)


def _section(section: Section) -> dict[str, Any]:
    return {
        "rubrik": section.part.title or None,
        "ankare": section.part.anchor or None,
        "teman": list(section.part.themes),
        "text": _text(section),
        "ord": len(section.part.words),
        "lika ord": section.shared,
        "lika lydelse": section.sayings,
    }


def _text(section: Section) -> str:
    """The section's text, with the headings below its own."""
    parts: list[str] = []
    for number, leaf in enumerate(section.leaves):
        parts += [leaf.heading.title] if number and leaf.heading else []
        parts += [leaf.text] if leaf.text else []
    return " ".join(parts)


def _rows(laying: Laying) -> Iterator[Sequence[object]]:
    for row in laying.rows:
        both = laying.pair(row)
        cells = [(s.part.title, _text(s)) if s else (None, None) for s in both]
        themes = "; ".join(theme.name for theme in laying.themes(row))
        yield themes, *cells[0], *cells[1], _share(both)
