"""What a publisher says of how accessible its site is; it knows neither tests nor pages.

Its parts are those that the law asks for: lag (2018:1937) om tillgänglighet till digital offentlig
service, 13 §, and the model of Commission Implementing Decision (EU) 2018/1523.
"""

from __future__ import annotations

from enum import Enum

from styrdok.model.dates import PartialDate
from styrdok.model.municipality import Contact
from styrdok.model.policy import Audience
from styrdok.model.search import EVERYONE
from styrdok.model.value import Value


class Compliance(Enum):
    """How far a site does what the law asks for, in the law's three steps."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


class Assessment(Enum):
    """How the publisher found that out."""

    SELF = "self"
    EXTERNAL = "external"


class Cause(Enum):
    """Why something is not accessible: it should be, it is too much to ask, or it need not be."""

    NONCOMPLIANT = "noncompliant"
    BURDEN = "burden"  # 12 §
    OUTSIDE = "outside"  # 9 §


class Fault(Value, frozen=True):
    """Something known not to be accessible, in the publisher's words; who may read of it."""

    what: str
    where: str | None = None
    since: PartialDate | None = None
    cause: Cause = Cause.NONCOMPLIANT
    mended: str | None = None
    audiences: frozenset[Audience] = EVERYONE
    line: int = 1


class Publisher(Value, frozen=True):
    """Who answers for the site: a municipality by its slug, or somebody by their own contact.

    `function` is the id of one of the municipality's contacts.
    """

    municipality: str | None = None
    function: str | None = None
    contact: Contact | None = None
    line: int = 1


class AccessStatement(Value, frozen=True):
    """What the publisher has said; each part may be unknown."""

    publisher: Publisher | None = None
    compliance: Compliance | None = None
    reason: str | None = None
    assessed: PartialDate | None = None
    updated: PartialDate | None = None
    how: Assessment | None = None
    faults: tuple[Fault, ...] = ()
    untested: tuple[str, ...] = ()
