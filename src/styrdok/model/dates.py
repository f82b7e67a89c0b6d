"""Dates that keep the precision they were written with; they know no clock."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date

from styrdok.model.value import Value


class PartialDate(Value, frozen=True):
    """A date known to the day, to the month or only to the year, and never more than that."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def plus_years(self, years: int) -> PartialDate:
        """The same date so many years on, with the same precision; 29 February becomes 28."""
        year = min(self.year + years, MAXYEAR)
        if self.month and self.day:
            return PartialDate(
                year, self.month, min(self.day, calendar.monthrange(year, self.month)[1])
            )
        return PartialDate(year, self.month, self.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)
