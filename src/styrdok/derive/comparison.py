"""Who covers which theme, in which sections, and who is silent; silence is computed, not typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    found: dict[tuple[str, str], list[Excerpt]] = {}
    for theme in register.themes:
        for policy, section in register.covering(theme):
            excerpt = Excerpt(policy, section, standings[policy.id])
            found.setdefault((policy.municipality, theme), []).append(excerpt)
    told = {key for key, excerpts in found.items() if any(one.counts for one in excerpts)}
    named = _remarks(register, standings, namings or {}, told)
    return {
        key: tuple(
            _cell(home, theme, found.get((home.slug, key), ()), named, register) for home in ordered
        )
        for key, theme in register.themes.items()
    }


Named = Mapping[tuple[str, str], list[Remark]]
"""Remarks by municipality and theme."""


def _cell(
    home: Municipality, theme: Theme, excerpts: Sequence[Excerpt], named: Named, of: Register
) -> Cell:
    remarks = tuple(named.get((home.slug, theme.id), ()))
    found = [excerpt.coverage for excerpt in excerpts]
    found += [Coverage.MENTIONED] if remarks else []
    most = next((one for one in Coverage if one in found), Coverage.SILENT)
    return Cell(home, theme, tuple(excerpts), remarks, most, bool(of.of(home.slug)))


def _remarks(
    register: Register,
    standings: Mapping[str, Standing],
    namings: Mapping[str, tuple[Naming, ...]],
    told: Collection[tuple[str, str]],
) -> Named:
    """Return where texts that still stand name themes, by title, the document's own sections apart.

    A section on a theme names it too, which says nothing more; nor does what no longer applies.
    What is only named is no matter where a section counts, and such places are `told`.
    """
    named: dict[tuple[str, str], list[Remark]] = {}
    for slug in register.municipalities if namings else ():
        untold = {theme for theme in register.themes if (slug, theme) not in told}
        for policy in register.of(slug) if untold else ():
            if standings[policy.id].status.past:
                continue
            for naming in namings.get(policy.id, ()):
                if naming.theme not in untold:
                    continue
                own = policy.body.sections[naming.leaf - 1].themes if naming.leaf > 0 else ()
                if naming.theme not in own:
                    remark = Remark(policy, naming)
                    named.setdefault((slug, naming.theme), []).append(remark)
    return named
