"""All that follows from one cut register, worked out once for every page that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from styrdok.derive.comparison import Cell, compare
from styrdok.derive.lifecycle import Standing, standings
from styrdok.derive.references import References
from styrdok.derive.relations import Ties, tie
from styrdok.derive.stub import references
from styrdok.register import Register


@dataclass(frozen=True)
class Digest:
    """A register with each policy's standing and ties, and the comparison's rows, by id."""

    register: Register
    standings: dict[str, Standing]
    ties: dict[str, Ties]
    rows: dict[str, tuple[Cell, ...]]
    references: References = References()


def digest(register: Register) -> Digest:
    """Derive everything there is to derive from a register that has been cut."""
    known = standings(register)
    return Digest(register, known, tie(register), compare(register, known), references(register))
