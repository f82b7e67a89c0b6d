"""Where a policy stands on the register's date; computed from dates alone, never stored."""

from __future__ import annotations

from datetime import date
from enum import Enum

from styrdok.model import DecisionState, PartialDate, Policy, ReviewBase, Value


class Status(Enum):
    """The states a document can be in; `INFORMATION` needs no decision."""

    IN_FORCE = "in-force"
    COMING = "coming"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"
    ENDED = "ended"
    INFORMATION = "information"

    @property
    def binds(self) -> bool:
        """Whether the text counts as what applies: decided and in force."""
        return self is Status.IN_FORCE


class Standing(Value, frozen=True):
    """A policy's status, since when, and when its next review is due; None is unknown."""

    status: Status
    since: PartialDate | None = None
    review_due: PartialDate | None = None
    overdue: bool = False


def standing(policy: Policy, as_of: date) -> Standing:
    """Return where a policy stands on a date.

    A date known only to the year or month gives the cautious verdict: in force when it surely
    is, ended as soon as it may be, overdue when the whole period has surely passed.
    """
    status, since = _status(policy, as_of)
    due = review_due(policy, as_of) if status is Status.IN_FORCE else None
    return Standing(status, since, due, overdue=bool(due and due.latest < as_of))


def _status(policy: Policy, as_of: date) -> tuple[Status, PartialDate | None]:
    if policy.decision_state is DecisionState.PROPOSED:
        return Status.PROPOSED, None
    end = policy.validity.end
    if end and end.earliest < as_of:
        return Status.ENDED, end
    if policy.decision_state is DecisionState.UNKNOWN:
        if not policy.needs_decision:
            return Status.INFORMATION, None
        return Status.UNKNOWN, None
    start = in_force_from(policy)
    if start is None:
        return Status.UNKNOWN, None
    return (Status.IN_FORCE if start.latest <= as_of else Status.COMING), start


def in_force_from(policy: Policy) -> PartialDate | None:
    """When a decided policy comes into force: the stated day, but never before the decision."""
    decided = policy.decision.date if policy.decision else None
    start = policy.validity.start
    if start and decided and decided.earliest <= start.latest:
        return start
    known = [day for day in (policy.validity.start, decided) if day]
    return max(known, key=lambda day: day.latest, default=None)


def review_due(policy: Policy, as_of: date) -> PartialDate | None:
    """When the next review is due by the policy's own rule, or None where that is unknown.

    A yearly rule counts from the last recorded revision or check, or else from the decision;
    what is recorded for a day to come has not happened.
    """
    rule = policy.review
    if rule is None or rule.due or rule.years is None:
        return rule.due if rule else None
    decided = policy.decision.date if policy.decision else None
    if rule.base is ReviewBase.IN_FORCE:
        base = in_force_from(policy)
    elif rule.base is ReviewBase.DECISION:
        base = decided
    else:
        recorded = [check.date for check in (policy.revised, policy.checked) if check]
        checks = [day for day in recorded if day and day.earliest <= as_of]
        base = max([*checks, *([decided] if decided else [])], key=lambda d: d.latest, default=None)
    return base.plus_years(rule.years) if base else None
