"""Facts of municipalities and documents as data, as the facts page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from styrdok.compose.data import (
    CHANNEL_WORDS,
    LATENESS_WORDS,
    SCHEMA,
    STATUS_WORDS,
    TEXT_FORM_WORDS,
)
from styrdok.compose.entries import Pledge
from styrdok.compose.exports.shapes import (
    CheckRecord,
    FactRecord,
    FactsFile,
    HomeFactRecord,
    HoursRecord,
    PledgeRecord,
    RuleRecord,
)
from styrdok.compose.facts.values import Fact, HomeFact
from styrdok.compose.pledges import record_of
from styrdok.model import Check, PartialDate, Strength

EASE_WORDS = {
    "very-easy": "mycket lättläst",
    "easy": "lättläst",
    "middling": "medelsvår",
    "hard": "svår",
    "very-hard": "mycket svår",
}
WAY_WORDS = {
    "phone": "telefon",
    "email": "e-post",
    "visit": "besök",
    "post": "post",
    "form": "formulär",
}
RULE_WORDS = {Strength.SHALL: "ska", Strength.SHOULD: "ska eftersträvas"}


HEADS = tuple(FactRecord.__struct_encode_fields__)


def facts_file(as_of: date, homes: Sequence[HomeFact], facts: Sequence[Fact]) -> FactsFile:
    """Return the facts as their file has them."""
    known = [_home(home) for home in homes]
    return FactsFile(SCHEMA, as_of.isoformat(), known, [_fact(fact) for fact in facts])


def _home(home: HomeFact) -> HomeFactRecord:
    rule = home.inside_first
    hours = [HoursRecord(one.days, one.opens, one.closes) for one in home.hours]
    return HomeFactRecord(
        home.home.slug,
        home.home.name,
        home.number,
        home.in_force,
        home.promises,
        RuleRecord(rule.hours, RULE_WORDS[rule.strength], _day(rule.start)) if rule else None,
        home.reached,
        hours,
    )


def _day(when: PartialDate | None) -> str | None:
    return str(when) if when else None


def _check(check: Check | None) -> CheckRecord | None:
    return CheckRecord(_day(check.date), check.by, check.paragraph) if check else None


def _fact(fact: Fact) -> FactRecord:
    entry, more, age = fact.entry.value, fact.more, fact.age
    decision, validity, standing = entry.decision, entry.validity, entry.standing
    return FactRecord(
        id=entry.id,
        home=entry.home.slug,
        title=entry.title,
        address=entry.address,
        kind=entry.kind,
        status=STATUS_WORDS[standing.status],
        body=decision.body if decision else None,
        decided=_day(decision.date) if decision else None,
        paragraph=decision.paragraph if decision else None,
        record=entry.record,
        start=_day(validity.start),
        end="tills vidare" if validity.open_ended else _day(validity.end),
        review=entry.review,
        review_due=_day(standing.review_due),
        late=LATENESS_WORDS[standing.late] if standing.review_due else None,
        document_date=_day(more.document_date),
        revised=_check(more.revised),
        checked=_check(more.checked),
        owner=entry.owner,
        responsible=entry.responsible,
        text_form=TEXT_FORM_WORDS.get(more.text_form or ""),
        channels=[CHANNEL_WORDS[channel] for channel in entry.channels],
        topics=list(more.topics),
        language=entry.language,
        words=fact.words,
        lix=fact.lix,
        ease=EASE_WORDS[fact.ease] if fact.ease else None,
        age=age.years if age else None,
        age_from=("beslut" if age.decided else "dokumentdatum") if age else None,
        promises=[_pledge(pledge) for pledge in fact.promises],
        ways=[WAY_WORDS[way] for way in fact.ways],
        through=fact.through,
    )


def _pledge(pledge: Pledge) -> PledgeRecord:
    known = record_of(pledge)
    return PledgeRecord(
        known["text"],
        known["tid"],
        known["lägst"],
        known["högst"],
        known["enhet"],
        known["avser"],
        known["kontaktvägar"],
        pledge.address,
    )


def facts_rows(record: FactsFile) -> Iterator[tuple[object, ...]]:
    """Yield the documents' rows for CSV; a list's parts have semicolons between."""
    yield HEADS
    for document in record.documents:
        yield tuple(_flat(getattr(document, name)) for name in FactRecord.__struct_fields__)


def _flat(value: object) -> object:
    if isinstance(value, CheckRecord):
        section = f"§ {value.paragraph}" if value.paragraph else None
        return ", ".join(part for part in (value.day, value.by, section) if part)
    if isinstance(value, list):
        return [_said(one) if isinstance(one, PledgeRecord) else one for one in value]
    return value


def _said(pledge: PledgeRecord) -> str:
    return f"{pledge.act}: {pledge.time}" + (f" ({', '.join(pledge.ways)})" if pledge.ways else "")
