"""Which function of a municipality a stated fact is about; it knows no document."""

from __future__ import annotations

import re
from functools import cached_property

from styrdok.model import Contact, Municipality, Statement

# The municipality in general, whose hours are those of its `reserv`.
GENERAL = re.compile(
    r"kontorstid|kommunhuset|\bkommunen\b|\bkommunens (?:öppettid|verksamhet|kontor|lokaler)"
    r"|\bverksamheterna\b|\bförvaltningarna\b|\balla (?:förvaltningar|verksamheter)\b"
)
# Places with hours of their own.
ELSEWHERE = re.compile(
    r"bibliotek|skol|fritids|simhall|badhus|\bbad\b|återvinning|museum|muse[ei]|idrott|boende"
    r"|hemtjänst|mottagning|ungdom|turist|ishall|lokalerna|konsthall|kulturhus|lager|förråd|gymnasi"
    r"|vårdcentral|kansli|servering|restaurang|kök"
)
ON_PHONE = re.compile(r"telefon|\bring|\bväxel")
IN_PERSON = re.compile(r"besök|reception|\bdisk|lucka")
OTHER_NUMBER = re.compile(
    r"\bfax|\bsms|text(?:telefon|samtal)|jour|akut|felanmäl|kväll|utanför|mobil|direktnummer"
    r"|utomlands|utland|alarm|vakt|tidigare|reservnummer"
    r"|(?:post|organisations|diarie|konto)nummer|\bdnr\b|\w+giro|swish"
)
SWITCHBOARD = re.compile(r"\bväxel(?:n|ns|nummer|numret)?\b")


class Subjects:
    """A municipality's functions, found in a sentence or else in the heading above it."""

    def __init__(self, home: Municipality) -> None:
        self.home = home
        self.fallback = home.contacts.get(home.fallback or "")

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Contact]]:
        return [
            (re.compile(_inflected(contact.name)), contact)
            for contact in self.home.contacts.values()
        ]

    def _named(self, words: str) -> list[Contact]:
        low = words.lower()
        return [contact for pattern, contact in self._patterns if pattern.search(low)]

    def _one(self, statement: Statement) -> tuple[Contact | None, bool]:
        """Return the one function that a statement names, and whether it names any at all."""
        named = self._named(statement.words) or self._named(statement.heading)
        return (named[0] if len(named) == 1 else None), bool(named)

    def called(self, statement: Statement) -> Contact | None:
        """Return the function that a telephone number is said to be that of, or None."""
        if OTHER_NUMBER.search(f"{statement.words} {statement.heading}".lower()):
            return None
        contact, any_named = self._one(statement)
        if not any_named and SWITCHBOARD.search(statement.words.lower()):
            return self.fallback
        own = contact.person.phone if contact and contact.person else None
        return None if own and own == statement.shown else contact

    def opened(self, statement: Statement, title: str) -> tuple[Contact, str] | None:
        """Return the function that hours are said to be those of, and how one comes to it then."""
        low = f"{statement.words} {statement.heading}".lower()
        contact, any_named = self._one(statement)
        about = low
        if not any_named and GENERAL.search(statement.words.lower()):
            contact, about = self.fallback, f"{low} {title.lower()}"
        if contact is None or _elsewhere(about, contact):
            return None
        by_phone, in_person = bool(ON_PHONE.search(low)), bool(IN_PERSON.search(low))
        kinds = {(False, False): "open", (True, False): "phone", (False, True): "visit"}
        kind = kinds.get((by_phone, in_person))
        return (contact, kind) if kind else None

    def usual(self, contact: Contact) -> tuple[int, ...]:
        """Return the days that hours without days are about: those known, where all are alike."""
        known = {(hours.opens, hours.closes) for hours in contact.hours}
        days = {day for hours in contact.hours for day in hours.weekdays}
        return tuple(sorted(days)) if len(known) == 1 else () if known else (1, 2, 3, 4, 5)


def _elsewhere(words: str, contact: Contact) -> bool:
    """Tell whether words name a place with hours of its own, other than the function itself."""
    own = contact.name.lower()
    return any(place not in own for place in ELSEWHERE.findall(words))


def _inflected(name: str) -> str:
    """Return a pattern for a name in the forms that running text gives it."""
    stem = re.escape(name.lower())
    if stem.endswith("center"):
        return rf"\b{stem.removesuffix('center')}cent(?:er|ret)s?\b"
    return rf"\b{stem}(?:e?n|e?t|en|er|erna)?s?\b"
