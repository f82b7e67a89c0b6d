"""Facts are put into words: dates, times, statuses; all wording comes from the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from styrdok.derive.lifecycle import Standing, Status
from styrdok.model import Check, Contact, DecisionState, Municipality, PartialDate, Policy
from styrdok.texts import Texts


@dataclass(frozen=True)
class Fact:
    """A fact of a document: its key in the catalogue and its words; None is unknown."""

    key: str
    words: str | None


def say_date(when: PartialDate, texts: Texts) -> str:
    """Return '2 november 2021', 'november 2021' or '2021': never more than is known."""
    month = texts(f"month.{when.month}") if when.month else ""
    return " ".join(part for part in (str(when.day or ""), month, str(when.year)) if part)


def sentence_case(words: str) -> str:
    """Return the words with the first letter raised and the rest as they are."""
    return words[:1].upper() + words[1:]


def say_time(clock: str) -> str:
    """Return HH:MM as Swedish writes it: '8.00'."""
    hours, _, minutes = clock.partition(":")
    return f"{int(hours)}.{minutes}"


def telephone(number: str) -> str:
    """Return the address part of a tel: link (RFC 3966): digits, and + in front if written."""
    first = number.split("/", maxsplit=1)[0].replace("(0)", "")
    return ("+" if first.strip().startswith("+") else "") + re.sub(r"\D", "", first)


def say_status(standing: Standing, texts: Texts) -> str:
    """Return the status as a short word or two."""
    if standing.status is Status.IN_FORCE and standing.overdue:
        return texts("status.overdue")
    return texts(f"status.{standing.status.value}")


def explain_status(policy: Policy, standing: Standing, texts: Texts) -> str:
    """Return one plain sentence on what the status means for the reader."""
    since = say_date(standing.since, texts) if standing.since else ""
    due = say_date(standing.review_due, texts) if standing.review_due else ""
    key = standing.status.value
    if standing.status is Status.UNKNOWN and policy.decision:
        key = "unknown-date"
    if standing.status is Status.IN_FORCE:
        key = "overdue" if standing.overdue else ("in-force" if due else "in-force-unknown-review")
    return texts(f"explain.{key}", since=since, due=due)


def say_decision(policy: Policy, texts: Texts) -> str | None:
    """Return who decided, when and in which paragraph, as far as is known."""
    decision = policy.decision
    if decision is None:
        return None
    words = [decision.body]
    words += [say_date(decision.date, texts)] if decision.date else []
    words += [f"§ {decision.paragraph}"] if decision.paragraph else []
    return ", ".join(words[:2]) + (f", {words[2]}" if len(words) > 2 else "")


def facts_of(
    policy: Policy, municipality: Municipality, standing: Standing, texts: Texts
) -> tuple[Fact, ...]:
    """Return every fact of a document in the order it is shown; unknown ones too."""

    def day(when: PartialDate | None) -> str | None:
        return say_date(when, texts) if when else None

    decision, validity = policy.decision, policy.validity
    undecided = policy.decision_state is DecisionState.PROPOSED
    not_yet = texts("page.not-decided") if undecided else None
    contact = municipality.contacts.get(policy.responsible or "")
    channels = [
        texts(f"channel.{a.value}") for a in sorted(policy.audiences, key=lambda a: a.value)
    ]
    until = texts("page.until-further-notice") if validity.open_ended else day(validity.end)
    return (
        Fact("kind", sentence_case(policy.kind)),
        Fact("status", say_status(standing, texts)),
        Fact("body", decision.body if decision else not_yet),
        Fact("decided", day(decision.date) if decision else not_yet),
        Fact("paragraph", f"§ {decision.paragraph}" if decision and decision.paragraph else None),
        Fact("record", policy.record),
        Fact("document-date", day(policy.document_date)),
        Fact("from", day(validity.start)),
        Fact("until", until),
        Fact("review", policy.review.wording if policy.review else None),
        Fact("review-due", day(standing.review_due)),
        Fact("revised", _check(policy.revised, texts)),
        Fact("checked", _check(policy.checked, texts)),
        Fact("owner", policy.owner),
        Fact("responsible", contact.name if contact else None),
        Fact("topics", ", ".join(policy.topics) or None),
        Fact("channels", ", ".join(channels)),
    )


def _check(check: Check | None, texts: Texts) -> str | None:
    if check is None:
        return None
    parts = [
        say_date(check.date, texts) if check.date else "",
        check.by or "",
        f"§ {check.paragraph}" if check.paragraph else "",
    ]
    return ", ".join(part for part in parts if part) or None


@dataclass(frozen=True)
class Answer:
    """Who answers for a document, and through which contact one reaches them; None is unknown."""

    responsible: Contact | None
    channel: Contact | None


def answer_for(policy: Policy, municipality: Municipality) -> Answer:
    """Return who answers for a policy; without a channel of their own, the fallback is the way."""
    responsible = municipality.contacts.get(policy.responsible or "")
    fallback = municipality.contacts.get(municipality.fallback or "")
    reached = responsible if responsible and responsible.reachable else fallback
    return Answer(responsible, reached)
