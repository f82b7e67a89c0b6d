"""What our own browser tests measured of the product's accessibility, as `make audit` wrote it.

It knows nothing of the site that is being built: the figures are of the product's own content.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("measured.json")


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of check: how many times it was made, and what it found, one line each."""

    number: int
    faults: tuple[str, ...] = ()


class Axe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What axe-core found (https://github.com/dequelabs/axe-core): elements by rule.

    `rules` is how many rules the `tags` stand for; `undecided` is what it leaves to people.
    """

    version: str
    tags: tuple[str, ...]
    rules: int
    findings: dict[str, int]
    undecided: dict[str, int]


class Nu(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the Nu HTML checker found (https://validator.github.io/validator/)."""

    version: str
    pages: int
    errors: int


class Walk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A walk through pages with the tab key: how many pages and stops, and stops that fail."""

    pages: int
    stops: int
    faults: tuple[str, ...] = ()


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was measured, on one day; what is None was not."""

    date: date
    version: str  # of Styrdok
    browser: str
    kinds: tuple[str, ...]  # of page on the public site
    intranet_kinds: tuple[str, ...]  # on the intranet alone
    widths: tuple[int, ...]  # pixels
    schemes: tuple[str, ...]
    views: int  # pages looked at, in one width and scheme each
    axe: Axe
    nu: Nu | None
    sideways: Checked
    scripts: Checked
    keyboard: Walk
    unscripted: Checked
    paper: Checked
    pdf: Checked | None

    @property
    def findings(self) -> int:
        """How much was found in all, of every kind."""
        checked = (self.sideways, self.scripts, self.unscripted, self.paper, self.pdf)
        faults = sum(len(one.faults) for one in checked if one)
        errors = self.nu.errors if self.nu else 0
        return sum(self.axe.findings.values()) + errors + faults + len(self.keyboard.faults)


@cache
def measured() -> Measured:
    """Return what was measured; a file that is not so is a programmer's mistake, and raises."""
    return msgspec.json.decode(FILE.read_bytes(), type=Measured)
