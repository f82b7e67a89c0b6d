"""What a text promises and states as a fact, as found in its words; it knows no other text."""

from __future__ import annotations

from enum import Enum

from styrdok.model.value import Value


class Unit(Enum):
    """What a promised time is counted in; a full day and night is 24 hours."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    WORKING_HOUR = "working hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    SIGNAL = "signal"  # of a telephone that rings


class Act(Enum):
    """What is promised."""

    ANSWER = "answer"
    RETURN = "return"  # to hear from them again
    CONFIRM = "confirm"
    REACH = "reach"
    HANDLE = "handle"
    DELIVER = "deliver"  # something asked for: a place, a time, a decision, a document


class Channel(Enum):
    """By which way somebody gets in touch."""

    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"
    SOCIAL = "social"
    FORM = "form"
    VISIT = "visit"


class Span(Value, frozen=True):
    """A time as worded, and what it means: from `low` to `high` of a unit, the same day as 0."""

    words: str
    low: float
    high: float
    unit: Unit


class Promise(Value, frozen=True):
    """A sentence that promises something within a time: what, and by which channels.

    `lead` is what introduces the list that it is an item of. Without channels it is promised for
    every channel. `anchor` is the section's that it stands in, None before the first. `line` is its
    line in the file, and `text_line` from 0 in the text, as a duty's: of an open text the two go
    apart where internal passages have been cut.
    """

    words: str
    lead: str
    span: Span
    act: Act
    channels: tuple[Channel, ...]
    anchor: str | None
    line: int
    text_line: int = 0


class Kind(Enum):
    """What sort of fact a text states."""

    HOURS = "hours"
    PHONE = "phone"
    ROLE = "role"


class Statement(Value, frozen=True):
    """A fact that a text states, in plain form, with the sentence and heading it stands under.

    `value` is for hours '08:00-16:30', for a telephone number its digits with the country's code,
    for a role what it heads and the title, 'kommun chef'. `weekdays` are ISO numbers, () unknown.
    """

    kind: Kind
    value: str
    shown: str
    words: str
    heading: str
    line: int
    weekdays: tuple[int, ...] = ()
