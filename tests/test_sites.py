"""The five documents on the two sites: each fact of the sources on its page of the right site."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from styrdok.model import Audience

INTRANET, PUBLIC = Audience.INTRANET, Audience.PUBLIC
PROPOSAL = "ale/policy-for-kommunikation-service-och-bemotande"
WEB_PAGE = "ale/sa-har-kommunicerar-vi-i-ale"
LERUM = "lerum/kommunikationspolicy"
VANERSBORG = "vanersborg/kommunikationspolicy"
GUIDELINE = "ale/riktlinje-for-service-tillganglighet-och-bemotande"
Sites = dict[Audience, Path]


def html(sites: Sites, address: str, audience: Audience = PUBLIC) -> str:
    return (sites[audience] / address / "index.html").read_text(encoding="utf-8")


def words(page: str) -> str:
    """The words that a reader meets, tags and extra space gone."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def fact(page: str, name: str) -> str:
    found = re.search(rf"<dt>{name}</dt><dd[^>]*>(.*?)</dd>", page)
    assert found, name
    return words(found[1])


FACTS = {
    PROPOSAL: {
        "Status": "Förslag", "Beslutad av": "Inte beslutat", "Diarienummer": "Uppgift saknas",
        "Ansvarig funktion": "Uppgift saknas", "Dokumenttyp": "Policy",
    },
    WEB_PAGE: {"Status": "Information", "Sidan kontrollerad": "Uppgift saknas"},
    LERUM: {
        "Status": "Beslut okänt", "Dokumentets datum": "1 november 2022",
        "Beslutsdatum": "Uppgift saknas", "Gäller från": "Uppgift saknas",
        "Ansvarig funktion": "Kommunikationschef",
    },
    VANERSBORG: {
        "Status": "Gällande, granskning försenad", "Beslutad av": "Kommunfullmäktige",
        "Beslutsdatum": "16 juni 2021", "Paragraf": "§ 87", "Diarienummer": "KS 2020/293",
        "Gäller till": "Tills vidare", "Reviderad": "Uppgift saknas", "Revideras": "årligen",
        "Dokumentägare": "Kommunstyrelseförvaltningen/Kommunikation och kansli",
        "Ansvarig funktion": "Kommunikations- och kanslichef",
        "Ämnen": "kommunikation och information", "Kanaler": "intranät, webbplats",
    },
    GUIDELINE: {
        "Status": "Gällande, granskning försenad", "Beslutad av": "Kommunstyrelsen",
        "Beslutsdatum": "2 november 2021", "Paragraf": "§ 225", "Diarienummer": "2021.462",
        "Gäller från": "1 januari 2022", "Gäller till": "Tills vidare",
        "Revideras": "senast 4 år efter ikraftträdande", "Ska ses över senast": "1 januari 2026",
        "Dokumentägare": "Kommunstyrelsen", "Ansvarig funktion": "Kontaktcenterchef",
    },
}  # fmt: skip


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("address", list(FACTS))
def test_facts_stand_on_both_sites(sites: Sites, address: str, audience: Audience) -> None:
    page = html(sites, address, audience)
    assert {name: fact(page, name) for name in FACTS[address]} == FACTS[address]


def test_the_proposal_says_that_it_is_one(sites: Sites) -> None:
    page = words(html(sites, PROPOSAL))
    assert "Det är inte beslutat och gäller inte." in page
    assert "Skulle ersätta Kommunikationspolicy (KS 1999) – omnämnt men inte publicerat här" in page
    ties = html(sites, PROPOSAL).split('aria-labelledby="_hanvisas-fran"')[1].split("</section>")[0]
    below = ties.split("Stödjande dokument</h3>")[1]
    assert below.count("inte publicerat här") == 3
    assert f'href="../../{GUIDELINE}/"' in below and "KS 2006" in below
    assert "gemensam arbetsgrupp" not in page and "arbetsgrupp" in page


def test_the_guideline_leads_up_to_its_policy(sites: Sites) -> None:
    page = html(sites, GUIDELINE)
    assert re.search(rf'Stödjer</h3>\s*<ul>\s*<li>\s*<a href="../../{PROPOSAL}/"', page)
    text = words(page)
    assert "inom en till tre arbetsdagar" in text and "8.00–16.30" in text
    for section in ("6 § förvaltningslagen (2017:900)", "7 § förvaltningslagen", "8 § förvaltning"):
        assert section in text


@pytest.mark.parametrize("address", [PROPOSAL, WEB_PAGE, GUIDELINE, "ale"])
def test_the_contact_centre_stands_on_every_page_of_ale(sites: Sites, address: str) -> None:
    page = html(sites, address)
    assert 'href="tel:0303703000">0303-70 30 00</a>' in page
    assert 'href="mailto:kommun@ale.se"' in page
    text = words(page)
    assert "Kommunhus Nödinge Ale torg 7 Nödinge" in text
    assert "Ale kommun 449 80 Alafors" in text
    assert "måndag–fredag 8.00 – 16.30" in text
    assert '<time datetime="08:00">' in page


def test_the_person_in_lerum_is_for_employees_only(sites: Sites) -> None:
    inside, outside = html(sites, LERUM, INTRANET), html(sites, LERUM)
    for words_ in ("Åsa Thulin", "0302-52 20 79", "asa.thulin@lerum.se"):
        assert words_ in inside and words_ not in outside
    assert "Det finns ingen känd kontaktväg till den ansvariga." in words(outside)
    assert "https://www.lerum.se" in outside
    everything = b"".join(p.read_bytes() for p in sites[PUBLIC].rglob("*") if p.is_file())
    assert b"Thulin" not in everything and b"52 20 79" not in everything


@pytest.mark.parametrize("address", [PROPOSAL, WEB_PAGE, LERUM, VANERSBORG, GUIDELINE])
def test_every_text_says_that_it_is_retold(sites: Sites, address: str) -> None:
    page = words(html(sites, address))
    assert "Det här är en återgivning" in page
    record = FACTS[address].get("Diarienummer", "Uppgift saknas")
    assert (f"diarienummer {record}" in page) is (record != "Uppgift saknas")


COVERAGE = {
    "svarstider": {"Ale": "covered", "Lerum": "silent", "Vänersborg": "silent"},
    "varumarke": {"Ale": "silent", "Lerum": "silent", "Vänersborg": "covered"},
    "synpunkter-och-klagomal": {"Ale": "covered", "Lerum": "silent", "Vänersborg": "silent"},
    "intern-kommunikation": {"Ale": "uncertain", "Lerum": "uncertain", "Vänersborg": "covered"},
}


@pytest.mark.parametrize("theme", list(COVERAGE))
def test_the_matrix_tells_who_is_silent(sites: Sites, theme: str) -> None:
    page = html(sites, "jamforelse")
    row = page.split(f'teman/{theme}/">')[1].split("</tr>")[0]
    cells = re.findall(r'<td class="said-[\w-]+"><span class="coverage ([\w-]+)">', row)
    assert cells == list(COVERAGE[theme].values())


def test_a_theme_page_sets_municipalities_side_by_side(sites: Sites) -> None:
    page = html(sites, "teman/intern-kommunikation")
    counting = page.split('id="_avsnitt"')[1].split('id="_vid-sidan"')[0]
    assert counting.count('class="column"') == 3
    assert f'href="../../{VANERSBORG}/#intern"' in page
    assert "eftersträvas" in page
    silent = words(html(sites, "teman/svarstider"))
    assert "Lerums kommun: inte reglerat i publicerade dokument" in silent


def test_every_page_offers_the_search_and_the_way_to_change_it(sites: Sites) -> None:
    for path in sites[PUBLIC].rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if path.parent.name == "utskrift":  # a printed page has no controls
            assert "<form" not in page and "<button" not in page and page.count("<h1") == 1, path
            continue
        assert re.search(r'<form class="find" action="[./]*/?(?:\.\./)*sok/"', page), path
        assert page.count("<h1") == 1, path
    assert "/edit/main/policies/lerum/kommunikationspolicy.md" in html(sites, LERUM)
    assert "/edit/main/policies/ale/kommun.yml" in html(sites, "ale")
    assert "/edit/main/docs/om.md" in html(sites, "om")


def test_no_page_asks_another_host_for_anything(sites: Sites) -> None:
    for site in sites.values():
        for path in site.rglob("*.html"):
            page = path.read_text(encoding="utf-8")
            assert not re.search(
                r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//(?!127)", page
            )
            assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=\"|\son\w+=\"", page), path
        styles = (site / "assets/styrdok.css").read_text(encoding="utf-8")
        assert "@import" not in styles and "url(" not in styles


def test_only_what_the_frame_needs_is_shipped(sites: Sites) -> None:
    kinds = {path.suffix for path in sites[PUBLIC].rglob("*") if path.is_file()}
    assert kinds == {".html", ".css", ".js", ".svg", ".json", ".csv", ".xml", ".vcf"}
    assert len(list((sites[PUBLIC] / "assets").iterdir())) < 11


def test_the_handbook_is_for_employees(sites: Sites) -> None:
    assert (sites[INTRANET] / "handbok/index.html").exists()
    assert not (sites[PUBLIC] / "handbok").exists()
    assert "noindex" in html(sites, "ale", INTRANET) and "noindex" not in html(sites, "ale")


def test_open_data_holds_what_the_pages_say(sites: Sites) -> None:
    data = json.loads((sites[PUBLIC] / "data/styrdokument.json").read_text(encoding="utf-8"))
    assert data["schema"] == "3.2" and data["datum"] == "2026-11-21"
    documents = {document["id"]: document for document in data["dokument"]}
    assert set(documents) == set(FACTS)
    guideline = documents[GUIDELINE]
    assert guideline["beslut"] == {
        "organ": "Kommunstyrelsen", "datum": "2021-11-02", "paragraf": "225",
    }  # fmt: skip
    assert guideline["relationer"]["stödjer"][0]["id"] == PROPOSAL
    assert documents[LERUM]["beslut"] is None and documents[LERUM]["status"] == "beslut okänt"
    ale = next(m for m in data["kommuner"] if m["id"] == "ale")
    hours = ale["kontakter"][0]["öppettider"][0]
    assert hours == {
        "dagar": "måndag–fredag", "veckodagar": [1, 2, 3, 4, 5], "öppnar": "08:00",
        "stänger": "16:30",
    }  # fmt: skip


def test_a_municipality_has_a_data_file_with_its_texts(sites: Sites) -> None:
    whole = json.loads((sites[PUBLIC] / "data/styrdokument.json").read_text(encoding="utf-8"))
    own = json.loads((sites[PUBLIC] / "data/kommuner/ale.json").read_text(encoding="utf-8"))
    assert {document["kommun"] for document in own["dokument"]} == {"ale"}
    for document in own["dokument"]:
        short = next(d for d in whole["dokument"] if d["id"] == document["id"])
        assert any("dagar" in section["text"] for section in document["avsnitt"]) or document
        bare = [{k: v for k, v in s.items() if k != "text"} for s in document["avsnitt"]]
        assert [s for s in bare if s["rubrik"]] == [s for s in short["avsnitt"] if s["rubrik"]]
        assert {
            k: v for k, v in document.items() if k not in ("avsnitt", "noter", "hänvisningar")
        } == {k: v for k, v in short.items() if k not in ("avsnitt", "hänvisningar")}


def test_open_data_is_documented_key_by_key(sites: Sites) -> None:
    page = words(html(sites, "data"))
    data = [
        json.loads((sites[PUBLIC] / path).read_text(encoding="utf-8"))
        for path in ("data/styrdokument.json", "data/kommuner/ale.json")
    ]

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for inner in value.values() for key in keys(inner)}
        return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()

    assert {key for key in keys(data) if key not in page} == set()


def test_relative_links_keep_a_site_under_a_path(sites: Sites) -> None:
    for path in sites[PUBLIC].rglob("*.html"):
        if path.name != "404.html":
            page = path.read_text(encoding="utf-8")
            assert not re.search(r'(?:href|src|action)="/', page), path
