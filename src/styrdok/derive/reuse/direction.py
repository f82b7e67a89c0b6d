"""Which of two texts is the earlier: by their dates alone, and only where those are clear."""

from __future__ import annotations

from styrdok.model import PartialDate, Policy
from styrdok.register import Register


def dated(policy: Policy) -> PartialDate | None:
    """Return the date of a text: its decision's, else in force, else the one printed on it.

    An earlier edition without any has the date that names it.
    """
    decided = policy.decision.date if policy.decision else None
    known = decided or policy.validity.start or policy.document_date
    return known or policy.edition


class Dates:
    """The dates of a register's texts."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lines: dict[str, tuple[PartialDate | None, ...]] = {}

    def earlier(self, one: Policy, other: Policy) -> str | None:
        """Return the id of the text that is clearly the earlier; None where nobody can tell.

        A date known to the year is earlier than another only when the year is. A document that
        has an edition from before the other text may have had the passage first: then nobody
        can tell. Not even then is it known who copied from whom: only which is the older.
        """
        here, there = self._of(one, other), self._of(other, one)
        if _before(dated(one), there):
            return one.id
        if _before(dated(other), here):
            return other.id
        return None

    def _of(self, policy: Policy, other: Policy) -> tuple[PartialDate | None, ...]:
        """The dates of a text, and of what went before it where the other is another document."""
        if policy.document == other.document:
            return (dated(policy),)
        if policy.id not in self._lines:
            older = self._register.editions_of(policy)
            self._lines[policy.id] = (dated(policy), *(dated(one) for one in older))
        return self._lines[policy.id]


def _before(when: PartialDate | None, others: tuple[PartialDate | None, ...]) -> bool:
    return when is not None and all(
        other is not None and when.latest < other.earliest for other in others
    )
