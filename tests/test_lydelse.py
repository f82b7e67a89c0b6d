"""The paper on what a branch changes: from a real git repository, in every format it comes in."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from styrdok.cli import main
from styrdok.compose.paper.paper import write_paper
from styrdok.compose.paper.proposal import Proposal
from styrdok.compose.paper.sheet import Bullets, Row, Sheet, Table, Title, Words
from styrdok.publish.paper import look_at
from styrdok.publish.pdf import PangoMissingError, UnsettableError
from styrdok.read.history.branches import BranchError, read_range
from styrdok.read.quantities import quantities
from styrdok.texts import catalogue
from tests.conftest import AS_OF, HOME, KOMMUN, TEMAN, policy

TEXT = """\
## Syfte {#syfte tema="svarstider"}

Policyn beskriver hur kommunen svarar. Den gäller alla som arbetar i kommunen.

## Svarstider {#svarstider tema="svarstider"}

Vi ska svara inom två arbetsdagar.

Brev ska besvaras inom fem arbetsdagar.

## Media {#media tema="media"}

Varje chef svarar på frågor från journalister om sin egen verksamhet.

## Ansvar {#ansvar}

Varje chef ansvarar för att policyn följs.
"""
DECIDED = "beslut: {organ: Kommunfullmäktige, datum: 2024-03-06, paragraf: 31}\n"
A, B = "policies/sjoby/a.md", "policies/sjoby/b.md"
FIRST = {
    "policies/teman.yml": TEMAN,
    "policies/sjoby/kommun.yml": KOMMUN,
    A: policy(DECIDED + "ansvarig: chef\n", TEXT, titel="Policy för svar"),
    B: policy("stödjer: [a]\n", "## Om\n\nSå här gör vi.\n", titel="Rutin", dokumenttyp="rutin"),
}
Files = dict[str, str | None]


class Repository:
    """A repository in a folder, with a branch `main` and a branch `gren` that leaves it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        self.commit(dict(FIRST))
        self.git("checkout", "-q", "-b", "gren")

    def git(self, *words: str) -> str:
        command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *words]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        done = subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, text=True, env=clean
        )
        return done.stdout.strip()

    def commit(self, files: Files) -> str:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_text(content, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "ändring")
        return self.git("rev-parse", "HEAD")

    def proposal(self, words: str = "main..gren", as_of: date = AS_OF) -> Proposal:
        return look_at(self.root, words, as_of, catalogue())[0]

    def paper(self) -> Sheet:
        return write_paper(self.proposal())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "repo").mkdir()
    return Repository(tmp_path / "repo")


def changed(*pairs: tuple[str, str], path: str = A) -> Files:
    text = FIRST[path]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {path: text}


def tables(sheet: Sheet) -> list[Table]:
    return [part for part in sheet.parts if isinstance(part, Table)]


def wording(sheet: Sheet) -> list[tuple[str, ...]]:
    """The rows of the only two-column table: what each side says, marks as in Markdown."""
    (table,) = [t for t in tables(sheet) if "lydelser" in t.caption]
    assert table.heads == ("Nuvarande lydelse", "Föreslagen lydelse")
    return [(row.kind, *(said(row, at) for at in range(len(row.sides)))) for row in table.rows]


def said(row: Row, at: int) -> str:
    sign = {"same": "", "added": "+", "removed": "-"}
    return " / ".join(
        ("!" if line.inside else "")
        + " ".join(f"{sign[r.state.value]}{r.words}{sign[r.state.value]}" for r in line.runs)
        for line in row.sides[at]
    )


def words(sheet: Sheet) -> str:
    found: list[str] = []
    for part in sheet.parts:
        if isinstance(part, Bullets):
            found += [part.title, *part.items]
        elif isinstance(part, Words):
            found.append(f"{part.label} {part.words}".strip())
        elif isinstance(part, Title):
            found.append(part.words)
    return "\n".join(found)


def test_ska_becomes_bor(repository: Repository) -> None:
    repository.commit(changed(("Vi ska svara inom två", "Vi bör svara inom tre")))
    sheet = repository.paper()
    assert sheet.title == "Lydelsetabell: Policy för svar"
    assert wording(sheet) == [
        ("gap",),
        ("heading", "Svarstider"),
        (
            "pair",
            "Vi -ska- svara inom -två- arbetsdagar.",
            "Vi +bör+ svara inom +tre+ arbetsdagar.",
        ),
        ("gap",),
    ]
    running = words(sheet)
    assert "Nuvarande lydelse: Vi ska svara inom två arbetsdagar." in running
    assert "Föreslagen lydelse: Vi bör svara inom tre arbetsdagar." in running
    assert "stödjer sig på det och kan behöva ses över: Rutin (Sjöby kommun)" in running
    assert "Rader i jämförelsen som berörs: Svarstider" in running
    for caption in ("Meningar som binder på ett annat sätt än i dag", "Löften med tal som ändras"):
        (table,) = [t for t in tables(sheet) if t.caption == caption]
        assert said(table.rows[0], 0) == "Vi -ska- svara inom -två- arbetsdagar."
        assert said(table.rows[0], 1) == "Vi +bör+ svara inom +tre+ arbetsdagar."
    assert "offentligt" not in running and "Bara för medarbetare" not in running
    facts = "Policy · Sjöby kommun · Kommunfullmäktige, 6 mars 2024, § 31"
    assert f"{facts} · Diarienummer är inte känt" in running


def test_a_changed_subsection_stands_under_its_headings(repository: Repository) -> None:
    body = "## Ett\n\nA.\n\n## Två\n\nB.\n\n### Två ett\n\nC.\n\n### Två två\n\nVi ska.\n"
    repository.git("checkout", "-q", "main")
    repository.commit({A: FIRST[A].replace(TEXT, body)})
    repository.git("checkout", "-q", "-B", "gren")
    repository.commit({A: FIRST[A].replace(TEXT, body.replace("Vi ska.", "Vi bör."))})
    rows = wording(repository.paper())
    assert rows[:4] == [("gap",), ("heading", "Två"), ("gap",), ("heading", "Två två")]
    assert [row[0] for row in rows[4:]] == ["pair"]


def test_what_main_did_meanwhile_is_not_the_branchs_doing(repository: Repository) -> None:
    repository.commit(changed(("Så här gör vi.", "Så gör vi."), path=B))
    repository.git("checkout", "-q", "main")
    repository.commit(changed(("Vi ska", "Vi bör")))
    found = repository.proposal()
    assert [revision.policy.id for revision, _ in found.revised] == ["sjoby/b"]
    repository.git("checkout", "-q", "gren")
    for alike in ("main..", "main", "main...gren"):
        assert repository.proposal(alike).revised == found.revised


def test_a_document_comes_and_another_goes(repository: Repository) -> None:
    body = '## Ljud {#ljud tema="media"}\n\nMusik spelas bara på torget.\n'
    repository.commit({B: None, "policies/sjoby/c.md": policy("", body, titel="Regler för ljud")})
    sheet = repository.paper()
    assert sheet.title == "Lydelsetabell för 2 dokument"
    text = words(sheet)
    assert "Rutin (Sjöby kommun): tas bort" in text and "Hela dokumentet är nytt." in text
    assert "Det här blir offentligt\nRegler för ljud (Sjöby kommun): ett nytt dokument" in text
    assert "Det här blir inte längre offentligt\nRutin (Sjöby kommun)" in text
    new = next(t for t in tables(sheet) if t.caption == "Regler för ljud: lydelser")
    assert [said(row, 0) for row in new.rows if row.kind == "pair"] == [""]
    assert said(new.rows[0], 1) == "+Ljud+ / +Musik spelas bara på torget.+" or len(new.rows) == 2
    assert "Regler för ljud – /sjoby/c/ (nytt)" in text
    assert "Rutin – /sjoby/b/ (tas bort)" in text


def test_a_renamed_file_is_the_same_document(repository: Repository) -> None:
    repository.commit(
        {A: None, B: None, "policies/sjoby/svar.md": FIRST[A]}
        | {"policies/sjoby/b.md": FIRST[B].replace("[a]", "[svar]")}
    )
    sheet = repository.paper()
    assert "från policies/sjoby/a.md till policies/sjoby/svar.md" in words(sheet)
    assert "Textens ord är oförändrade." in words(sheet)
    fates = {r.policy.id: r.fate.value for r, _ in repository.proposal().revised}
    assert fates == {"sjoby/svar": "renamed", "sjoby/b": "changed"}


def test_a_moved_section_is_told_as_moved(repository: Repository) -> None:
    start, svar, media, ansvar = TEXT.split("\n## ")
    text = "\n## ".join([start, media, ansvar.rstrip("\n") + "\n", svar])
    repository.commit({A: FIRST[A].replace(TEXT, text)})
    rows = wording(repository.paper())
    note = "Avsnittet flyttas. Det står i dag efter ”Syfte” och föreslås stå efter ”Ansvar”."
    assert rows == [("gap",), ("heading", "Svarstider"), ("note", note), ("gap",)]


def test_a_locked_document_has_its_paper(repository: Repository) -> None:
    path = "policies/sjoby/last.md"
    head = "beslut: {organ: KS, datum: 2024-03-06, paragraf: 31}\ntextform: beslutad lydelse\n"
    words = ["lock", str(repository.root / path), "--root", str(repository.root)]
    repository.git("checkout", "-q", "main")
    repository.commit({path: policy(head, "Vi ska svara inom två dagar.\n", titel="Låst")})
    assert main(words) == 0
    repository.commit({})
    repository.git("checkout", "-q", "-B", "gren")
    text = (repository.root / path).read_text("utf-8").replace("ska svara", "bör svara")
    text = text.replace("2024-03-06, paragraf: 31", "2026-03-06, paragraf: 12")
    repository.commit({path: text})
    assert main(words) == 0
    repository.commit({})
    proposal, found = look_at(repository.root, "main..gren", AS_OF, catalogue())
    assert not found.failed and len(proposal.revised) == 1
    assert "bör" in str(write_paper(proposal))


def test_front_matter_alone(repository: Repository) -> None:
    header = ("ansvarig: chef\n", "ansvarig: kontaktcenter\ngäller från: 2027-01-01\n")
    repository.commit(changed(header, ("titel: Policy för svar", "titel: Policy för snabba svar")))
    sheet = repository.paper()
    (table,) = tables(sheet)
    assert table.caption == "Policy för snabba svar: uppgifter om dokumentet"
    facts = {row.label: (said(row, 0), said(row, 1)) for row in table.rows}
    assert facts == {
        "Titel": ("Policy för svar", "Policy för +snabba+ svar"),
        "Gäller från": ("Uppgift saknas", "1 januari 2027"),
        "Ansvarig funktion": ("Kontaktchef", "Kontaktcenter"),
    }
    text = words(sheet)
    assert "Textens ord är oförändrade." in text
    assert "ändras från Kontaktchef till Kontaktcenter" in text
    assert "i dag gällande, granskning okänd, sedan 6 mars 2024. Enligt förslaget: beslutad" in text
    assert "Sjöby kommun, från ”reglerat” till ”bara förslag" in text


INSIDE = TEXT.replace(
    "Brev ska besvaras",
    "::: intern\nKoden till arkivet finns i receptionen.\n:::\n\nBrev ska besvaras",
)


def test_internal_passages_are_there_and_marked(repository: Repository) -> None:
    repository.commit({A: FIRST[A].replace(TEXT, INSIDE)})
    proposal = repository.proposal()
    sheet = write_paper(proposal)
    assert ("pair", "", "!+Koden till arkivet finns i receptionen.+") in wording(sheet)
    text = words(sheet)
    assert "Kallelser och handlingar till sammanträden kan läsas av alla." in text
    assert "Bara för medarbetare: Koden till arkivet" in text
    # What the public site shows is the same, so no page of it is named.
    assert "sjoby/a/" not in [page.address for page in proposal.touched["public"]]
    assert "sjoby/a/" in [page.address for page in proposal.touched["intranet"]]


def test_what_becomes_public_is_told_first(repository: Repository) -> None:
    repository.git("checkout", "-q", "main")
    repository.commit({A: FIRST[A].replace(TEXT, INSIDE)})
    repository.git("checkout", "-q", "-B", "gren")
    opened = INSIDE.replace("::: intern\n", "").replace("\n:::\n", "\n")
    repository.commit({A: FIRST[A].replace(TEXT, opened)})
    proposal = repository.proposal()
    sheet = write_paper(proposal)
    loud = next(part for part in sheet.parts if isinstance(part, Bullets) and part.loud)
    assert loud.title == "Det här blir offentligt"
    assert "Koden till arkivet finns i receptionen." in loud.items[0]
    row = "Koden till arkivet finns i receptionen."
    assert ("pair", f"!{row}", row) in wording(sheet)
    back = look_at(repository.root, "gren..main", AS_OF, catalogue())[0]
    assert back.revised == (), "main has not left the branch"


def test_channels(repository: Repository) -> None:
    repository.commit(changed(("[intranät, webbplats]", "[intranät]")))
    sheet = repository.paper()
    assert "dokumentet blir bara för medarbetare." in words(sheet)
    assert "Hela dokumentet är bara för medarbetare." in words(sheet)


def test_a_new_edition(repository: Repository) -> None:
    newer = FIRST[A].replace("2024-03-06, paragraf: 31", "2026-10-01, paragraf: 9")
    repository.commit(
        {
            "policies/sjoby/a@2024-03-06.md": FIRST[A],
            A: newer.replace("Vi ska svara", "Vi bör svara"),
        }
    )
    text = words(repository.paper())
    assert "Den text som finns i dag sparas som en tidigare utgåva." in text
    assert "Policy för svar, utgåvan 2024-03-06 (Sjöby kommun) tillkommer." in text


def test_errors_at_the_end_are_told_in_the_paper(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(changed(("ansvarig: chef", "ansvarig: chefen")))
    place = repository.root / "ut"
    words_ = ["lydelse", "main..gren", "--root", str(repository.root), "--ut", str(place)]
    assert main([*words_, "--format", "html"]) == 1
    out = capsys.readouterr()
    assert "policies/sjoby/a.md:6: ansvarig: funktionen ”chefen” finns inte" in out.err
    page = (place / "lydelse.html").read_text("utf-8")
    assert "De här dokumenten har fel och kan inte visas" in page
    assert "Policy för svar: funktionen ”chefen”" in page and "Hela dokumentet" not in page


def test_links_and_odd_names_in_the_tree_do_no_harm(repository: Repository) -> None:
    secret = repository.root.parent / "hemligt.md"
    secret.write_text(policy(titel="Hemligt"), "utf-8")
    (repository.root / "policies/sjoby/lank.md").symlink_to(secret)
    (repository.root / "policies/ute").symlink_to(repository.root.parent)
    odd = 'policies/sjoby/"rad\nbryt" $(touch x).md'
    (repository.root / ".gitattributes").write_text("a.md export-ignore\n", "utf-8")
    repository.commit({odd: policy(titel="Udda"), **changed(("Vi ska", "Vi bör"))})
    proposal, found = look_at(repository.root, "main..gren", AS_OF, catalogue())
    assert {p.code for p in found.problems} >= {"symlink"}
    titles = {revision.policy.title for revision, _ in proposal.revised}
    assert "Hemligt" not in titles and {"Policy för svar", "Udda"} <= titles


@pytest.mark.parametrize(
    ("given", "code", "said_"),
    [
        ("finns-inte..gren", 2, "”finns-inte” finns inte i förrådet"),
        ("main..finns-inte", 2, "”finns-inte” finns inte i förrådet"),
        ("..gren", 2, "går inte att förstå"),
        ("-x..gren", 2, "något fattas: BASE..HEAD"),
        ("main..--all", 2, "går inte att förstå"),
        ("ensam..gren", 1, "har ingen gemensam historik"),
        ("main..tom", 1, "har ingen mapp policies"),
    ],
)
def test_wrong_ends_are_one_plain_line(
    repository: Repository, capsys: pytest.CaptureFixture[str], given: str, code: int, said_: str
) -> None:
    repository.git("checkout", "-q", "-b", "tom")
    repository.git("rm", "-rq", "policies")
    repository.git("commit", "-qm", "tomt")
    repository.git("checkout", "-q", "--orphan", "ensam")
    repository.commit({"x.txt": "x"})
    try:
        got = main(["lydelse", given, "--root", str(repository.root)])
    except SystemExit as left:
        got = int(left.code or 0)
    err = capsys.readouterr().err
    assert got == code and said_ in err and "Traceback" not in err
    assert err.startswith("styrdok: ") and err.count("\n") <= 2


def test_no_repository_and_a_history_cut_short(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lydelse", "main..", "--root", str(tmp_path)]) == 1
    assert "ligger inte i ett git-förråd" in capsys.readouterr().err
    repository.commit(changed(("Vi ska", "Vi bör")))
    source, clone = f"file://{repository.root}", tmp_path / "klon"
    depth = ["git", "clone", "-q", "--depth=1", "--no-single-branch", source, str(clone)]
    subprocess.run(depth, check=True, capture_output=True)
    assert main(["lydelse", "origin/main..origin/gren", "--root", str(clone)]) == 1
    assert "historiken är avkortad" in capsys.readouterr().err


def test_a_site_folder_deeper_in_its_repository(tmp_path: Path) -> None:
    site = tmp_path / "innehåll"
    site.mkdir()
    repository = Repository(tmp_path)
    deeper: Files = {f"innehåll/{name}": text for name, text in FIRST.items()}
    repository.commit(deeper)
    repository.git("branch", "-f", "main")
    text = changed(("Vi ska", "Vi bör"))[A]
    repository.commit({f"innehåll/{A}": text})
    found, _ = look_at(site, "main..gren", AS_OF, catalogue())
    assert [revision.policy.id for revision, _ in found.revised] == ["sjoby/a"]


def test_an_unchanged_branch(repository: Repository) -> None:
    assert "Inget dokument ändras." in words(repository.paper())


@pytest.fixture
def full(repository: Repository) -> Repository:
    """A branch with something of everything, in two documents."""
    body = INSIDE.replace("Vi ska svara", "Vi bör svara").replace(
        "## Ansvar",
        "## Nytt avsnitt\n\n1. Ett & <två>\n2. Tre\n\n| a | b |\n|---|---|\n| c | d |\n\n## Ansvar",
    )
    repository.commit(
        {
            A: FIRST[A].replace(TEXT, body),
            **changed(
                ("Så här gör vi.", "Så gör vi alltid."),
                ("[intranät, webbplats]", "[intranät]"),
                path=B,
            ),
        }
    )
    return repository


Make = Callable[..., dict[str, bytes]]


@pytest.fixture
def made(full: Repository, tmp_path: Path) -> dict[str, bytes]:
    words_ = ["lydelse", "main..gren", "--root", str(full.root), "--as-of", "2026-11-21"]
    formats = "html,docx,md" if _pango_missing() else "html,docx,pdf,md"
    files = []
    for folder in ("ett", "två"):
        place = tmp_path / folder
        assert main([*words_, "--ut", str(place), "--format", formats]) == 0
        files.append({path.suffix[1:]: path.read_bytes() for path in place.iterdir()})
    assert files[0] == files[1], "the same paper has the same bytes"
    return files[0]


def _pango_missing() -> str:
    from tools.pango import missing

    return missing()


def test_the_word_file_opens_and_is_well_made(made: dict[str, bytes]) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(made["docx"]))
    assert document.core_properties.title == "Lydelsetabell för 2 dokument"
    assert document.core_properties.language == "sv-SE"
    languages = {m.get(qn("w:val")) for m in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Policy för svar", "Rutin", "Ändringarna som löpande text", "Följder", "Sidor som ändras",
    ]  # fmt: skip
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    wording_ = document.tables[0]
    assert [c.text for c in wording_.rows[0].cells] == ["Nuvarande lydelse", "Föreslagen lydelse"]
    runs = {
        r.text: r for row in wording_.rows for c in row.cells for p in c.paragraphs for r in p.runs
    }
    assert runs["ska"].italic and runs["ska"].font.strike and not runs["ska"].underline
    assert runs["bör"].italic and runs["bör"].underline and not runs["bör"].font.strike
    assert runs["1. Ett & <två>"].italic and "– – –" in runs and "–" in runs
    assert runs["Bara för medarbetare: "].bold
    package = zipfile.ZipFile(io.BytesIO(made["docx"]))
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    anchors = {m.get(qn("w:anchor")) for m in document.element.iter(qn("w:hyperlink"))}
    names = {m.get(qn("w:name")) for m in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors and anchors <= names


def test_the_pdf_has_structure_language_and_title(made: dict[str, bytes]) -> None:
    from pypdf import PdfReader

    if why := _pango_missing():
        pytest.skip(why)
    reader = PdfReader(io.BytesIO(made["pdf"]))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv" and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title == "Lydelsetabell för 2 dokument"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    kinds: set[str] = set()
    left = [root["/StructTreeRoot"]]
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            kinds.add(str(one.get("/S", "")))
            left += [one["/K"]] if "/K" in one else []
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Caption", "/L", "/LI"} <= kinds
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Nuvarande lydelse" in text and "Föreslagen lydelse" in text


def test_the_page_is_one_file_that_escapes_what_others_write(made: dict[str, bytes]) -> None:
    page = made["html"].decode()
    assert "Ett &amp; &lt;två&gt;" in page and "<script" not in page
    assert "http" not in page and "src=" not in page and 'lang="sv"' in page


def test_axe_finds_nothing(made: dict[str, bytes], browser: Any) -> None:
    from tests.test_browser import findings

    for width in (320, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_content(made["html"].decode())
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_the_comment_is_words_and_no_markup(repository: Repository, tmp_path: Path) -> None:
    title = '"@alla [x](https://example.org) `kod` | *b*"'
    repository.commit({"policies/sjoby/c.md": policy(titel=title)})
    place = tmp_path / "ut"
    words_ = ["lydelse", "main", "--root", str(repository.root), "--ut", str(place)]
    assert main([*words_, "--format", "md"]) == 0
    text = (place / "lydelse.md").read_text("utf-8")
    assert text.startswith("## Sidor som ändras\n") and "/sjoby/c/" in text
    assert "@alla" not in text and "](" not in text and "https://" not in text


def test_data(full: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    words_ = ["lydelse", "main..gren", "--root", str(full.root), "--format", "json"]
    assert main([*words_, "--as-of", "2026-11-21"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "1.0" and found["internt"] and found["fel"] == []
    first = found["dokument"][0]
    assert first["id"] == "sjoby/a" and first["slag"] == "ändrat"
    row = first["avsnitt"][0]["stycken"][0]
    assert row["nuvarande lydelse"] == "Vi ska svara inom två arbetsdagar."
    assert row["ord"][1] == {"slag": "borttaget", "text": "ska"}
    keys = _keys(found)
    drift = (HOME / "docs/drift.md").read_text("utf-8")
    assert {key for key in keys if f"`{key}`" not in drift} == set()


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in _keys(one)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {key for one in value.values() for key in _keys(one)}


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (PangoMissingError("libpango-1.0.so.0"), "för libpango-1.0.so.0 saknas"),
        (UnsettableError("RecursionError"), "för texten går inte att sätta (RecursionError)"),
    ],
)
def test_where_there_can_be_no_pdf_the_others_are_written(
    full: Repository,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: Any,
    trouble: Exception,
    told: str,
) -> None:
    from styrdok.publish import pdf

    def fail(_: str) -> bytes:
        raise trouble

    monkeypatch.setattr(pdf, "as_pdf", fail)
    words_ = ["lydelse", "main..gren", "--root", str(full.root), "--ut", str(tmp_path / "ut")]
    assert main(words_) == 0
    assert f"PDF är inte skriven, {told}" in capsys.readouterr().err
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == ["lydelse.docx", "lydelse.html"]
    assert main([*words_, "--format", "pdf"]) == 1
    assert main([*words_[:-1], "/dev/null/x", "--format", "html"]) == 1
    assert "det går inte att skriva i" in capsys.readouterr().err


def test_a_build_does_not_pay_for_papers() -> None:
    look = "import sys, styrdok.cli, styrdok.publish.press; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, env=os.environ
    )
    assert not {"docx", "weasyprint", "lxml", "fontTools"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("words_", "found"),
    [
        ("inom sjutton dagar", ("sjutton dagar",)),
        ("Vi ska svara inom två arbetsdagar.", ("två arbetsdagar",)),
        ("Senast 15 procent, eller 3,5 %, på ett dygn.", ("15 procent", "3,5 %", "ett dygn")),
        ("Enligt 4 § och 2021 års budget den 3 mars.", ()),
        ("Högst 10 000 kronor i 24 timmar.", ("10 000 kronor", "24 timmar")),
    ],
)
def test_numbers_with_units(words_: str, found: tuple[str, ...]) -> None:
    assert quantities(words_) == found


def test_ranges() -> None:
    assert read_range("main..x") == ("main", "x") and read_range("main") == ("main", "HEAD")
    with pytest.raises(BranchError):
        read_range("..x")


def test_words_in_another_language_say_so(repository: Repository, tmp_path: Path) -> None:
    header = policy("språk: en\n", "## Answers\n\nWe answer.\n", titel="Answers")
    repository.commit({"policies/sjoby/en.md": header})
    place = tmp_path / "ut"
    words_ = ["lydelse", "main", "--root", str(repository.root), "--ut", str(place)]
    assert main([*words_, "--format", "html,docx"]) == 0
    page = (place / "lydelse.html").read_text("utf-8")
    assert '<h2 lang="en" id="dokument-1">Answers</h2>' in page
    assert '<span lang="en"><ins class="whole">We answer.</ins></span>' in page
    body = zipfile.ZipFile(place / "lydelse.docx").read("word/document.xml").decode()
    assert '<w:lang w:val="en"/>' in body
