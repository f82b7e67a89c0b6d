"""The accessibility statement: what the publisher says, and what our own tests measured.

Neither stands in for the other: what is measured is the product, and who answers for a site is
whoever publishes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.measured import measured
from styrdok.compose.pages.sheet import Page
from styrdok.model import AccessStatement, Contact, Document, Fault, PartialDate, Value
from styrdok.read.library import ACCESS_FILE, FOLDER

SOURCE = f"{FOLDER}/{ACCESS_FILE}"
CAUSES = ("noncompliant", "burden", "outside")


class Lack(Value, frozen=True):
    """Something that is not accessible, as the page tells it."""

    what: str
    where: str | None
    since: PartialDate | None
    mended: str | None


class Responsible(Value, frozen=True):
    """Who answers for the site, as far as is known, and how they are reached."""

    name: str | None
    contact: Contact | None
    home: str = ""  # the slug of the municipality whose function that is


def accessibility(composer: Composer) -> Iterator[Page]:
    """Yield the statement's page."""
    yield addresses.ACCESSIBILITY, partial(_statement, composer)


def _statement(composer: Composer) -> Document:
    said, texts = composer.register.access, composer.texts
    known = said or AccessStatement()
    lacks = {
        cause: [_lack(one) for one in known.faults if one.cause.value == cause] for cause in CAUSES
    }
    return Document(
        addresses.ACCESSIBILITY,
        texts("accessibility.title"),
        "accessibility.html",
        {
            "given": said is not None,
            "responsible": responsible(composer),
            "compliance": known.compliance.value if known.compliance else None,
            "reason": known.reason,
            "how": known.how.value if known.how else None,
            "assessed": known.assessed,
            "updated": known.updated or known.assessed,
            "lacks": [(cause, found) for cause, found in lacks.items() if found],
            "untested": known.untested,
            "measured": measured(),
            "findings": measured().findings,
        },
        description=texts("accessibility.lead"),
        source=SOURCE if said else None,
    )


def responsible(composer: Composer) -> Responsible:
    """Return who answers for a site: who the statement names, else who alone speaks on it."""
    said, homes = composer.register.access, composer.register.municipalities
    publisher = said.publisher if said else None
    if publisher and publisher.contact:
        return Responsible(publisher.contact.name, publisher.contact)
    slug = publisher.municipality if publisher else None
    if slug is None and len(homes) == 1:
        slug = next(iter(homes))
    home = homes.get(slug or "")
    if home is None:
        return Responsible(None, None)
    function = (publisher.function if publisher else None) or home.fallback
    contact = home.contacts.get(function or "")
    return Responsible(home.name, contact, home.slug)


def _lack(fault: Fault) -> Lack:
    return Lack(fault.what, fault.where, fault.since, fault.mended)
