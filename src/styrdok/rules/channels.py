"""Rules of functions: a card for each, and more than one channel; it knows no text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from styrdok.model import Contact, Municipality, Place, Problem, Severity, replace
from styrdok.read.findings import Findings
from styrdok.register import Register
from styrdok.slug import slugify


def current(municipality: Municipality, as_of: date) -> Municipality:
    """Return a municipality without the hours other than usual that are over on a day."""
    contacts = {
        key: replace(
            contact, other_hours=tuple(one for one in contact.other_hours if not one.past(as_of))
        )
        for key, contact in municipality.contacts.items()
    }
    return replace(municipality, contacts=contacts)


def check_cards(municipality: Municipality, found: Findings) -> None:
    """Tell of two functions whose cards would have one address."""
    seen: set[str] = set()
    for key in municipality.contacts:
        if (slug := slugify(key)) in seen:
            line = municipality.lines.get(f"kontakter: {key}", 1)
            found.error(line, f"kontakter: {key}", "reserved-name", value=key)
        seen.add(slug)


def told_of_channels(register: Register) -> Iterator[Problem]:
    """Yield what is told of functions that answer for something and can be reached one way only.

    Who writes to a municipality chooses how: a channel that everyone may use, and no other, shuts
    someone out. A `reserv` with another channel is shown beside, so that nothing is wrong then.
    """
    for slug, home in register.municipalities.items():
        fallback = home.contacts.get(home.fallback or "")
        beside = set(_open_channels(fallback)) if fallback and not fallback.internal else set()
        asked = {home.fallback} | {policy.responsible for policy in register.of(slug)}
        asked |= {name for policy in register.of(slug) for name, _ in policy.body.contacts}
        for key, contact in home.contacts.items():
            channels = _open_channels(contact)
            if key in asked and len(channels) == 1 and not beside - set(channels):
                place = Place(home.place.path, home.lines.get(f"kontakter: {key}", 1))
                facts = {"name": contact.name}
                yield Problem(place, f"kontakter: {key}", "one-channel", facts, Severity.NOTICE)


def _open_channels(contact: Contact) -> tuple[str, ...]:
    """The kinds of channel that everyone who may see the function may use."""
    closed = contact.person and contact.person.internal and not contact.internal
    return replace(contact, person=None).channels if closed else contact.channels
