"""The accessibility statement: what is measured, what the publisher says, and who may read what."""

from __future__ import annotations

import re
import shutil
import sys
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from styrdok.compose.measured import FILE, Checked, measured
from styrdok.compose.problems import say_problem
from styrdok.memory import Memory
from styrdok.model import Audience, Cause, Compliance, PartialDate, Severity
from styrdok.read.access import ACCESS, FAULT, PUBLISHER
from styrdok.survey import survey
from styrdok.texts import catalogue
from tests.conftest import AS_OF, HOME, KOMMUN, POLICY, STATEMENT, Write, build, cut_for, read
from tests.pages import INTRANET_ONLY, KINDS, SCHEMES, WIDTHS
from tests.test_browser import AXE, TAGS

PAGE = "tillganglighet/index.html"
FAULTS = """\
brister:
  - vad: Kartan går inte att läsa upp.
    var: Sidan om resor
    sedan: 2025-03
    åtgärdas: Före sommaren 2027
  - {vad: Gamla bilder saknar beskrivning., orsak: oskäligt betungande}
  - {vad: Filmer från före 2020., orsak: utanför lagen}
  - {vad: Den hemliga tavlan., kanaler: [intranät]}
inte prövat: [Skärmläsare.]
"""


def said(text: str, write: Write, **files: str) -> Path:
    return write({"sjoby/a.md": POLICY, "tillganglighet.yml": text, **files})


def told(site: Path) -> list[str]:
    found = survey(site, site / "docs", AS_OF, Memory(None), patient=True)
    return [
        f"{p.severity.value} {p.code}" for p in found.problems if "tillganglighet" in p.place.path
    ]


def shown(place: Path) -> str:
    """The words of the page, in one line."""
    html = (place / PAGE).read_text("utf-8").split('tabindex="-1">')[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_what_is_measured_is_what_the_tests_look_at() -> None:
    """Renew it by `make audit` where what is tested has changed."""
    found = measured()
    assert found.kinds == tuple(KINDS) and found.intranet_kinds == tuple(INTRANET_ONLY)
    assert found.widths == WIDTHS and found.schemes == SCHEMES
    assert found.axe.tags == tuple(TAGS)
    assert f"axe v{found.axe.version}" in AXE[:200]
    assert found.views == (len(KINDS) + len(INTRANET_ONLY)) * len(WIDTHS) * len(SCHEMES)
    assert found.sideways.number == found.scripts.number == found.views
    assert found.keyboard.pages <= found.paper.number and found.keyboard.stops > 1000


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_of_page_is_told_in_words(language: str) -> None:
    known = {key for key in catalogue(language).by_key if key.startswith("audited.")}
    assert known == {f"audited.{kind}" for kind in (*KINDS, *INTRANET_ONLY)}


def test_every_figure_on_the_page_is_a_line_of_the_file(write: Write) -> None:
    page = shown(build(said(STATEMENT, write))[Audience.PUBLIC])
    table = page.split("Så är programmet prövat")[1]
    lines = FILE.read_text("utf-8").split("\n")
    known = {number for line in lines for number in re.findall(r"\d+", line)}
    found = measured()
    inside = len(found.intranet_kinds)
    sums = (inside, len(found.kinds) + inside, sum(found.axe.undecided.values()))
    known |= {str(number) for number in (*sums, found.findings, 0)}
    known |= {str(len(one.faults)) for one in (found.keyboard, found.paper, found.unscripted)}
    known |= {str(int(number)) for number in known}
    assert set(re.findall(r"(?<![\w-])\d+", table)) <= known
    assert f"{found.views} sidvisningar" in table and found.browser in table


def test_what_was_found_is_told_as_a_fault(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = measured()
    axe = {f: getattr(whole.axe, f) for f in whole.axe.__struct_fields__}
    values: dict[str, Any] = {f: getattr(whole, f) for f in whole.__struct_fields__}
    values |= {
        "axe": type(whole.axe)(**{**axe, "findings": {"color-contrast": 3}}),
        "pdf": Checked(4, ("a.pdf: no language",)),
        "nu": None,
    }
    other = type(whole)(**values)
    monkeypatch.setattr(
        sys.modules["styrdok.compose.pages.accessibility"], "measured", lambda: other
    )
    text = shown(build(said(STATEMENT, write))[Audience.PUBLIC])
    assert "Brister i programmet, som proven har hittat" in text
    assert "color-contrast : 3 ställen" in text and "Pdf-filer: 1 fynd" in text
    assert "Inga bestämda brister" not in text
    assert "Riktig HTML (Nu Html Checker) Inte prövat Uppgift saknas" in text


def test_the_publishers_own_words_are_read(write: Write) -> None:
    register, problems = read(said(STATEMENT + FAULTS, write))
    assert problems == []
    access = register.access
    assert access and access.publisher and access.publisher.municipality == "sjoby"
    assert access.compliance is Compliance.PARTLY and access.assessed == PartialDate(2026, 11, 20)
    assert [one.cause for one in access.faults] == [
        Cause.NONCOMPLIANT, Cause.BURDEN, Cause.OUTSIDE, Cause.NONCOMPLIANT,
    ]  # fmt: skip
    assert access.faults[0].since == PartialDate(2025, 3)
    assert access.untested == ("Skärmläsare.",)


def test_the_page_tells_all_that_the_law_asks_for(write: Write) -> None:
    site = said(STATEMENT + FAULTS, write)
    places = build(site)
    public, inside = shown(places[Audience.PUBLIC]), shown(places[Audience.INTRANET])
    for words in (
        "Ansvarig Sjöby kommun",
        "Webbplatsen är delvis förenlig med lagen.",
        "Kartan går inte att läsa upp. Var: Sidan om resor Känt sedan mars 2025 Åtgärdas: Före",
        "oskäligt betungande anpassning (12 § i lagen) Gamla bilder saknar beskrivning.",
        "Innehåll som lagen inte gäller för (9 § i lagen) Filmer från före 2020.",
        "Bedömd 20 november 2026",
        "Redogörelsen uppdaterad 20 november 2026",
        "Så gjordes bedömningen Självskattning",
        "kontakt@sjoby.example",
        "be om innehållet på ett annat sätt",
        "Anmäl bristande tillgänglighet till Digg",
        "Skärmläsare.",
    ):
        assert words in public, words
    html = (places[Audience.PUBLIC] / PAGE).read_text("utf-8")
    assert 'href="https://www.digg.se/tdosanmalan"' in html
    assert "Den hemliga tavlan." in inside and "hemliga" not in public
    for place in places.values():
        for path in place.rglob("*.html"):
            if path.parent.name == "utskrift":  # a printed page has no ways on
                continue
            assert 'tillganglighet/">Tillgänglighet</a>' in path.read_text("utf-8"), path


def test_what_nobody_has_said_is_unknown(write: Write) -> None:
    beside = {"nyby/kommun.yml": "namn: Nyby kommun\n", "nyby/a.md": POLICY}
    site = write({"sjoby/a.md": POLICY, **beside})
    text = shown(build(site)[Audience.PUBLIC])
    assert "Den som publicerar webbplatsen har ännu inte lämnat någon redogörelse." in text
    assert "Ansvarig Uppgift saknas" in text and "Bedömd Uppgift saknas" in text
    assert "har inte sagt vem som tar emot synpunkter" in text
    assert "Inga bestämda brister" not in text, "nobody has said so"
    assert "förenlig med lagen" not in text
    assert told(site) == ["notice access-missing"]


def test_a_municipality_alone_is_who_one_turns_to(write: Write) -> None:
    site = write({"sjoby/a.md": POLICY})
    text = shown(build(site)[Audience.PUBLIC])
    assert "Ansvarig Sjöby kommun" in text and "0123-45 67 89" in text
    assert "har ännu inte lämnat någon redogörelse" in text


def test_a_free_sender_has_its_own_ways(write: Write) -> None:
    sender = "ansvarig: {namn: Nämnden, telefon: 0123-4, postadress: 'Gatan 1, 123 45 Ort'}\n"
    site = said(f"{sender}förenlighet: helt\nbedömd: 2026-11-01\n", write)
    text = shown(build(site)[Audience.PUBLIC])
    assert "Ansvarig Nämnden" in text and "0123-4" in text and "Gatan 1" in text
    assert "Webbplatsen är helt förenlig med lagen." in text
    assert measured().findings or "Inga bestämda brister är kända i dag." in text


INTERNAL = (
    KOMMUN
    + """\
  vakt:
    namn: Hemligvakten
    telefon: 0999-11 11 11
    intern: true
  webb:
    namn: Webbgruppen
    telefon: 0999-22 22 22
    person: {namn: Hemlige Ek, telefon: 0999-33 33 33}
"""
)


def test_an_internal_contact_is_never_on_the_public_site(write: Write) -> None:
    text = STATEMENT.replace("kontaktcenter", "vakt")
    site = said(text, write, **{"sjoby/kommun.yml": INTERNAL})
    assert told(site) == ["notice access-internal"]
    places = build(site)
    assert "Hemligvakten" in shown(places[Audience.INTRANET])
    page = (places[Audience.PUBLIC] / PAGE).read_text("utf-8")
    assert "Hemligvakten" not in page and "0999" not in page
    assert "0123-45 67 89" in page, "the fallback instead"


def test_a_function_that_only_inner_documents_have_is_open_when_the_statement_names_it(
    write: Write,
) -> None:
    inner = POLICY.replace("[intranät, webbplats]", "[intranät]").replace(
        "titel:", "ansvarig: webb\ntitel:"
    )
    files = {"sjoby/kommun.yml": INTERNAL, "sjoby/inne.md": inner}
    site = said(STATEMENT.replace("kontaktcenter", "webb"), write, **files)
    page = (build(site)[Audience.PUBLIC] / PAGE).read_text("utf-8")
    assert "0999-22 22 22" in page and "Hemlige" not in page and "33 33" not in page


def test_a_municipality_that_everyone_may_not_know_is_not_named(write: Write) -> None:
    inner = POLICY.replace("[intranät, webbplats]", "[intranät]")
    files = {"hemby/kommun.yml": "namn: Hemby kommun\n", "hemby/a.md": inner}
    site = said("ansvarig: {kommun: hemby}\n", write, **files)
    register = read(site)[0]
    assert register.access and register.access.publisher
    opened = cut_for(register, Audience.PUBLIC).access
    assert opened and opened.publisher is None
    place = build(site)[Audience.PUBLIC]
    for path in place.rglob("*"):
        assert not path.is_file() or b"emby" not in path.read_bytes(), path


WRONG = [
    ("ansvarig: {kommun: sjoby, namn: N}\n", "error access-sender"),
    ("ansvarig: {kontakt: chef}\n", "error access-sender"),
    ("ansvarig: {telefon: 0123-4}\n", "error access-sender"),
    ("förenlighet: nästan\n", "error unknown-value"),
    ("bedömd: i går\n", "error not-a-date"),
    ("brister: [{var: Här}]\n", "error missing-key"),
    ("brister: [{vad: Kartan., kanaler: [alla]}]\n", "error unknown-value"),
    ("förenlighet: helt\nbrister: [{vad: Kartan.}]\n", "error access-not-fully"),
    ("kontakt: x\n", "error unknown-key"),
    ("ansvarig: {kommun: solby}\n", "notice access-home-near"),
    ("ansvarig: {kommun: zzz}\n", "notice access-home"),
    ("ansvarig: {kommun: sjoby, kontakt: chefen}\n", "notice unknown-contact-near"),
    ("ansvarig: {namn: N}\n", "notice access-unreachable"),
    ("bedömd: 2025-11-01\n", "notice access-old"),
    ("hur: självskattning\n", "notice access-undated"),
    ("hur: självskattning\n", "notice access-compliance"),
]


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_a_mistake_is_told(write: Write, text: str, code: str) -> None:
    site = said(text, write)
    found = survey(site, site / "docs", AS_OF, Memory(None))
    problems = {f"{p.severity.value} {p.code}": p for p in found.problems}
    assert code in problems
    sentence = say_problem(problems[code], catalogue())
    assert sentence.startswith("policies/tillganglighet.yml:") and "{" not in sentence.replace(
        "{kommun", ""
    ).replace("{namn", "")
    wrong = problems[code].severity is Severity.ERROR
    assert (found.register.access is None) is wrong, "half a statement is none"


def test_full_compliance_stands_beside_what_the_law_does_not_apply_to(write: Write) -> None:
    text = "förenlighet: helt\nbrister: [{vad: Film., orsak: utanför lagen}]\n"
    assert read(said(text, write))[0].access is not None


def test_a_statement_of_its_own_stands_instead(write: Write) -> None:
    site = said(STATEMENT, write)
    for name in ("mkdocs.yml", "mkdocs.intranet.yml"):
        shutil.copy(HOME / name, site / name)
    shutil.copytree(HOME / "macros", site / "macros")
    (site / "overrides").mkdir()
    (site / "docs").mkdir()
    (site / "docs/index.md").write_text(
        "---\nkanaler: [intranät, webbplats]\n---\n# Start\n", "utf-8"
    )
    own = "---\nkanaler: [intranät]\ntitle: Tillgängligt\n---\n# Vår egen redogörelse\n"
    (site / "docs/tillganglighet.md").write_text(own, "utf-8")
    places = build(site)
    assert shown(places[Audience.INTRANET]) == "Vår egen redogörelse"
    assert "delvis förenlig" in shown(places[Audience.PUBLIC]), "it is for the intranet alone"
    start = (places[Audience.INTRANET] / "index.html").read_text("utf-8")
    assert start.count('href="tillganglighet/"') == 1
    assert told(site) == ["notice access-twice"]
    (site / "policies/tillganglighet.yml").unlink()
    assert told(site) == []


def test_it_makes_sense_in_english_too(write: Write) -> None:
    site = said(STATEMENT + FAULTS, write)
    config = (
        (HOME / "mkdocs.yml")
        .read_text("utf-8")
        .replace("kanal: webbplats", f"kanal: webbplats\n    språk: en\n    rot: {site}")
    )
    for name in ("docs", "overrides", "macros"):
        config = config.replace(f": {name}\n", f": {HOME / name}\n")
    (site / "mkdocs.yml").write_text(config, "utf-8")
    place = build(site)[Audience.PUBLIC]
    assert "The site is partially compliant with the law." in shown(place)
    html = (place / PAGE).read_text("utf-8")
    assert '<span lang="sv">Kartan går inte att läsa upp.</span>' in html


def test_no_municipality_takes_the_pages_place(write: Write) -> None:
    files = {"tillganglighet/kommun.yml": "namn: T\n", "sjoby/a.md": POLICY}
    assert "reserved-name" in [p.code for p in read(write(files))[1]]


def test_every_key_and_problem_is_in_the_handbook() -> None:
    handbook = (HOME / "docs/handbok.md").read_text("utf-8")
    for key in (*ACCESS, *PUBLISHER, *FAULT):
        assert f"| `{key.name}` |" in handbook, key.name
    texts = catalogue("sv").by_key
    codes = [key for key in texts if key.startswith("problem.access-") and key.endswith(".what")]
    assert len(codes) > 8
    for key in codes:
        said = max(texts[key].replace("{", "}").split("}")[::2], key=len).strip("”# ,")
        assert said in handbook, key


def test_our_own_statement_is_whole() -> None:
    found = survey(HOME, HOME / "docs", AS_OF, Memory(None), patient=True)
    assert found.register.access
    assert [p.code for p in found.problems if "tillganglighet.yml" in p.place.path] == []
    assert measured().version and version("axe-playwright-python")
