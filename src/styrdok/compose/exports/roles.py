"""What applies to each role as data: the sentences of its page; documented in docs/data.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.data import SCHEMA, STATUS_WORDS, STRENGTH_WORDS
from styrdok.compose.duties import told_to
from styrdok.compose.exports.record import bytes_of
from styrdok.compose.exports.table import csv_bytes
from styrdok.compose.frame import Frame
from styrdok.compose.roles import Policies, RoleHome, RoleText, role_home, role_name, spoken_to
from styrdok.memory import Sealed
from styrdok.model import DataFile, Duty

FORMS = ("csv", "json")
COLUMNS = (
    "kommun",
    "dokument",
    "titel",
    "status",
    "gäller",
    "avsnitt",
    "adress",
    "styrka",
    "ord",
    "vem",
    "inledning",
    "mening",
)


def role_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the roles' data."""
    pages = (page for page, _, _ in _pages(composer))
    return [addresses.of_export(page, form) for page in pages for form in FORMS]


def role_files(composer: Composer) -> Iterator[DataFile]:
    """Yield what applies to each role as CSV and JSON, with the same bytes for the same values."""
    day = composer.register.as_of.isoformat()
    for page, role, said in _pages(composer):
        homes = [role_home(slug, policies, composer) for slug, policies in said.items()]
        others = [] if composer.apart else composer.municipality_order
        silent = [slug for slug in others if slug not in said]
        view = Sealed((day, role, homes, silent))
        table, tree = (addresses.of_export(page, form) for form in FORMS)
        yield DataFile(table, view, partial(_table, role, homes, composer.frame))
        yield DataFile(tree, view, partial(_tree, day, role, homes, silent, composer.frame))


def _pages(composer: Composer) -> Iterator[tuple[str, str, Mapping[str, Policies]]]:
    """Yield each page that has data, its role, and the documents that speak to it.

    Where there are many, that is one page for each municipality: else a change in one document
    would ask every other that speaks to the role for its duties.
    """
    for role, said in spoken_to(composer).items():
        if not composer.apart:
            yield addresses.of_role(role), role, said
            continue
        for slug, policies in said.items():
            yield addresses.of_role(role, slug), role, {slug: policies}


def _table(role: str, homes: list[RoleHome], frame: Frame) -> bytes:
    return csv_bytes([COLUMNS, *(list(row.values()) for row in _rows(role, homes, frame))])


def _tree(day: str, role: str, homes: list[RoleHome], silent: list[str], frame: Frame) -> bytes:
    name = role_name(role)
    return bytes_of(
        {
            "schema": SCHEMA,
            "datum": day,
            "roll": {"id": name.id, "namn": name.name},
            "meningar": list(_rows(role, homes, frame)),
            "inget sägs i": silent,
        }
    )


def _rows(role: str, homes: list[RoleHome], frame: Frame) -> Iterator[dict[str, Any]]:
    """Yield what is said to a role, a sentence a row, with the columns' names."""
    for said in homes:
        for applies, texts in ((True, said.applying), (False, said.aside)):
            for text in texts:
                for duty in told_to(role, frame.duties_of(text.manuscript.digest)):
                    yield _row(said, text, duty, applies)


def _row(said: RoleHome, text: RoleText, duty: Duty, applies: bool) -> dict[str, Any]:
    entry = text.entry
    heading = text.manuscript.headings[duty.leaf - 1] if duty.leaf else None
    values = (
        said.home.slug,
        entry.id,
        entry.title,
        STATUS_WORDS[entry.standing.status],
        (entry.standing.status.binds or None) if applies else False,
        heading.title if heading else None,
        entry.address + (f"#{heading.anchor}" if heading else ""),
        STRENGTH_WORDS[duty.strength],
        duty.modal,
        duty.subject,
        duty.lead or None,
        duty.words,
    )
    return dict(zip(COLUMNS, values, strict=True))
