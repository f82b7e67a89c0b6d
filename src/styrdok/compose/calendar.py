"""Review dates become calendars that a function or a municipality can subscribe to.

The form is iCalendar (RFC 5545): lines end with CRLF and are at most 75 bytes long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from urllib.parse import urljoin

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.content_lines import escaped, written
from styrdok.compose.entries import Entry
from styrdok.memory import Sealed
from styrdok.model import DataFile
from styrdok.slug import slugify
from styrdok.texts import Texts


def calendar_files(composer: Composer) -> Iterator[DataFile]:
    """Yield a calendar for each municipality and each function that has anything to review."""
    for slug in composer.municipality_order if composer.board else ():
        home = composer.homes[slug]
        rows = [task.entry for task in composer.tasks(slug)]
        yield _file(addresses.of_calendar(slug), home.name, rows, composer)
        for function, name in composer.functions(slug):
            own = [entry for entry in rows if slugify(entry.function or "") == function]
            address = addresses.of_calendar(slug, function)
            yield _file(address, f"{home.name}, {name}", own, composer)


def calendar_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the site's calendars."""
    slugs = composer.municipality_order if composer.board else []
    own = [
        addresses.of_calendar(slug, key) for slug in slugs for key, _ in composer.functions(slug)
    ]
    return [*map(addresses.of_calendar, slugs), *own]


def _file(
    address: str, owner: str, entries: Sequence[Sealed[Entry]], composer: Composer
) -> DataFile:
    name = composer.texts("board.calendar-of", name=owner)
    view = (name, composer.frame.around.site_url, composer.register.as_of, entries)
    return DataFile(address, view, partial(write_calendar, *view, composer.texts))


def write_calendar(
    name: str, site_url: str, as_of: date, entries: Sequence[Sealed[Entry]], texts: Texts
) -> bytes:
    """Return a calendar with a whole-day event for each document whose review date is known."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Styrdok//Granskning//SV"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for entry in entries:
        if entry.standing.due_by:
            lines += _event(entry.value, entry.standing.due_by, site_url, as_of, texts)
    return written([*lines, "END:VCALENDAR"])


def _event(entry: Entry, due: date, site_url: str, as_of: date, texts: Texts) -> list[str]:
    host = (site_url.split("/")[2:3] or ["styrdok.invalid"])[0]
    late = "board.event-late" if entry.standing.overdue else "board.event"
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}@{host}",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(texts(late, title=entry.title))}",
        f"DESCRIPTION:{escaped(texts('board.event-rule', rule=entry.review or ''))}",
        f"URL:{urljoin(site_url, entry.address)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
