"""A digest becomes open data and the search's data; the schema is documented in docs/data.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from styrdok.compose import addresses
from styrdok.compose.pages import Composer, Entry
from styrdok.derive.lifecycle import Status
from styrdok.derive.relations import Tie
from styrdok.model import Check, Contact, DataFile, Municipality, PartialDate
from styrdok.read.vocabulary import CHANNELS, TEXT_FORMS

SCHEMA = "1.0"
STATUS_WORDS = {
    Status.IN_FORCE: "gällande",
    Status.COMING: "kommande",
    Status.PROPOSED: "förslag",
    Status.UNKNOWN: "beslut okänt",
    Status.ENDED: "upphört",
    Status.INFORMATION: "information",
}
TEXT_FORM_WORDS = {inside: word for word, inside in TEXT_FORMS.items()}


def data_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the site's data files, with the same bytes for the same digest."""
    yield DataFile(addresses.DATA, _bytes(open_data(composer)))
    yield DataFile(addresses.SEARCH_DATA, _bytes(search_data(composer)))


def _bytes(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def open_data(composer: Composer) -> dict[str, Any]:
    """Return all facts, sections, themes and relations; null is unknown."""
    register = composer.register
    slugs = composer.municipality_order()
    return {
        "schema": SCHEMA,
        "datum": register.as_of.isoformat(),
        "teman": [
            {"id": t.id, "namn": t.name, "definition": t.definition}
            for t in register.themes.values()
        ],
        "kommuner": [_municipality(register.municipalities[s], composer) for s in slugs],
        "dokument": [_policy(entry, composer) for entry in composer.listed()],
    }


def _municipality(municipality: Municipality, composer: Composer) -> dict[str, Any]:
    policies = composer.register.of(municipality.slug)
    used = {name for policy in policies for name, _ in policy.contacts}
    used |= {policy.responsible for policy in policies if policy.responsible}
    used |= {municipality.fallback} if municipality.fallback else set()
    return {
        "id": municipality.slug,
        "namn": municipality.name,
        "kommunkod": municipality.code,
        "webbplats": municipality.website,
        "reserv": municipality.fallback,
        "kontakter": [
            _contact(contact) for key, contact in municipality.contacts.items() if key in used
        ],
    }


def _contact(contact: Contact) -> dict[str, Any]:
    person = contact.person
    return {
        "id": contact.id,
        "namn": contact.name,
        "enhet": contact.unit,
        "telefon": contact.phone,
        "e-post": contact.email,
        "besöksadress": contact.visit,
        "postadress": contact.post,
        "formulär": contact.form,
        "meddelande": contact.message,
        "öppettider": [
            {
                "dagar": hours.days,
                "veckodagar": list(hours.weekdays),
                "öppnar": hours.opens,
                "stänger": hours.closes,
            }
            for hours in contact.hours
        ],
        "person": person and {"namn": person.name, "telefon": person.phone, "e-post": person.email},
    }


def _day(when: PartialDate | None) -> str | None:
    return str(when) if when else None


def _checked(check: Check | None) -> dict[str, Any] | None:
    if check is None:
        return None
    return {"datum": _day(check.date), "av": check.by, "paragraf": check.paragraph}


def _policy(entry: Entry, composer: Composer) -> dict[str, Any]:
    policy, standing = entry.policy, entry.standing
    decision, validity = policy.decision, policy.validity
    return {
        "id": policy.id,
        "kommun": policy.municipality,
        "adress": entry.address,
        "titel": policy.title,
        "dokumenttyp": policy.kind,
        "sammanfattning": policy.summary,
        "textform": TEXT_FORM_WORDS.get(policy.text_form or ""),
        "kanaler": [word for word, audience in CHANNELS.items() if audience in policy.audiences],
        "status": STATUS_WORDS[standing.status],
        "granskning försenad": standing.overdue,
        "beslut": decision
        and {"organ": decision.body, "datum": _day(decision.date), "paragraf": decision.paragraph},
        "dokumentdatum": _day(policy.document_date),
        "diarienummer": policy.record,
        "gäller från": _day(validity.start),
        "gäller till": "tills vidare" if validity.open_ended else _day(validity.end),
        "revideras": policy.review.wording if policy.review else None,
        "ses över senast": _day(standing.review_due),
        "reviderad": _checked(policy.revised),
        "kontrollerad": _checked(policy.checked),
        "ägare": policy.owner,
        "ansvarig": policy.responsible,
        "ämnen": list(policy.topics),
        "avsnitt": _sections(entry, composer),
        "noter": composer.set(policy, addresses.up(entry.address)).note_words or None,
        "språk": policy.language,
        "relationer": _relations(policy.id, composer),
    }


def _sections(entry: Entry, composer: Composer) -> list[dict[str, Any]]:
    leaves = composer.set(entry.policy, addresses.up(entry.address)).leaves
    return [
        {
            "rubrik": leaf.section.title if leaf.section else None,
            "nivå": leaf.section.level if leaf.section else None,
            "ankare": leaf.section.anchor if leaf.section else None,
            "teman": list(leaf.section.themes) if leaf.section else [],
            "text": leaf.words,
        }
        for leaf in leaves
        if leaf.section or leaf.words
    ]


RELATIONS = {
    "stödjer": "above",
    "stöds av": "below",
    "ersätter": "replaces",
    "ersätts av": "replaced_by",
    "hänvisar till": "mentions",
    "hänvisas till från": "mentioned_by",
}


def _relations(policy_id: str, composer: Composer) -> dict[str, list[dict[str, Any]]]:
    ties = composer.digest.ties[policy_id]
    return {name: [_tie(tie) for tie in getattr(ties, end)] for name, end in RELATIONS.items()}


def _tie(tie: Tie) -> dict[str, Any]:
    policy, reference = tie.policy, tie.reference
    named = reference and (reference.title or reference.target)
    return {
        "id": policy.id if policy else None,
        "titel": policy.title if policy else named,
        "beslut": reference and reference.decision,
        "diarienummer": reference and reference.record,
        "anmärkning": reference and reference.note,
    }


def search_data(composer: Composer) -> dict[str, Any]:
    """Return what the search page needs: documents, and their sections' words."""
    entries = composer.listed()
    return {
        "documents": [
            {
                "title": entry.policy.title,
                "municipality": entry.municipality.name,
                "status": entry.status,
                "binds": entry.standing.status.binds,
                "record": entry.policy.record,
                "address": entry.address,
            }
            for entry in entries
        ],
        "sections": [
            {"document": number, "title": s["rubrik"], "anchor": s["ankare"], "text": s["text"]}
            for number, entry in enumerate(entries)
            for s in _sections(entry, composer)
        ],
    }
