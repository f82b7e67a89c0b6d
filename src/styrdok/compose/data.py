"""A digest becomes open data; the schema is documented in docs/data.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Literal

import msgspec
from msgspec import structs

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Dossier, Face, Version
from styrdok.compose.naming.data import missing, references, relations
from styrdok.compose.naming.gaps import gaps
from styrdok.compose.pledges import record_of
from styrdok.derive.lifecycle import Lateness, Status
from styrdok.memory import Sealed
from styrdok.model import (
    Check,
    Contact,
    DataFile,
    Municipality,
    OtherHours,
    PartialDate,
    Policy,
    Review,
    Strength,
)
from styrdok.read.setting import SetText
from styrdok.read.vocabulary import CHANNELS, OUTCOMES, TEXT_FORMS

SCHEMA = "3.2"
STATUS_WORDS = {
    Status.IN_FORCE: "gällande",
    Status.COMING: "kommande",
    Status.PROPOSED: "förslag",
    Status.UNKNOWN: "beslut okänt",
    Status.ENDED: "upphävd",
    Status.REPLACED: "ersatt",
    Status.INFORMATION: "information",
}
StrengthWord = Literal["ska", "bör", "kan", "får inte"]
STRENGTH_WORDS: dict[Strength, StrengthWord] = {
    Strength.SHALL: "ska",
    Strength.SHOULD: "bör",
    Strength.MAY: "kan",
    Strength.SHALL_NOT: "får inte",
}
LATENESS_WORDS = {Lateness.NO: "nej", Lateness.MAYBE: "kanske", Lateness.YES: "ja"}
OUTCOME_WORDS = {inside: word for word, inside in OUTCOMES.items()}
TEXT_FORM_WORDS = {inside: word for word, inside in TEXT_FORMS.items()}
CHANNEL_WORDS = {audience.value: word for word, audience in CHANNELS.items()}
TextOf = Callable[[str], SetText]
Bundle = tuple[dict[str, Any], Sequence[Dossier]]
"""A municipality's record, and its documents by title."""


def data_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the site's data files."""
    slugs = composer.municipality_order
    return [addresses.DATA, *(addresses.data_of(slug) for slug in slugs)]


def data_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the site's data files, with the same bytes for the same values.

    The whole register without texts is one file; each municipality's file has its texts too.
    """
    register, text_of = composer.register, composer.frame.text_of
    head = {
        "schema": SCHEMA,
        "datum": register.as_of.isoformat(),
        "teman": [
            {"id": t.id, "namn": t.name, "definition": t.definition}
            for t in register.themes.values()
        ],
    }
    bundles = {slug: _bundle(slug, composer) for slug in composer.municipality_order}
    everything = list(bundles.values())
    faces = [(record, [(d.entry, d.face) for d in dossiers]) for record, dossiers in everything]
    yield DataFile(addresses.DATA, (head, faces), partial(_open_data, head, everything, None))
    for slug, bundle in bundles.items():
        write = partial(_open_data, head, [bundle], text_of)
        yield DataFile(addresses.data_of(slug), (head, bundle), write)


def document_data(policy: Policy, composer: Composer) -> bytes:
    """Return one document's record with its text, as it stands in its municipality's file.

    What other documents say of it is left out: it changes with them.
    """
    dossier = composer.dossier(policy)
    face = structs.replace(dossier.face.value, referred=(), promises_beside=())
    alone = Dossier(dossier.entry, Sealed(face), dossier.manuscript)
    record = _policy(alone, composer.frame.text_of)
    return _bytes({"schema": SCHEMA, "dokument": record})


def _bundle(slug: str, composer: Composer) -> Bundle:
    dossiers = [composer.dossier(policy) for policy in composer.register.of(slug)]
    home, lost = composer.register.municipalities[slug], gaps(slug, composer.sources)
    return _municipality(home, dossiers) | {"saknade": missing(lost)}, dossiers


def _bytes(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"


def _open_data(head: dict[str, Any], bundles: Sequence[Bundle], text_of: TextOf | None) -> bytes:
    """Return all facts, headings, themes and relations, with or without texts; null is unknown."""
    records = [_policy(dossier, text_of) for _, dossiers in bundles for dossier in dossiers]
    return _bytes(head | {"kommuner": [record for record, _ in bundles], "dokument": records})


def _municipality(municipality: Municipality, dossiers: Sequence[Dossier]) -> dict[str, Any]:
    used = {name for dossier in dossiers for name in dossier.manuscript.contacts}
    used |= {d.face.answer.responsible.id for d in dossiers if d.face.answer.responsible}
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
        "avvikande öppettider": [_other(hours) for hours in contact.other_hours],
        "person": person and {"namn": person.name, "telefon": person.phone, "e-post": person.email},
    }


def _other(hours: OtherHours) -> dict[str, Any]:
    return {
        "dag": hours.holiday,
        "från": hours.first and hours.first.isoformat(),
        "till": hours.last and hours.last.isoformat(),
        "veckodagar": list(hours.weekdays),
        "öppnar": hours.opens,
        "stänger": hours.closes,
        "namn": hours.name,
    }


def _day(when: PartialDate | None) -> str | None:
    return str(when) if when else None


def _checked(check: Check | None) -> dict[str, Any] | None:
    if check is None:
        return None
    return {"datum": _day(check.date), "av": check.by, "paragraf": check.paragraph}


def _successor(dossier: Dossier) -> str | None:
    instead = dossier.face.value.instead
    replaced = dossier.entry.standing.status is Status.REPLACED
    return instead.address.rstrip("/") if instead and replaced else None


def _history(face: Face) -> dict[str, Any]:
    more = face.more
    return {
        "reviderad": _checked(more.revised),
        "kontrollerad": _checked(more.checked),
        "granskningar": [_review(review) for review in more.reviews],
        "redaktionella ändringar": [
            {"datum": str(change.date), "av": change.by, "skäl": change.reason}
            for change in more.amendments
        ],
        "utgåvor": [_version(version) for version in face.versions if version.day],
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "datum": str(review.date),
        "utfall": OUTCOME_WORDS[review.outcome],
        "av": review.by,
        "anteckning": review.note,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "datum": str(version.day),
        "adress": version.address,
        "status": STATUS_WORDS[version.standing.status],
    }


def _policy(dossier: Dossier, text_of: TextOf | None) -> dict[str, Any]:
    entry, face = dossier.entry.value, dossier.face.value
    more = face.more
    decision, validity, standing = entry.decision, entry.validity, entry.standing
    responsible = face.answer.responsible
    record = {
        "id": entry.id,
        "kommun": entry.home.slug,
        "adress": entry.address,
        "titel": entry.title,
        "dokumenttyp": entry.kind,
        "sammanfattning": entry.summary,
        "textform": TEXT_FORM_WORDS.get(more.text_form or ""),
        "kanaler": [CHANNEL_WORDS[channel] for channel in entry.channels],
        "status": STATUS_WORDS[standing.status],
        "granskning försenad": LATENESS_WORDS[standing.late] if standing.review_due else None,
        "ersatt av": _successor(dossier),
        "beslut": decision
        and {"organ": decision.body, "datum": _day(decision.date), "paragraf": decision.paragraph},
        "dokumentdatum": _day(more.document_date),
        "diarienummer": entry.record,
        "gäller från": _day(validity.start),
        "gäller till": "tills vidare" if validity.open_ended else _day(validity.end),
        "revideras": entry.review,
        "ses över senast": _day(standing.review_due),
        **_history(face),
        "ägare": entry.owner,
        "ansvarig": responsible.id if responsible else None,
        "ämnen": list(more.topics),
        "språk": entry.language,
        "pdf": face.offprint and {"läsa": face.offprint.read, "arkiv": face.offprint.kept},
        "relationer": relations(face),
        "hänvisningar": references(face, text_of is not None),
        "löften": [record_of(pledge) for pledge in face.promises],
        "avsnitt": _sections(dossier, text_of),
    }
    return record if text_of is None else record | {"noter": _notes(dossier, text_of)}


def _sections(dossier: Dossier, text_of: TextOf | None) -> list[dict[str, Any]]:
    headings = (None, *dossier.face.value.headings)
    leaves = text_of(dossier.manuscript.digest).leaves if text_of else ()
    texts = [leaf.words for leaf in leaves] if text_of else [None] * len(headings)
    return [
        {
            "rubrik": heading.title if heading else None,
            "nivå": heading.level if heading else None,
            "ankare": heading.anchor if heading else None,
            "teman": [theme.id for theme in heading.themes] if heading else [],
        }
        | ({} if text is None else {"text": text})
        for heading, text in zip(headings, texts, strict=True)
        if heading or text
    ]


def _notes(dossier: Dossier, text_of: TextOf) -> str | None:
    return text_of(dossier.manuscript.digest).note_words or None
