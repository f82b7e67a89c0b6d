"""A document that cannot be set as PDF: its page stands, leads to no file, and stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.pango import missing

from styrdok.publish.pdf import LONGEST
from styrdok.publish.press import print_sites
from styrdok.texts import catalogue
from tests.conftest import AS_OF, Write, policy

DEEP = f"{'*' * 900}djupt{'*' * 900}\n"
UNSET = [DEEP, f"{'x' * LONGEST}\n"]
TEXT = "## Text {#text}\n\nHemligt är det inte.\n"


@pytest.fixture(autouse=True, scope="module")
def _able() -> None:
    assert not (why := missing()), why


def build(root: Path) -> set[str]:
    """Build the public site; return its PDF files."""
    print_sites(root, ["webbplats"], AS_OF, False, catalogue())
    public = root / "site/public"
    return {path.relative_to(public).as_posix() for path in public.rglob("*.pdf")}


@pytest.mark.parametrize("text", UNSET, ids=["deep", "long"])
def test_the_others_are_published_and_its_page_leads_nowhere(
    text: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write({"sjoby/djup.md": policy("", text), "sjoby/svar.md": policy("", TEXT)})
    both = {f"sjoby/svar/sjoby-svar-datum-okant{end}.pdf" for end in ("", "-arkiv")}
    assert build(root) == both
    page = (root / "site/public/sjoby/djup/index.html").read_text("utf-8")
    assert ".pdf" not in page
    assert ".pdf" in (root / "site/public/sjoby/svar/index.html").read_text("utf-8")
    data = (root / "site/public/data/styrdokument.json").read_text("utf-8")
    assert "sjoby-svar" in data and "sjoby-djup" not in data
    told = capsys.readouterr().err
    assert told.count("policies/sjoby/djup.md: påpekande: dokumentet blir inte pdf") == 1
    assert "svar.md: påpekande: dokumentet" not in told


def test_what_is_mended_has_its_files_and_what_breaks_loses_them(write: Write) -> None:
    root = write({"sjoby/svar.md": policy("", TEXT)})
    before = build(root)
    place = root / "policies/sjoby/svar.md"
    place.write_text(policy("", DEEP), "utf-8")
    assert len(before) == 2 and not build(root)
    beside = root / "site/.public.nasta"
    assert not list(beside.rglob("*.pdf")), "the tree beside keeps nothing of the older text"
    place.write_text(policy("", TEXT), "utf-8")
    assert build(root) == before


def test_servers_files_that_cannot_be_written_undo_no_site(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write({"sjoby/svar.md": policy("", TEXT)})
    (root / "site").mkdir()
    (root / "site/server").write_text("en fil", "utf-8")
    assert build(root)
    assert "Webbplatserna är på plats" in capsys.readouterr().err
    assert build(root), "and what was printed is known"
