"""The shapes of the facts' records; their schema is made from them, so that it is true."""

from __future__ import annotations

from styrdok.compose.exports.record import Record


class RuleRecord(
    Record,
    frozen=True,
    rename={"hours": "försprång i timmar", "strength": "styrka", "start": "från"},
):
    """A rule of informing inside before outside."""

    hours: int
    strength: str
    start: str | None


class HoursRecord(
    Record, frozen=True, rename={"days": "dagar", "opens": "öppnar", "closes": "stänger"}
):
    """Opening hours on some days."""

    days: str
    opens: str
    closes: str


class HomeFactRecord(
    Record,
    frozen=True,
    rename={
        "name": "namn",
        "number": "dokument",
        "in_force": "gällande",
        "promises": "löften",
        "inside_first": "inåt före utåt",
        "reached": "kontakt",
        "hours": "öppettider",
    },
):
    """A municipality."""

    id: str
    name: str
    number: int
    in_force: int
    promises: int
    inside_first: RuleRecord | None
    reached: str | None
    hours: list[HoursRecord]


class CheckRecord(
    Record, frozen=True, rename={"day": "datum", "by": "av", "paragraph": "paragraf"}
):
    """That a text was revised or checked."""

    day: str | None
    by: str | None
    paragraph: str | None


class PledgeRecord(
    Record,
    frozen=True,
    rename={
        "time": "tid",
        "low": "lägst",
        "high": "högst",
        "unit": "enhet",
        "act": "avser",
        "ways": "kontaktvägar",
        "address": "adress",
    },
):
    """A promise within a time."""

    text: str
    time: str
    low: int | float
    high: int | float
    unit: str
    act: str
    ways: list[str]
    address: str


class FactRecord(
    Record,
    frozen=True,
    rename={
        "home": "kommun",
        "title": "titel",
        "address": "adress",
        "kind": "dokumenttyp",
        "body": "beslutad av",
        "decided": "beslutsdatum",
        "paragraph": "paragraf",
        "record": "diarienummer",
        "start": "gäller från",
        "end": "gäller till",
        "review": "revideras",
        "review_due": "ses över senast",
        "late": "granskning försenad",
        "document_date": "dokumentdatum",
        "revised": "reviderad",
        "checked": "kontrollerad",
        "owner": "ägare",
        "responsible": "ansvarig",
        "text_form": "textform",
        "channels": "kanaler",
        "topics": "ämnen",
        "language": "språk",
        "words": "ord",
        "ease": "läsbarhet",
        "age": "ålder",
        "age_from": "ålder räknas från",
        "promises": "löften",
        "ways": "kontaktvägar",
        "through": "via",
    },
):
    """A document."""

    id: str
    home: str
    title: str
    address: str
    kind: str
    status: str
    body: str | None
    decided: str | None
    paragraph: str | None
    record: str | None
    start: str | None
    end: str | None
    review: str | None
    review_due: str | None
    late: str | None
    document_date: str | None
    revised: CheckRecord | None
    checked: CheckRecord | None
    owner: str | None
    responsible: str | None
    text_form: str | None
    channels: list[str]
    topics: list[str]
    language: str
    words: int
    lix: int | None
    ease: str | None
    age: int | None
    age_from: str | None
    promises: list[PledgeRecord]
    ways: list[str]
    through: str | None


class FactsFile(
    Record,
    frozen=True,
    rename={"date": "datum", "homes": "kommuner", "documents": "dokument"},
):
    """The whole file."""

    schema: str
    date: str
    homes: list[HomeFactRecord]
    documents: list[FactRecord]
