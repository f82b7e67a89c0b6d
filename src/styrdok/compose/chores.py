"""What the review board is made from: a document to review, and what speaks for doing it soon."""

from __future__ import annotations

from styrdok.compose.entries import Entry, Spot
from styrdok.derive.board import Reach, Term
from styrdok.memory import Sealed
from styrdok.model import PartialDate, Value


class Concern(Value, frozen=True):
    """A document that another was checked against, on which day, and what has become of it."""

    cause: str
    name: str
    way: str | None
    day: PartialDate


class Chore(Value, frozen=True):
    """A document to review, as the review board shows it."""

    entry: Sealed[Entry]
    term: Term
    laws: tuple[str, ...]
    lost: tuple[Spot, ...]  # what is missing; without an address it stands in no register
    parents: tuple[tuple[Spot, PartialDate], ...]
    reach: Reach
    age: int | None
    concerns: tuple[Concern, ...]
