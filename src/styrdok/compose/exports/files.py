"""The files of a site's comparisons: which there are, what each hangs on, and its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import TypeVar

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.exports.facts import facts_file, facts_rows
from styrdok.compose.exports.matrix import (
    MatrixRecord,
    excerpt_source,
    home_records,
    matrix_record,
    matrix_rows,
)
from styrdok.compose.exports.record import Record, bytes_of, schema_of, theme_record
from styrdok.compose.exports.shapes import FactsFile
from styrdok.compose.exports.table import csv_bytes
from styrdok.compose.exports.theme import ThemeFile, shares_of, theme_file, theme_rows
from styrdok.compose.facts.gather import facts_of, home_facts
from styrdok.memory import Sealed
from styrdok.model import DataFile

SCHEMAS: dict[str, type[Record]] = {
    "jamforelse": MatrixRecord,
    "tema": ThemeFile,
    "fakta": FactsFile,
}
FORMS = ("json", "csv")
File = TypeVar("File", bound=Record)


def export_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the comparisons' files."""
    themes = [addresses.of_theme(theme) for theme in composer.subjects]
    pages = [addresses.MATRIX, *themes, *(_facts_pages(composer))]
    files = [addresses.of_export(page, form) for page in pages for form in FORMS]
    return [*files, *map(addresses.of_schema, SCHEMAS)]


def export_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the comparisons' files, each as JSON and as CSV, and the schemas of the JSON.

    What a file hangs on is small; texts are loaded only when one has to be written.
    """
    make = partial(matrix_record, composer)
    yield from _both(addresses.MATRIX, _matrix_view(composer), make, matrix_rows)
    for theme in composer.subjects:
        shares = shares_of(theme, composer)
        known = theme_record(composer.register.themes[theme])
        yield from _both(
            addresses.of_theme(theme),
            (composer.register.as_of, known, shares),
            partial(theme_file, theme, shares, composer),
            theme_rows,
        )
    for page, slugs in _facts_pages(composer).items():
        given = composer.register.as_of, home_facts(composer, slugs), facts_of(composer, slugs)
        yield from _both(page, given, partial(facts_file, *given), facts_rows)
    for name, kind in SCHEMAS.items():
        yield DataFile(addresses.of_schema(name), name, partial(_schema, kind, name))


def _both(
    page: str,
    view: object,
    make: Callable[[], File],
    rows: Callable[[File], Iterator[Sequence[object]]],
) -> Iterator[DataFile]:
    once, made = Sealed(view), cache(make)
    yield DataFile(addresses.of_export(page, "json"), once, lambda: bytes_of(made()))
    yield DataFile(addresses.of_export(page, "csv"), once, lambda: csv_bytes(rows(made())))


def _schema(kind: type[Record], name: str) -> bytes:
    return bytes_of(schema_of(kind, name))


def _facts_pages(composer: Composer) -> dict[str, list[str]]:
    """Return the facts' pages that have data, and the municipalities of each."""
    slugs = composer.municipality_order
    parts = {addresses.of_facts_at(slug): [slug] for slug in slugs if composer.apart}
    return parts if composer.many else {addresses.FACTS: slugs, **parts}


def _matrix_view(composer: Composer) -> object:
    """Return what the matrix's data hang on; with many documents only how many sections."""
    many = composer.many
    cells = [
        (
            cell.word,
            len(cell.excerpts) if many else [excerpt_source(e, composer) for e in cell.excerpts],
            len(cell.remarks),
        )
        for row in composer.digest.rows.values()
        for cell in row
    ]
    themes = [theme_record(theme) for theme in composer.register.themes.values()]
    return composer.register.as_of, themes, home_records(composer), cells
