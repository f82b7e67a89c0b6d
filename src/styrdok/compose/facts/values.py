"""A document, or a municipality, as its facts stand beside others': plain values."""

from __future__ import annotations

from styrdok.compose.entries import Entry, Home, Particulars, Pledge
from styrdok.derive.age import Age
from styrdok.memory import Sealed
from styrdok.model import Hours, InsideFirst, Value


class Fact(Value, frozen=True):
    """A document among others: its entry, and what is counted and found in it; None is unknown.

    `ways` are the kinds of contact with who answers, and `through` who that is, where it is not
    the one responsible.
    """

    entry: Sealed[Entry]
    more: Particulars
    words: int
    lix: int | None
    ease: str | None
    age: Age | None
    promises: tuple[Pledge, ...]
    ways: tuple[str, ...]
    through: str | None


class HomeFact(Value, frozen=True):
    """A municipality among others: how many documents it has and what it says of itself.

    `hours` are those of the function that is reached when no other can be, by its name.
    """

    home: Home
    number: int
    in_force: int
    promises: int
    inside_first: InsideFirst | None
    reached: str | None
    hours: tuple[Hours, ...]
