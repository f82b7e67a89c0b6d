"""All that follows from one register, worked out once for every page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from styrdok.derive.comparison import Cell, compare
from styrdok.derive.lifecycle import Standing, standings
from styrdok.derive.pairs import Pair, pairs
from styrdok.derive.promises import Given, given
from styrdok.derive.refer import refer
from styrdok.derive.references import References
from styrdok.derive.relations import Ties, tie
from styrdok.derive.reuse.values import Reuse
from styrdok.derive.themes.namings import Outlook, look_out
from styrdok.derive.themes.values import Naming
from styrdok.memory import Memory
from styrdok.register import Register

if TYPE_CHECKING:
    from styrdok.derive.reuse.rows import Rows
    from styrdok.derive.search.find import Finder
    from styrdok.derive.search.pieces import Pieces
    from styrdok.derive.search.questions import Trial, Tried, Vain


class Digest:
    """A register, and what follows from it, each thing worked out when it is first asked for.

    Without a memory that holds the texts as set, nothing is known of what they name.
    """

    def __init__(
        self, register: Register, memory: Memory | None = None, before: Digest | None = None
    ) -> None:
        self.register, self._memory, self._before = register, memory, before

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Where each document stands, by id."""
        before = self._before
        known = (before.register, before.standings) if before else None
        return standings(self.register, known)

    @cached_property
    def ties(self) -> dict[str, Ties]:
        """How each document hangs together with others, by id."""
        return tie(self.register)

    @cached_property
    def rows(self) -> dict[str, tuple[Cell, ...]]:
        """The comparison's rows, by theme."""
        return compare(self.register, self.standings, self.namings)

    @cached_property
    def promises(self) -> dict[str, tuple[Given, ...]]:
        """What is promised within a time, by municipality."""
        return given(self.register, self.standings)

    @cached_property
    def namings(self) -> Mapping[str, tuple[Naming, ...]]:
        """Where each text names themes by their own words, by id."""
        return self.outlook.namings

    @cached_property
    def outlook(self) -> Outlook:
        """What texts say of themes by the themes' own words."""
        if self._memory is None:
            return Outlook({})
        before = self._before.outlook if self._before else None
        return look_out(self.register, self.standings, self._memory, before)

    @cached_property
    def reuse(self) -> Reuse:
        """Which passages of different documents and editions share their wording."""
        if self._memory is None:
            return Reuse()
        from styrdok.derive.reuse.find import find_reuse  # noqa: PLC0415  (numpy, for who asks)

        return find_reuse(self.register, self.passages, whole=self._before is None)

    @cached_property
    def passages(self) -> Rows:
        """The texts' passages as numbers; what has been cut has most of them from before."""
        from styrdok.derive.reuse.rows import Rows  # noqa: PLC0415

        return self._before.passages if self._before else Rows(self._memory or Memory(None))

    @cached_property
    def finder(self) -> Finder:
        """The search in the register; it finds nothing without a memory that holds the texts."""
        from styrdok.derive.search.find import Finder  # noqa: PLC0415  (for who asks)

        before = self._before.finder if self._before else None
        return Finder(self.register, self.standings, self._memory or Memory(None), before)

    @cached_property
    def pieces(self) -> Pieces:
        """The search's index as it is published."""
        from styrdok.derive.search.pieces import Pieces  # noqa: PLC0415  (for who asks)

        return Pieces(self.finder, self._memory or Memory(None))

    @cached_property
    def trial(self) -> Trial:
        """The search as it is tried on questions and on themes' words."""
        from styrdok.derive.search.questions import Trial  # noqa: PLC0415  (for who asks)

        memory = self._memory or Memory(None)
        return Trial(self.register, self.standings, self.namings, self.pieces, memory)

    @cached_property
    def tried(self) -> list[Tried]:
        """What comes of the editors' questions, in order."""
        return self.trial.tried() if self.register.questions else []

    @cached_property
    def vain(self) -> list[Vain]:
        """The words of themes that lead nobody to the theme."""
        return self.trial.vain()

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Which documents are worth reading side by side."""
        return pairs(self.register, self.standings, self.reuse, self._memory)

    @cached_property
    def references(self) -> References:
        """What the texts name."""
        if self._memory is None:
            return References()
        names = self._before.references.names if self._before else None
        return refer(self.register, self._memory, names)


def digest(
    register: Register, memory: Memory | None = None, before: Digest | None = None
) -> Digest:
    """Return what follows from a register; for a site, from one that has been cut.

    `before` is what followed before the cut: it saves work, and changes nothing.
    """
    return Digest(register, memory, before)
