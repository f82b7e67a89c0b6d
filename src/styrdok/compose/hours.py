"""A function's hours as a page shows them, and as the reader's browser counts on them.

It knows no clock: whether it is open now is for the browser to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from styrdok.compose.wording import say_date, say_time
from styrdok.model import Contact, Hours, OtherHours, PartialDate
from styrdok.swedish.holidays import day_names
from styrdok.texts import Texts

Times = tuple[tuple[str, str], ...]
PHRASES = (  # that the browser makes its line of
    "open",
    "open-until",
    "closed",
    "closed-until",
    "closed-soon",
    "closed-named",
    "closed-named-until",
    "shorter",
    "shorter-then",
    "today",
    "tomorrow",
)


@dataclass(frozen=True)
class HoursRow:
    """A row of usual hours: its days, and from when to when; no time is closed."""

    days: str
    times: Times


@dataclass(frozen=True)
class OtherRow:
    """A row of hours other than usual: what it is called, its dates (ISO, in words), its days."""

    name: str
    dates: tuple[tuple[str, str], ...]
    days: str | None
    times: Times


def hours_rows(contact: Contact, texts: Texts) -> list[HoursRow]:
    """Return usual hours, days by days; the days that none are told of are closed, if all is read.

    A function that closes at noon has two rows in its file, and one here.
    """
    rows: dict[str, list[Hours]] = {}
    for hours in contact.hours:
        rows.setdefault(hours.days, []).append(hours)
    found = [HoursRow(days, _times(known)) for days, known in rows.items()]
    told = {day for hours in contact.hours for day in hours.weekdays}
    if contact.hours_clear and len(told) < 7:
        found.append(HoursRow(texts("reach.other-days"), ()))
    return found


def other_rows(contact: Contact, texts: Texts) -> list[OtherRow]:
    """Return hours other than usual, dates in their order and then holidays in the year's."""
    order = {name: number for number, name in enumerate(day_names())}
    known = sorted(
        contact.other_hours,
        key=lambda one: (one.first or date.max, order.get(one.holiday or "", 0), one.weekdays),
    )
    rows: list[OtherRow] = []
    for _, alike in groupby(known, lambda one: (one.holiday, one.first, one.last, one.days)):
        group = list(alike)
        one = group[0]
        named = next((each.name for each in group if each.name), None) or one.holiday or ""
        rows.append(OtherRow(named, _dates(one, texts), one.days, _times(group)))
    return rows


def _times(known: Iterable[Hours | OtherHours]) -> Times:
    return tuple(sorted((one.opens, one.closes) for one in known if one.opens and one.closes))


def _dates(one: OtherHours, texts: Texts) -> tuple[tuple[str, str], ...]:
    """The first and the last day, or the only one; the year is said once where it is one."""
    if not (one.first and one.last):
        return ()
    days = [one.first] if one.first == one.last else [one.first, one.last]
    words = [say_date(PartialDate(day.year, day.month, day.day), texts) for day in days]
    if one.first.year == one.last.year:
        words = [word.removesuffix(f" {one.first.year}") for word in words[:-1]] + words[-1:]
    return tuple((day.isoformat(), word) for day, word in zip(days, words, strict=True))


def say_hours(contact: Contact, texts: Texts) -> list[str]:
    """Return hours in words, a line for each days: 'måndag–fredag 8.00–16.30'."""
    lines = [(row.days, row.times) for row in hours_rows(contact, texts)]
    for row in other_rows(contact, texts):
        when = "–".join(words for _, words in row.dates)
        named = (row.name, when, row.days)
        lines.append((", ".join(part for part in named if part), row.times))
    closed = texts("reach.closed")
    return [f"{days} {_say_times(times) or closed}" for days, times in lines]


def _say_times(times: Times) -> str:
    return ", ".join(f"{say_time(opens)}–{say_time(closes)}" for opens, closes in times)


def open_now(contact: Contact, texts: Texts) -> str | None:
    """Return what the browser counts on, as JSON; None where hours are unknown or unclear.

    `other` stands in the order in which it counts: a date, a holiday, then the shortest time.
    """
    if not contact.hours_clear:
        return None
    other = [_told(one) for one in sorted(contact.other_hours, key=_rank)]
    blanks = {name: f"#{name}" for name in ("when", "name", "day")}
    words = {key: texts(f"open.{key}", **blanks) for key in PHRASES}
    told = {"week": contact.week, "other": other, "words": words}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _rank(one: OtherHours) -> tuple[int, int, int, str]:
    if one.first and one.last:
        length = (one.last - one.first).days
        return (2 if length else 0, length, -one.first.toordinal(), one.opens or "")
    return (1, 0, 0, one.opens or "")


def _told(one: OtherHours) -> dict[str, object]:
    told = {
        "on": one.holiday,
        "from": one.first and one.first.isoformat(),
        "to": one.last and one.last.isoformat(),
        "days": one.weekdays,
        "opens": one.opens,
        "closes": one.closes,
        "name": one.name,
    }
    return {key: value for key, value in told.items() if value}
