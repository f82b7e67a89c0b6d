"""Open now, in a real Chromium: golden cases, another way of counting, clocks, and what fails.

The script is run on a page with every contact block of the golden cases, at moments that the test
chooses. What it says is compared with the cases and with a count of its own in Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from holidays.countries import Sweden

from styrdok.compose.addresses import HOLIDAYS
from styrdok.compose.frame import Frame
from styrdok.compose.holidays import holidays_of
from styrdok.memory import Memory
from styrdok.model import Contact
from styrdok.swedish.holidays import closed_days, short_days
from styrdok.texts import catalogue
from tests.conftest import HOME, read

YEARS = (2026, 2027, 2028)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
ZONES = ("Europe/Stockholm", "America/Los_Angeles", "Pacific/Kiritimati")
ORIGIN = "http://styrdok.invalid/"
SAY = """moments => moments.map(moment => {
  Date.now = () => moment;
  document.dispatchEvent(new Event('visibilitychange'));
  return [...document.querySelectorAll('.contact')].map(block => {
    const line = block.querySelector('[data-open]');
    return line && !line.hidden ? line.textContent : '–';
  });
})"""
READ = "document.querySelectorAll('[data-state]').length"


@dataclass(frozen=True)
class Case:
    """Hours as an editor writes them, and what the block says at some moments of Swedish time."""

    name: str
    hours: str
    moments: tuple[tuple[datetime, str], ...]


def cases() -> Iterator[Case]:
    text = (HOME / "tests/open_now.md").read_text("utf-8")
    for part in text.split("\n## ")[1:]:
        found = re.fullmatch(r"(.+?)\n\n```yaml\n(.+?)```\n\n(.+)", part.strip(), re.S)
        assert found, part
        rows = [row[1:-1].split("|") for row in found[3].splitlines()[2:]]
        moments = []
        for day, clock, line in ([cell.strip() for cell in row] for row in rows):
            moment = datetime.fromisoformat(f"{day.split()[1]}T{clock.replace('.', ':')}")
            assert WEEKDAYS[moment.weekday()] == day.split()[0], day
            moments.append((moment, line))
        yield Case(found[1], found[2], tuple(moments))


CASES = tuple(cases())


def utc(moment: datetime) -> float:
    """Milliseconds since 1970 of a moment of Swedish time: summer time by the EU's directive."""

    def turns(month: int) -> datetime:
        last = date(moment.year, month, 31)
        sunday = last - timedelta(days=last.isoweekday() % 7)
        return datetime(sunday.year, sunday.month, sunday.day, 2 if month == 3 else 3)

    summer = turns(3) <= moment < turns(10)
    return (moment - timedelta(hours=2 if summer else 1) - datetime(1970, 1, 1)) / timedelta(
        milliseconds=1
    )


@pytest.fixture(scope="module")
def contacts(tmp_path_factory: pytest.TempPathFactory) -> list[Contact]:
    """The functions of the golden cases, as they are read."""
    root = tmp_path_factory.mktemp("open")
    home = root / "policies/sjoby"
    home.mkdir(parents=True)
    lines = "namn: Sjöby kommun\nkontakter:\n"
    for number, case in enumerate(CASES):
        lines += f"  f{number}:\n    namn: {case.name}\n    telefon: 0123-45 67 89\n"
        lines += "".join(f"    {line}\n" for line in case.hours.splitlines())
    (home / "kommun.yml").write_text(lines, encoding="utf-8")
    register, _ = read(root, date(2025, 12, 1))
    return list(register.municipalities["sjoby"].contacts.values())


@pytest.fixture(scope="module")
def page_html(contacts: Sequence[Contact]) -> str:
    frame = Frame([str(HOME / "overrides")], catalogue(), Memory(None))
    blocks = "".join(frame.contact_block(contact, "sjoby", "") for contact in contacts)
    return f'<!doctype html><html lang="sv"><title>Test</title><body>{blocks}</body></html>'


def serve(page: Any, html: str, data: str | None = None, lang: str = "sv") -> list[str]:
    """Let a page's requests be answered from here; return the list of what it asks for."""
    asked: list[str] = []
    known = data or json.dumps(holidays_of(list(YEARS)))
    scripts = {"open.js": (HOME / "overrides/assets/open.js").read_text("utf-8")}

    def answer(route: Any) -> None:
        address = route.request.url.removeprefix(ORIGIN)
        asked.append(address)
        if address == HOLIDAYS:
            status = 404 if data == "" else 200
            route.fulfill(status=status, content_type="application/json", body=known)
        elif name := next((name for name in scripts if name in address), None):
            route.fulfill(content_type="text/javascript", body=scripts[name])
        else:
            body = html.replace('html lang="sv"', f'html lang="{lang}"')
            route.fulfill(content_type="text/html; charset=utf-8", body=body)

    page.route("**/*", answer)
    return asked


@pytest.fixture(params=ZONES)
def page(request: pytest.FixtureRequest, browser: Any, page_html: str) -> Iterator[Any]:
    context = browser.new_context(timezone_id=request.param, locale="en-US")
    opened = context.new_page()
    opened.faults = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.asked = serve(opened, page_html)
    opened.goto(ORIGIN)
    opened.wait_for_function(READ)
    yield opened
    assert opened.faults == []
    context.close()


def test_golden(page: Any) -> None:
    moments = [(n, *each) for n, case in enumerate(CASES) for each in case.moments]
    said = page.evaluate(SAY, [utc(moment) for _, moment, _ in moments])
    found = [
        f"{CASES[n].name}, {moment}: {lines[n]}"
        for (n, moment, _), lines in zip(moments, said, strict=True)
    ]
    assert found == [f"{CASES[n].name}, {moment}: {line}" for n, moment, line in moments]
    assert sorted(page.asked) == ["", "assets/open.js", HOLIDAYS]


# Another way of counting: every minute of a day is open or not, and one looks minute by minute.


def named(day: date) -> tuple[str, str]:
    """Why it is closed on a day, and why it may be shorter; '' is neither, or unknown."""
    known, iso = day.year in YEARS, day.isoformat()
    return (
        closed_days(day.year).get(iso, "") if known else "",
        short_days(day.year).get(iso, "") if known else "",
    )


def minute(clock: str) -> int:
    hour, _, rest = clock.partition(":")
    return int(hour) * 60 + int(rest)


@cache
def day_of(contact: Contact, day: date) -> tuple[frozenset[int], str, str] | None:
    """The open minutes of a day, why it is closed, why it may be shorter; None is unknown."""
    closed, short = named(day)
    number = day.isoweekday()

    def of(rows: Sequence[Any]) -> frozenset[int]:
        spans = [(row.opens, row.closes) for row in rows if row.opens]
        return frozenset(m for a, b in spans for m in range(minute(a), minute(b)))

    others = contact.other_hours
    dated = [o for o in others if o.first == o.last == day]
    held = [o for o in others if o.holiday and o.holiday in (closed, short)]
    if rows := dated or held:
        return of(rows), rows[0].name or rows[0].holiday or closed, ""
    if day.year not in YEARS:
        return None
    if closed:
        return frozenset(), closed, ""
    lasting = [
        o
        for o in others
        if o.first and o.last and o.first <= day <= o.last
        if not o.weekdays or number in o.weekdays
    ]
    if lasting:
        shortest = min(o.last - o.first for o in lasting)
        rows = [o for o in lasting if o.last - o.first == shortest]
        open_, name = of(rows), rows[0].name or ""
    else:
        open_, name = of([h for h in contact.hours if number in h.weekdays]), ""
    return open_, name, short if open_ else ""


@cache
def line_of(contact: Contact, moment: datetime) -> str:
    """What a block should say at a moment of Swedish time."""
    if not contact.hours_clear or not (today := day_of(contact, moment.date())):
        return "–"
    open_, name, short = today
    now = moment.hour * 60 + moment.minute
    if short and now <= max(open_):
        return f"Öppettiderna kan vara kortare i dag: {short}"
    if now in open_:
        return until(contact, moment)
    line, ahead = ("Stängt i dag: " + name if name and not open_ else "Stängt"), 0
    begins = [m for m in sorted(open_) if m > now]
    if begins:
        return f"Stängt nu, öppnar {say(begins[0])}"
    for ahead in range(1, 366):
        later = day_of(contact, moment.date() + timedelta(days=ahead))
        if later is None:
            break
        when = "i morgon" if ahead == 1 else dated(moment.date() + timedelta(days=ahead), ahead)
        if later[2]:
            first = line if ":" in line else "Stängt nu"
            return f"{first}. Öppettiderna kan vara kortare {when}: {later[2]}"
        if later[0]:
            opens = f"{when} {say(min(later[0]))}"
            if ":" in line:
                return f"{line}. Öppnar {opens}"
            return f"Stängt{' nu' if ahead == 1 else ''}, öppnar {opens}"
    return line if ":" in line else "Stängt nu"


def until(contact: Contact, moment: datetime) -> str:
    """'Öppet nu', until the first minute that is not open."""
    start, at = moment.replace(hour=0, minute=0), moment
    while at - start < timedelta(days=8):
        day = day_of(contact, at.date())
        if day is None or (at.date() != moment.date() and day[2]):
            return "Öppet nu"
        now = at.hour * 60 + at.minute
        end = next((m for m in range(now, 1440) if m not in day[0]), 1440)
        at += timedelta(minutes=end - now)
        if end < 1440:
            break
    else:
        return "Öppet nu"
    ahead = (at.date() - moment.date()).days
    if at.hour == at.minute == 0:  # closes at midnight: said of the day that ends
        at, ahead, clock = at - timedelta(days=1), ahead - 1, "24.00"
    else:
        clock = say(at.hour * 60 + at.minute)
    when = "" if not ahead else "i morgon " if ahead == 1 else f"{WEEKDAYS[at.weekday()]} "
    return f"Öppet nu, stänger {when}{clock}"


def say(of_day: int) -> str:
    return f"{of_day // 60}.{of_day % 60:02d}"


def dated(day: date, ahead: int) -> str:
    weekday = WEEKDAYS[day.weekday()]
    return f"{weekday} {day.day} {MONTHS[day.month - 1]}" if ahead > 6 else weekday


@pytest.mark.parametrize("page", ZONES[1:2], indirect=True)
def test_many_moments_are_as_another_count_has_them(page: Any, contacts: list[Contact]) -> None:
    first, step = datetime(2025, 12, 30), timedelta(hours=49, minutes=13)
    many = [first + step * number for number in range(int(timedelta(days=1110) / step))]
    for day in ("2026-03-29", "2026-10-25", "2026-12-31", "2028-02-29", "2028-12-31"):
        many += [datetime.fromisoformat(f"{day}T{hour:02d}:30") for hour in range(24) if hour != 2]
    said = page.evaluate(SAY, [utc(moment) for moment in many])
    wrong = [
        (contact.name, str(moment), line, right)
        for moment, lines in zip(many, said, strict=True)
        for contact, line in zip(contacts, lines, strict=True)
        if line != (right := line_of(contact, moment))
    ]
    assert wrong == []
    kinds = {re.sub(r"\d.*|:.*", "", line) for lines in said for line in lines}
    assert len(kinds) > 12  # the moments meet with most that can be said


def test_the_days_are_those_of_the_package() -> None:
    for year in range(2025, 2038):
        public = {d.isoformat() for d in Sweden(years=year, include_sundays=False)}
        eves = {
            d.isoformat()
            for d, name in Sweden(years=year, categories=("optional",), language="sv").items()
            if name in ("Midsommarafton", "Julafton", "Nyårsafton")
        }
        assert set(closed_days(year)) == public | eves
        assert not set(short_days(year)) & set(closed_days(year))


def test_the_file_of_days_is_as_it_is_made() -> None:
    from tools.holidays import lines

    from styrdok.swedish.holidays import FILE

    assert FILE.read_text("utf-8") == "".join(lines(2025, 2037))


def test_the_line_is_renewed_at_the_minute_and_is_no_noise(browser: Any, page_html: str) -> None:
    context = browser.new_context(timezone_id="Asia/Tokyo")
    page = context.new_page()
    serve(page, page_html)
    page.clock.install(time=datetime.fromisoformat("2026-11-23T06:59:30+00:00"))
    page.goto(ORIGIN)
    line = page.locator("[data-open]").first
    page.wait_for_function(READ)
    assert line.text_content() == "Stängt nu, öppnar 8.00"
    watch = "node => { window.seen = 0; new MutationObserver(() => { window.seen += 1; })"
    line.evaluate(f"{watch}.observe(node, {{childList: true, characterData: true}}); }}")
    page.clock.run_for(25_000)
    assert line.text_content() == "Stängt nu, öppnar 8.00"
    page.clock.run_for(6_000)
    assert line.text_content() == "Öppet nu, stänger 16.30"
    page.clock.run_for(8 * 3600_000)
    assert line.text_content() == "Öppet nu, stänger 16.30"
    assert page.evaluate("window.seen") == 1  # written when it changes, and not else
    assert line.evaluate("node => !node.closest('[aria-live], [role=status], [role=alert]')")
    context.close()


BREAKS = {
    "no time zones": "Intl.DateTimeFormat = class { constructor(l, o) "
    "{ if (o && o.timeZone) throw new RangeError('time zone'); } }",
    "no Intl": "delete window.Intl",
}


@pytest.mark.parametrize("broken", BREAKS)
def test_where_the_browser_knows_no_time_zones_nothing_is_claimed(
    browser: Any, page_html: str, broken: str
) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    serve(page, page_html)
    page.add_init_script(BREAKS[broken])
    page.goto(ORIGIN)
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-open]:visible").count() == 0 and faults == []
    assert page.locator("table.hours").first.is_visible()
    page.close()


@pytest.mark.parametrize("data", ["", "inte json"])
def test_without_the_days_only_what_is_sure_is_said(
    browser: Any, page_html: str, contacts: list[Contact], data: str
) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    serve(page, page_html, data)
    page.goto(ORIGIN)
    page.wait_for_function(READ)
    at = [utc(datetime.fromisoformat(m)) for m in ("2026-11-23T10:00", "2026-12-24T10:00")]
    usual, sure = page.evaluate(SAY, at)
    names = [contact.name for contact in contacts]
    assert set(usual) == {"–"} and faults == []
    assert sure[names.index("Avvikelser")] == "Öppet nu, stänger 11.00"
    assert [line for line in sure if line != "–"] == ["Öppet nu, stänger 11.00"]
    page.close()


def test_without_script_the_hours_stand_there_alone(browser: Any, page_html: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    serve(page, page_html)
    page.goto(ORIGIN)
    assert page.locator("[data-open]:visible").count() == 0
    assert page.locator("table.hours:visible").count() > len(CASES) - 1
    context.close()
