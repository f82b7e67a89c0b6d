"""Which documents are to be reviewed, by when, and what whoever does it needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from styrdok.derive.age import years_since
from styrdok.derive.digest import Digest
from styrdok.derive.lifecycle import Standing, last_review
from styrdok.derive.references import Missing
from styrdok.model import PartialDate, Policy, Value
from styrdok.read.law.table import LAWS
from styrdok.rules.confirmed import Doubt, confirmed_to, doubts
from styrdok.rules.times import in_force_from
from styrdok.slug import slugify


class Term(Enum):
    """How soon a review is due."""

    OVERDUE = "overdue"
    THREE = "three"
    SIX = "six"
    TWELVE = "twelve"
    LATER = "later"
    UNKNOWN = "unknown"


MONTHS = ((3, Term.THREE), (6, Term.SIX), (12, Term.TWELVE))


class Reach(Enum):
    """Whether the function that answers for a document can still be reached."""

    REACHED = "reached"
    SILENT = "silent"
    UNKNOWN = "unknown"


class Task(Value, frozen=True):
    """A document to review: how soon, and what the review needs.

    `lost` are the names of documents that it refers to and that are not published here;
    `parents` the policies that it supports and that were decided or took effect after it was
    last gone through, where nobody confirmed that it was checked against them; `doubts` are
    documents that it was checked against and that have changed since, or are gone; `age` is in
    whole years since the decision.
    """

    policy: Policy
    standing: Standing
    term: Term
    laws: tuple[str, ...]
    lost: tuple[str, ...]
    parents: tuple[tuple[Policy, PartialDate], ...]
    reach: Reach
    age: int | None
    doubts: tuple[Doubt, ...] = ()


def tasks(digest: Digest, municipality: str) -> list[Task]:
    """Return a municipality's documents to review, the most urgent first, the unknown last."""
    missing = _missing(digest, municipality)
    found = [
        _task(policy, digest, missing)
        for policy in digest.register.of(municipality)
        if digest.standings[policy.id].status.current
    ]
    return sorted(found, key=lambda task: task.standing.due_by or date.max)


def term_of(standing: Standing, as_of: date) -> Term:
    """Return how soon a review is due, counted from a date."""
    if standing.due_by is None:
        return Term.UNKNOWN
    if standing.overdue:
        return Term.OVERDUE
    for months, term in MONTHS:
        if standing.due_by <= later(as_of, months):
            return term
    return Term.LATER


def later(day: date, months: int) -> date:
    """Return the same day so many months on; 31 January and a month is the last of February."""
    year, month = divmod(day.month - 1 + months, 12)
    first = PartialDate(day.year + year, month + 1)
    return min(first.latest, first.earliest.replace(day=min(day.day, first.latest.day)))


def _missing(digest: Digest, municipality: str) -> dict[str, list[Missing]]:
    """What the texts of a municipality name and is not published here, by the texts' ids."""
    found: dict[str, list[Missing]] = {}
    for gap in digest.references.missing.get(municipality, ()):
        for text in dict.fromkeys(call.text for call in gap.calls):
            found.setdefault(text, []).append(gap)
    return found


def _task(policy: Policy, digest: Digest, missing: Mapping[str, Sequence[Missing]]) -> Task:
    standing, as_of = digest.standings[policy.id], digest.register.as_of
    contact = digest.register.municipalities[policy.municipality].contacts.get(
        policy.responsible or ""
    )
    reach = Reach.UNKNOWN if contact is None else Reach.SILENT
    return Task(
        policy,
        standing,
        term_of(standing, as_of),
        tuple(_laws(policy)),
        tuple(_lost(policy, digest, missing.get(policy.id, ()))),
        tuple(_newer_parents(policy, digest)),
        Reach.REACHED if contact and contact.reachable else reach,
        _age(policy, as_of),
        doubts(policy, digest.register),
    )


def _laws(policy: Policy) -> Iterator[str]:
    """Yield the laws that a text names, each once, with their numbers."""
    for number in sorted({c.law for c in policy.body.citations if not c.concept}):
        yield LAWS[number].full


def _lost(policy: Policy, digest: Digest, missing: Sequence[Missing]) -> Iterator[str]:
    """Yield the names of what a document refers to and is not published here, each once."""
    yield from (gap.name for gap in missing)
    ties = digest.ties[policy.id]
    ends = (*ties.above, *ties.below, *ties.mentions)
    lost = [tie.reference for tie in ends if tie.policy is None and tie.reference]
    known = {slugify(one) for gap in missing for one in (gap.name, *gap.variants)} if lost else ()
    for reference in lost:
        name = reference.title or reference.target or ""
        if slugify(name) not in known:
            yield name


def _newer_parents(policy: Policy, digest: Digest) -> Iterator[tuple[Policy, PartialDate]]:
    above = digest.ties[policy.id].above
    gone_through = _gone_through(policy, digest.register.as_of) if above else None
    confirmed = confirmed_to(policy, digest.register) if above else ()
    for tie in above:
        changed = tie.policy and digest.standings[tie.policy.id].status.binds
        day = in_force_from(tie.policy) if tie.policy and changed else None
        if tie.policy and tie.policy.id in confirmed:
            continue
        if tie.policy and day and gone_through and day.earliest > gone_through.latest:
            yield tie.policy, day


def _gone_through(policy: Policy, as_of: date) -> PartialDate | None:
    """When somebody last went through a text: its decision, revision, check or review."""
    checks = [check.date for check in (policy.revised, policy.checked) if check]
    decided = policy.decision.date if policy.decision else None
    days = [day for day in (*checks, decided, last_review(policy, as_of)) if day]
    return max(days, key=lambda day: day.latest, default=None)


def _age(policy: Policy, as_of: date) -> int | None:
    decided = policy.decision.date if policy.decision else None
    return years_since(decided, as_of) if decided else None
