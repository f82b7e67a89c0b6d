"""Who covers which theme, in which sections, and who is silent; silence is computed, not typed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from styrdok.derive.lifecycle import Standing
from styrdok.derive.themes.values import Naming
from styrdok.model import Municipality, Policy, Section, Theme, Value
from styrdok.register import Register


class Coverage(Enum):
    """How far a municipality covers a theme in what is published here: the most first."""

    COVERED = "covered"  # by a section of a text that applies
    UNCERTAIN = "uncertain"  # of one with no decision on record, or that needs none
    NOT_DECIDED = "not-decided"  # only of a proposal, or of a text that is to come
    MENTIONED = "mentioned"  # by no section: a text names it in passing
    ENDED = "ended"  # only by a section of a text that has ended or is replaced
    SILENT = "silent"


class Excerpt(Value, frozen=True):
    """A section on a theme, with its policy and where that stands."""

    policy: Policy
    section: Section
    standing: Standing

    @property
    def coverage(self) -> Coverage:
        """What the section alone makes of the theme."""
        status = self.standing.status
        if status.current:
            return Coverage.COVERED if status.binds else Coverage.UNCERTAIN
        return Coverage.ENDED if status.past else Coverage.NOT_DECIDED

    @property
    def counts(self) -> bool:
        """Whether a reader may hold on to it: no proposal, and nothing that has ended."""
        return self.standing.status.current


class Remark(Value, frozen=True):
    """That a text which still stands names a theme, where no section of it is on that theme."""

    policy: Policy
    naming: Naming


class Cell(Value, frozen=True):
    """One municipality's excerpts on one theme, and its remarks where none of them counts.

    `coverage` is the most that can be said of both. `published`: the municipality has some
    document here at all.
    """

    municipality: Municipality
    theme: Theme
    excerpts: tuple[Excerpt, ...]
    remarks: tuple[Remark, ...] = ()
    coverage: Coverage = Coverage.SILENT
    published: bool = True

    @property
    def word(self) -> str:
        """The coverage in one word: 'nothing' where no document is published that could speak."""
        return str(self.coverage.value) if self.published else "nothing"

    @property
    def bearing(self) -> tuple[Excerpt, ...]:
        """The excerpts that make the coverage what it is."""
        return tuple(one for one in self.excerpts if one.coverage is self.coverage)


def compare(
    register: Register,
    standings: Mapping[str, Standing],
    namings: Mapping[str, tuple[Naming, ...]] | None = None,
) -> dict[str, tuple[Cell, ...]]:
    """Return a row per theme in the themes' order, with a cell per municipality by name.

    `standings` are the policies' own, by id, so that no page can disagree with another, and
    `namings` where their texts name themes.
    """
    ordered = sorted(register.municipalities.values(), key=lambda m: m.name.casefold())
    named = _remarks(register, standings, namings or {})
    rows: dict[str, tuple[Cell, ...]] = {}
    for theme in register.themes.values():
        found: dict[str, list[Excerpt]] = {}
        for policy, section in register.covering(theme.id):
            excerpt = Excerpt(policy, section, standings[policy.id])
            found.setdefault(policy.municipality, []).append(excerpt)
        rows[theme.id] = tuple(
            _cell(home, theme, tuple(found.get(home.slug, ())), named, register) for home in ordered
        )
    return rows


Named = Mapping[tuple[str, str], list[Remark]]
"""Remarks by municipality and theme."""


def _cell(
    home: Municipality, theme: Theme, excerpts: tuple[Excerpt, ...], named: Named, of: Register
) -> Cell:
    """Return a cell; what is only named is no matter where a section counts."""
    counts = any(excerpt.counts for excerpt in excerpts)
    remarks = () if counts else tuple(named.get((home.slug, theme.id), ()))
    found = {excerpt.coverage for excerpt in excerpts}
    found |= {Coverage.MENTIONED} if remarks else set()
    most = next((one for one in Coverage if one in found), Coverage.SILENT)
    return Cell(home, theme, excerpts, remarks, most, bool(of.of(home.slug)))


def _remarks(
    register: Register,
    standings: Mapping[str, Standing],
    namings: Mapping[str, tuple[Naming, ...]],
) -> Named:
    """Return where texts that still stand name themes, by title, the document's own sections apart.

    A section on a theme names it too, which says nothing more; nor does what no longer applies.
    """
    named: dict[tuple[str, str], list[Remark]] = {}
    for slug in register.municipalities if namings else ():
        for policy in register.of(slug):
            standing = standings[policy.id]
            for naming in namings.get(policy.id, ()) if not standing.status.past else ():
                own = policy.body.sections[naming.leaf - 1].themes if naming.leaf > 0 else ()
                if naming.theme not in own:
                    remark = Remark(policy, naming)
                    named.setdefault((slug, naming.theme), []).append(remark)
    return named
