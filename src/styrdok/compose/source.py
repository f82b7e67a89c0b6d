"""A document's source as one audience may see it: written anew from what it was read to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from styrdok.model import DecisionState, Outcome, PartialDate, Policy, Relation
from styrdok.read.values import Key
from styrdok.read.vocabulary import (
    AMENDMENT,
    CHANNELS,
    CHECK,
    DECISION,
    FORMER,
    OUTCOMES,
    REFERENCE,
    RELATION_KEYS,
    REVIEW,
    TEXT_FORMS,
)

OUTCOME_WORDS = {inside: word for word, inside in OUTCOMES.items()}
FORM_WORDS = {inside: word for word, inside in TEXT_FORMS.items()}
LOCK = "lock"  # made of the whole text, so that it would speak of what has been cut
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
FENCES = ("```", "~~~")


def source_of(policy: Policy) -> str:
    """Return a policy as a file: front matter and Markdown.

    It holds what was cut for its readers, and no more. What only the work with the file needs is
    left out (locks, checks against other texts, lead times). Marks around internal passages are
    not kept in what was read, so a text that has such names the intranet alone.
    """
    facts = {name: value for name, value in _facts(policy).items() if value not in (None, (), [])}
    header = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{header}---\n\n{_text(policy)}\n"


def _text(policy: Policy) -> str:
    """The Markdown; the room that cut passages have left in it is closed, outside code."""
    text = policy.body.text.strip("\n")
    return text if any(fence in text for fence in FENCES) else BLANK_LINES.sub("\n\n", text)


def _facts(policy: Policy) -> dict[str, Any]:
    given, validity = policy, policy.validity
    channels = [word for word, audience in CHANNELS.items() if audience in policy.audiences]
    proposed = policy.decision_state is DecisionState.PROPOSED
    return {
        "titel": given.title,
        "alias": list(given.aliases),
        "dokumenttyp": given.kind,
        "kanaler": channels[:1] if policy.open_body else channels,
        "textform": FORM_WORDS.get(given.text_form or ""),
        "språk": given.language,
        "sammanfattning": given.summary,
        "ämnen": list(given.topics),
        "beslut": "förslag" if proposed else _record(given.decision, DECISION),
        "dokumentdatum": _plain(given.document_date),
        "diarienummer": given.record,
        "gäller från": _plain(validity.start),
        "gäller till": "tills vidare" if validity.open_ended else _plain(validity.end),
        "revideras": given.review.wording if given.review else None,
        "reviderad": _record(given.revised, CHECK),
        "kontrollerad": _record(given.checked, CHECK),
        "granskningar": [_record(one, REVIEW) for one in given.reviews],
        "redaktionella ändringar": [_record(one, AMENDMENT) for one in given.amendments],
        "tidigare adresser": [one.target or _record(one, FORMER) for one in given.former],
        "ägare": given.owner,
        "ansvarig": given.responsible,
        **{word: _references(policy, relation) for relation, word in RELATION_KEYS.items()},
    }


def _references(policy: Policy, relation: Relation) -> list[dict[str, Any] | None]:
    return [_record(one, REFERENCE) for one in policy.references if one.relation is relation]


def _record(value: object, keys: Sequence[Key]) -> dict[str, Any] | None:
    """Return a value's known fields under the words that a file has for them."""
    if value is None:
        return None
    fields = {key.name: getattr(value, key.field) for key in keys if key.field != LOCK}
    return {name: _plain(field) for name, field in fields.items() if field is not None}


def _plain(value: Any) -> Any:
    say: dict[type, Callable[[Any], str]] = {PartialDate: str, Outcome: OUTCOME_WORDS.__getitem__}
    known = say.get(type(value))
    return known(value) if known else value
