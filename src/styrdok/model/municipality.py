"""Who speaks and who answers: municipalities, functions, persons; they know no document."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from styrdok.model.dates import PartialDate
from styrdok.model.duty import Strength
from styrdok.model.problem import Place
from styrdok.model.value import Value


class Person(Value, frozen=True):
    """A named person behind a function; internal unless the file says otherwise."""

    name: str
    phone: str | None = None
    email: str | None = None
    internal: bool = True


class Hours(Value, frozen=True):
    """Opening hours on some days, as worded and as ISO weekday numbers, with times as HH:MM."""

    days: str
    opens: str
    closes: str
    weekdays: tuple[int, ...] = ()


class Contact(Value, frozen=True):
    """A function that answers for something, and the channels to it."""

    id: str
    name: str
    unit: str | None = None
    phone: str | None = None
    email: str | None = None
    visit: str | None = None
    post: str | None = None
    form: str | None = None
    hours: tuple[Hours, ...] = ()
    message: str | None = None
    person: Person | None = None
    internal: bool = False

    @property
    def reachable(self) -> bool:
        """Whether there is any channel to the function, its person's own included."""
        own = self.phone or self.email or self.visit or self.post or self.form
        return bool(own or (self.person and (self.person.phone or self.person.email)))


class InsideFirst(Value, frozen=True):
    """A rule of informing inside before outside: lead time in hours, and strength.

    What came before `start` counts as known inside; None is no such day.
    """

    hours: int
    strength: Strength
    start: PartialDate | None = None


class Emblem(Value, frozen=True):
    """A municipality's own mark: a picture's file in its folder, and the picture's proportions."""

    file: str
    width: int
    height: int


class Look(Value, frozen=True):
    """What a municipality's own pages are known by: a colour as `#rrggbb`, and its mark."""

    colour: str | None = None
    emblem: Emblem | None = None


class Municipality(Value, frozen=True):
    """A municipality: names, code with Statistics Sweden, contacts by id, and how it looks."""

    slug: str
    name: str
    short_name: str
    place: Place
    code: str | None = None
    website: str | None = None
    fallback: str | None = None
    contacts: Mapping[str, Contact] = msgspec.field(default_factory=dict)
    inside_first: InsideFirst | None = None
    look: Look | None = None
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
