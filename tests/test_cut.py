"""Secrecy: nothing planted in the leak fixture is in any byte of the public site.

Every planted word holds 'hemlig' and is unlike its neighbours, so that one that leaks tells its
place; numbers planted begin with 0999. The intranet shows them, so that the test can fail.
"""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from styrdok.memory import Memory, encode
from styrdok.model import Audience
from styrdok.read.readings import set_text
from tests.conftest import HOME, Write, build, cut_for, policy, read
from tests.pdf_parts import unpacked

PLANTED = re.compile(rb"hemlig\w*|0999[-\d %]*|Samma-2|samma-2", re.I)


@pytest.fixture(scope="module")
def leak_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    root = tmp_path_factory.mktemp("leak")
    shutil.copytree(HOME / "tests/leak", root, dirs_exist_ok=True)
    return build(root, pdf=True)


def every_byte(site: Path) -> dict[str, bytes]:
    """Names and contents of all files of a site, packed ones also unpacked."""
    contents: dict[str, bytes] = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        contents[f"name {name}"] = name.encode()
        if path.is_file():
            contents[name] = path.read_bytes()
            if path.suffix == ".pdf":
                contents |= unpacked(path)
            if path.suffix == ".gz":
                contents[f"unpacked {name}"] = gzip.decompress(contents[name])
    return contents


def test_no_planted_word_in_any_byte_of_the_public_site(
    leak_sites: dict[Audience, Path],
) -> None:
    found = {
        name: sorted(set(PLANTED.findall(content)))
        for name, content in every_byte(leak_sites[Audience.PUBLIC]).items()
    }
    assert {name: words for name, words in found.items() if words} == {}
    assert any(".pdf text" in name or "-arkiv.pdf stream" in name for name in found)


def test_the_intranet_shows_what_was_planted(leak_sites: dict[Audience, Path]) -> None:
    everything = b"\n".join(every_byte(leak_sites[Audience.INTRANET]).values()).decode(
        "utf-8", "replace"
    )
    sources = [
        path.read_text(encoding="utf-8")
        for path in (HOME / "tests/leak").rglob("*")
        if path.suffix in (".md", ".yml")
    ]
    planted = {word.lower() for text in sources for word in re.findall(r"hemlig\w+", text, re.I)}
    hidden_by_design = {
        "hemligref",
        "hemligtips",
        "hemligreferenstitel",
        "hemligbyfunktion",
        "hemligbys",
    }  # names and words that no page shows
    missing = {word for word in planted - hidden_by_design if word not in everything.lower()}
    assert len(planted) > 50
    assert missing == set()
    assert "0999-99 99 99" in everything


def test_the_public_site_shows_what_is_open(leak_sites: dict[Audience, Path]) -> None:
    page = leak_sites[Audience.PUBLIC] / "oppby/oppen-policy/index.html"
    text = page.read_text(encoding="utf-8")
    for words in ("Öppen inledning", "Öppen brödtext", "öppen punkt", "slutet av det öppna"):
        assert words in text
    assert "Öppen riktlinje som saknas" in text
    assert "Öppna Person" in text and "0123-11 11 11" in text
    start = (leak_sites[Audience.PUBLIC] / "index.html").read_text(encoding="utf-8")
    assert "Funktion som bara en sida visar" in start


def test_what_nobody_uses_stays_and_what_only_the_withheld_use_goes(
    leak_sites: dict[Audience, Path],
) -> None:
    public = leak_sites[Audience.PUBLIC]
    assert (public / "teman/tyst-tema/index.html").exists()
    assert not (public / "teman/hemligtema").exists()
    assert not (public / "hemligby").exists()
    assert (leak_sites[Audience.INTRANET] / "hemligby/hemligbydokument/index.html").exists()


def test_a_document_with_an_error_names_nothing_public(write: Write) -> None:
    files = {
        "sjoby/trasig.md": policy("farg: röd\n", kanaler="[intranät]", titel="Trasig"),
        "sjoby/oppen.md": policy("stöds av: [trasig]\n", "## A\n\nSe [orden](trasig.md) här.\n"),
        "teman.yml": "teman:\n  - {id: bara-dar, namn: Bara där, definition: X.}\n",
    }
    register, _ = read(write(files))
    shown = cut_for(register, Audience.PUBLIC)
    text = repr(shown)
    assert "sjoby/oppen" in shown.policies
    assert "trasig" not in text.lower() and "orden" not in text and "bara-dar" not in text


def test_a_link_in_an_unforeseen_form_takes_the_text_along(write: Write) -> None:
    body = "Först.\n\nSe [ord [inuti] ord](intern.md) och mer.\n"
    files = {"sjoby/intern.md": policy(kanaler="[intranät]"), "sjoby/a.md": policy(body=body)}
    register, _ = read(write(files))
    shown = cut_for(register, Audience.PUBLIC).policies["sjoby/a"]
    assert "intern.md" not in shown.body.text and "inuti" not in shown.body.text


@pytest.mark.parametrize(
    "link",
    [
        "[HEMLIG](intern.md)",
        "[HEMLIG](./intern.md)",
        "[HEMLIG](../sjoby/intern.md#text)",
        "[HEMLIG](INTERN.MD)",
        "[HEMLIG](<intern.md> 'HEMLIG')",
        "[HEMLIG](%69ntern.md)",
        "[HEMLIG][h]\n\n[h]: intern.md",
        "[h]\n\n[h]: <intern.md>",
        "[h][]\n\n[h]:\n  intern.md\n  'HEMLIG'",
        "[*HEMLIG* `HEMLIG`](intern.md)",
        "[HEMLIG\nHEMLIG](intern.md)",
        "![HEMLIG](x.png)[HEMLIG](intern.md)",
        "[![HEMLIG](x.png)](intern.md)",
        "[HEMLIG\\]](intern.md)",
        '[HEMLIG](intern.md "(HEMLIG)")',
        "| a |\n|---|\n| [HEMLIG](intern.md) |",
        "Not[^1].\n\n[^1]: [HEMLIG](intern.md)",
        "[HEMLIG [x] HEMLIG][h]\n\n[h]: intern.md",
        "[![HEMLIG](x.png)][h]\n\n[h]: intern.md",
        "[HEMLIG][straße]\n\n[STRASSE]: intern.md",
        "[HEMLIG `]`][h]\n\n[h]: intern.md",
        "[HEMLIG][H]\n\n[h]: intern.md\n[h]: intern.md 'HEMLIG'",
        "[HEMLIG](#intern-rubrik)",
        "[HEMLIG `a](intern.md)` HEMLIG](intern.md)",
        "[HEMLIG <https://x.se/](intern.md)> HEMLIG](intern.md)",
        "[HEMLIG](intern.md 'se ) HEMLIG')",
        "[HEMLIG](intern.md#://)",
        "[HEMLIG](b.md#intern-rubrik)",
    ],
)
def test_links_to_internal_documents_leave_no_trace(write: Write, link: str) -> None:
    files = {
        "sjoby/intern.md": policy(kanaler="[intranät]", titel="Annat"),
        "sjoby/a.md": policy(body=f"Först.\n\n{link}\n\nSist.\n"),
        "sjoby/b.md": policy(body="Öppet.\n\n::: intern\n## Intern rubrik\n:::\n", titel="B"),
        "sjoby/x.png": b"x",
    }
    files["sjoby/a.md"] += "\n::: intern\n## Intern rubrik\n:::\n"
    site = write(files)
    memory = Memory(None)
    shown = cut_for(read(site, memory=memory)[0], Audience.PUBLIC, memory).policies
    body = shown["sjoby/a"].body if "sjoby/a" in shown else None
    as_set = encode(set_text(body.digest, memory)).decode(errors="replace") if body else ""
    for text in (body.text.lower() if body else "", as_set.lower()):
        assert "intern" not in text and "%69" not in text
        if "x.png" not in link:
            assert "hemlig" not in text
    assert not body or body.digest not in (p.body.digest for p in read(site)[0].policies.values())


def test_definitions_in_internal_passages_count(write: Write) -> None:
    body = "Se [ORD][h] [z](intern.md).\n\n::: intern\n[h]: intern.md\n:::\n\n~~~\nkod\n"
    files = {"sjoby/intern.md": policy(kanaler="[intranät]"), "sjoby/a.md": policy(body=body)}
    text = cut_for(read(write(files))[0], Audience.PUBLIC).policies["sjoby/a"].body.text
    assert "intern" not in text and "ORD" not in text and "kod" in text


@pytest.mark.parametrize(
    "body",
    [
        "A\n\n::: intern\n~~~\n:::\n\n~~~\n\nB\n",
        "A\n\n~~~\n::: intern\nx\n:::\n~~~\n",
    ],
)
def test_a_code_block_is_internal_whole_or_not_at_all(write: Write, body: str) -> None:
    register, problems = read(write({"sjoby/a.md": policy(body=body)}))
    assert "mark-in-code" in {p.code for p in problems} and not register.policies


def test_what_only_the_public_text_holds_is_checked(write: Write) -> None:
    fence = "::: intern\n```\n:::\n"
    body = f"{fence}\n![x](kommun.yml) <b>x</b> [x](javascript:1)\n\n{fence}"
    register, problems = read(write({"sjoby/a.md": policy(body=body)}))
    told = {p.code for p in problems if p.place.line == 11}
    assert told == {"picture-address", "raw-html", "link-address"} and not register.policies


FILES = ["intern.md", "./intern.md", "sjoby/intern", "INTERN.MD"]
SPELLINGS = [f"[{name}]" for name in FILES] + [f"[{{dokument: {name}}}]" for name in FILES]


TITLES = ["[Intern]", "[{titel: intern}]", '[{titel: "In\\u00adtern"}]']
TITLES += ["[Sjöby/intern]", "[Sjöby kommun/Intern]", "[intern.md#x]", "[{titel: Sjöby/Intern}]"]


@pytest.mark.parametrize("form", [*SPELLINGS, *TITLES])
def test_no_spelling_of_a_reference_names_what_is_hidden(write: Write, form: str) -> None:
    header = f"stöds av: {form}\nhänvisar till: {form}\n"
    for inner in (policy(kanaler="[intranät]"), policy("farg: röd\n", kanaler="[intranät]")):
        files = {"sjoby/intern.md": inner, "sjoby/a.md": policy(header, titel="Annan")}
        shown = cut_for(read(write(files))[0], Audience.PUBLIC).policies["sjoby/a"]
        assert shown.references == ()


def test_an_alias_of_what_is_hidden_is_hidden(write: Write) -> None:
    files: dict[str, str | bytes] = {
        "sjoby/x.md": policy("alias: [Krisboken]\n", kanaler="[intranät]", titel="Annat"),
        "sjoby/a.md": policy("hänvisar till: [Krisboken, Något]\n"),
    }
    shown = cut_for(read(write(files))[0], Audience.PUBLIC).policies["sjoby/a"]
    assert [reference.title for reference in shown.references] == ["Något"]


def test_the_title_of_a_broken_document_is_hidden(write: Write) -> None:
    files = {
        "sjoby/x.md": policy("farg: röd\n", kanaler="[intranät]", titel="Krisplan 7"),
        "sjoby/a.md": policy("hänvisar till: [Krisplan 7, Annat]\n"),
    }
    shown = cut_for(read(write(files))[0], Audience.PUBLIC).policies["sjoby/a"]
    assert [reference.title for reference in shown.references] == ["Annat"]


def test_the_cut_of_employees_is_everything(write: Write) -> None:
    register, _ = read(write({"sjoby/a.md": policy(kanaler="[intranät]")}))
    assert cut_for(register, Audience.INTRANET) is register


def test_anchors_do_not_count_what_was_cut(write: Write) -> None:
    body = "::: intern\n## Kontakt\n\nInternt.\n:::\n\n## Kontakt\n\nÖppet.\n"
    register, _ = read(write({"sjoby/a.md": policy(body=body)}))
    anchors = {
        audience: [s.anchor for s in cut_for(register, audience).policies["sjoby/a"].body.sections]
        for audience in Audience
    }
    assert anchors == {
        Audience.PUBLIC: ["kontakt"],
        Audience.INTRANET: ["kontakt", "kontakt-2"],
    }
