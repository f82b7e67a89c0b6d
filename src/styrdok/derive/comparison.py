"""Who covers which theme, in which sections, and who is silent; silence is computed, not typed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from styrdok.derive.lifecycle import Standing, Status
from styrdok.model import Municipality, Policy, Section, Theme, Value
from styrdok.register import Register


class Coverage(Enum):
    """How far a municipality covers a theme in what is published here."""

    COVERED = "covered"
    UNCERTAIN = "uncertain"
    NOT_DECIDED = "not-decided"
    SILENT = "silent"


class Excerpt(Value, frozen=True):
    """A section on a theme, with its policy and where that stands."""

    policy: Policy
    section: Section
    standing: Standing


class Cell(Value, frozen=True):
    """One municipality's excerpts on one theme."""

    municipality: Municipality
    theme: Theme
    excerpts: tuple[Excerpt, ...]

    @property
    def coverage(self) -> Coverage:
        """The most that can be said of it.

        Covered is by a text that applies, uncertain by one with no decision on record, not
        decided only by a proposal or a text that has ended or is to come.
        """
        statuses = {excerpt.standing.status for excerpt in self.excerpts}
        if any(status.binds for status in statuses):
            return Coverage.COVERED
        if statuses & {Status.UNKNOWN, Status.INFORMATION}:
            return Coverage.UNCERTAIN
        return Coverage.NOT_DECIDED if statuses else Coverage.SILENT


def compare(register: Register, standings: Mapping[str, Standing]) -> dict[str, tuple[Cell, ...]]:
    """Return a row per theme in the themes' order, with a cell per municipality by name.

    `standings` are the policies' own, by id, so that no page can disagree with another.
    """
    ordered = sorted(register.municipalities.values(), key=lambda m: m.name.casefold())
    rows: dict[str, tuple[Cell, ...]] = {}
    for theme in register.themes.values():
        found: dict[str, list[Excerpt]] = {}
        for policy, section in register.covering(theme.id):
            excerpt = Excerpt(policy, section, standings[policy.id])
            found.setdefault(policy.municipality, []).append(excerpt)
        rows[theme.id] = tuple(Cell(m, theme, tuple(found.get(m.slug, ()))) for m in ordered)
    return rows
