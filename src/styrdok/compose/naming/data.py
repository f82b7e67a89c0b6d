"""Who names what, as records of the open data; the schema is documented in docs/data.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from styrdok.compose.entries import Cited, End, Face, Saying
from styrdok.compose.naming.values import Gap, Namer

RELATIONS = {
    "stödjer": "above",
    "stöds av": "below",
    "ersätter": "replaces",
    "ersätts av": "replaced_by",
    "hänvisar till": "mentions",
    "hänvisas till från": "mentioned_by",
}
STATED = {kind: word for word, kind in RELATIONS.items()}


def relations(face: Face) -> dict[str, list[dict[str, Any]]]:
    """Return the relations that front matter and links tell of, both ways."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in RELATIONS}
    for kind, ends in (*face.refers, *face.referred):
        if kind in STATED:
            found[STATED[kind]] += [_end(end) for end in ends if end.stated]
    return found


def _end(end: End) -> dict[str, Any]:
    return {
        "id": end.address.rstrip("/") if end.address else None,
        "titel": end.title,
        "beslut": end.decision,
        "diarienummer": end.record,
        "anmärkning": end.note,
    }


def references(face: Face, sentences: bool) -> dict[str, list[dict[str, Any]]]:
    """Return the documents and laws that the running text names, with or without sentences."""
    promised = [e for _, ends in face.referred for e in ends if e.sayings and not e.address]
    named = [*(e for _, ends in face.refers for e in ends if e.sayings), *promised]
    return {
        "dokument": [
            {
                "adress": end.address,
                "titel": end.title,
                "beslut": end.decision,
                "ställen": [_place(said, sentences) for said in end.sayings],
            }
            for end in named
        ],
        "lagar": [_law(cited) for cited in face.laws],
    }


def _place(said: Saying, sentences: bool = True) -> dict[str, Any]:
    anchor = said.spot.address.partition("#")[2] if said.spot else None
    return {"avsnitt": anchor or None} | ({"mening": said.sentence} if sentences else {})


def _law(cited: Cited) -> dict[str, Any]:
    return {
        "nummer": cited.law.number,
        "namn": cited.law.name,
        "lagrum": [
            {"kapitel": chapter.number, "paragraf": section.title if section else None}
            for chapter in cited.chapters
            for section in chapter.sections or (None,)
        ],
        "begrepp": [concept.address.partition("#")[2] for concept in cited.concepts],
        "avsnitt": [spot.address.partition("#")[2] for spot in cited.spots],
    }


def missing(gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """Return what is named and not published here, promised first."""
    return [
        {
            "titel": gap.name,
            "andra namn": list(gap.variants),
            "utlovat": gap.promised,
            "nämns i": [_namer(namer) for namer in gap.namers],
        }
        for gap in gaps
    ]


def _namer(namer: Namer) -> dict[str, Any]:
    return {
        "adress": namer.citer.address,
        "titel": namer.citer.title,
        "relation": STATED.get(namer.stated or ""),
        "beslut": namer.decision,
        "ställen": [_place(said) for said in namer.sayings],
    }
