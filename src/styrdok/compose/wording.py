"""Facts are put into words: dates, times, statuses; all wording comes from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from styrdok.compose.chores import Chore
from styrdok.compose.entries import Entry, LawName, Particulars
from styrdok.derive.board import Term
from styrdok.derive.lifecycle import Standing, Status
from styrdok.memory import Sealed
from styrdok.model import Check, Decision, DecisionState, PartialDate, Validity
from styrdok.texts import Texts

Group = TypeVar("Group", bound=Hashable)
SHORTEST_NUMBER = 5  # digits of a telephone number with its area code, or of an own short one


@dataclass(frozen=True)
class Fact:
    """A fact of a document: what it is called, and its words; None is unknown."""

    label: str
    words: str | None


def say_date(when: PartialDate, texts: Texts) -> str:
    """Return '2 november 2021', 'november 2021' or '2021': never more than is known."""
    month = texts(f"month.{when.month}") if when.month else ""
    return " ".join(part for part in (str(when.day or ""), month, str(when.year)) if part)


def sentence_case(words: str) -> str:
    """Return the words with the first letter raised and the rest as they are."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """Return the words with the first letter lowered, unless it belongs to an abbreviation."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def say_time(clock: str) -> str:
    """Return HH:MM as Swedish writes it: '8.00'."""
    hours, _, minutes = clock.partition(":")
    return f"{int(hours)}.{minutes}"


def say_lead_time(hours: int, texts: Texts) -> str:
    """Return '1 dygn' or '36 timmar': whole days and nights as such."""
    days, odd = divmod(hours, 24)
    return texts.count("facts.hours", hours) if odd or not days else texts.count("facts.days", days)


def say_decimal(value: float, texts: Texts) -> str:
    """Return a figure with one decimal, with the sign that the language parts it by: '14,5'."""
    return f"{value:.1f}".replace(".", texts("plainness.decimal"))


def telephone(number: str) -> str:
    """Return the address part of a tel: link (RFC 3966): digits, and + in front if written."""
    first = number.split("/", maxsplit=1)[0].replace("(0)", "")
    return ("+" if first.strip().startswith("+") else "") + re.sub(r"\D", "", first)


def numbers(phone: str) -> list[tuple[str, str]]:
    """Return each telephone number as written, and as a tel: link has it.

    What stands after a '/' and is too short for a number ('70 30 00/01') belongs to the first.
    """
    parts = [part.strip() for part in phone.split("/")]
    whole = all(len(telephone(part)) >= SHORTEST_NUMBER for part in parts)
    return [(part, telephone(part)) for part in (parts if whole else [phone]) if part]


def say_status(standing: Standing, texts: Texts) -> str:
    """Return the status as a word or a few, the same for all that stand alike."""
    return texts(f"status.{standing.word}")


def say_badge(standing: Standing, texts: Texts) -> str:
    """Return the status with the day that it turns on, where there is one."""
    day, words = turning_day(standing), say_status(standing, texts)
    return f"{words} {say_date(day, texts)}" if day else words


def turning_day(standing: Standing) -> PartialDate | None:
    """Return the day that a status turns on, where its word calls for one."""
    return {"coming": standing.since, "ending": standing.until}.get(standing.word)


def say_line(entry: Entry, texts: Texts) -> list[str]:
    """Return the calm line on a document: since when, decided by whom, and its next review."""
    standing, words = entry.standing, list[str]()
    since, said = f"since-{standing.status.value}", turning_day(standing)  # the badge says it
    for key, day in ((since, standing.since), ("until", standing.until)):
        words += [texts(f"line.{key}", date=say_date(day, texts))] if day and day != said else []
    if entry.decision:
        words.append(texts("line.decided", decision=say_decision(entry.decision, texts) or ""))
    elif standing.status not in (Status.INFORMATION, Status.PROPOSED):
        words.append(texts("line.undecided"))
    words += [texts("line.record", record=entry.record)] if entry.record else []
    return [*words, *_say_review(entry, texts)]


def _say_review(entry: Entry, texts: Texts) -> list[str]:
    standing = entry.standing
    if standing.review_due:
        due = say_date(standing.review_due, texts)
        return [texts(f"line.review-{standing.late.value}", date=due)]
    if not standing.status.current:
        return []
    return [
        texts("page.review", rule=entry.review) if entry.review else texts("line.review-unknown")
    ]


def say_notice(entry: Entry, insists: bool, texts: Texts) -> str | None:
    """Return what the reader must know before reading, or None where the text simply applies.

    That a review is late is for those who see to it: it is a notice where the site `insists`.
    """
    standing = entry.standing
    since = say_date(standing.since, texts) if standing.since else ""
    due = say_date(standing.review_due, texts) if standing.review_due else ""
    key = standing.status.value
    if standing.overdue:
        key = f"overdue-{standing.late.value}" if insists else ""
    elif standing.ahead:
        key, since = "ahead", (_day(entry.decision.date, texts) if entry.decision else "") or ""
    elif standing.status is Status.UNKNOWN and entry.decision:
        key = "unknown-date"
    elif standing.status is Status.COMING and standing.since and not standing.since.day:
        since = texts("line.in-month" if standing.since.month else "line.in-year", date=since)
    elif standing.status in (Status.IN_FORCE, Status.INFORMATION):
        key = ""
    return texts(f"explain.{key}", since=since, due=due) if key else None


def say_decision(decision: Decision | None, texts: Texts) -> str | None:
    """Return who decided, when and in which paragraph, as far as is known."""
    if decision is None:
        return None
    words = [decision.body]
    words += [say_date(decision.date, texts)] if decision.date else []
    words += [f"§ {decision.paragraph}"] if decision.paragraph else []
    return ", ".join(words[:2]) + (f", {words[2]}" if len(words) > 2 else "")


def say_citation(entry: Entry, more: Particulars, texts: Texts) -> list[str]:
    """Return what tells a document from others of its title, as a citation states it.

    That is its decision or that it is proposed, or else its record or date; and which edition.
    """
    decision, parts = entry.decision, list[str]()
    if decision:
        words = [decision.body, str(decision.date or ""), f"§ {decision.paragraph or ''}"]
        parts.append(" ".join(word for word in words if word.strip("§ ")))
    elif entry.decision_state is DecisionState.PROPOSED:
        parts.append(texts("cite.proposed"))
    elif entry.record:
        parts.append(texts("cite.record", record=entry.record))
    elif more.document_date:
        parts.append(texts("cite.dated", date=str(more.document_date)))
    return [*parts, texts("cite.edition", date=str(more.edition))] if more.edition else parts


def say_place(law: LawName, chapter: str | None, section: str | None, texts: Texts) -> str:
    """Return a place in a law: '6 §', '2 kap. 1 §' or 'artikel 6'; nothing for the whole law."""
    words = [texts("law.chapter", number=chapter)] if chapter else []
    key = "law.article" if law.union else "law.section"
    words += [texts(key, number=section)] if section else []
    return " ".join(words)


def _day(when: PartialDate | None, texts: Texts) -> str | None:
    return say_date(when, texts) if when else None


def _until(validity: Validity, texts: Texts) -> str | None:
    return texts("page.until-further-notice") if validity.open_ended else _day(validity.end, texts)


def _decided(entry: Entry, texts: Texts, words: str | None) -> str | None:
    undecided = entry.decision_state is DecisionState.PROPOSED
    return words if entry.decision else (texts("page.not-decided") if undecided else None)


FACTS: dict[str, Callable[[Entry, Texts], str | None]] = {
    "kind": lambda e, t: sentence_case(e.kind),
    "status": lambda e, t: say_status(e.standing, t),
    "body": lambda e, t: _decided(e, t, e.decision.body if e.decision else None),
    "decided": lambda e, t: _decided(e, t, _day(e.decision.date, t) if e.decision else None),
    "paragraph": lambda e, t: (
        f"§ {e.decision.paragraph}" if e.decision and e.decision.paragraph else None
    ),
    "record": lambda e, t: e.record,
    "from": lambda e, t: _day(e.validity.start, t),
    "until": lambda e, t: _until(e.validity, t),
    "review": lambda e, t: e.review,
    "review-due": lambda e, t: _day(e.standing.review_due, t),
    "owner": lambda e, t: e.owner,
    "responsible": lambda e, t: e.responsible,
    "channels": lambda e, t: ", ".join(t(f"channel.{channel}") for channel in e.channels),
}
PARTICULARS: dict[str, Callable[[Particulars, Texts], str | None]] = {
    "document-date": lambda p, t: _day(p.document_date, t),
    "revised": lambda p, t: _check(p.revised, t),
    "checked": lambda p, t: _check(p.checked, t),
    "topics": lambda p, t: ", ".join(p.topics) or None,
}
ORDER = (
    "kind",
    "status",
    "body",
    "decided",
    "paragraph",
    "record",
    "document-date",
    "from",
    "until",
    "review",
    "review-due",
    "revised",
    "checked",
    "owner",
    "responsible",
    "topics",
    "channels",
)


def say_fact(entry: Entry, key: str, texts: Texts) -> str | None:
    """Return one fact of a document in words, or None where it is unknown."""
    return FACTS[key](entry, texts)


def say_facts(entry: Entry, more: Particulars, texts: Texts) -> list[Fact]:
    """Return every fact of a document in the order it is shown; unknown ones too."""
    said = (
        FACTS[key](entry, texts) if key in FACTS else PARTICULARS[key](more, texts) for key in ORDER
    )
    return [Fact(texts(f"fact.{key}"), words) for key, words in zip(ORDER, said, strict=True)]


def _check(check: Check | None, texts: Texts) -> str | None:
    if check is None:
        return None
    parts = [
        say_date(check.date, texts) if check.date else "",
        check.by or "",
        f"§ {check.paragraph}" if check.paragraph else "",
    ]
    return ", ".join(part for part in parts if part) or None


def choices(chores: Sequence[Chore], value: str, words: str) -> list[tuple[str, str]]:
    """Return what a list of documents to review may be narrowed by: values and words, by words."""
    found = {attrgetter(value)(c.entry): attrgetter(words)(c.entry) for c in chores}
    return sorted(((k, w) for k, w in found.items() if k), key=lambda pair: str(pair[1]).casefold())


def by(chores: Sequence[Chore], value: str) -> list[tuple[str, list[Chore]]]:
    """Return a list of documents to review in groups, by name; what is unknown comes last."""
    groups: dict[str, list[Chore]] = {}
    for chore in chores:
        groups.setdefault(getattr(chore.entry, value) or "", []).append(chore)
    return sorted(groups.items(), key=lambda pair: (not pair[0], pair[0].casefold()))


def terms(chores: Sequence[Chore], texts: Texts) -> list[tuple[str, str]]:
    """Return how soon the documents of a list are to be reviewed: values and words, in order."""
    there = {chore.term for chore in chores}
    return [(t.value, texts(f"board.term-{t.value}")) for t in Term if t in there]


def grouped(
    entries: Sequence[Sealed[Entry]], key: Callable[[Sealed[Entry]], Group]
) -> list[tuple[Group, list[Sealed[Entry]]]]:
    """Return entries by what a key gives for each, in the order in which it first does."""
    groups: dict[Group, list[Sealed[Entry]]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return list(groups.items())
