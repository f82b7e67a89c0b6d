"""The one table of words at the door: Swedish keys and values, and the fields they fill.

Another vocabulary is a change of this file alone.
"""

from __future__ import annotations

import re
from typing import Any

from styrdok.model import (
    Audience,
    Check,
    Contact,
    Decision,
    DecisionState,
    Hours,
    InsideFirst,
    Person,
    Reference,
    Relation,
    ReviewBase,
    ReviewRule,
    Strength,
    Theme,
)
from styrdok.read.findings import Findings
from styrdok.read.tree import Node, Pairs, Scalar
from styrdok.read.values import (
    DATE,
    Key,
    Reader,
    choice,
    clock,
    email,
    identifier,
    list_of,
    map_of,
    partial_date,
    phone,
    record,
    text,
    web_address,
)

KINDS = (
    "policy",
    "riktlinje",
    "regler",
    "rutin",
    "plan",
    "program",
    "strategi",
    "reglemente",
    "taxa",
    "föreskrift",
    "information",
)
CHANNELS = {"intranät": Audience.INTRANET, "webbplats": Audience.PUBLIC}
TEXT_FORMS = {
    "beslutad lydelse": "decided",
    "återgivning": "retold",
    "lättläst": "easy",
    "översättning": "translated",
}
YES_NO = {"ja": True, "true": True, "nej": False, "false": False}
STRENGTHS = {"ska": Strength.SHALL, "ska eftersträvas": Strength.SHOULD}
UNTIL_FURTHER_NOTICE = ("tills vidare", "tillsvidare")
NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")


def whole(keys: tuple[Key, ...], make: Any, **given: Any) -> Reader:
    """Return a reader of a mapping that makes a value of the model, or None where parts fail."""
    fields_of = record(keys)
    required = {key.field for key in keys if key.required}

    def read(node: Node, name: str, found: Findings) -> Any:
        fields = fields_of(node, name, found)
        return None if fields is None or required - set(fields) else make(**given, **fields)

    return read


def paragraph(node: Node, name: str, found: Findings) -> str | None:
    """Read a paragraph of minutes: '225', '§ 225' and 'KF § 12 b' keep what follows the sign."""
    word = text(node, name, found)
    return None if word is None else word.split("§")[-1].strip() or None


def validity_end(node: Node, name: str, found: Findings) -> Any:
    """Read an end: a date, or True for 'tills vidare'."""
    if isinstance(node, Scalar) and node.text.strip().casefold() in UNTIL_FURTHER_NOTICE:
        return True
    return partial_date(node, name, found)


DECISION = (
    Key("organ", "body", text, required=True),
    Key("datum", "date", partial_date),
    Key("paragraf", "paragraph", paragraph),
)
read_decision = whole(DECISION, Decision)


def decision(node: Node, name: str, found: Findings) -> Decision | DecisionState | None:
    """Read `förslag`, or the body, date and paragraph of a decision."""
    if isinstance(node, Pairs):
        got: Decision | None = read_decision(node, name, found)
        return got
    if isinstance(node, Scalar) and node.text.strip().casefold() == "förslag":
        return DecisionState.PROPOSED
    return found.error(node.line, name, "not-a-decision")


def review_rule(node: Node, name: str, found: Findings) -> ReviewRule | None:
    """Read a review rule; a wording that cannot be computed is kept as worded, and told."""
    wording = text(node, name, found)
    if wording is None:
        return None
    if DATE.fullmatch(wording):
        due = partial_date(node, name, found)
        return ReviewRule(wording, due=due) if due else None
    words = wording.casefold()
    amount = "|".join(NUMBERS)
    every = {"årligen": 1, "varje år": 1, "vartannat år": 2, "varje mandatperiod": 4}
    if words in every:
        return ReviewRule(wording, every[words])
    if match := re.fullmatch(rf"vart (\d+):[ae] år|inom (\d+|{amount}) år", words):
        return ReviewRule(wording, _number(match[1] or match[2]))
    if match := re.fullmatch(
        rf"(?:senast )?(\d+|{amount}) år efter (ikraftträdandet?|beslutet?|antagandet?)", words
    ):
        base = ReviewBase.IN_FORCE if match[2][0] == "i" else ReviewBase.DECISION
        return ReviewRule(wording, _number(match[1]), base)
    found.notice(node.line, name, "review-wording", value=wording)
    return ReviewRule(wording)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.index(word)


REFERENCE = (
    Key("dokument", "target", text),
    Key("titel", "title", text),
    Key("beslut", "decision", text),
    Key("diarienummer", "record", text),
    Key("anmärkning", "note", text),
)


def reference(relation: Relation) -> Reader:
    """Return a reader of a reference: a slug, a title, or a mapping with either and more."""
    fields_of = record(REFERENCE)

    def read(node: Node, name: str, found: Findings) -> Reference | None:
        if isinstance(node, Pairs):
            fields = fields_of(node, name, found) or {}
            if not fields.keys() & {"target", "title"}:
                return found.error(node.line, name, "empty-reference")
            return Reference(relation, line=node.line, **fields)
        word = text(node, name, found)
        if word is None:
            return None
        if re.fullmatch(r"(?:[a-z0-9-]+/)?[a-z0-9-]+", word):
            return Reference(relation, target=word, line=node.line)
        return Reference(relation, title=word, line=node.line)

    return read


CHECK = (
    Key("datum", "date", partial_date),
    Key("av", "by", text),
    Key("paragraf", "paragraph", paragraph),
)
POLICY = (
    Key("titel", "title", text, required=True),
    Key("dokumenttyp", "kind", text, required=True),
    Key("kanaler", "audiences", list_of(choice(CHANNELS)), required=True),
    Key("textform", "text_form", choice(TEXT_FORMS)),
    Key("sammanfattning", "summary", text),
    Key("ämnen", "topics", list_of(text)),
    Key("beslut", "decision", decision),
    Key("dokumentdatum", "document_date", partial_date),
    Key("diarienummer", "record", text),
    Key("gäller från", "start", partial_date),
    Key("gäller till", "end", validity_end),
    Key("revideras", "review", review_rule),
    Key("reviderad", "revised", whole(CHECK, Check)),
    Key("kontrollerad", "checked", whole(CHECK, Check)),
    Key("ägare", "owner", text),
    Key("ansvarig", "responsible", text),
    Key("stödjer", "supports", list_of(reference(Relation.SUPPORTS))),
    Key("stöds av", "supported_by", list_of(reference(Relation.SUPPORTED_BY))),
    Key("ersätter", "replaces", list_of(reference(Relation.REPLACES))),
    Key("hänvisar till", "mentions", list_of(reference(Relation.MENTIONS))),
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def weekdays(words: str) -> tuple[int, ...]:
    """Return ISO weekday numbers for 'måndag–fredag', 'mån, ons' and the like; () if unclear."""
    days: set[int] = set()
    for part in re.split(r"\s*(?:,|\boch\b|&)\s*", words.casefold()):
        ends = [
            next((n for n, day in enumerate(WEEKDAYS, 1) if len(w) > 2 and day.startswith(w)), 0)
            for w in re.split(r"\s*(?:[-–—]|\btill\b)\s*", part)
        ]
        if 0 in ends or len(ends) > 2 or ends[0] > ends[-1]:
            return ()
        days.update(range(ends[0], ends[-1] + 1))
    return tuple(sorted(days))


def make_hours(days: str, opens: str, closes: str) -> Hours:
    """Return opening hours with the weekdays that the words mean."""
    return Hours(days, opens, closes, weekdays(days))


PERSON = (
    Key("namn", "name", text, required=True),
    Key("telefon", "phone", phone),
    Key("e-post", "email", email),
    Key("intern", "internal", choice(YES_NO)),
)
HOURS = (
    Key("dagar", "days", text, required=True),
    Key("öppnar", "opens", clock, required=True),
    Key("stänger", "closes", clock, required=True),
)
CONTACT = (
    Key("namn", "name", text, required=True),
    Key("enhet", "unit", text),
    Key("telefon", "phone", phone),
    Key("e-post", "email", email),
    Key("besöksadress", "visit", text),
    Key("postadress", "post", text),
    Key("adress till formulär", "form", web_address),
    Key("öppettider", "hours", list_of(whole(HOURS, make_hours))),
    Key("meddelande", "message", text),
    Key("person", "person", whole(PERSON, Person)),
    Key("intern", "internal", choice(YES_NO)),
)


def contact(node: Node, name: str, found: Findings, contact_id: str) -> Contact | None:
    """Read one function with its channels."""
    got: Contact | None = whole(CONTACT, Contact, id=contact_id)(node, name, found)
    return got


def lead_time(node: Node, name: str, found: Findings) -> int | None:
    """Read a lead time ('1 dygn', '12 timmar', '0 dygn') as hours."""
    word = text(node, name, found) or ""
    if not (
        match := re.fullmatch(r"(\d{1,4}) ?(dygn|dagar|dag|timmar|timme|tim)", word.casefold())
    ):
        return found.error(node.line, name, "not-a-duration", value=word)
    return int(match[1]) * (24 if match[2][0] == "d" else 1)


INSIDE_FIRST = (
    Key("försprång", "hours", lead_time, required=True),
    Key("styrka", "strength", choice(STRENGTHS), required=True),
)
MUNICIPALITY = (
    Key("namn", "name", text, required=True),
    Key("kortnamn", "short_name", text),
    Key("kommunkod", "code", text),
    Key("webbplats", "website", web_address),
    Key("reserv", "fallback", text),
    Key("kontakter", "contacts", map_of(contact)),
    Key("inåt före utåt", "inside_first", whole(INSIDE_FIRST, InsideFirst)),
)
THEME = (
    Key("id", "id", identifier, required=True),
    Key("namn", "name", text, required=True),
    Key("definition", "definition", text, required=True),
)
THEMES = (
    Key("teman", "themes", list_of(whole(THEME, Theme)), required=True),
    Key("dokumenttyper", "kinds", list_of(text)),
)
