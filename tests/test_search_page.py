"""The search page as it is written: a form that asks by its address, and what narrows a search."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from styrdok.compose.pages.search import in_order
from styrdok.model import Audience
from tests.conftest import HOME, KOMMUN, TEMAN, Write, build, policy

INSIDE = "[intranät]"
THEMES = TEMAN + "  - {id: hemligt, namn: Hemligt, definition: Bara för oss.}\n"
BODY = '## Svar {{tema="{}"}}\n\nVi svarar.\n'
FILES: dict[str, str | bytes] = {
    "teman.yml": THEMES,
    "nyby/kommun.yml": KOMMUN.replace("Sjöby", "Nyby"),
    "gomd/kommun.yml": KOMMUN.replace("Sjöby", "Gömd"),
    "sjoby/a.md": policy("beslut: förslag\n", BODY.format("svarstider"), titel="Ö"),
    "nyby/b.md": policy(
        body=BODY.format("media"), dokumenttyp="riktlinje", titel="Åar och ärenden"
    ),
    "nyby/c.md": policy(body=BODY.format("media"), titel="Ärenden"),
    "gomd/d.md": policy(body=BODY.format("hemligt"), dokumenttyp="rutin", kanaler=INSIDE),
}


def shown(site: Path) -> str:
    return (site / "sok/index.html").read_text(encoding="utf-8")


def offered(html: str) -> dict[str, dict[str, str]]:
    """What each control offers besides everything: values and words."""
    controls = re.findall(r'<select id="_\w+" name="(\w+)">(.*?)</select>', html, re.S)
    options = {
        name: re.findall(r'<option value="([^"]*)">([^<]*)</option>', inner)
        for name, inner in controls
    }
    assert all(values[0] == ("", "Alla") for values in options.values())
    return {
        name: {unescape(value): unescape(words) for value, words in values[1:]}
        for name, values in options.items()
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Both sites of three municipalities, one of which has nothing but internal documents."""
    root = tmp_path_factory.mktemp("search")
    for name, content in ({"sjoby/kommun.yml": KOMMUN} | FILES).items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(content, str)
        path.write_text(content, encoding="utf-8")
    return build(root)


def test_the_public_site_offers_nothing_internal(both: dict[Audience, Path]) -> None:
    html = shown(both[Audience.PUBLIC])
    assert offered(html) == {
        "kommun": {"nyby": "Nyby kommun", "sjoby": "Sjöby kommun"},
        "typ": {"policy": "Policy", "riktlinje": "Riktlinje"},
        "tema": {"svarstider": "Svarstider", "media": "Media"},
        "status": {"förslag": "Förslag", "beslut okänt": "Beslut okänt"},
    }
    assert not re.search("gömd|gomd|hemligt|rutin", html, re.I)


def test_what_is_offered_is_what_the_index_is_narrowed_by(both: dict[Audience, Path]) -> None:
    for site in both.values():
        indices = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in (site / "data/sok").glob("*.json")
            if path.name != "index.json"
        ]
        lines = [line for index in indices for line in index["documents"]]
        found = offered(shown(site))
        assert found["typ"].keys() == {line[2] for line in lines}
        assert found["status"].keys() == {line[3] for line in lines}
        assert found["kommun"].keys() == {index["municipality"] for index in indices}
        themes = {theme for line in lines for leaf in line[7][1:] for theme in leaf[2]}
        assert found["tema"].keys() == themes


def test_the_intranet_offers_what_it_has(both: dict[Audience, Path]) -> None:
    found = offered(shown(both[Audience.INTRANET]))
    assert found["kommun"]["gomd"] == "Gömd kommun"
    assert found["typ"]["rutin"] == "Rutin" and found["tema"]["hemligt"] == "Hemligt"


def test_what_no_longer_applies_is_no_choice(write: Write) -> None:
    ended = (
        "beslut: {organ: KS, datum: 2010-01-01}\ngäller från: 2010-01-01\ngäller till: 2012-01-01\n"
    )
    past = policy(ended, BODY.format("media"), dokumenttyp="plan")
    site = build(write({"sjoby/a.md": FILES["sjoby/a.md"], "sjoby/gammal.md": past}))
    html = shown(site[Audience.PUBLIC])
    assert offered(html) == {}, "one municipality, type, theme and status: nothing to choose"
    assert "data-narrow hidden" not in html and 'href="../sjoby/gammal/"' in html


def test_one_choice_is_no_choice(write: Write) -> None:
    files = {name: FILES[name] for name in ("sjoby/a.md", "teman.yml")}
    other = policy(body=BODY.format("media"))
    html = shown(build(write({**files, "sjoby/b.md": other}))[Audience.PUBLIC])
    assert set(offered(html)) == {"tema", "status"}
    assert " data-alone" in html, "on one municipality's site no hit names it"


def test_a_site_of_several_municipalities_names_them(both: dict[Audience, Path]) -> None:
    assert " data-alone" not in shown(both[Audience.PUBLIC])


def test_a_site_without_documents_still_has_the_page(write: Write) -> None:
    html = shown(build(write({}))[Audience.PUBLIC])
    assert offered(html) == {} and "Inga dokument är publicerade." in html


def test_the_form_asks_by_the_address(both: dict[Audience, Path]) -> None:
    html = shown(both[Audience.PUBLIC])
    form = re.search(r'<form class="seek"(.*?)</form>', html, re.S)
    assert form and 'action="./" method="get" role="search"' in form[1]
    assert '<label for="_q">' in form[1] and 'id="_q" name="q" type="search"' in form[1]
    for name in ("kommun", "typ", "tema", "status"):
        assert f'<label for="_{name}">' in form[1], "every control has its label"
    assert 'data-audit="search-open"' in html and 'data-audit="search-hit"' in html


def test_badges_look_as_everywhere_else(both: dict[Audience, Path]) -> None:
    found = re.search(r'data-badges="([^"]*)"', shown(both[Audience.PUBLIC]))
    assert found
    assert json.loads(unescape(found[1])) == {"Beslut okänt": "unknown", "Förslag": "proposed"}


def test_without_script_the_page_says_so_and_leads_on(both: dict[Audience, Path]) -> None:
    html = shown(both[Audience.PUBLIC])
    assert "Sökningen behöver JavaScript." in html
    listed = re.search(r'id="_a-o">.*?</ul>', html, re.S)
    assert listed
    assert re.findall(r'<a href="\.\./\w+/\w/">([^<]*)</a>', listed[0]) == [
        "Åar och ärenden",
        "Ärenden",
        "Ö",
    ]
    assert 'href="../teman/svarstider/"' in html and 'href="../teman/media/"' in html


def test_the_register_runs_from_a_to_o_in_swedish_order() -> None:
    words = ["Över", "Zon", "ärende", "Å", "avgift", "Ål"]
    assert sorted(words, key=in_order) == ["avgift", "Zon", "Å", "Ål", "ärende", "Över"]


def test_the_scripts_write_no_markup_keep_nothing_and_ask_one_host() -> None:
    for path in (HOME / "overrides/assets/search").glob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|insertAdjacent|\beval\b|https?://", script), path.name
        assert not re.search(r"localStorage|sessionStorage|indexedDB|cookie", script), path.name
