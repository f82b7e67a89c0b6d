"""Promises with a time: what counts as one, who sees it, and where it is shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.derive.digest import digest
from styrdok.model import Audience, Body, Promise
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from styrdok.register import Register
from tests.conftest import HOME, Write, build, cut_for, policy, read


def body_of(markdown: str) -> Body:
    return read_body(markdown, "sjoby", lambda at: at + 1, Findings("a.md")).body


def cells(name: str) -> list[tuple[str, ...]]:
    """The cases of a file of cases, a row each."""
    lines = (HOME / "tests" / name).read_text("utf-8").splitlines()
    rows = [line for line in lines if line[:1] == "|"][2:]
    return [tuple(cell.strip() for cell in row[1:-1].split("|")) for row in rows]


CASES = cells("promises.md")


def written(case: str) -> str:
    """A case as an editor would write it."""
    heading, arrow, words = case.rpartition(" > ")
    lead, slash, item = words.partition(" / ")
    text = f"{lead}\n\n- {item}\n" if slash else f"{words}\n"
    return f"## {heading}\n\n{text}" if arrow else text


def said(promise: Promise) -> tuple[str, str, str]:
    span = promise.span
    range_ = f"{span.low:g}" if span.low == span.high else f"{span.low:g}–{span.high:g}"
    channels = " ".join(channel.value for channel in promise.channels) or "-"
    return f"{span.words} = {range_} {span.unit.value}", promise.act.value, channels


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_what_is_a_promise(row: tuple[str, ...]) -> None:
    found = [said(promise) for promise in body_of(written(row[0])).promises]
    assert found == ([] if row[1] == "-" else [row[1:]])


def test_half_of_the_cases_are_traps() -> None:
    traps = [row for row in CASES if row[1] == "-"]
    assert len(CASES) - len(traps) >= 20 and len(traps) >= 20


@given(st.text(alphabet="inom två 2–(,)dagar vi svarar.|\n-*[]:", max_size=120))
def test_any_text_can_be_asked(text: str) -> None:
    for promise in body_of(f"Vi svarar inom två dagar.\n\n{text}\n").promises:
        assert promise.span.low <= promise.span.high and promise.line >= 1
        assert promise.span.words in promise.words


def test_a_table_promises_row_by_row() -> None:
    table = (
        "## Svarstider\n\n| Kanal | Svar inom | Ansvarig |\n|---|---|---|\n"
        "| E-post | en arbetsdag | alla |\n| Telefon | 2–3 dagar | växeln |\n| Fax | – | ingen |\n"
        "| Remisser | två veckor | nämnden |\n"
    )
    found = [(p.words, *said(p)) for p in body_of(table).promises]
    assert found == [
        ("E-post – Svar inom: en arbetsdag", "en arbetsdag = 1 working day", "answer", "email"),
        ("Telefon – Svar inom: 2–3 dagar", "2–3 dagar = 2–3 day", "answer", "phone"),
    ]


def test_a_promise_is_quoted_as_worded_with_its_place() -> None:
    text = (
        "## Svar {#svar}\n\nOrd. Du når oss lätt.\nVi svarar på [e-post](mailto:a@b.se) inom\n"
        "**två** dagar.[^1] Mer.\n\n[^1]: Not.\n"
    )
    (found,) = body_of(text).promises
    assert found.words == "Vi svarar på e-post inom två dagar."
    assert (found.line, found.anchor, found.lead) == (4, "svar", "")


def test_an_item_is_quoted_with_what_introduces_it() -> None:
    (found,) = body_of("Ord. Vi ska:\n\n- svara inom två dagar\n- vara vänliga\n").promises
    assert (found.lead, found.words, found.line) == ("Vi ska:", "svara inom två dagar", 3)


def test_a_sentence_may_promise_twice() -> None:
    found = body_of("Vi svarar på e-post inom två dagar och på brev inom en vecka.\n").promises
    assert [said(promise) for promise in found] == [
        ("två dagar = 2 day", "answer", "email"),
        ("en vecka = 1 week", "answer", "letter"),
    ]


def test_what_is_quoted_from_others_promises_nothing() -> None:
    assert body_of("> Vi svarar inom två dagar.\n").promises == ()
    assert body_of("`Vi svarar` nu.\n\n```\nVi svarar inom två dagar.\n```\n").promises == ()


def test_a_table_begins_anew_under_another_heading() -> None:
    empty = "## A\n\n| Svar inom | Kanal |\n|---|---|\n\n## B\n\n"
    table = "| Kanal | Svar inom |\n|---|---|\n| E-post | en dag |\n| Brev | fem dagar |\n"
    known = [promise.span.words for promise in body_of(empty + table).promises]
    assert known == ["en dag", "fem dagar"]


IN_FORCE = "beslut: {organ: KS, datum: 2021-11-02}\n"
FILES = {
    "sjoby/a.md": policy(IN_FORCE, "## Svar {#svar}\n\nVi svarar inom en dag.\n", titel="A"),
    "sjoby/b.md": policy(
        IN_FORCE, "Vi åtgärdar fel inom en vecka. Vi svarar inom en dag.\n", titel="B"
    ),
    "sjoby/forslag.md": policy("beslut: förslag\n", "Vi svarar inom två dagar.\n", titel="C"),
    "sjoby/okand.md": policy("", "Vi svarar inom tre dagar.\n", titel="D"),
    "sjoby/gammal.md": policy(
        f"{IN_FORCE}gäller till: 2022-01-01\n", "Vi svarar inom fyra dagar.\n", titel="E"
    ),
    "sjoby/ny.md": policy("beslut: förslag\n", "Vi bekräftar inom fem dagar.\n", titel="F"),
    "sjoby/ny@2020.md": policy(
        "beslut: {organ: KS, datum: 2020}\n", "Vi bekräftar inom sex dagar.\n", titel="F"
    ),
    "sjoby/inre.md": policy(
        IN_FORCE, "Vi svarar inom sju dagar.\n", titel="G", kanaler="[intranät]"
    ),
    "sjoby/delad.md": policy(
        IN_FORCE, "Ord.\n\n::: intern\nVi svarar inom åtta dagar.\n:::\n", titel="H"
    ),
    "tystby/kommun.yml": "namn: Tystby kommun\n",
    "tystby/a.md": policy(IN_FORCE, "Vi bör svara inom en dag.\n"),
}  # fmt: skip


def promised(register: Register) -> dict[str, list[tuple[str, str]]]:
    known = digest(register).promises
    return {
        slug: [(one.policy.id, one.promise.span.words) for one in found]
        for slug, found in known.items()
    }


def test_only_what_is_in_force_binds_and_only_who_may_read_is_told(write: Write) -> None:
    register, _ = read(write(FILES))
    everyone = [
        ("sjoby/a", "en dag"),
        ("sjoby/b", "en dag"),
        ("sjoby/ny@2020", "sex dagar"),
        ("sjoby/b", "en vecka"),
    ]
    assert promised(cut_for(register, Audience.PUBLIC)) == {"sjoby": everyone, "tystby": []}
    inside = [("sjoby/inre", "sju dagar"), ("sjoby/delad", "åtta dagar")]
    assert set(promised(register)["sjoby"]) == {*everyone, *inside}


def test_each_site_says_it_in_its_own_words_and_where_it_is_from(write: Write) -> None:
    sites = build(write(FILES))
    pages = {site: (path / "sjoby/b/index.html").read_text("utf-8") for site, path in sites.items()}
    assert "Det här kan du räkna med" in pages[Audience.PUBLIC]
    assert "Det här ska vi göra" in pages[Audience.INTRANET]
    public = pages[Audience.PUBLIC].partition('id="_loften"')[2]
    assert public.count("Vi svarar inom en dag.") == 1, "its own, and not another's besides"
    assert "Vi bekräftar inom sex dagar." in public and 'href="../../sjoby/ny/2020/"' in public
    assert 'href="../../sjoby/#_loften"' in public
    assert "sju dagar" not in public and "sju dagar" in pages[Audience.INTRANET]
    home = (sites[Audience.PUBLIC] / "sjoby/index.html").read_text("utf-8")
    assert "Det här kan du räkna med" in home and "sex dagar" in home
    silent = (sites[Audience.PUBLIC] / "tystby/index.html").read_text("utf-8")
    assert "_loften" not in silent


def test_a_sentence_that_promises_twice_is_quoted_once(write: Write) -> None:
    body = "Klagomål ska bekräftas inom en dag och besvaras inom en vecka.\n"
    sites = build(write({"sjoby/a.md": policy(IN_FORCE, body)}))
    for address in ("sjoby/a", "sjoby"):
        page = (sites[Audience.PUBLIC] / address / "index.html").read_text("utf-8")
        assert page.partition('id="_loften"')[2].count("Klagomål ska") == 1, address
    data = json.loads((sites[Audience.PUBLIC] / "data/styrdokument.json").read_text("utf-8"))
    assert [one["tid"] for one in data["dokument"][0]["löften"]] == ["en vecka", "en dag"]


def test_open_data_records_a_promise(write: Write) -> None:
    sites = build(write(FILES))
    data = json.loads((sites[Audience.PUBLIC] / "data/styrdokument.json").read_text("utf-8"))
    found = {document["id"]: document["löften"] for document in data["dokument"]}
    assert found["sjoby/a"] == [{
        "text": "Vi svarar inom en dag.", "tid": "en dag", "lägst": 1, "högst": 1, "enhet": "dag",
        "avser": "svar", "kontaktvägar": [], "ankare": "svar",
    }]  # fmt: skip
    assert [promise["avser"] for promise in found["sjoby/b"]] == ["svar", "åtgärd"]
    assert found["sjoby/forslag"] == found["sjoby/gammal"] == found["sjoby/delad"] == []


def test_of_the_projects_own_documents_only_one_promises_a_time() -> None:
    register, _ = read(HOME)
    known = promised(cut_for(register, Audience.PUBLIC))
    assert known == {
        "ale": [
            ("ale/riktlinje-for-service-tillganglighet-och-bemotande", "en till tre arbetsdagar")
        ],
        "lerum": [],
        "vanersborg": [],
    }
