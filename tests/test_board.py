"""The review board: what is due when, what a review needs, and calendars for programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.content_lines import folded
from styrdok.derive.board import Reach, Term, later, tasks, term_of
from styrdok.derive.digest import digest
from styrdok.derive.lifecycle import Lateness, Standing, Status
from styrdok.model import Audience
from tests.conftest import AS_OF, HOME, Write, build, cut_for, policy, read

DECIDED = "beslut: {organ: KS, datum: 2020-05-01}\n"


@pytest.mark.parametrize(
    ("due", "late", "term"),
    [
        (date(2026, 11, 20), Lateness.YES, Term.OVERDUE),
        (date(2026, 11, 21), Lateness.NO, Term.THREE),
        (date(2027, 2, 21), Lateness.NO, Term.THREE),
        (date(2027, 2, 22), Lateness.NO, Term.SIX),
        (date(2027, 5, 22), Lateness.NO, Term.TWELVE),
        (date(2027, 11, 22), Lateness.NO, Term.LATER),
        (None, Lateness.NO, Term.UNKNOWN),
    ],
)
def test_terms_are_counted_in_months(due: date | None, late: Lateness, term: Term) -> None:
    assert term_of(Standing(Status.IN_FORCE, due_by=due, late=late), AS_OF) is term


def test_months_end_where_they_end() -> None:
    assert later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert later(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert later(date(2026, 12, 31), 12) == date(2027, 12, 31)


def test_a_task_says_what_its_review_needs(write: Write) -> None:
    site = write({
        "sjoby/a.md": policy(
            DECIDED + "revideras: årligen\nstödjer: [b, c]\nansvarig: chef\n"
            "hänvisar till: [Saknad rutin]\n",
            "Enligt förvaltningslagen (2017:900) och arkivlagen (1990:782) ska vi.\n"
            "Se förvaltningslagen (2017:900) och KS (2019:12345).\n",
            titel="A",
        ),
        "sjoby/b.md": policy("beslut: {organ: KF, datum: 2024-01-01}\n", titel="B"),
        "sjoby/c.md": policy("beslut: förslag\n", titel="C"),
        "sjoby/d.md": policy(DECIDED + "ansvarig: kontaktcenter\n", titel="D"),
    })  # fmt: skip
    found = tasks(digest(read(site)[0]), "sjoby")
    assert [task.policy.title for task in found] == ["A", "B", "D"], "no proposal is reviewed"
    task = found[0]
    assert task.term is Term.OVERDUE and task.age == 6
    assert task.laws == ("arkivlagen (1990:782)", "förvaltningslagen (2017:900)")
    assert task.lost == ("Saknad rutin",)
    assert [(p.title, str(day)) for p, day in task.parents] == [("B", "2024-01-01")]
    assert (task.reach, found[1].reach, found[2].reach) == (
        Reach.SILENT, Reach.UNKNOWN, Reach.REACHED,
    )  # fmt: skip


def test_the_board_is_for_employees_unless_the_site_says_otherwise(
    write: Write, tmp_path: Path
) -> None:
    site = write({"sjoby/a.md": policy(DECIDED + "revideras: årligen\nansvarig: chef\n")})
    places = build(site)
    assert (places[Audience.INTRANET] / "granskning/index.html").exists()
    assert (places[Audience.INTRANET] / "granskning/sjoby/chef.ics").exists()
    assert not (places[Audience.PUBLIC] / "granskning").exists()
    assert b"granskning/" not in (places[Audience.PUBLIC] / "index.html").read_bytes()
    config = (HOME / "mkdocs.yml").read_text("utf-8")
    config = config.replace(
        "kanal: webbplats", f"kanal: webbplats\n    rot: {site}\n    granskningstavla: true"
    )
    for name in ("docs", "overrides", "macros"):
        config = config.replace(f": {name}\n", f": {HOME / name}\n")
    (site / "mkdocs.yml").write_text(config, encoding="utf-8")
    page = build(site)[Audience.PUBLIC] / "granskning/index.html"
    assert "Skulle" not in page.read_text("utf-8") and "Försenat" in page.read_text("utf-8")


def test_a_calendar_is_icalendar(write: Write) -> None:
    header = DECIDED + "revideras: senast 4 år efter beslut\nansvarig: chef\n"
    title = "Riktlinje för åtgärder, öppenhet; och annat som gör titeln längre än en rad"
    site = write({"sjoby/a.md": policy(header, titel=f'"{title}"')})
    raw = (build(site)[Audience.INTRANET] / "granskning/sjoby.ics").read_bytes()
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"") and all(len(line) <= 75 for line in lines)
    whole = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert whole[0] == "BEGIN:VCALENDAR" and whole[-2] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20240501" in whole and "DTEND;VALUE=DATE:20240502" in whole
    assert "DTSTAMP:20261121T000000Z" in whole, "no clock: the register's date"
    summary = next(line for line in whole if line.startswith("SUMMARY:"))
    assert summary.endswith(title.replace(",", "\\,").replace(";", "\\;"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_folded_lines_unfold_to_the_same(words: str) -> None:
    lines = folded(words)
    assert lines.replace("\r\n ", "") == words
    assert all(len(line.encode()) <= 75 for line in lines.split("\r\n"))


def test_nothing_internal_is_counted_on_a_public_board(write: Write) -> None:
    site = write({
        "sjoby/a.md": policy(DECIDED, "Text.\n::: intern\nEnligt lagen (2018:218).\n:::\n"),
        "sjoby/b.md": policy(DECIDED, kanaler="[intranät]"),
    })  # fmt: skip
    register, _ = read(site)
    found = tasks(digest(cut_for(register, Audience.PUBLIC)), "sjoby")
    assert [(task.policy.id, task.laws) for task in found] == [("sjoby/a", ())]


def test_the_board_says_nothing_twice_and_asks_no_decision_of_information(write: Write) -> None:
    site = write({
        "sjoby/a.md": policy(DECIDED + "revideras: 2027-06-30\n", titel="A"),
        "sjoby/b.md": policy(titel="B", dokumenttyp="information"),
        "sjoby/c.md": policy(titel="C"),
    })  # fmt: skip
    page = (build(site)[Audience.INTRANET] / "granskning/index.html").read_text("utf-8")
    assert "30 juni 2027" in page and "(2027-06-30)" not in page
    assert page.count("Okänt när det beslutades") == 1
