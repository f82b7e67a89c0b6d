"""Days when hours may be other than usual, read from their file; it knows nobody's hours.

Of a year that the file has not, nothing is known.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("holidays.yml")
CLOSED = ("red", "eve")  # public holidays, and eves on a par with Sundays
SHORT = "short"  # some close early, others do not


@cache
def _years() -> dict[int, dict[str, dict[str, str]]]:
    known: dict[int, dict[str, dict[str, str]]] = yaml.safe_load(FILE.read_text("utf-8"))
    return known


def years_known(first: int, last: int) -> list[int]:
    """Return the years from `first` to `last` that are known."""
    return [year for year in range(first, last + 1) if year in _years()]


def closed_days(year: int) -> dict[str, str]:
    """Return the names of a year's days when offices are closed, by ISO date."""
    return _dated(year, CLOSED)


def short_days(year: int) -> dict[str, str]:
    """Return the names of a year's days when offices may close early, by ISO date."""
    return _dated(year, (SHORT,))


def _dated(year: int, kinds: tuple[str, ...]) -> dict[str, str]:
    known = _years().get(year, {})
    return {
        f"{year}-{day}": name
        for day, name in sorted(pair for kind in kinds for pair in known.get(kind, {}).items())
    }


@cache
def day_names() -> tuple[str, ...]:
    """Return what the days are called, in the order of the year."""
    found = {
        name: day
        for kinds in _years().values()
        for days in kinds.values()
        for day, names in days.items()
        for name in names.split(" och ")
    }
    return tuple(sorted(found, key=lambda name: found[name]))
