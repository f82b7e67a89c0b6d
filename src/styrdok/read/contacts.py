"""The words at the door of a function: its channels and its hours; part of the vocabulary's table.

It knows no document and no clock.
"""

from __future__ import annotations

from typing import Any

from styrdok.model import Contact, Hours, OtherHours, Person
from styrdok.read.findings import Findings
from styrdok.read.tree import Items, Node
from styrdok.read.values import (
    Key,
    blank,
    choice,
    clock,
    email,
    phone,
    record,
    text,
    web_address,
    whole,
    whole_day,
    yes_or_no,
)
from styrdok.read.wordings import WEEKDAYS, make_hours, weekdays
from styrdok.slug import slugify
from styrdok.swedish.holidays import day_names

DAYS = {name.casefold(): name for name in day_names()}

PERSON = (
    Key("namn", "name", text, required=True),
    Key("telefon", "phone", phone),
    Key("e-post", "email", email),
    Key("intern", "internal", yes_or_no),
)
HOURS = (
    Key("dagar", "days", text, required=True),
    Key("öppnar", "opens", clock, required=True),
    Key("stänger", "closes", clock, required=True),
)
OTHER_HOURS = (
    Key("dag", "holiday", choice(DAYS, shown=tuple(DAYS.values()))),
    Key("datum", "date", whole_day),
    Key("från", "first", whole_day),
    Key("till", "last", whole_day),
    Key("dagar", "days", text),
    Key("öppnar", "opens", clock),
    Key("stänger", "closes", clock),
    Key("stängt", "closed", yes_or_no),
    Key("namn", "name", text),
)
read_hours = whole(HOURS, make_hours)
read_other = record(OTHER_HOURS)


def opening_hours(node: Node, name: str, found: Findings) -> Hours | None:
    """Read opening hours on some days; days that are not weekdays are kept as worded, and told."""
    hours: Hours | None = read_hours(node, name, found)
    if hours and hours.closes <= hours.opens:
        return found.error(node.line, name, "closes-early")
    if hours and not hours.weekdays:
        found.notice(node.line, name, "days-unclear", value=hours.days)
    return hours


def usual_hours(node: Node, name: str, found: Findings) -> tuple[Hours, ...]:
    """Read usual hours; two rows that cross on some day are told, for what they mean is unclear."""
    kept: list[Hours] = []
    for one in node.nodes if isinstance(node, Items) else (node,):
        hours = None if blank(one) else opening_hours(one, name, found)
        if hours is None:
            continue
        for other in kept:
            shared = sorted(set(hours.weekdays) & set(other.weekdays))
            if shared and hours.opens < other.closes and other.opens < hours.closes:
                found.notice(one.line, name, "hours-cross", value=WEEKDAYS[shared[0] - 1])
                break
        kept.append(hours)
    return tuple(kept)


def other_hours(node: Node, name: str, found: Findings) -> OtherHours | None:
    """Read hours other than usual: on a holiday by its name, on a date, or between two dates."""
    errors = len(found.problems)
    fields = read_other(node, name, found)
    if fields is None or len(found.problems) > errors:
        return None
    spanning = "first" in fields or "last" in fields
    if sum(("holiday" in fields, "date" in fields, spanning)) != 1 or (
        spanning and not fields.keys() >= {"first", "last"}
    ):
        return found.error(node.line, name, "other-when")
    closed, times = fields.pop("closed", False), fields.keys() & {"opens", "closes"}
    if bool(times) == closed or len(times) == 1:
        return found.error(node.line, name, "other-times")
    if times and fields["closes"] <= fields["opens"]:
        return found.error(node.line, name, "closes-early")
    if "date" in fields:
        fields["first"] = fields["last"] = fields.pop("date")
    elif spanning and fields["last"] < fields["first"]:
        return found.error(node.line, name, "other-backwards")
    if "days" in fields and not spanning:
        return found.error(node.line, name, "other-days")
    return _on_days(fields, node, name, found)


def _on_days(fields: dict[str, Any], node: Node, name: str, found: Findings) -> OtherHours | None:
    """The hours with their weekdays, which hours between two dates must name."""
    days, lasting = fields.get("days"), fields.get("first") != fields.get("last")
    if lasting and "opens" in fields and not days:
        return found.error(node.line, f"{name}: dagar", "missing-key")
    numbers = weekdays(days) if days else ()
    if days and not numbers:
        return found.error(node.line, name, "days-unclear", value=days)
    return OtherHours(weekdays=numbers, **fields)


def all_other_hours(node: Node, name: str, found: Findings) -> tuple[OtherHours, ...]:
    """Read all hours other than usual; what says two things of one day is told."""
    kept: list[OtherHours] = []
    for one in node.nodes if isinstance(node, Items) else (node,):
        hours = None if blank(one) else other_hours(one, name, found)
        if hours:
            if any(_at_odds(hours, other) for other in kept):
                found.error(one.line, name, "other-twice")
            kept.append(hours)
    return tuple(kept)


def _at_odds(one: OtherHours, other: OtherHours) -> bool:
    """Tell whether two are of the same time and a common day, and cannot both be true."""
    if (one.holiday, one.first, one.last) != (other.holiday, other.first, other.last):
        return False
    if one.weekdays and other.weekdays and not set(one.weekdays) & set(other.weekdays):
        return False
    if one.opens and other.opens and one.closes and other.closes:
        return one.opens < other.closes and other.opens < one.closes
    return True


CONTACT = (
    Key("namn", "name", text, required=True),
    Key("enhet", "unit", text),
    Key("telefon", "phone", phone),
    Key("e-post", "email", email),
    Key("besöksadress", "visit", text),
    Key("postadress", "post", text),
    Key("adress till formulär", "form", web_address),
    Key("öppettider", "hours", usual_hours),
    Key("avvikande öppettider", "other_hours", all_other_hours),
    Key("meddelande", "message", text),
    Key("person", "person", whole(PERSON, Person)),
    Key("intern", "internal", yes_or_no),
)


def contact(node: Node, name: str, found: Findings, contact_id: str) -> Contact | None:
    """Read one function with its channels; its name must give an address, for its card has one."""
    if not slugify(contact_id):
        return found.error(node.line, name, "reserved-name", value=contact_id)
    got: Contact | None = whole(CONTACT, Contact, id=contact_id)(node, name, found)
    return got
