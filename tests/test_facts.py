"""Facts side by side: what the page shows of real and odd documents, the timeline, and print."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.entries import Entry, Home, Particulars
from styrdok.compose.facts.timeline import LEFT, MOST_LANES, RIGHT, Timeline, timeline
from styrdok.compose.facts.values import Fact
from styrdok.derive.age import Age, age_of, years_since
from styrdok.derive.lifecycle import Standing, Status
from styrdok.memory import Sealed
from styrdok.model import (
    Audience,
    Decision,
    DecisionState,
    PartialDate,
    Validity,
)
from styrdok.read.policy_file import read_policy
from tests.conftest import AS_OF, Write, build, policy

PUBLIC = Audience.PUBLIC
Sites = dict[Audience, Path]


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0].partition(">")[2]


def rows(page: str, section: str) -> dict[str, dict[str, str]]:
    """The rows of a section's table: by their head, each cell by its label."""
    part = page.split(f'<section aria-labelledby="_{section}">')[1].split("</section>", maxsplit=1)[
        0
    ]
    found = {}
    for row in re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", part, re.S):
        head, _, cells = row.partition("</th>")
        labelled = re.findall(r'<td data-label="([^"]*)"[^>]*>(.*?)</td>', cells, re.S)
        found[words(head)] = {label: words(cell) for label, cell in labelled}
    return found


GUIDELINE = "Riktlinje för service, tillgänglighet och bemötande Ale kommun"
LERUM = "Kommunikationspolicy för Lerums kommun Lerums kommun"
PROPOSAL = "Policy för kommunikation, service och bemötande Ale kommun"


def test_what_is_at_a_glance_is_true(sites: Sites) -> None:
    page = html(sites[PUBLIC], "jamforelse/fakta")
    homes = rows(page, "kommuner")
    rule = {name: row["Inåt före utåt"].split(",")[0] for name, row in homes.items()}
    assert rule == {
        "Ale kommun": "ska", "Lerums kommun": "ska", "Vänersborgs kommun": "ska eftersträvas",
    }  # fmt: skip
    assert {name: row["Löften om tid"] for name, row in homes.items()} == {
        "Ale kommun": "1", "Lerums kommun": "0", "Vänersborgs kommun": "0",
    }  # fmt: skip
    assert homes["Ale kommun"]["Öppettider"] == "Kontaktcenter måndag–fredag 8.00–16.30"
    text = rows(page, "text")
    promising = {name for name, row in text.items() if row["Löften om tid"] != "Inga"}
    assert promising == {GUIDELINE}
    assert text[GUIDELINE]["Löften om tid"] == "återkoppling: en till tre arbetsdagar"
    assert 'riktlinje-for-service-tillganglighet-och-bemotande/#tillgangliga">återkoppling' in page
    assert text[GUIDELINE]["Kontaktvägar"] == "telefon, e-post, besök, post via Kontaktcenter"
    assert text[LERUM]["Kontaktvägar"] == "Uppgift saknas"
    assert re.fullmatch(r"\d+ medelsvår", text[LERUM]["LIX"])


def test_every_fact_of_before_is_there_still(sites: Sites) -> None:
    page = html(sites[PUBLIC], "jamforelse/fakta")
    decision, dates, review = (rows(page, s)[GUIDELINE] for s in ("beslut", "datum", "oversyn"))
    assert decision["Beslutad av"] == "Kommunstyrelsen" and decision["Paragraf"] == "§ 225"
    assert decision["Diarienummer"] == "2021.462"
    assert dates["Ska ses över senast"] == "1 januari 2026" and dates["Ålder"] == "5 år"
    assert review["Revideras"] == "senast 4 år efter ikraftträdande"
    assert review["Ansvarig funktion"] == "Kontaktcenterchef"
    assert rows(page, "datum")[LERUM]["Ålder"] == "4 år efter dokumentets datum"
    assert rows(page, "datum")[PROPOSAL]["Beslutsdatum"] == "Inte beslutat"
    assert not re.search(r"<t[dh][^>]*>\s*</t[dh]>", page), "no empty cells"


def test_sorting_has_values_and_without_a_script_no_buttons(sites: Sites) -> None:
    page = html(sites[PUBLIC], "jamforelse/fakta")
    assert 'data-label="Beslutsdatum" data-sort="2021-11-02"' in page
    assert "<button" not in main(page) and '/sort.js" defer' in page


def test_the_page_has_a_printed_form_and_its_data(sites: Sites) -> None:
    for address in ("jamforelse", "jamforelse/fakta", "teman/svarstider"):
        page, printed = html(sites[PUBLIC], address), html(sites[PUBLIC], f"{address}/utskrift")
        for form in ("csv", "json"):
            target = re.search(rf'href="((?:\.\./)+data/[\w/-]+\.{form})"', page)
            assert target and (sites[PUBLIC] / address / target[1]).resolve().is_file()
        assert 'utskrift/">Skriv ut</a>' in page
        assert '<meta name="robots" content="noindex">' in printed
        assert "Uppgifterna gäller den 21 november 2026." in words(printed)
        for control in ("<form", "<button", "<nav", "sort.js", "Ladda ner"):
            assert control not in printed, control
        shown = re.sub(r'<ul class="take".*?</ul>', "", main(page), flags=re.S)
        assert words(shown) == words(main(printed)), "whole, and no more"


def test_printed_pages_are_not_in_the_site_map(sites: Sites) -> None:
    assert "utskrift" not in (sites[PUBLIC] / "sitemap.xml").read_text("utf-8")


def test_a_site_with_nothing_says_so(write: Write) -> None:
    site = build(write({}))[PUBLIC]
    page = words(html(site, "jamforelse/fakta"))
    assert "Inga dokument är publicerade." in page and "Sjöby kommun" in page


def test_more_than_one_page_can_hold_stands_by_municipality(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrdok.compose.composer.TOGETHER", 1)
    nyby = {"nyby/kommun.yml": "namn: Nyby kommun\n", "nyby/a.md": policy(titel="Nybydokument")}
    site = build(write({"sjoby/a.md": policy(titel="Sjöbydokument"), **nyby}))[PUBLIC]
    page = html(site, "jamforelse/fakta")
    assert "bydokument" not in page and 'fakta/nyby/">Nyby kommun</a>' in page
    assert "data/jamforelse/fakta.csv" in page
    own = html(site, "jamforelse/fakta/nyby")
    assert "Nybydokument" in own and "Sjöbydokument" not in own
    assert "data/jamforelse/fakta/nyby.csv" in own and "Skriv ut" not in own
    for name in ("fakta", "fakta/nyby", "fakta/sjoby"):
        assert (site / f"data/jamforelse/{name}.json").is_file()


def day(text: str) -> PartialDate:
    return PartialDate(*map(int, text.split("-")))


def fact(
    decided: str = "", starts: str = "", review: str = "", ends: str = "", at: int = 0
) -> Fact:
    home = Home("sjoby", "Sjöby kommun", "Sjöby")
    dates = {"decided": decided, "starts": starts, "review": review, "ends": ends}
    known = {name: day(one) if one else None for name, one in dates.items()}
    decision = Decision("KS", known["decided"]) if known["decided"] else None
    entry = Entry(
        f"sjoby/d{at}", f"sjoby/d{at}/", home, "Titel " * 30, "policy", "sv", None,
        Standing(Status.IN_FORCE, review_due=known["review"]), DecisionState.UNKNOWN, decision,
        None, Validity(known["starts"], known["ends"]), None, None, None, None, (), (),
    )  # fmt: skip
    more = Particulars(None, None, None, None, (), False, None, (), (), False)
    return Fact(Sealed(entry), more, 0, None, None, None, (), (), None)


def drawn(*facts: Fact) -> Timeline:
    found = timeline(facts, AS_OF)
    assert found
    return found


def test_dates_stand_where_their_days_are() -> None:
    ((_, _, (lane,)),) = drawn(fact("2021-06-16", "2022-01", "2023")).groups
    decided, starts, review = lane.marks
    assert (decided.kind, decided.width) == ("decided", 0)
    assert starts.width > 0 and review.width > 10 * starts.width, "a month, and a year"
    assert decided.at < starts.at < review.at
    assert lane.title.endswith("…")


def test_a_whole_axis_is_from_year_to_year() -> None:
    lines = drawn(fact("2021-01-01"))
    assert lines.ticks == ((2021, LEFT), *lines.ticks[1:-1], (2027, RIGHT))
    assert lines.ticks[-2][1] < lines.today < RIGHT


def test_without_dates_there_is_no_picture() -> None:
    assert timeline([fact(), fact()], AS_OF) is None
    assert timeline([], AS_OF) is None


def test_many_documents_are_counted_by_year() -> None:
    facts = [fact("2021-06-16", review=str(2020 + at % 5), at=at) for at in range(MOST_LANES + 1)]
    lines = drawn(*facts)
    assert not lines.groups
    assert [(y.year, y.counts[0], y.counts[2]) for y in lines.years] == [
        (2020, 0, 13), (2021, 61, 12), (2022, 0, 12), (2023, 0, 12), (2024, 0, 12),
    ]  # fmt: skip
    assert lines.most == 61


@given(st.lists(st.tuples(st.integers(1, 9999), st.integers(0, 12)), min_size=1, max_size=70))
def test_every_date_is_on_the_axis(given_: list[tuple[int, int]]) -> None:
    facts = [fact(f"{year}-{month}" if month else str(year)) for year, month in given_]
    lines = drawn(*facts)
    marks = [mark for _, _, lanes in lines.groups for lane in lanes for mark in lane.marks]
    assert all(LEFT <= mark.at <= mark.at + mark.width <= RIGHT + 0.1 for mark in marks)
    assert len(lines.ticks) <= 102 and all(LEFT <= at <= RIGHT for _, at in lines.ticks)
    assert sum(sum(year.counts) for year in lines.years) in (0, len(given_))
    assert all(LEFT <= year.at <= RIGHT for year in lines.years)


@pytest.mark.parametrize(
    ("when", "years"),
    [("2021-11-21", 5), ("2021-11-22", 4), ("2021-11", 4), ("2021", 4), ("2026", None),
     ("2026-11-21", 0), ("2030-01-01", None)],
)  # fmt: skip
def test_years_are_those_that_have_surely_passed(when: str, years: int | None) -> None:
    assert years_since(day(when), AS_OF) == years


def test_age_is_since_the_decision_or_else_the_documents_date() -> None:
    def age(header: str) -> Age | None:
        found = read_policy("policies/sjoby/a.md", policy(header).encode()).policy
        assert found
        return age_of(found, date(2026, 11, 21))

    assert age("beslut: {organ: KS, datum: 2020-01-01}\ndokumentdatum: 2010-01-01\n") == Age(
        6, True
    )
    assert age("dokumentdatum: 2010-01-01\n") == Age(16, False)
    assert age("beslut: {organ: KS}\ndokumentdatum: 2010\n") == Age(15, False)
    assert age("beslut: {organ: KS}\n") is None
