"""The matrix of themes and municipalities as data: who covers what, and in which sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from styrdok.compose.composer import Composer
from styrdok.compose.data import SCHEMA
from styrdok.compose.exports.record import (
    Record,
    Source,
    ThemeRecord,
    date_of,
    source_of,
    theme_record,
)
from styrdok.derive.comparison import Cell, Excerpt

CoverageWord = Literal[
    "reglerat",
    "utan känt beslut",
    "bara förslag eller kommande text",
    "bara nämnt",
    "bara upphörd text",
    "inte reglerat",
    "inga publicerade dokument",
]
COVERAGE_WORDS: dict[str, CoverageWord] = {
    "covered": "reglerat",
    "uncertain": "utan känt beslut",
    "not-decided": "bara förslag eller kommande text",
    "mentioned": "bara nämnt",
    "ended": "bara upphörd text",
    "silent": "inte reglerat",
    "nothing": "inga publicerade dokument",
}
HEADS = (
    "tema", "kommun", "täckning", "dokument", "titel", "rubrik", "adress", "status", "räknas",
)  # fmt: skip


class HomeRecord(Record, frozen=True, rename={"name": "namn", "code": "kommunkod"}):
    """A municipality."""

    id: str
    name: str
    code: str | None


class CellRecord(
    Record,
    frozen=True,
    rename={
        "theme": "tema",
        "home": "kommun",
        "coverage": "täckning",
        "number": "antal",
        "sections": "avsnitt",
        "mentions": "omnämnanden",
    },
):
    """What one municipality has on one theme; with many documents only how many sections."""

    theme: str
    home: str
    coverage: CoverageWord
    number: int
    sections: list[Source] | None
    mentions: int


class MatrixRecord(
    Record,
    frozen=True,
    rename={"date": "datum", "themes": "teman", "homes": "kommuner", "cells": "rutor"},
):
    """The whole matrix."""

    schema: str
    date: str
    themes: list[ThemeRecord]
    homes: list[HomeRecord]
    cells: list[CellRecord]


def matrix_record(composer: Composer) -> MatrixRecord:
    """Return the matrix as its file has it."""
    register = composer.register
    return MatrixRecord(
        SCHEMA,
        date_of(composer),
        [theme_record(theme) for theme in register.themes.values()],
        home_records(composer),
        [_cell(cell, composer) for row in composer.digest.rows.values() for cell in row],
    )


def home_records(composer: Composer) -> list[HomeRecord]:
    """Return the municipalities by name."""
    known = composer.register.municipalities
    return [
        HomeRecord(slug, known[slug].name, known[slug].code) for slug in composer.municipality_order
    ]


def _cell(cell: Cell, composer: Composer) -> CellRecord:
    sections = [excerpt_source(e, composer) for e in cell.excerpts]
    return CellRecord(
        cell.theme.id,
        cell.municipality.slug,
        coverage_word(cell),
        len(cell.excerpts),
        None if composer.many else sections,
        len(cell.remarks),
    )


def excerpt_source(excerpt: Excerpt, composer: Composer) -> Source:
    """Return where a section on a theme stands."""
    section = excerpt.section
    return source_of(composer.entry(excerpt.policy).value, section.title, section.anchor)


def coverage_word(cell: Cell) -> CoverageWord:
    """Return how far a municipality covers a theme."""
    return COVERAGE_WORDS[cell.word]


def matrix_rows(record: MatrixRecord) -> Iterator[tuple[object, ...]]:
    """Yield the matrix's rows for CSV: one for each section, and one where there is none."""
    yield HEADS
    for cell in record.cells:
        head = (cell.theme, cell.home, cell.coverage)
        for one in cell.sections or ():
            facts = (one.document, one.title, one.heading, one.address, one.status, one.counted)
            yield *head, *facts
        if not cell.sections:
            yield *head, *(None,) * (len(HEADS) - len(head))
