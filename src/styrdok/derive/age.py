"""How old a document is on the register's date, by its decision or else by its own date."""

from __future__ import annotations

from datetime import date

from styrdok.model import PartialDate, Policy, Value


class Age(Value, frozen=True):
    """Whole years that have surely passed, and whether since the decision or a printed date."""

    years: int
    decided: bool


def age_of(policy: Policy, as_of: date) -> Age | None:
    """Return how old a document is; None is unknown.

    A decision that is dated after the register's date, or has no date, tells no age.
    """
    decision = policy.decision.date if policy.decision else None
    for day, decided in ((decision, True), (policy.document_date, False)):
        if day:
            years = years_since(day, as_of)
            return None if years is None else Age(years, decided)
    return None


def years_since(day: PartialDate, as_of: date) -> int | None:
    """Return how many whole years have passed since the last day that a date may mean."""
    last = day.latest
    if last > as_of:
        return None
    return as_of.year - last.year - ((as_of.month, as_of.day) < (last.month, last.day))
