"""The laws that policies cite, and words that stand for a place in one; it knows no text.

They stand in `laws.yml` and `concepts.yml`. The text of a Swedish law is led to in the open data
of Riksdagen: the address is made of the law's number alone, so that it outlives a new title, and
every chapter and section has an anchor (`K2P1`). The databases of the Government Offices hold the
same text under an address with a query and without anchors. The Union's acts have the addresses
that their publisher promises to keep, the European Legislation Identifier (2012/C 325/02).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from styrdok.model import Value

RIKSDAGEN = "https://data.riksdagen.se/dokument/sfs-{}.html"
NUMBER = re.compile(r"\d+")
Place = tuple[str, str | None, str | None]  # a law's number, a chapter and a section


class Law(Value, frozen=True):
    """A law or ordinance: its number, its names, and where its numbering ends.

    `title` is its own, `name` the definite form that stands in running text; `safe` tells whether
    its `short` name means nothing else; `recent` that another law had its name until so lately that
    many texts still mean that one. `chapters` are the last section of each chapter; empty
    means that it has none, None that they are not known or do not count anew. `last` is the last
    section of the whole law. A Union act and a convention have `articles`.
    """

    number: str
    title: str
    name: str
    short: str | None = None
    safe: bool = False
    recent: bool = False
    forms: tuple[str, ...] = ()
    source: str = ""
    successor: str | None = None
    chapters: Mapping[str, int] | None = None
    last: int | None = None
    articles: bool = False

    @property
    def repealed(self) -> bool:
        """Whether another law has taken its place."""
        return self.successor is not None

    @property
    def full(self) -> str:
        """Its name with its number, as it is cited."""
        return (
            f"{self.name} (EU) {self.number}"
            if "/" in self.number
            else f"{self.name} ({self.number})"
        )


class Concept(Value, frozen=True):
    """A word that stands for a place in a law: its names, what it means, and the places."""

    id: str
    name: str
    forms: tuple[str, ...]
    meaning: str
    places: tuple[Place, ...]


def address(law: Law, chapter: str | None = None, section: str | None = None) -> str:
    """Return the address of a law's text, at a section or chapter where the source has anchors.

    A section without its chapter has no anchor in a law whose chapters count anew.
    """
    if law.articles or (section and not chapter and law.chapters != {}):
        return law.source
    anchor = f"K{chapter}" if chapter else ""
    anchor += f"P{section}" if section else ""
    return f"{law.source}#{anchor.replace(' ', '')}" if anchor else law.source


def number_of(word: str) -> int:
    """Return the number that a chapter or section begins with: 6 of '6 a'; 0 is none."""
    found = NUMBER.match(word)
    return int(found[0]) if found else 0


def _law(entry: dict[str, Any]) -> Law:
    number, chapters = entry["nummer"], entry.get("kapitel")
    last = int(entry["sista"]) if "sista" in entry else None
    counted = (
        {name: int(last) for name, last in chapters.items()} if type(chapters) is dict else None
    )
    return Law(
        number,
        entry["titel"],
        entry["namn"],
        entry.get("kort"),
        "säker" in entry,
        "nyss" in entry,
        tuple(entry.get("former", ())),
        entry.get("källa") or RIKSDAGEN.format(number.replace(":", "-")),
        entry.get("ersatt av"),
        {} if last and chapters is None else counted,
        last,
        "artiklar" in entry,
    )


def _concept(entry: dict[str, Any]) -> Concept:
    places = tuple(
        (law, *(part or None for part in (*rest, "", "")[:2])) for law, *rest in entry["platser"]
    )
    return Concept(entry["id"], entry["namn"], tuple(entry["former"]), entry["betyder"], places)


def _source(name: str) -> Any:
    words = (files(__package__) / name).read_text(encoding="utf-8")
    return yaml.load(words, _LOADER)  # noqa: S506  (our own file; it makes only strings)


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def _laws() -> dict[str, Law]:
    return {law.number: law for law in map(_law, _source("laws.yml")["lagar"])}


LAWS: Mapping[str, Law] = _laws()
CONCEPTS: Mapping[str, Concept] = {
    concept.id: concept for concept in map(_concept, _source("concepts.yml")["begrepp"])
}
