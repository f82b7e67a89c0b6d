"""Who speaks and who answers: municipalities, functions, persons; they know no document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

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


class OtherHours(Value, frozen=True):
    """Hours on some days that are other than usual; without `opens` it is closed then.

    The days are one `holiday` by its name, or the dates from `first` to `last`, both included;
    `weekdays` are those among the dates that the hours are of, and () is all of them.
    """

    opens: str | None = None
    closes: str | None = None
    holiday: str | None = None
    first: date | None = None
    last: date | None = None
    days: str | None = None
    weekdays: tuple[int, ...] = ()
    name: str | None = None

    def past(self, as_of: date) -> bool:
        """Whether the dates are all before a day; a holiday comes again."""
        return self.last is not None and self.last < as_of


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
    other_hours: tuple[OtherHours, ...] = ()
    message: str | None = None
    person: Person | None = None
    internal: bool = False

    @property
    def channels(self) -> tuple[str, ...]:
        """The kinds of channel there are to the function, its person's own included."""
        person = self.person
        known = {
            "phone": self.phone or (person and person.phone),
            "email": self.email or (person and person.email),
            "visit": self.visit,
            "post": self.post,
            "form": self.form,
        }
        return tuple(kind for kind, value in known.items() if value)

    @property
    def reachable(self) -> bool:
        """Whether there is any channel to the function, its person's own included."""
        return bool(self.channels)

    @property
    def week(self) -> list[tuple[int, str, str]]:
        """The usual hours day by day, Monday being 1, as far as their weekdays could be read."""
        return sorted(
            (day, hours.opens, hours.closes) for hours in self.hours for day in hours.weekdays
        )

    @property
    def hours_clear(self) -> bool:
        """Whether there are usual hours, and all of them on weekdays that could be read, once."""
        unread = any(not hours.weekdays for hours in self.hours)
        crossing = any(
            day == after and opens < closes
            for (day, _, closes), (after, opens, _) in pairwise(self.week)
        )
        return bool(self.hours) and not unread and not crossing


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
