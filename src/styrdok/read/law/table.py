"""The laws that municipal documents cite, and concepts that stand for them; it knows no text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from styrdok.model import Value


class Law(Value, frozen=True):
    """A law: its number, its name and short name, and what became of it."""

    number: str
    name: str
    short: str | None
    source: str
    repealed: date | None = None
    successor: str | None = None


class Concept(Value, frozen=True):
    """What stands for a place in law: (law, chapter, section)."""

    id: str
    name: str
    definition: str
    places: tuple[tuple[str, str | None, str | None], ...]


SOURCE = "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/_sfs-"
LAWS: Mapping[str, Law] = {
    law.number: law
    for law in (
        Law("2017:900", "Förvaltningslagen", "FL", f"{SOURCE}2017-900/"),
        Law("1949:105", "Tryckfrihetsförordningen", "TF", f"{SOURCE}1949-105/"),
        Law(
            "1998:204",
            "Personuppgiftslagen",
            "PuL",
            f"{SOURCE}1998-204/",
            date(2018, 5, 25),
            "2018:218",
        ),
        Law(
            "2016/679",
            "Dataskyddsförordningen",
            "GDPR",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        ),
    )
}
CONCEPTS: Mapping[str, Concept] = {
    concept.id: concept
    for concept in (
        Concept(
            "offentlighetsprincipen",
            "Offentlighetsprincipen",
            "Var och en har rätt att ta del av allmänna handlingar som inte är hemliga.",
            (("1949:105", "2", None),),
        ),
    )
}


def address(law: str, chapter: str | None = None, section: str | None = None) -> str:
    """Return the stable address of a law's text, or of a place in it."""
    place = (f"K{chapter}" if chapter else "") + (f"P{section}" if section else "")
    return LAWS[law].source + (f"#{place.replace(' ', '')}" if place else "")
