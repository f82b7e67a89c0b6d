"""Which text of a file may be public on a date: inside before outside; it knows no git.

It is as true as the ledger it is given: a text is let out early if, and only if, its stretch says
that it has stood on main for longer than it has (see `read/history/ledger.py`).
"""

from __future__ import annotations

from datetime import date

from styrdok.model import replace
from styrdok.read.history.ledger import Stretch

HOUR = 3600
DAY = 24 * HOUR
EPOCH = date(1970, 1, 1).toordinal()

Line = tuple[Stretch, ...]


def moment(as_of: date) -> int:
    """Return a date's moment in Unix seconds: its start at UTC+2 (00:00+02:00).

    That is Swedish midnight in summer and an hour before it in winter, never later: a build on
    that date in Sweden, or further west, is never before it, so nothing that has its time then
    is let out early.
    """
    return (as_of.toordinal() - EPOCH) * DAY - 2 * HOUR


def open_stretch(
    line: Line, hours: int, as_of: date, inside_since: date | None = None
) -> Stretch | None:
    """Return the newest text that had been on main for `hours` at a date's moment, or None.

    One that stood for so long before, was replaced and has come back counts at once. One that was
    replaced before its time was up never opens. After a gap, when the file was not on main, only
    what came later opens; what was withdrawn with the file does not come back by itself.
    `inside_since`: employees had the first text, and only that, by the end of that day.
    """
    now, begun = moment(as_of), _begun(line, inside_since)
    known = [at for at, stretch in enumerate(begun) if stretch.since <= now]
    if not known or not _stands(begun[known[-1]], now):
        return None
    for at in reversed(known):
        opens = _opens(begun, at, hours)
        if opens is not None and opens <= now:
            return line[at]
        if at and begun[at - 1].until != begun[at].since:
            return None
    return None


def opens_on(
    line: Line, changed: bool, hours: int, inside_since: date | None = None
) -> date | None:
    """Return the first date on which the newest text may be public.

    None where that text is not on main (it is `changed`, or the file is gone), and where its time
    is beyond the calendar, as a commit with a broken clock has it.
    """
    if changed or not line or line[-1].until is not None:
        return None
    opens = _opens(_begun(line, inside_since), len(line) - 1, hours)
    if opens is None:
        return None
    day = EPOCH - (-(opens + 2 * HOUR) // DAY)  # the first whose moment is not before
    return date.fromordinal(max(day, 1)) if day <= date.max.toordinal() else None


def _opens(line: Line, at: int, hours: int) -> int | None:
    """Return when a stretch's text has its time on main and stands there, or None: never."""
    lead, first = hours * HOUR, at
    while first and _goes_on(line[first - 1], line[first]):
        first -= 1
    last = at
    while last + 1 < len(line) and _goes_on(line[last], line[last + 1]):
        last += 1
    if _has_had_its_time(line[:first], line[at].blob, lead):
        return line[at].since
    ripe, until = line[first].since + lead, line[last].until
    return max(ripe, line[at].since) if until is None or ripe <= until else None


def _has_had_its_time(line: Line, blob: str, lead: int) -> bool:
    """Tell whether a text has stood in one go, also over a change of name, for so many seconds."""
    since: int | None = None
    for at, stretch in enumerate(line):
        if since is None or not _goes_on(line[at - 1], stretch):
            since = stretch.since
        if stretch.blob == blob and stretch.until is not None and stretch.until - since >= lead:
            return True
    return False


def _goes_on(one: Stretch, other: Stretch) -> bool:
    """Tell whether a text stood on as the next stretch: the same content, without a gap."""
    return one.blob == other.blob and one.until == other.since


def _stands(stretch: Stretch, now: int) -> bool:
    return stretch.until is None or stretch.until > now


def _begun(line: Line, inside_since: date | None) -> Line:
    """Return the line with its first text where employees had it: after the end of that day.

    The day ends at UTC+1, which is Swedish midnight in winter and an hour after it in summer.
    """
    if inside_since is None or not line:
        return line
    day_after = (inside_since.toordinal() + 1 - EPOCH) * DAY - HOUR
    return (replace(line[0], since=min(line[0].since, day_after)), *line[1:])
