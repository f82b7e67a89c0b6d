"""Writes `swedish/holidays.yml`, the days when hours may be other than usual, year by year.

    python -m tools.holidays 2025 2037

The days are those of the PyPI package `holidays`. It gives public holidays (lagen om allmänna
helgdagar, 1989:253), the three eves that the law puts on a par with Sundays (semesterlagen,
1977:480, 3 a §), and days when banks and many offices close early.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from holidays.countries import Sweden

from styrdok.swedish.holidays import FILE

EVES = ("Midsommarafton", "Julafton", "Nyårsafton")
NO_DAYS = {"Söndag", "Dag före Pingstafton"}  # the day before a Saturday like any other
OTHERWISE = {
    "Skärtorsdagen": "skärtorsdag",
    "Allahelgonsafton": "allhelgonaafton",
    "Klämdag": "klämdagen efter Kristi himmelsfärdsdag",
    "Kristi himmelsfärdsdag": "Kristi himmelsfärdsdag",
    "Dag före Kristi himmelsfärdsdag": "dagen före Kristi himmelsfärdsdag",
}
HEAD = """\
# The days when opening hours may be other than usual. Made by `python -m tools.holidays {} {}` from
# the PyPI package holidays (MIT). 'red': public holidays. 'eve': eves on a par with Sundays.
# 'short': days when some close early, and others do not.
"""


def named(package_name: str) -> str:
    """Return what a day of the package is called in running text."""
    name = package_name.partition(" (")[0]
    return OTHERWISE.get(name) or name.lower().replace("dag före", "dagen före")


def days_of(year: int) -> dict[str, dict[str, str]]:
    """Return a year's days by kind: 'MM-DD' and name; each day is of one kind."""
    known: dict[str, dict[str, str]] = {"red": {}, "eve": {}, "short": {}}
    categories = {"red": ("public",), "eve": ("optional",), "short": ("bank", "optional")}
    for kind, chosen in categories.items():
        for day, name in Sweden(years=year, categories=chosen, language="sv").items():
            if any(f"{day:%m-%d}" in earlier for earlier in known.values()):
                continue
            names = [part for part in name.split("; ") if part.partition(" (")[0] not in NO_DAYS]
            if names and (kind != "eve" or names[0] in EVES):
                known[kind][f"{day:%m-%d}"] = " och ".join(map(named, dict.fromkeys(names)))
    return {kind: dict(sorted(days.items())) for kind, days in known.items()}


def lines(first: int, last: int) -> Iterator[str]:
    """Yield the lines of the file for some years, both included."""
    yield HEAD.format(first, last)
    for year in range(first, last + 1):
        yield f"{year}:\n"
        for kind, days in days_of(year).items():
            yield f"  {kind}:\n"
            yield from (f"    {day}: {name}\n" for day, name in days.items())


if __name__ == "__main__":
    FILE.write_text("".join(lines(int(sys.argv[1]), int(sys.argv[2]))), encoding="utf-8")
