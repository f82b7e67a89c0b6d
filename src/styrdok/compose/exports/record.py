"""What all exported records have in common: their bytes, their schema, and the head of a file."""

from __future__ import annotations

from typing import Any

import msgspec

from styrdok.compose.composer import Composer
from styrdok.compose.data import STATUS_WORDS
from styrdok.compose.entries import Entry
from styrdok.model import Theme


class Record(msgspec.Struct, frozen=True):
    """A record of an export; its fields are renamed into Swedish, and null is unknown."""


class ThemeRecord(Record, frozen=True, rename={"name": "namn"}):
    """A theme."""

    id: str
    name: str
    definition: str


class Source(
    Record,
    frozen=True,
    rename={
        "document": "dokument",
        "title": "titel",
        "heading": "rubrik",
        "address": "adress",
        "counted": "räknas",
    },
):
    """Where something stands: document, section, address, and whether that counts as a rule."""

    document: str
    title: str
    heading: str | None
    address: str
    status: str
    counted: bool


def source_of(entry: Entry, heading: str | None, anchor: str | None) -> Source:
    """Return where a section of a document stands."""
    status = entry.standing.status
    address = f"{entry.address}#{anchor}" if anchor else entry.address
    words = STATUS_WORDS[status]
    return Source(entry.id, entry.title, heading, address, words, status.current)


def theme_record(theme: Theme) -> ThemeRecord:
    """Return a theme as exports have it."""
    return ThemeRecord(theme.id, theme.name, theme.definition)


def date_of(composer: Composer) -> str:
    """Return the day that every status is of."""
    return composer.register.as_of.isoformat()


def bytes_of(record: object) -> bytes:
    """Return a record, or a schema, as a file."""
    return msgspec.json.encode(record) + b"\n"


def schema_of(kind: type[Record], name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file (https://json-schema.org/draft/2020-12)."""
    made: dict[str, Any] = msgspec.json.schema(kind)
    for part in made["$defs"].values():
        part.pop("description", None)  # written for who reads the code, not the data
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    return head | made
