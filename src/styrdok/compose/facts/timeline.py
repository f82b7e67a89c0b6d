"""Dates of documents laid out on an axis of years, in numbers; how that looks is a template's work.

Across, places are percent of the width; down, they are in rem: the picture grows with the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from styrdok.compose.entries import Home
from styrdok.compose.facts.values import Fact
from styrdok.model import PartialDate, Value

MOST_LANES = 60  # documents; with more, each year tells how many instead
KINDS = ("decided", "from", "review", "until")
LEFT, RIGHT = 3.0, 97.0  # percent
STEPS = (1, 2, 5, 10, 20, 50, 100)  # years between ticks
MOST_TICKS = 12
LANE, GROUP, TOP = 3.0, 2.5, 2.0  # rem
LONGEST = 70  # signs of a title


Known = Sequence[tuple[Fact, dict[str, PartialDate]]]
"""Documents, and those of their dates that are known."""


class Mark(Value, frozen=True):
    """A date on the axis: of which kind, where, and how wide it is when no day is known."""

    kind: str
    at: float
    width: float
    day: PartialDate


class Lane(Value, frozen=True):
    """A document: where it stands, its title as far as there is room, and its marks."""

    down: float
    title: str
    marks: tuple[Mark, ...]


Groups = tuple[tuple[Home, float, tuple[Lane, ...]], ...]
"""Municipalities, how far down each name stands, and the lanes below it."""


class Year(Value, frozen=True):
    """How many dates of each kind fall in some years from one, in `KINDS`' order."""

    year: int
    last: int
    at: float
    counts: tuple[int, ...]


class Timeline(Value, frozen=True):
    """All of it: ticks (year and place), today, and lanes by municipality, or years with counts."""

    ticks: tuple[tuple[int, float], ...]
    today: float
    height: float
    groups: Groups
    years: tuple[Year, ...]
    undated: int  # documents without a known date

    @property
    def most(self) -> int:
        """The highest of the counts."""
        return max((max(year.counts) for year in self.years), default=0)


@dataclass(frozen=True)
class Axis:
    """An axis from the first day of a year to the first day of another."""

    first: int
    last: int

    def at(self, day: date) -> float:
        """Return where a day is, in percent of the width."""
        start, stop = (date(year, 1, 1).toordinal() for year in (self.first, self.last))
        part = (day.toordinal() - start) / (stop - start)
        return round(LEFT + (RIGHT - LEFT) * part, 2)

    def ticks(self) -> Iterator[tuple[int, float]]:
        """Yield the years that are named."""
        step = next((s for s in STEPS if (self.last - self.first) / s <= MOST_TICKS), STEPS[-1])
        first = self.first + -self.first % step
        for year in range(first, self.last + 1, step):
            yield year, self.at(date(year, 1, 1))


def dates_of(fact: Fact) -> dict[str, PartialDate]:
    """Return the dates of a document that are known, by kind, in `KINDS`' order.

    A proposal's decision is not made, and a review is only of what applies.
    """
    entry = fact.entry
    found = {
        "decided": entry.decision.date if entry.decision else None,
        "from": entry.validity.start,
        "review": entry.standing.review_due,
        "until": None if entry.validity.open_ended else entry.validity.end,
    }
    return {kind: day for kind, day in found.items() if day}


def timeline(facts: Sequence[Fact], as_of: date) -> Timeline | None:
    """Return documents' dates on an axis; None where no date is known."""
    known = [(fact, dates_of(fact)) for fact in facts]
    days = [day for _, found in known for day in found.values()]
    if not days:
        return None
    first = min(*(day.earliest.year for day in days), as_of.year)
    last = max(*(day.latest.year for day in days), as_of.year) + 1
    axis = Axis(first, min(last, date.max.year))
    today, undated = axis.at(as_of), sum(not found for _, found in known)
    if len(facts) > MOST_LANES:
        years = tuple(_years(days_by_kind(known), axis))
        height = TOP + LANE * len(KINDS)
        return Timeline(tuple(axis.ticks()), today, height, (), years, undated)
    groups, height = _groups(known, axis)
    return Timeline(tuple(axis.ticks()), today, height, groups, (), undated)


def _groups(known: Known, axis: Axis) -> tuple[Groups, float]:
    """Return the lanes by municipality, each after its name, and how far down they reach."""
    homes: dict[Home, list[tuple[Fact, dict[str, PartialDate]]]] = {}
    for fact, found in known:
        if found:
            homes.setdefault(fact.entry.home, []).append((fact, found))
    down, groups = TOP, list[tuple[Home, float, tuple[Lane, ...]]]()
    for home, rows in homes.items():
        head, down = down, down + GROUP
        lanes = list[Lane]()
        for fact, found in rows:
            marks = tuple(_mark(kind, day, axis) for kind, day in found.items())
            lanes.append(Lane(down, _short(fact.entry.title), marks))
            down += LANE
        groups.append((home, head, tuple(lanes)))
    return tuple(groups), down


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _mark(kind: str, day: PartialDate, axis: Axis) -> Mark:
    at = axis.at(day.earliest)
    width = 0.0 if day.day else round(axis.at(_after(day)) - at, 2)
    return Mark(kind, at, width, day)


def _after(day: PartialDate) -> date:
    last = day.latest
    return last if last == date.max else last + timedelta(days=1)


def days_by_kind(known: Known) -> dict[str, list[PartialDate]]:
    """Return all dates of each kind."""
    found: dict[str, list[PartialDate]] = {kind: [] for kind in KINDS}
    for _, dates in known:
        for kind, day in dates.items():
            found[kind].append(day)
    return found


def _years(days: dict[str, list[PartialDate]], axis: Axis) -> Iterator[Year]:
    """Yield how many dates fall in each year, or in some years together where they are many."""
    step = next((s for s in STEPS if (axis.last - axis.first) / s <= 2 * MOST_TICKS), STEPS[-1])
    for year in range(axis.first - axis.first % step, axis.last, step):
        counts = tuple(sum(year <= day.year < year + step for day in days[kind]) for kind in KINDS)
        if any(counts):
            middle = max(year, axis.first), min(year + step, axis.last)
            at = round(sum(axis.at(date(one, 1, 1)) for one in middle) / 2, 2)
            yield Year(year, year + step - 1, at, counts)
