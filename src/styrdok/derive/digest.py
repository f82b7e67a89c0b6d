"""All that follows from one cut register, worked out once for every page that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from styrdok.derive.comparison import Cell, compare
from styrdok.derive.lifecycle import Standing, standings
from styrdok.derive.refer import refer
from styrdok.derive.references import References
from styrdok.derive.relations import Ties, tie
from styrdok.memory import Memory
from styrdok.register import Register


@dataclass(frozen=True)
class Digest:
    """A register with each policy's standing and ties, and the comparison's rows, by id."""

    register: Register
    standings: dict[str, Standing]
    ties: dict[str, Ties]
    rows: dict[str, tuple[Cell, ...]]
    references: References = field(default_factory=References)


def digest(
    register: Register, memory: Memory | None = None, references: References | None = None
) -> Digest:
    """Derive everything there is to derive from a register that has been cut.

    What the texts name is worked out where there is a memory that holds them as set; where it
    has been worked out of this very register before, that is `references`.
    """
    known = standings(register)
    if references is None:
        references = refer(register, memory) if memory else References()
    return Digest(register, known, tie(register), compare(register, known), references)
