"""How to reach a function becomes a card that a reader keeps in an address book.

The form is vCard 3.0 (RFC 2426): version 4.0 (RFC 6350) says nothing more that is needed here, and
Outlook and older telephones do not read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import urljoin

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.content_lines import escaped, written
from styrdok.compose.hours import say_hours
from styrdok.compose.wording import numbers
from styrdok.model import Contact, DataFile, Person
from styrdok.texts import Texts

POSTAL = re.compile(r"(?:SE-)?(\d{3}) ?(\d{2}) (\S.*)")  # '449 80 Alafors'


def card_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the site's cards."""
    return [address for address, _, _ in _shown(composer)]


def card_files(composer: Composer) -> Iterator[DataFile]:
    """Yield a card for each function that the site's readers may know and can reach."""
    for address, home, contact in _shown(composer):
        site = composer.register.municipalities[home].website or ""
        own = urljoin(composer.frame.around.site_url, address)
        view = (contact, composer.homes[home].name, site, own)
        yield DataFile(address, view, partial(write_card, *view, composer.texts))


def _shown(composer: Composer) -> Iterator[tuple[str, str, Contact]]:
    for slug in composer.municipality_order:
        for key, contact in composer.register.municipalities[slug].contacts.items():
            if contact.reachable:
                yield addresses.of_card(slug, key), slug, contact


def write_card(contact: Contact, home: str, website: str, own: str, texts: Texts) -> bytes:
    """Return the card of a municipality's function; `own` is the address that it has here.

    It is the function's card: a person who may be known is named in the note.
    """
    name = f"{contact.name}, {home}"
    unit = f";{escaped(contact.unit)}" if contact.unit else ""
    lines = ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Styrdok//Kontakt//SV"]
    lines += [f"FN:{escaped(name)}", f"N:{escaped(name)};;;;", f"ORG:{escaped(home)}{unit}"]
    lines += _channels(contact)
    lines += [f"URL:{site}" for site in (contact.form, website) if site]
    if note := _note(contact, texts):
        lines.append(f"NOTE:{escaped(note)}")
    if "://" in own:
        lines += [f"SOURCE:{own}", f"UID:{own}"]
    return written([*lines, "END:VCARD"])


def _channels(contact: Contact) -> Iterator[str]:
    person = contact.person or Person("")
    for phone in dict.fromkeys((contact.phone, person.phone)):
        for number, _ in numbers(phone or ""):
            yield f"TEL;TYPE=work,voice:{escaped(number)}"
    for email in dict.fromkeys((contact.email, person.email)):
        if email:
            yield f"EMAIL;TYPE=internet:{escaped(email)}"
    for kind, words in (("work", contact.visit), ("work,postal", contact.post)):
        if words:
            yield f"ADR;TYPE={kind}:{_address(words)}"
            yield f"LABEL;TYPE={kind}:{escaped(words.replace(', ', chr(10)))}"


def _address(words: str) -> str:
    """An address in a card's seven parts; only a postal code and its place are told apart."""
    *lines, last = words.split(", ")
    found = POSTAL.fullmatch(last)
    street = ", ".join(lines) if found else words
    place, code = (found[3], f"{found[1]} {found[2]}") if found else ("", "")
    return f";;{escaped(street)};{escaped(place)};;{code};"


def _note(contact: Contact, texts: Texts) -> str:
    person, hours = contact.person, say_hours(contact, texts)
    lines = [contact.message] if contact.message else []
    if person:
        parts = (person.name, person.phone, person.email)
        told = ", ".join(part for part in parts if part)
        lines.append(f"{texts('contact.person')}: {told}")
    lines += [f"{texts('contact.hours')}:", *hours] if hours else []
    return "\n".join(lines)
