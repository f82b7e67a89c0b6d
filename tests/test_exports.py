"""Exports: CSV that no spreadsheet runs, JSON that its schema tells, and nothing internal."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.cli import main
from styrdok.compose.exports.files import SCHEMAS
from styrdok.compose.exports.matrix import COVERAGE_WORDS
from styrdok.compose.exports.table import ACTIVE, csv_bytes
from styrdok.derive.comparison import Coverage
from styrdok.model import Audience
from tests.conftest import HOME, Write, build, policy

PUBLIC, INTRANET = Audience.PUBLIC, Audience.INTRANET
Sites = dict[Audience, Path]
CELL = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def table(path: Path) -> list[dict[str, str]]:
    head, *rows = rows_of(path.read_bytes())
    return [dict(zip(head, row, strict=True)) for row in rows]


def load(site: Path, name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((site / "data" / name).read_text("utf-8"))
    return found


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_again_and_nothing_is_run(rows: list[list[str]]) -> None:
    found = rows_of(csv_bytes(rows))
    for row, read in zip(rows, found, strict=True):
        for words, cell in zip(row, read, strict=True):
            assert cell in (words, f"'{words}")
            assert cell[:1] not in ACTIVE


def test_csv_is_as_rfc_4180_has_it() -> None:
    rows = [("a", "b"), (None, 'säg "hej"'), (True, ["x", "y"]), (-1, "=1+1"), (0.5, "rad\nrad")]
    assert csv_bytes(rows).decode() == (
        'a,b\r\n,"säg ""hej"""\r\nja,x; y\r\n-1,\'=1+1\r\n0.5,"rad\nrad"\r\n'
    )


def test_every_coverage_has_a_word() -> None:
    assert {coverage.value for coverage in Coverage} | {"nothing"} == set(COVERAGE_WORDS)


KIND = {"jamforelse.json": "jamforelse", "jamforelse/fakta.json": "fakta"}


@pytest.mark.parametrize("audience", list(Audience))
def test_every_file_is_as_its_schema_says(sites: Sites, audience: Audience) -> None:
    data = sites[audience] / "data"
    themes = {f"teman/{path.name}": "tema" for path in (data / "teman").glob("*.json")}
    assert len(themes) == 19
    for name, kind in (KIND | themes).items():
        raw = (data / name).read_bytes()
        record = msgspec.json.decode(raw, type=SCHEMAS[kind])
        assert msgspec.json.encode(record) + b"\n" == raw, "nothing in it that the schema has not"
        schema = json.loads((data / f"schema/{kind}.json").read_bytes())
        whole = schema["$defs"][schema["$ref"].rpartition("/")[2]]
        assert set(whole["required"]) == set(json.loads(raw)), name


def test_every_field_is_documented(sites: Sites) -> None:
    page = (HOME / "docs/data.md").read_text("utf-8")
    for path in (sites[PUBLIC] / "data/schema").glob("*.json"):
        for name, shape in json.loads(path.read_bytes())["$defs"].items():
            for field in shape["properties"]:
                assert f"`{field}`" in page, f"{path.name}: {name}: {field}"


def test_the_matrix_says_what_the_page_says(sites: Sites) -> None:
    found = load(sites[PUBLIC], "jamforelse.json")
    cells = {(c["tema"], c["kommun"]): c for c in found["rutor"]}  # type: ignore[attr-defined]
    assert cells["svarstider", "ale"]["täckning"] == "reglerat"
    assert cells["svarstider", "lerum"]["täckning"] == "inte reglerat"
    assert cells["varumarke", "vanersborg"]["antal"] == 2
    (own,) = [s for s in cells["svarstider", "ale"]["avsnitt"] if s["räknas"]]
    assert own["adress"].endswith("#tillgangliga") and own["status"] == "gällande"
    rows = table(sites[PUBLIC] / "data/jamforelse.csv")
    assert {(row["tema"], row["kommun"]) for row in rows} == set(cells)
    silent = [row for row in rows if not row["adress"]]
    assert {row["täckning"] for row in silent} <= {"inte reglerat", "bara nämnt"}


def test_a_proposal_does_not_count(sites: Sites) -> None:
    (ale, *_) = load(sites[PUBLIC], "teman/svarstider.json")["kommuner"]  # type: ignore[misc,attr-defined]
    counted = {s["källa"]["status"]: s["källa"]["räknas"] for s in ale["avsnitt"]}
    assert counted == {"förslag": False, "gällande": True}
    assert "en till tre arbetsdagar" in json.dumps(ale, ensure_ascii=False)


def test_facts_are_as_the_page_shows_them(sites: Sites) -> None:
    found = load(sites[PUBLIC], "jamforelse/fakta.json")
    homes = {home["id"]: home for home in found["kommuner"]}  # type: ignore[attr-defined]
    assert homes["ale"]["inåt före utåt"]["styrka"] == "ska"
    assert homes["vanersborg"]["inåt före utåt"]["styrka"] == "ska eftersträvas"
    assert {slug: home["löften"] for slug, home in homes.items()} == {
        "ale": 1, "lerum": 0, "vanersborg": 0,
    }  # fmt: skip
    documents = {one["id"]: one for one in found["dokument"]}  # type: ignore[attr-defined]
    guideline = documents["ale/riktlinje-for-service-tillganglighet-och-bemotande"]
    (promise,) = guideline["löften"]
    assert (promise["lägst"], promise["högst"], promise["enhet"]) == (1, 3, "arbetsdag")
    assert guideline["ålder"] == 5 and guideline["ålder räknas från"] == "beslut"
    lerum = documents["lerum/kommunikationspolicy"]
    assert lerum["ålder räknas från"] == "dokumentdatum" and lerum["beslutsdatum"] is None
    rows = {row["id"]: row for row in table(sites[PUBLIC] / "data/jamforelse/fakta.csv")}
    assert rows[guideline["id"]]["löften"] == "återkoppling: en till tre arbetsdagar"
    assert rows[lerum["id"]]["beslutsdatum"] == ""


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("theme", [None, "svarstider"])
def test_the_command_gives_the_published_bytes(
    sites: Sites, capfdbinary: pytest.CaptureFixture[bytes], form: str, theme: str | None
) -> None:
    root = sites[PUBLIC].parents[1]
    words = ["compare", "--root", str(root), "--format", form, "--as-of", "2026-11-21"]
    for audience, channel in ((PUBLIC, "webbplats"), (INTRANET, "intranät")):
        assert main([*words, "--kanal", channel, *(["--tema", theme] if theme else [])]) == 0
        name = f"teman/{theme}.{form}" if theme else f"jamforelse.{form}"
        assert capfdbinary.readouterr().out == (sites[audience] / "data" / name).read_bytes()


def test_the_command_speaks(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    body = '## Svar {tema="svarstider"}\n\nVi ska svara.\n'
    root = write({"sjoby/a.md": policy("beslut: förslag\n", body)})
    assert main(["compare", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"svarstider +bara förslag eller kommande text\n", out) and re.search(
        r"media +inte reg", out
    )
    assert main(["compare", "--root", str(root), "--tema", "svarstider"]) == 0
    assert "Svar (Titel, förslag, räknas inte)" in capsys.readouterr().out
    assert main(["compare", "--root", str(root), "--tema", "okänt"]) == 2
    assert "temat ”okänt” finns inte" in capsys.readouterr().err


def test_what_is_internal_is_in_no_public_export(write: Write) -> None:
    body = '## Öppet {tema="svarstider"}\n\nÖppna ord.\n'
    inner = '\n::: intern\n## Hemligt {tema="media"}\n\nHemliga ord ska inte ut.\n:::\n'
    root = write({
        "sjoby/a.md": policy("", body + inner),
        "sjoby/b.md": policy("", '## Hemlig rubrik {tema="media"}\n\nMer.\n', kanaler="[intranät]"),
    })  # fmt: skip
    sites = build(root)
    public, intranet = (
        b"".join(p.read_bytes() for p in sorted((sites[a] / "data").rglob("*.*")))
        for a in (PUBLIC, INTRANET)
    )
    assert b"emlig" in intranet and b"emlig" not in public
    theme = load(sites[INTRANET], "teman/media.json")["kommuner"]
    assert theme[0]["antal"] == 2  # type: ignore[index]
    assert not (sites[PUBLIC] / "data/teman/media.json").exists(), "not even as silence"


def test_many_documents_are_counted_not_listed(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrdok.compose.composer.MANY", 1)
    nyby = "namn: Nyby kommun\n"
    given = {
        f"{home}/a.md": policy("", '## A {tema="media"}\n\nB.\n') for home in ("sjoby", "nyby")
    }
    site = build(write({"nyby/kommun.yml": nyby, **given}))[PUBLIC]
    (one, other) = load(site, "teman/media.json")["kommuner"]  # type: ignore[misc]
    assert (one["antal"], one["avsnitt"], other["antal"]) == (1, None, 1)
    assert all(c["avsnitt"] is None for c in load(site, "jamforelse.json")["rutor"])  # type: ignore[attr-defined]
    assert not (site / "data/jamforelse/fakta.json").exists()
    assert len(load(site, "jamforelse/fakta/nyby.json")["dokument"]) == 1  # type: ignore[arg-type]
    assert not (site / "jamforelse/utskrift").exists()
    page = (site / "jamforelse/fakta/nyby/index.html").read_text("utf-8")
    assert "data/jamforelse/fakta/nyby.csv" in page and "utskrift" not in page
