"""Rules of the publisher's statement on accessibility: it can be acted on, and it is not old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from styrdok.model import AccessStatement, Place, Problem, Publisher, Severity, replace
from styrdok.read.findings import Findings
from styrdok.read.library import ACCESS_FILE, FOLDER
from styrdok.register import Register

PATH = f"{FOLDER}/{ACCESS_FILE}"
PAGE = ("tillganglighet", "tillganglighet/index")  # of docs/, where a site has its own


def told_of_access(register: Register) -> Iterator[Problem]:
    """Yield a notice of each thing in the statement that a reader could not use, or should not."""
    if (said := register.access) is None:
        return
    found = Findings(PATH)
    if said.publisher is not None:
        _check_publisher(said.publisher, register, found)
    if said.compliance is None:
        found.notice(1, "förenlighet", "access-compliance")
    _check_dates(said, register.as_of, found)
    for problem in found.problems:
        yield replace(problem, severity=Severity.NOTICE)


def told_of_no_access(site: Path, docs: Path, pages: Mapping[Path, object]) -> Iterator[Problem]:
    """Yield a notice where nobody has said how accessible the site is, or two files say it."""
    if not (site / FOLDER).is_dir():
        return
    file = site / FOLDER / ACCESS_FILE
    own = [path for path in pages if path.relative_to(docs).with_suffix("").as_posix() in PAGE]
    if file.exists() and own:
        name = own[0].relative_to(docs).as_posix()
        yield Problem(Place(PATH), "", "access-twice", {"name": name}, Severity.NOTICE)
    elif not file.exists() and not own:
        yield Problem(Place(PATH), "", "access-missing", {}, Severity.NOTICE)


def _check_publisher(publisher: Publisher, register: Register, found: Findings) -> None:
    contact, slug = publisher.contact, publisher.municipality
    if slug is not None:
        home = register.municipalities.get(slug)
        if home is None:
            known = register.municipalities
            found.unknown(publisher.line, "ansvarig: kommun", "access-home", slug, known)
            return
        contact = home.contacts.get(publisher.function or home.fallback or "")
        if publisher.function and contact is None:
            name = "ansvarig: kontakt"
            found.unknown(
                publisher.line, name, "unknown-contact", publisher.function, home.contacts
            )
            return
    if contact is None or not contact.reachable:
        found.notice(publisher.line, "ansvarig", "access-unreachable")
    elif contact.internal:
        found.notice(publisher.line, "ansvarig: kontakt", "access-internal", name=contact.name)


def _check_dates(said: AccessStatement, as_of: date, found: Findings) -> None:
    """Note a statement that nobody has gone through for a year ((EU) 2018/1523, recital 3)."""
    latest = max((one.latest for one in (said.assessed, said.updated) if one), default=None)
    if said.assessed is None:
        found.notice(1, "bedömd", "access-undated")
    elif latest and (as_of - latest).days > 366:
        found.notice(1, "bedömd", "access-old", date=str(latest))
