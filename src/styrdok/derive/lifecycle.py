"""Where a document stands on the register's date; computed from dates alone, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from styrdok.model import (
    DecisionState,
    Outcome,
    PartialDate,
    Policy,
    ReviewBase,
    ReviewRule,
    Value,
)
from styrdok.register import Register
from styrdok.rules.times import in_force_from


class Status(Enum):
    """The states a document can be in; `INFORMATION` needs no decision.

    `binds`: the text counts as what applies, decided and in force. `current`: a reader may hold on
    to it, and somebody has to keep it up to date; it applies, or nothing says that it does not.
    `past`: it no longer applies.
    """

    binds: bool
    current: bool
    past: bool

    IN_FORCE = "in-force"
    COMING = "coming"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"
    ENDED = "ended"
    REPLACED = "replaced"
    INFORMATION = "information"

    def __init__(self, word: str) -> None:  # they are asked for a hundred times a document
        self.binds = word == "in-force"
        self.current = word in ("in-force", "information", "unknown")
        self.past = word in ("ended", "replaced")


class Lateness(Enum):
    """Whether a review is late; what is known to the year or month alone may be."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


class Standing(Value, frozen=True):
    """A document's status, since when, until when, and when its next review is due.

    None is unknown. `due_by` is the first day that the due date may mean, `successor` the id of
    what has replaced it; a decision `ahead` is dated after the register's date.
    """

    status: Status
    since: PartialDate | None = None
    until: PartialDate | None = None
    review_due: PartialDate | None = None
    due_by: date | None = None
    late: Lateness = Lateness.NO
    successor: str | None = None
    ahead: bool = False

    @property
    def overdue(self) -> bool:
        """Whether a review is late, or may be."""
        return self.late is not Lateness.NO

    @property
    def word(self) -> str:
        """The status in one word, with what matters most of its review and its end."""
        if self.status is not Status.IN_FORCE:
            return str(self.status.value)
        if self.overdue:
            return "overdue"
        if self.until:
            return "ending"
        return str(self.status.value) if self.review_due else "review-unknown"


def standings(
    register: Register, before: tuple[Register, Mapping[str, Standing]] | None = None
) -> dict[str, Standing]:
    """Return where every document and every earlier edition stands, by id.

    `before` is the register before the cut, and where its documents stood: where a document and
    what replaces it are the same, it stands there still.
    """
    old, known = before or (register, {})
    known = known if old.as_of == register.as_of else {}
    found = {}
    for key, policy in register.policies.items():
        heirs = register.heirs.get(key, ())
        same = key in known and old.policies.get(key) is policy and not heirs
        same = same and not old.heirs.get(key)
        found[key] = known[key] if same else standing(policy, register.as_of, heirs)
    for edition in register.editions.values():
        document = register.policies[edition.document]
        line = (*register.editions_of(document), document)
        found[edition.id] = standing(edition, register.as_of, line[line.index(edition) + 1 :])
    return found


def standing(policy: Policy, as_of: date, heirs: Iterable[Policy] = ()) -> Standing:
    """Return where a document stands on a date, given those that say they replace it.

    A date known only to the year or month gives the cautious verdict: in force when it surely
    is, ended as soon as it may be, late as soon as it may be, replaced when it surely is.
    """
    status, since = _status(policy, as_of)
    replaced = _replaced(as_of, heirs) if status is not Status.PROPOSED else None
    if replaced:
        day, heir = replaced
        if status is Status.ENDED and since and since.earliest < day.earliest:
            return Standing(status, since, successor=heir.id)  # it had ended already
        return Standing(Status.REPLACED, day, successor=heir.id)
    until = policy.validity.end if status.current or status is Status.COMING else None
    if not status.current:
        return Standing(status, since, until, ahead=_ahead(policy, as_of))
    due = _due(policy, as_of)
    if due is None:
        return Standing(status, since, until)
    shown, first, last = due
    late = Lateness.YES if last < as_of else Lateness.MAYBE if first < as_of else Lateness.NO
    return Standing(status, since, until, shown, first, late)


def _status(policy: Policy, as_of: date) -> tuple[Status, PartialDate | None]:
    if policy.decision_state is DecisionState.PROPOSED or _ahead(policy, as_of):
        return Status.PROPOSED, None
    end = policy.validity.end
    if end and end.earliest < as_of:
        return Status.ENDED, end
    if policy.decision_state is DecisionState.UNKNOWN:
        return (Status.UNKNOWN if policy.needs_decision else Status.INFORMATION), None
    start = in_force_from(policy)
    if start is None:
        return Status.UNKNOWN, None
    return (Status.IN_FORCE if start.latest <= as_of else Status.COMING), start


def _ahead(policy: Policy, as_of: date) -> bool:
    """Whether the decision is dated to come, so that nothing has been decided yet."""
    decided = policy.decision.date if policy.decision else None
    return bool(decided and decided.earliest > as_of)


def _replaced(as_of: date, heirs: Iterable[Policy]) -> tuple[PartialDate, Policy] | None:
    """When a document was replaced and by which: the first successor that came into force."""
    came = [
        (start, heir)
        for heir in heirs
        if heir.decision_state is DecisionState.DECIDED and not _ahead(heir, as_of)
        if (start := in_force_from(heir)) and start.latest <= as_of
    ]
    return min(came, key=lambda pair: (pair[0].latest, pair[1].id), default=None)


Due = tuple[PartialDate, date, date]
"""A due date as it is shown, and the first and last day that it may mean."""


def _due(policy: Policy, as_of: date) -> Due | None:
    """When the next review is due by the policy's own rule, or None where that is unknown.

    A period begins anew at a review that left the text in force; what is recorded for a day to
    come has not happened.
    """
    rule, reviewed = policy.review, last_review(policy, as_of)
    if rule is None:
        return None
    if rule.due:  # a year as a due date is the whole of that year
        done = reviewed is not None and reviewed.earliest >= rule.due.earliest
        return None if done else (rule.due, rule.due.latest, rule.due.latest)
    base = _base(policy, rule, reviewed, as_of)
    if base is None:
        return None
    if rule.base is ReviewBase.TERM:
        first, last = (end_of_next_term(day) for day in (base.earliest, base.latest))
        return PartialDate(first.year, first.month, first.day), first, last
    if rule.years is None:
        return None
    due = base.plus_years(rule.years)
    return due, due.earliest, due.latest


def _base(
    policy: Policy, rule: ReviewRule, reviewed: PartialDate | None, as_of: date
) -> PartialDate | None:
    decided = policy.decision.date if policy.decision else None
    if rule.base is ReviewBase.IN_FORCE:
        start = in_force_from(policy)
    elif rule.base is ReviewBase.DECISION:
        start = decided
    else:
        recorded = [check.date for check in (policy.revised, policy.checked) if check]
        past = [day for day in recorded if day and day.earliest <= as_of]
        start = _latest(*past, decided)
    return _latest(start, reviewed)


def last_review(policy: Policy, as_of: date) -> PartialDate | None:
    """The latest review, up to a date, that left the text in force as it was or only mended."""
    kept = (Outcome.UNCHANGED, Outcome.EDITORIAL)
    done = [r.date for r in policy.reviews if r.outcome in kept and r.date.earliest <= as_of]
    return _latest(*done)


def _latest(*days: PartialDate | None) -> PartialDate | None:
    return max((day for day in days if day), key=lambda day: day.latest, default=None)


def end_of_next_term(day: date) -> date:
    """The last day of the term of office after the one that a day is in.

    Members of a municipal council are elected for four years from 15 October of the election
    year (kommunallagen 2017:725, 5 kap. 9 §); election years are 2018, 2022 and so on.
    """
    start = day.year - (day.year - 2) % 4
    if date(start, 10, 15) > day:
        start -= 4
    return date(min(start + 8, date.max.year), 10, 14)
