"""Documents as PDF: what a screen reader, a printer and an archive find in the files themselves."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tools.pango import missing

from styrdok.model import Audience
from styrdok.publish.press import print_sites
from styrdok.read.policy_file import read_policy
from styrdok.texts import catalogue
from tests.conftest import AS_OF, KOMMUN, TEMAN, policy
from tests.pdf_parts import faults, unpacked, words

PUBLIC, INTRANET = Audience.PUBLIC, Audience.INTRANET
CONFIG = """\
INHERIT: {base}
docs_dir: docs
site_dir: site/{place}
site_url: https://{place}.sjoby.example/
edit_uri: ""
theme: {{custom_dir: {overrides}}}
plugins:
  macros: {{module_name: {macros}}}
  styrdok: {{kanal: {channel}}}
"""
TEXT = """\
Före första rubriken.

## Svarstider {#svarstider tema="svarstider"}

Vi svarar inom två dagar, se [om media](#media), [rutinen](rutin.md) och
[lagen](https://www.riksdagen.se/) eller ring [växeln](tel:0123456789).

- en punkt
  - under den

1. först
2. sedan

| Kanal | Tid |
|-------|----:|
| Brev  | 5   |
| Chatt | 1   |

![En karta över Sjöby](karta.png) ![](karta.png)

::: intern
Hemligsiffran är 0999-12.
:::

## Media {#media tema="media"}

> Den som vill får uttala sig.

### Undantag

Vid kris gäller *annat*.[^1]

[^1]: En not.
"""
ENGLISH = "## Replies\n\nWe reply within two days.\n"
DECIDED = "beslut: {organ: Kommunfullmäktige, datum: 2024-03, paragraf: 31}\nämnen: [svar, media]\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763d8c7c2000001c500e1b9e5a2730000000049454e44ae426082"
)
FILES: dict[str, str | bytes] = {
    "teman.yml": TEMAN,
    "sjoby/kommun.yml": KOMMUN,
    "sjoby/karta.png": PNG,
    "sjoby/svar.md": policy(
        f"sammanfattning: Så svarar vi.\n{DECIDED}ansvarig: chef\nstöds av: [rutin]\n",
        TEXT,
        titel="Policy för svar & bemötande",
    ),
    "sjoby/rutin.md": policy(
        "beslut: förslag\nspråk: en\n", ENGLISH, titel="Replies", dokumenttyp="rutin"
    ),
    "sjoby/gammal.md": policy("gäller till: 2020-01-01\n", titel="Gammal"),
    "sjoby/intern.md": policy("dokumentdatum: 2023\n", titel="Hemligrutin", kanaler="[intranät]"),
}
READ, KEPT = "sjoby/svar/sjoby-svar-2024-03.pdf", "sjoby/svar/sjoby-svar-2024-03-arkiv.pdf"
PROPOSED = "sjoby/rutin/sjoby-rutin-datum-okant.pdf"
PLANTED = re.compile(rb"hemlig\w*|0999-\d+|Samma-2|samma-2", re.I)


@pytest.fixture(autouse=True, scope="module")
def _able() -> None:
    assert not (why := missing()), why


def lay(root: Path) -> Path:
    """A site folder with an address for each site."""
    from styrdok.publish.parts import product

    for name, content in FILES.items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text(
        "---\nkanaler: [intranät, webbplats]\n---\n# Start\n", "utf-8"
    )
    for name, place, channel in (
        ("mkdocs.yml", "public", "webbplats"),
        ("mkdocs.intranet.yml", "intranet", "intranät"),
    ):
        facts = {key: str(product(key)) for key in ("overrides", "macros")}
        base = str(product("mkdocs.yml"))
        text = CONFIG.format(base=base, place=place, channel=channel, **facts)
        (root / name).write_text(text, "utf-8")
    return root


def build(root: Path, **given: Any) -> dict[str, list[str]]:
    """Build both sites; return the PDF files that each site's build has set."""
    done = print_sites(root, ["webbplats", "intranät"], AS_OF, True, catalogue(), **given)
    return {
        channel: [path for path in outcome.written if path.endswith(".pdf")]
        for channel, outcome in done.outcomes.items()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("papers"))
    build(root)
    return root


@pytest.fixture(scope="module")
def read(site: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(site / "site/public" / READ) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def kept(site: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(site / "site/public" / KEPT) as pdf:
        yield pdf


def pdf_files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.pdf")}


def parts(pdf: pikepdf.Pdf, name: str = "") -> list[Any]:
    """The structure elements of a file in reading order, of one kind or all."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node and (not name or str(node.S) == f"/{name}"):
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def links(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Words and addresses of the links; one inside the file begins with '#'."""
    annotations = [a for page in pdf.pages for a in page.get("/Annots", ())]
    return {
        str(a.Contents): str(a.A.URI) if "/A" in a else f"#{a.Dest}"
        for a in annotations
        if a.Subtype == "/Link"
    }


def titles(item: Any) -> list[Any]:
    return [[one.title, *titles(one.children)] if one.children else one.title for one in item]


def test_every_current_document_and_no_other_has_both_files(site: Path) -> None:
    public = {READ, KEPT, PROPOSED, PROPOSED.replace(".pdf", "-arkiv.pdf")}
    inside = {f"sjoby/intern/sjoby-intern-2023{end}.pdf" for end in ("", "-arkiv")}
    assert pdf_files(site / "site/public").keys() == public
    assert pdf_files(site / "site/intranet").keys() == public | inside


def test_the_page_and_the_data_lead_to_them(site: Path) -> None:
    public = site / "site/public"
    page = (public / "sjoby/svar/index.html").read_text("utf-8")
    for address, label in ((READ, "Pdf"), (KEPT, "Pdf för arkiv")):
        assert (
            f'<a href="../../{address}" type="application/pdf">{label}<span class="hidden-label">'
            " av Policy för svar &amp; bemötande</span></a>"
        ) in page
    assert "application/pdf" not in (public / "sjoby/gammal/index.html").read_text("utf-8")
    data = json.loads((public / "data/kommuner/sjoby.json").read_bytes())
    named = {one["id"]: one["pdf"] for one in data["dokument"]}
    assert named["sjoby/svar"] == {"läsa": READ, "arkiv": KEPT}
    assert named["sjoby/gammal"] is None
    assert ".pdf" not in (public / "sitemap.xml").read_text("utf-8")


def test_it_tells_what_it_is(read: pikepdf.Pdf, kept: pikepdf.Pdf) -> None:
    for pdf in (read, kept):
        assert str(pdf.Root.Lang) == "sv"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Policy för svar & bemötande"
        assert str(pdf.docinfo["/Author"]) == "Sjöby kommun"
        assert str(pdf.docinfo["/Subject"]) == "Så svarar vi."
        assert str(pdf.docinfo["/Keywords"]) == "svar, media"
        assert str(pdf.docinfo["/CreationDate"]) == "D:202403", "as precise as it is known"
        assert "/ModDate" not in pdf.docinfo
    with read.open_metadata() as told:
        assert told.get("pdfuaid:part") == "1" and told["dc:title"] == "Policy för svar & bemötande"
        assert told["xmp:CreateDate"] == "2024-03"
    with kept.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")


def test_every_file_is_fit_to_be_read_aloud(site: Path, tmp_path: Path) -> None:
    places = sorted((site / "site").rglob("*.pdf"))
    assert len(places) >= 8 and [fault for path in places for fault in faults(path)] == []
    bare = tmp_path / "bare.pdf"
    pikepdf.new().save(bare)
    assert len(faults(bare)) == 5, "and a file without anything is found out"


def test_its_outline_is_the_headings(read: pikepdf.Pdf) -> None:
    with read.open_outline() as outline:
        (whole,) = titles(outline.root)
    assert whole[0] == "Policy för svar & bemötande"
    assert whole[1:4] == ["Svarstider", ["Media", "Undantag"], "Noter"]
    assert "Kontakt" in whole and "Innehåll" not in whole
    kinds = [str(one.S)[1:] for one in parts(read) if str(one.S)[1:].strip("H").isdigit()]
    assert kinds[:5] == ["H1", "H2", "H2", "H3", "H2"]


def test_its_structure_is_the_texts(read: pikepdf.Pdf) -> None:
    kinds = [str(one.S)[1:] for one in parts(read)]
    assert {"H1", "H2", "H3", "P", "L", "LI", "LBody", "Lbl", "BlockQuote", "Link"} <= set(kinds)
    for items in parts(read, "L"):
        assert {str(one.S) for one in items.K} <= {"/LI", "/L", "/Caption"}, "a list holds items"
    tables = parts(read, "Table")
    assert len(tables) == 2, "the text's and the opening hours"
    rows = [[str(cell.A.get("/Scope", "")) for cell in row.K] for row in parts(read, "TR")]
    assert rows[0] == ["/Column", "/Column"] and rows[-1] == ["/Row", ""]
    (figure,) = parts(read, "Figure")
    assert str(figure.Alt) == "En karta över Sjöby", "and a picture without words is decoration"


def test_nothing_is_drawn_that_is_neither_tagged_nor_decoration(read: pikepdf.Pdf) -> None:
    tagged = sum(len(nums) for nums in list(read.Root.StructTreeRoot.ParentTree.Nums)[1::2]
                 if isinstance(nums, pikepdf.Array))  # fmt: skip
    known = set(_content_ids(read))
    assert len(known) == tagged
    for page in read.pages:
        opened = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            opened += {"BMC": 1, "BDC": 1, "EMC": -1}.get(name, 0)
            if name in ("Tj", "TJ", "f", "S", "Do"):
                assert opened, f"{name} {operands} utan märkning"


def _content_ids(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    return [
        (number, int(operands[1].MCID))
        for number, page in enumerate(pdf.pages)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    ]


def test_a_passage_tells_its_language(site: Path) -> None:
    with pikepdf.open(site / "site/public" / PROPOSED) as pdf:
        foreign = [one for one in parts(pdf) if "/Lang" in one]
        assert {str(one.Lang) for one in foreign} == {"en", "sv"}, "its text, and whom to ask"
        assert "/H1" in {str(one.S) for one in foreign}
        assert str(pdf.Root.Lang) == "sv"
        assert "/CreationDate" not in pdf.docinfo


def test_links_have_words_and_lead_somewhere_from_paper(read: pikepdf.Pdf) -> None:
    found = links(read)
    assert found["om media"] == "#media"
    assert found["rutinen"] == "https://public.sjoby.example/sjoby/rutin/"
    assert found["lagen"] == "https://www.riksdagen.se/"
    assert found["växeln"] == "tel:0123456789"
    schemes = {address.partition(":")[0] for address in found.values() if address[0] != "#"}
    assert schemes <= {"https", "tel", "mailto"}


def test_without_an_address_links_leave_their_words() -> None:
    from styrdok.publish.leaf import leaf_of

    page = b'<main><p>Se <a href="../b/">den</a> <a href="#a">och</a> <a href="https://x.se/">x</a></p>'
    page += b'<h2 id="a">A <a class="anchor" href="#a">#</a></h2><details><summary>Mer</summary>B'
    page += b'</details><p><a href="javascript:x">j</a><button>Lyssna</button></p></main>'
    assert leaf_of(page, "k/a/", "", ()).html == (
        '<p>Se den <a href="#a">och</a> <a href="https://x.se/">x</a></p>'
        '<h2 id="a">A</h2><div>B</div><p>j</p>'
    )


def test_the_fonts_are_in_it(read: pikepdf.Pdf, kept: pikepdf.Pdf) -> None:
    for pdf in (read, kept):
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
                 and one.get("/Type") == "/FontDescriptor"]  # fmt: skip
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts)


def test_the_archive_file_holds_source_and_data(kept: pikepdf.Pdf) -> None:
    stem = KEPT.rpartition("/")[2].removesuffix(".pdf")
    assert [(str(one.UF), str(one.AFRelationship)) for one in kept.Root.AF] == [
        (f"{stem}.md", "/Source"),
        (f"{stem}.json", "/Data"),
    ]
    assert sorted(kept.attachments) == [f"{stem}.json", f"{stem}.md"]
    for one in kept.Root.AF:
        assert str(one.EF.F.Params.ModDate) == "D:202403" and str(one.Desc)
    source, data = (one.EF.F.read_bytes().decode() for one in kept.Root.AF)
    assert "Hemlig" not in source and "0999" not in source and "\n\n\n" not in source
    record = json.loads(data)["dokument"]
    assert record["id"] == "sjoby/svar" and record["avsnitt"][1]["rubrik"] == "Svarstider"


def test_the_source_reads_as_the_document_does(kept: pikepdf.Pdf) -> None:
    source = kept.Root.AF[0].EF.F.read_bytes().decode()
    again = read_policy("sjoby/svar.md", source.encode())
    whole = read_policy("sjoby/svar.md", str(FILES["sjoby/svar.md"]).encode())
    assert not [p for p in again.problems if p.severity.value == "error"]
    facts = ("title", "kind", "audiences", "summary", "topics", "decision", "responsible")
    for name in facts:
        assert getattr(again.policy, name) == getattr(whole.policy, name), name


def test_a_text_with_internal_passages_names_the_intranet_alone(site: Path) -> None:
    with pikepdf.open(site / "site/intranet" / KEPT) as pdf:
        source = pdf.Root.AF[0].EF.F.read_bytes().decode()
    assert "Hemligsiffran" in source and "kanaler:\n- intranät\n" in source
    assert "webbplats" not in source


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not here")
def test_it_reads_in_the_pages_order_without_what_is_for_screens(site: Path) -> None:
    path = site / "site/public" / READ
    text = words(path)
    ordered = ["Sjöby kommun · Policy", "Policy för svar & bemötande", "Så svarar vi.", "Gällande",
               "Kommunfullmäktige, mars 2024, § 31", "Före första", "Svarstider", "två dagar",
               "Media", "Undantag", "Noter", "Kontakt", "Om dokumentet"]  # fmt: skip
    places = [text.index(one) for one in ordered]
    assert places == sorted(places)
    for furniture in ("Länk till avsnittet", "Innehåll", "Teman:", "Jämför", "Lyssna", "Kopiera",
                      "Pdf", " #", "Hoppa", "Meny"):  # fmt: skip
        assert furniture not in text
    assert "https://public.sjoby.example/sjoby/svar/" in text and "1 (" in text
    assert "Beslutad mars 2024" in text and "intranät" not in text.lower().split("kanaler")[0]
    assert "Förslag, inte beslutat" in words(site / "site/public" / PROPOSED)
    assert "Sjöby kommun · Intranät" in words(site / "site/intranet" / READ)


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler is not here")
def test_poppler_calls_it_tagged(site: Path) -> None:
    path = site / "site/public" / READ
    told = subprocess.run(["pdfinfo", path], check=True, capture_output=True).stdout.decode()
    assert re.search(r"Tagged: +yes", told) and "Policy för svar & bemötande" in told
    tree = subprocess.run(["pdfinfo", "-struct", path], check=True, capture_output=True)
    assert not tree.stderr
    assert tree.stdout.decode().split()[0] == "Document"


def test_no_internal_word_is_in_any_part_of_a_public_file(site: Path) -> None:
    def told(place: str) -> set[bytes]:
        files = (site / "site" / place).rglob("*.pdf")
        return {
            word
            for path in files
            for data in unpacked(path).values()
            for word in PLANTED.findall(data)
        }

    assert told("public") == set()
    assert told("intranet"), "they are there, so that this can fail"


def test_only_what_changed_is_set_and_as_a_cold_build_sets_it(site: Path, tmp_path: Path) -> None:
    assert build(site) == {"intranät": [], "webbplats": []}
    path = site / "policies/sjoby/svar.md"
    old = path.read_text("utf-8")
    path.write_text(old.replace("inom två dagar", "inom tre dagar"), "utf-8")
    assert build(site) == {"intranät": [READ, KEPT], "webbplats": [READ, KEPT]}
    (site / "docs/ny.md").write_text("---\nkanaler: [intranät, webbplats]\n---\n# Ny\n", "utf-8")
    assert build(site) == {"intranät": [], "webbplats": []}, "a menu is not on paper"
    path.write_text(old.replace("titel:", "# en kommentar\ntitel:", 1), "utf-8")
    assert build(site) == {"intranät": [READ, KEPT], "webbplats": [READ, KEPT]}
    cold = lay(tmp_path)
    build(cold)
    for place in ("public", "intranet"):
        assert pdf_files(cold / "site" / place) == pdf_files(site / "site" / place)


def test_laid_out_once_is_as_laid_out_for_each() -> None:
    from styrdok.publish.pdf import LaidOut

    html = (
        '<html lang="sv"><title>T</title><h1>A</h1><p style="color: #17504a">b <a href="#x">c</a>'
    )
    both = LaidOut(html, {})
    first = (both.to_read(), both.to_keep([], None), both.to_read())
    alone = LaidOut(html, {}).to_keep([], None)
    assert first[0] == first[2] and first[1] == alone


def test_a_site_without_pdf_says_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay(tmp_path)
    build(root, pdf=False)
    assert capsys.readouterr().err.count("PDF") == 0
    _has_none(root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("kanal:", "pdf: false, kanal:"), "utf-8")
    for lacking, say in (("pango-1.0", "för pango-1.0 saknas"), ("fonts", "inget typsnitt")):
        from styrdok.publish import offprint
        from styrdok.publish.typesetter import Typesetter

        monkeypatch.setattr(offprint, "typesetter", lambda found=lacking: Typesetter(found))
        build(root)
        told = capsys.readouterr().err
        assert told.count("inga PDF-filer görs") == 1 and say in told and "fonts-liberation" in told
        _has_none(root)


def _has_none(root: Path) -> None:
    for place in ("public", "intranet"):
        assert not pdf_files(root / "site" / place)
        page = (root / "site" / place / "sjoby/svar/index.html").read_text("utf-8")
        assert "application/pdf" not in page and 'class="papers"' not in page


def test_who_writes_gets_a_file_when_it_is_asked_for(site: Path, tmp_path: Path) -> None:
    from styrdok.memory import Memory
    from styrdok.publish.jobs import job_of
    from styrdok.publish.proof import Proof
    from styrdok.publish.rereading import Reader

    job = job_of(site, "webbplats", AS_OF, tmp_path, catalogue())
    memory = Memory(None)
    memory.hot = {}
    reader = Reader(job, memory, tmp_path / "docs-byggt", catalogue(), False)
    proof = Proof(reader)
    assert proof.file(KEPT) == (200, (site / "site/public" / KEPT).read_bytes())
    assert f'href="../../{READ}"'.encode() in proof.file("sjoby/svar/")[1]
