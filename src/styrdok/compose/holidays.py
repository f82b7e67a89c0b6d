"""The days when hours may be other than usual, as a file for the reader's browser.

It holds the year of the register's date and the two after it, as far as they are known: of a later
day the browser then claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.model import DataFile
from styrdok.swedish.holidays import closed_days, short_days, years_known

AHEAD = 2  # years after the register's own


def holiday_addresses(composer: Composer) -> list[str]:
    """Return the address of the file."""
    return [addresses.HOLIDAYS]


def holiday_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the file."""
    first = composer.register.as_of.year
    known = holidays_of(years_known(first, first + AHEAD))
    yield DataFile(addresses.HOLIDAYS, known, lambda: msgspec.json.encode(known) + b"\n")


def holidays_of(years: list[int]) -> dict[str, object]:
    """Return what the file holds of some years: days by name, closed and perhaps shorter."""
    return {
        "år": years,
        "stängt": {day: name for year in years for day, name in closed_days(year).items()},
        "kan vara kortare": {day: name for year in years for day, name in short_days(year).items()},
    }
