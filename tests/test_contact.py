"""Contact blocks: what is read and refused, more than one channel, the card, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.cards import write_card
from styrdok.compose.content_lines import LONGEST
from styrdok.compose.extracts import answer_for
from styrdok.compose.wording import numbers
from styrdok.model import Audience, Contact, OtherHours, Person, Severity
from styrdok.texts import catalogue
from tests.conftest import AS_OF, POLICY, Write, build, policy, read
from tests.pages import SOME
from tests.test_browser import findings, opened, serving

PUBLIC, INTRANET = Audience.PUBLIC, Audience.INTRANET
WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)


def home_with(lines: str) -> str:
    """A municipality's file with one function and more lines about it."""
    return f"namn: Sjöby kommun\nkontakter:\n  ett:\n    namn: Ett\n{lines}"


def told(write: Write, lines: str) -> list[tuple[str, int, str]]:
    problems = read(write({"sjoby/kommun.yml": home_with(lines)}))[1]
    return [(p.code, p.place.line or 0, p.severity.value) for p in problems]


def contact_of(write: Write, lines: str, as_of: date = AS_OF) -> Contact:
    register, problems = read(write({"sjoby/kommun.yml": home_with(lines)}), as_of)
    assert not [p for p in problems if p.severity is Severity.ERROR]
    return register.municipalities["sjoby"].contacts["ett"]


OTHER = "    avvikande öppettider:\n"


def test_hours_other_than_usual_are_read(write: Write) -> None:
    rows = (
        '      - {dag: Skärtorsdag, öppnar: "8", stänger: "12.00"}\n'
        "      - {datum: 2026-12-23, stängt: ja, namn: inventering}\n"
        "      - {från: 2027-06-21, till: 2027-08-13, dagar: mån–ons, "
        "öppnar: 8.00, stänger: 15.00}\n"
    )
    assert contact_of(write, OTHER + rows).other_hours == (
        OtherHours("08:00", "12:00", holiday="skärtorsdag"),
        OtherHours(first=date(2026, 12, 23), last=date(2026, 12, 23), name="inventering"),
        OtherHours(
            "08:00", "15:00", None, date(2027, 6, 21), date(2027, 8, 13), "mån–ons", (1, 2, 3)
        ),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{dag: skärtorsdagen, stängt: ja}", "unknown-value-near"),
        ("{dag: måndag, stängt: ja}", "unknown-value"),
        ("{datum: 2026-12, stängt: ja}", "want-day"),
        ("{datum: 2026-02-30, stängt: ja}", "no-such-date"),
        ("{stängt: ja}", "other-when"),
        ("{dag: julafton, datum: 2026-12-24, stängt: ja}", "other-when"),
        ("{från: 2026-12-24, stängt: ja}", "other-when"),
        ("{datum: 2026-12-24}", "other-times"),
        ("{datum: 2026-12-24, stängt: nej}", "other-times"),
        ("{datum: 2026-12-24, öppnar: 8.00}", "other-times"),
        ("{datum: 2026-12-24, öppnar: 8.00, stänger: 9.00, stängt: ja}", "other-times"),
        ("{datum: 2026-12-24, öppnar: 9.00, stänger: 8.00}", "closes-early"),
        ("{från: 2026-12-24, till: 2026-12-23, stängt: ja}", "other-backwards"),
        ("{från: 2026-12-24, till: 2026-12-30, öppnar: 8.00, stänger: 9.00}", "missing-key"),
        ("{från: 2026-12-24, till: 2026-12-30, dagar: vardagar, stängt: ja}", "days-unclear"),
        ("{datum: 2026-12-24, dagar: måndag, stängt: ja}", "other-days"),
        ("{datum: 2026-12-24, oppnar: 8.00, stänger: 9.00}", "unknown-key-near"),
    ],
)
def test_what_is_unclear_of_other_hours_is_refused(write: Write, row: str, code: str) -> None:
    assert (code, 6, "error") in told(write, f"{OTHER}      - {row}\n")


def test_two_rows_that_cannot_both_be_true_are_told(write: Write) -> None:
    closed = "      - {datum: 2026-12-24, stängt: ja}\n"
    opened_then = "      - {datum: 2026-12-24, öppnar: 8.00, stänger: 12.00}\n"
    later = "      - {datum: 2026-12-24, öppnar: 13.00, stänger: 15.00}\n"
    assert ("other-twice", 7, "error") in told(write, OTHER + closed + opened_then)
    assert told(write, OTHER + opened_then + later) == []


def test_usual_hours_that_cross_are_told_and_nothing_is_claimed(write: Write) -> None:
    rows = (
        "    öppettider:\n"
        "      - {dagar: måndag–fredag, öppnar: 8.00, stänger: 16.00}\n"
        "      - {dagar: torsdag, öppnar: 15.00, stänger: 18.00}\n"
    )
    assert told(write, rows) == [("hours-cross", 7, "notice")]
    assert not contact_of(write, rows).hours_clear
    lunch = rows.replace("16.00", "12.00")
    assert told(write, lunch) == [] and contact_of(write, lunch).hours_clear


def test_hours_that_are_over_are_gone(write: Write) -> None:
    row = "      - {datum: 2026-12-23, stängt: ja}\n      - {dag: julafton, stängt: ja}\n"
    assert len(contact_of(write, OTHER + row, date(2026, 12, 23)).other_hours) == 2
    assert len(contact_of(write, OTHER + row, date(2026, 12, 24)).other_hours) == 1


@pytest.mark.parametrize("name", ['"☎"', "Ett"])
def test_a_function_has_an_address_of_its_own(write: Write, name: str) -> None:
    lines = f"  {name}:\n    namn: Två\n"
    assert ("reserved-name", "error") in {(code, weight) for code, _, weight in told(write, lines)}


# More than one channel

HOME = """\
namn: Sjöby kommun
{fallback}kontakter:
  kontaktcenter:
    namn: Kontaktcenter
    {channels}
  chef:
    namn: Chefen
    e-post: chef@sjoby.example
"""
ASKS = POLICY.replace("kanaler", "ansvarig: chef\nkanaler")


@pytest.mark.parametrize(
    ("fallback", "channels", "beside"),
    [
        ("reserv: kontaktcenter\n", "telefon: 0123-45 67 89", True),
        ("reserv: kontaktcenter\n", "e-post: kommun@sjoby.example", False),
        ("reserv: chef\n", "telefon: 0123-45 67 89", False),
        ("", "telefon: 0123-45 67 89", False),
    ],
)
def test_another_channel_is_shown_beside_a_lone_one_or_asked_for(
    write: Write, fallback: str, channels: str, beside: bool
) -> None:
    home = HOME.format(fallback=fallback, channels=channels)
    register, problems = read(write({"sjoby/kommun.yml": home, "sjoby/a.md": ASKS}))
    answer = answer_for(register.policies["sjoby/a"], register.municipalities["sjoby"])
    assert answer.channel and answer.channel.id == "chef"
    assert (answer.beside.id if answer.beside else None) == ("kontaktcenter" if beside else None)
    lone = [(p.place.line, p.facts["name"]) for p in problems if p.code == "one-channel"]
    line = home.splitlines().index("  chef:") + 1
    assert ((line, "Chefen") in lone) is not beside
    assert {p.severity for p in problems if p.code == "one-channel"} <= {Severity.NOTICE}


def test_a_hidden_person_is_no_channel_for_everyone(write: Write) -> None:
    person = "    person: {namn: Kim Ek, telefon: 0123-11 11 11}\n"
    home = HOME.format(fallback="", channels="telefon: 0123-45 67 89") + person
    problems = read(write({"sjoby/kommun.yml": home, "sjoby/a.md": ASKS}))[1]
    assert [p.facts["name"] for p in problems if p.code == "one-channel"] == ["Chefen"]


@pytest.mark.parametrize(
    ("phone", "links"),
    [
        ("0303-70 30 00", ["0303703000"]),
        ("+46 (0)303-70 30 00", ["+46303703000"]),
        ("0303-70 30 00 / 020-11 22 33", ["0303703000", "020112233"]),
        ("0303-70 30 00/01", ["0303703000"]),
        ("112", ["112"]),
    ],
)
def test_each_telephone_number_is_its_own_link(phone: str, links: list[str]) -> None:
    assert [digits for _, digits in numbers(phone)] == links


# The card


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def card(data: bytes) -> dict[str, list[str]]:
    """A card as an address book reads it (RFC 2426): each property's values, by its name."""
    text = data.decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= LONGEST for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"] and lines[-1] == "END:VCARD"
    found: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        found.setdefault(name, []).append(value)
    return found


def test_a_card_holds_what_the_block_shows() -> None:
    contact = Contact(
        "ett", "Kontaktcenter", "Kansli; stab", "0123-45 67 89 / 0123-99 99 99", "a@sjoby.example",
        "Kommunhuset, Torget 7, Sjöby", "Sjöby kommun, 449 80 Sjöby", "https://sjoby.example/skriv",
        message="Välkommen, alla.",
        person=Person("Kim Ek", "0123-11 11 11", internal=False),
        other_hours=(OtherHours(holiday="julafton"),),
    )  # fmt: skip
    own = "https://styrdok.example/sjoby/kontakt/ett.vcf"
    found = card(write_card(contact, "Sjöby kommun", "https://sjoby.example", own, catalogue()))
    assert unescaped(found["FN"][0]) == "Kontaktcenter, Sjöby kommun"
    assert [unescaped(p) for p in re.split(r"(?<!\\);", found["ORG"][0])] == [
        "Sjöby kommun", "Kansli; stab",
    ]  # fmt: skip
    phones = ["0123-45 67 89", "0123-99 99 99", "0123-11 11 11"]
    assert found["TEL;TYPE=work,voice"] == phones
    assert found["EMAIL;TYPE=internet"] == ["a@sjoby.example"]
    visit, post = found["ADR;TYPE=work"][0], found["ADR;TYPE=work,postal"][0]
    assert unescaped(visit) == ";;Kommunhuset, Torget 7, Sjöby;;;;"
    assert post == ";;Sjöby kommun;Sjöby;;449 80;"
    assert unescaped(found["LABEL;TYPE=work,postal"][0]) == "Sjöby kommun\n449 80 Sjöby"
    assert found["URL"] == ["https://sjoby.example/skriv", "https://sjoby.example"]
    note = "Välkommen, alla.\nKontaktperson: Kim Ek, 0123-11 11 11\nÖppettider:\njulafton stängt"
    assert unescaped(found["NOTE"][0]) == note
    assert found["UID"] == found["SOURCE"] == [own]


@given(WORDS, WORDS, WORDS)
def test_no_words_break_a_card(name: str, unit: str, visit: str) -> None:
    contact = Contact("ett", name, unit, visit=visit)
    found = card(write_card(contact, "Sjöby kommun", "", "/sjoby/kontakt/ett.vcf", catalogue()))
    assert unescaped(found["FN"][0]) == f"{name}, Sjöby kommun"
    assert "".join(found["ORG"]).count(";") == 1 + unit.count(";")
    assert "SOURCE" not in found and "UID" not in found  # an address that leads nowhere is none


# On the pages

FULL = """\
namn: Sjöby kommun
reserv: kontaktcenter
webbplats: https://sjoby.example
kontakter:
  kontaktcenter:
    namn: Kontaktcenter
    enhet: Kommunstyrelseförvaltningskommunikationsavdelningen
    telefon: 0123-45 67 89 / 0123-45 67 00
    e-post: kontaktcenter.for.alla.som.bor.har@sjoby-kommun.example
    adress till formulär: https://sjoby.example/skriv
    besöksadress: Kommunhuset, Torget 7, Sjöby
    postadress: Sjöby kommun, 449 80 Sjöby
    öppettider:
      - {dagar: måndag–fredag, öppnar: "8.00", stänger: "12.00"}
      - {dagar: måndag–fredag, öppnar: "13.00", stänger: "16.30"}
    avvikande öppettider:
      - {dag: skärtorsdag, öppnar: "8.00", stänger: "12.00"}
      - från: 2027-06-21
        till: 2027-08-13
        dagar: måndag–fredag
        öppnar: "8.00"
        stänger: "15.00"
        namn: sommartid
  chef:
    namn: Chefen
    e-post: chef@sjoby.example
    person: {namn: Dold Person, telefon: 0999-11 11 11}
  dold:
    namn: Dold funktion
    telefon: 0999-22 22 22
    intern: ja
"""
SHOWS = policy(
    "ansvarig: chef\n", '## A {tema="svarstider"}\n\nOrd.\n\n::: kontakt kontaktcenter\n'
)
HIDES = policy("ansvarig: dold\n", titel="Med annan funktion")


@pytest.fixture(scope="module")
def sjoby(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    root = tmp_path_factory.mktemp("kontakt")
    home = root / "policies/sjoby"
    home.mkdir(parents=True)
    (home / "kommun.yml").write_text(FULL, encoding="utf-8")
    (home / "a.md").write_text(SHOWS, encoding="utf-8")
    (home / "b.md").write_text(HIDES, encoding="utf-8")
    themes = "teman:\n  - {id: svarstider, namn: Svarstider, definition: Hur fort.}\n"
    (root / "policies/teman.yml").write_text(themes, encoding="utf-8")
    return build(root)


def test_cards_are_of_those_whom_the_readers_may_know(sjoby: dict[Audience, Path]) -> None:
    known = {
        audience: {path.stem: path.read_bytes() for path in (site / "sjoby/kontakt").iterdir()}
        for audience, site in sjoby.items()
    }
    assert known[PUBLIC].keys() == {"kontaktcenter", "chef"}
    assert known[INTRANET].keys() == {"kontaktcenter", "chef", "dold"}
    assert card(known[INTRANET]["chef"])["TEL;TYPE=work,voice"] == ["0999-11 11 11"]
    assert "TEL;TYPE=work,voice" not in card(known[PUBLIC]["chef"])
    for path in sjoby[PUBLIC].rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"0999" not in content and b"Dold" not in content and b"dold" not in content


class Addresses(HTMLParser):
    """Collects the addresses that contact blocks lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = [given.get("data-holidays"), given.get("src") if tag == "script" else None]
        named.append(given.get("href") if "download" in given else None)
        self.found += [one for one in named if one]


@pytest.mark.parametrize("page", ["sjoby/", "sjoby/a/", "teman/svarstider/"])
def test_addresses_lead_somewhere_from_any_depth(sjoby: dict[Audience, Path], page: str) -> None:
    for site in sjoby.values():
        html = (site / page / "index.html").read_text("utf-8")
        found = Addresses(html).found
        assert "\0" not in html
        assert {Path(one).name for one in found} >= {
            "helgdagar.json", "open.js", "kontaktcenter.vcf",
        }  # fmt: skip
        for address in found:
            assert (site / page / address).resolve().is_file(), address


def test_the_script_is_only_where_there_are_hours(sjoby: dict[Audience, Path]) -> None:
    for page in ("register/index.html", "sjoby/b/index.html", "index.html"):
        html = (sjoby[INTRANET] / page).read_text("utf-8")
        assert ("open.js" in html) == ("data-open" in html) == (page == "sjoby/b/index.html")


@pytest.fixture(scope="module")
def address(sjoby: dict[Audience, Path]) -> Iterator[str]:
    yield from serving(sjoby[PUBLIC])


@pytest.fixture(scope="module", params=SOME)
def view(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    yield from opened(browser, *request.param)


def test_the_block_in_a_browser(view: Any, address: str) -> None:
    view.clock.set_fixed_time("2026-11-23T09:30:00+00:00")
    view.goto(f"{address}sjoby/a/")
    view.wait_for_function("document.querySelectorAll('[data-state=open]').length === 2")
    block = view.locator(".answer .contact").last
    assert block.locator(".open-now").text_content() == "Öppet nu, stänger 12.00"
    assert view.locator(".answer .contact").count() == 2  # the lone channel, and another beside it
    assert findings(view) == [] and view.faults == []
    width = view.viewport_size["width"]
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert {one.split("/")[2] for one in view.asked} == {address.split("/")[2]}
    low = view.evaluate(
        "[...document.querySelectorAll('.contact a')]"
        ".filter(a => a.getBoundingClientRect().height < 24).map(a => a.textContent)"
    )
    assert low == []
    link = block.locator(".keep a")
    assert link.evaluate("a => a.textContent").startswith("Spara kontakten (Kontaktcenter")
    with view.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "kontaktcenter.vcf"


def test_the_block_on_paper(view: Any, address: str) -> None:
    view.goto(f"{address}sjoby/a/")
    view.emulate_media(media="print")
    block = view.locator(".answer .contact").last
    assert not block.locator(".keep").is_visible()
    assert not block.locator(".open-now").is_visible()
    for words in (
        "0123-45 67 89",
        "Torget 7",
        "449 80 Sjöby",
        "13.00",
        "Sommartid",
        "Övriga dagar",
    ):
        assert block.get_by_text(words).first.is_visible(), words
    view.emulate_media(media="screen")
