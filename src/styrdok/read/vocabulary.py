"""The one table of words at the door: Swedish keys and values, and the fields they fill.

Another vocabulary is a change of this file and of those that hold a part of it: `contacts` of a
function, `look` of a municipality's look, `access` of the accessibility statement, `searching` of
what the search is told, `handwritten` of pages in docs/.
"""

from __future__ import annotations

from styrdok.model import (
    Amendment,
    Audience,
    Change,
    Check,
    Confirmation,
    Decision,
    DecisionState,
    Former,
    InsideFirst,
    Outcome,
    Reference,
    Relation,
    Review,
    Strength,
    Theme,
)
from styrdok.read.contacts import contact
from styrdok.read.findings import Findings
from styrdok.read.look import look
from styrdok.read.tree import Node, Pairs, Scalar
from styrdok.read.values import (
    Key,
    Reader,
    choice,
    identifier,
    list_of,
    map_of,
    partial_date,
    record,
    text,
    web_address,
    whole,
)
from styrdok.read.wordings import (
    FILE_OR_SLUG,
    anchor,
    as_id,
    document,
    fingerprint,
    former_file,
    language,
    lead_time,
    municipality_code,
    paragraph,
    review_rule,
    validity_end,
    wording,
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
WITHOUT_DECISION = frozenset({"information"})
CHANNELS = {"intranät": Audience.INTRANET, "webbplats": Audience.PUBLIC}
TEXT_FORMS = {
    "beslutad lydelse": "decided",
    "återgivning": "retold",
    "lättläst": "easy",
    "översättning": "translated",
}
OUTCOMES = {
    "oförändrad": Outcome.UNCHANGED,
    "redaktionell": Outcome.EDITORIAL,
    "nytt beslut": Outcome.NEW_DECISION,
    "upphävs": Outcome.REPEAL,
}
COMPANION = ("titel", "beslut", "lås")  # how the file beside a locked document begins
STRENGTHS = {"ska": Strength.SHALL, "ska eftersträvas": Strength.SHOULD}

DECISION = (
    Key("organ", "body", text, required=True),
    Key("datum", "date", partial_date),
    Key("paragraf", "paragraph", paragraph),
    Key("lås", "lock", fingerprint),
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


REFERENCE = (
    Key("dokument", "target", document),
    Key("titel", "title", text),
    Key("beslut", "decision", text),
    Key("diarienummer", "record", text),
    Key("anmärkning", "note", text),
)

RELATION_KEYS = {
    Relation.SUPPORTS: "stödjer",
    Relation.SUPPORTED_BY: "stöds av",
    Relation.REPLACES: "ersätter",
    Relation.MENTIONS: "hänvisar till",
}


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
        if FILE_OR_SLUG.fullmatch(word):
            return Reference(relation, target=as_id(word), line=node.line)
        return Reference(relation, title=word, line=node.line)

    return read


FORMER = (
    Key("rubrik", "anchor", anchor, required=True),
    Key("nu", "now", anchor, required=True),
)
read_former = whole(FORMER, Former, lined=True)


def former(node: Node, name: str, found: Findings) -> Former | None:
    """Read an address that a document had: its file's, or a heading's and what that is now."""
    got: Former | None = (read_former if isinstance(node, Pairs) else former_file)(
        node, name, found
    )
    return got


CHECK = (
    Key("datum", "date", partial_date),
    Key("av", "by", text),
    Key("paragraf", "paragraph", paragraph),
)
REVIEW = (
    Key("datum", "date", partial_date, required=True),
    Key("utfall", "outcome", choice(OUTCOMES), required=True),
    Key("av", "by", text),
    Key("anteckning", "note", text),
)
AMENDMENT = (
    Key("datum", "date", partial_date, required=True),
    Key("av", "by", text, required=True),
    Key("skäl", "reason", text, required=True),
    Key("lås", "lock", fingerprint),
)
CONFIRMATION = (
    Key("dokument", "document", document, required=True),
    Key("lydelse", "wording", wording, required=True),
    Key("datum", "date", partial_date, required=True),
    Key("av", "by", text),
)
CHANGE = (
    Key("vad", "what", text, required=True),
    Key("när", "when", text),
    Key("vem", "who", text),
    Key("hur", "how", text),
)
POLICY = (
    Key("titel", "title", text, required=True),
    Key("alias", "aliases", list_of(text)),
    Key("dokumenttyp", "kind", text, required=True),
    Key("kanaler", "audiences", list_of(choice(CHANNELS)), required=True),
    Key("textform", "text_form", choice(TEXT_FORMS)),
    Key("språk", "language", language),
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
    Key("granskningar", "reviews", list_of(whole(REVIEW, Review, lined=True))),
    Key("redaktionella ändringar", "amendments", list_of(whole(AMENDMENT, Amendment, lined=True))),
    Key("avstämt", "confirmations", list_of(whole(CONFIRMATION, Confirmation, lined=True))),
    Key("förändring", "change", whole(CHANGE, Change)),
    Key("intern sedan", "inside_since", partial_date),
    Key("tidigare adresser", "former", list_of(former)),
    Key("ägare", "owner", text),
    Key("ansvarig", "responsible", text),
    Key(RELATION_KEYS[Relation.SUPPORTS], "supports", list_of(reference(Relation.SUPPORTS))),
    Key(
        RELATION_KEYS[Relation.SUPPORTED_BY],
        "supported_by",
        list_of(reference(Relation.SUPPORTED_BY)),
    ),
    Key(RELATION_KEYS[Relation.REPLACES], "replaces", list_of(reference(Relation.REPLACES))),
    Key(RELATION_KEYS[Relation.MENTIONS], "mentions", list_of(reference(Relation.MENTIONS))),
)
INSIDE_FIRST = (
    Key("försprång", "hours", lead_time, required=True),
    Key("styrka", "strength", choice(STRENGTHS), required=True),
    Key("från", "start", partial_date),
)
MUNICIPALITY = (
    Key("namn", "name", text, required=True),
    Key("kortnamn", "short_name", text),
    Key("kommunkod", "code", municipality_code),
    Key("webbplats", "website", web_address),
    Key("reserv", "fallback", text),
    Key("kontakter", "contacts", map_of(contact)),
    Key("inåt före utåt", "inside_first", whole(INSIDE_FIRST, InsideFirst)),
    Key("utseende", "look", look),
)
THEME = (
    Key("id", "id", identifier, required=True),
    Key("namn", "name", text, required=True),
    Key("definition", "definition", text, required=True),
    Key("ord", "words", list_of(text)),
)
THEMES = (
    Key("teman", "themes", list_of(whole(THEME, Theme, lined=True)), required=True),
    Key("dokumenttyper", "kinds", list_of(text)),
)
