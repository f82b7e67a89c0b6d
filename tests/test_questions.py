"""What the search is tried on: golden questions and the themes' words; and the page of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import yaml

from styrdok.compose.problems import say_problem
from styrdok.derive.digest import Digest
from styrdok.derive.search import questions as trying
from styrdok.derive.search.questions import GOOD, Vain, answers_of
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.survey import Survey, seen_by, survey
from styrdok.texts import catalogue
from tests.conftest import AS_OF, HOME, KOMMUN, POLICY, Write, build, policy

PAGE = "sok/fragor/index.html"
OWN = yaml.safe_load((HOME / "policies/sokfragor.yml").read_text("utf-8"))["frågor"]
THEMES = """\
teman:
  - {id: svarstider, namn: Svarstider, definition: D, ord: [svarstid, enhörningar]}
  - {id: resor, namn: Resor, definition: D, ord: [tjänsteresa, flygplan]}
  - {id: tystnad, namn: Dinosaurier, definition: D}
"""
TRAVEL = "## Resande\n\nVid en tjänsteresa åker vi tåg i första hand.\n"
TRAIN = "## Tåg\n\nVi köper biljetter till tåg i förväg. Ett tåg är bättre än ett flygplan.\n"
FILES: dict[str, str | bytes] = {
    "teman.yml": THEMES,
    "sjoby/svar.md": POLICY,
    "sjoby/resor.md": policy(body=TRAVEL, titel="Regler på väg", kanaler="[intranät]"),
    "sjoby/tag.md": policy(body=TRAIN, titel="Biljetter"),
}


def asked(*entries: str) -> dict[str, str | bytes]:
    """Return the files with questions, each an entry on one line."""
    lines = "".join(f"  - {entry}\n" for entry in entries)
    return {**FILES, "sokfragor.yml": f"frågor:\n{lines}"}


def read(site: Path, memory: Memory | None = None) -> Survey:
    return survey(site, site / "docs", AS_OF, memory or Memory(None))


@pytest.fixture(scope="module")
def own() -> dict[Audience, Digest]:
    """What each of our own sites knows."""
    memory = Memory(None)
    found = read(HOME, memory)
    return {audience: seen_by(found, audience, memory) for audience in Audience}


@pytest.mark.parametrize("audience", Audience, ids=lambda audience: str(audience.value))
@pytest.mark.parametrize("number", range(len(OWN)), ids=[one["fråga"] for one in OWN])
def test_our_own_questions_are_answered(
    own: dict[Audience, Digest],
    number: int,
    audience: Audience,
    record_property: Callable[[str, object], None],
) -> None:
    question = own[Audience.INTRANET].register.questions[number]
    assert question.text == OWN[number]["fråga"]
    site = own[audience]
    if not answers_of(question, site.register):
        assert audience is Audience.PUBLIC, "an answer that is nowhere"
        pytest.skip("the answer is for employees alone")
    tried = site.trial.ask(question)
    place = f"plats {tried.place}" if tried.place else "inte bland de tio första"
    record_property("sökfråga", f"{place}: {question.text} ({audience.value})")
    assert tried.good, f"{place}; först kom {tried.first}"


def test_the_place_of_the_first_answer_is_told(write: Write) -> None:
    site = write(
        asked(
            "{fråga: tåg, svar: [sjoby/resor, sjoby/svar]}",
            "{fråga: tåg, svar: 'sjoby/tag#tag'}",
            "{fråga: tåg, svar: sjoby/svar}",
            "{fråga: xyzzy, svar: sjoby/svar}",
            "{fråga: tåg, svar: 'sjoby/tag#borta'}",
            "{fråga: biljetter, svar: sjoby/tag, kommun: sjoby}",
        )
    )
    second, best, lost, none, gone, kept = read(site).digest.tried
    assert (second.place, second.first, second.good) == (2, ("sjoby/tag", "tag"), True)
    assert (best.place, best.first) == (1, None)
    assert (lost.place, lost.first, lost.number) == (None, ("sjoby/tag", "tag"), 2)
    assert (none.place, none.first, none.number) == (None, None, 0)
    assert (gone.answers, gone.place) == ((), None)
    assert kept.place == 1


def test_an_answer_is_found_by_the_names_that_it_had(write: Write) -> None:
    former = "tidigare adresser:\n  - gammalt\n  - {rubrik: var, nu: tag}\n"
    site = write(
        asked("{fråga: tåg, svar: 'sjoby/gammalt#var'}")
        | {"sjoby/tag.md": policy(former, TRAIN, titel="Biljetter")}
    )
    assert read(site).digest.tried[0].place == 1


def test_a_question_is_asked_in_its_own_municipality(write: Write) -> None:
    beside = {
        "nyby/kommun.yml": "namn: Nyby kommun\nkortnamn: Nyby\n",
        "nyby/tag.md": policy(body="## Allt om tåg\n\nTåg, tåg och tåg.\n", titel="Tåg"),
    }
    entries = "{fråga: tåg, svar: sjoby/tag}", "{fråga: tåg, svar: sjoby/tag, kommun: sjoby}"
    everywhere, here = read(write(asked(*entries) | beside)).digest.tried
    assert everywhere.place == 2 and everywhere.first == ("nyby/tag", "allt-om-tag")
    assert here.place == 1


def test_an_editor_is_told_of_each_question_that_falls(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "GOOD", 1)
    site = write(
        asked(
            "{fråga: tåg, svar: sjoby/tag}",
            "{fråga: tåg, svar: sjoby/resor, kommun: sjoby}",
            "{fråga: ett tåg, svar: sjoby/svar}",
            "{fråga: xyzzy, svar: sjoby/svar}",
        )
    )
    texts = catalogue()
    said = [say_problem(one, texts) for one in read(site).problems if "fråga" in one.key]
    beginning = "policies/sokfragor.yml:{}: påpekande: frågor: fråga: {}"
    assert [line.partition(" (")[0] for line in said] == [
        beginning.format(3, "svaret på ”tåg” kommer på plats 2 i sökningen och inte bland de fem "
                         "första; först kommer sjoby/tag#tag"),
        beginning.format(4, "svaret på ”ett tåg” kommer inte bland de tio första i sökningen; "
                         "först kommer sjoby/tag#tag"),
        beginning.format(5, "sökningen på ”xyzzy” hittar ingenting"),
    ]  # fmt: skip


def test_what_has_no_answer_is_told_once(write: Write) -> None:
    found = read(write(asked("{fråga: tåg, svar: sjoby/borta}")))
    told = [one.code for one in found.problems if one.key.startswith("frågor")]
    assert len(told) == 1 and told[0].startswith("answer-nowhere")


def test_words_of_themes_that_lead_nowhere(write: Write) -> None:
    site = write(FILES)
    found = read(site).digest.vain
    assert Vain("svarstider", "enhörningar", 1, True) not in found, "the section is tagged"
    told = {(one.theme, one.word): (one.number > 0, one.tagged) for one in found}
    assert told == {("tystnad", "Dinosaurier"): (False, False)}


def test_a_theme_without_sections_is_found_in_what_names_it(write: Write) -> None:
    files = {**FILES, "sjoby/resor.md": policy(body="## Flyg\n\nVi åker tåg.\n", titel="På väg")}
    told = {one.word: one.number for one in read(write(files)).digest.vain if one.theme == "resor"}
    assert told.keys() == {"Resor", "tjänsteresa"}, "the other text names an aeroplane"


def test_a_large_register_is_tried_by_the_patient_alone(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrdok.derive.search.pieces.CHUNKED", 2)
    site = write(asked("{fråga: xyzzy, svar: sjoby/svar}", "{fråga: tåg, svar: sjoby/tag}"))
    monkeypatch.setattr(trying.Trial, "ask", lambda *_: pytest.fail("it takes too long"))
    found = read(site)
    assert not [one for one in found.problems if one.code == "tried-unheard"]
    assert [(one.word, one.number) for one in found.digest.vain] == [("Dinosaurier", 0)]
    html = (build(site)[Audience.INTRANET] / PAGE).read_text("utf-8")
    assert "styrdok check" in html and 'data-label="Plats"' not in html and ">xyzzy</a>" in html
    monkeypatch.undo()
    monkeypatch.setattr("styrdok.derive.search.pieces.CHUNKED", 2)
    patient = survey(site, site / "docs", AS_OF, Memory(None), patient=True)
    assert [one.code for one in patient.problems if "fråga" in one.key] == ["tried-unheard"]


def test_what_came_of_the_questions_is_kept_by_all_that_it_hangs_on(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried() -> list[int | None]:
        memory = Memory(tmp_path)
        places = [one.place for one in read(tmp_path, memory).digest.tried]
        memory.save()
        return places

    write(asked("{fråga: tåg, svar: sjoby/tag}"))
    assert tried() == [1]
    with monkeypatch.context() as patch:
        patch.setattr(trying.Trial, "ask", lambda *_: pytest.fail("nothing is new"))
        assert tried() == [1]
    path = tmp_path / "policies/sjoby/tag.md"
    path.write_text(path.read_text("utf-8").replace("tåg", "buss").replace("Tåg", "Buss"), "utf-8")
    assert tried() == [None]
    write(asked("{fråga: tåg, svar: sjoby/resor}") | {"sjoby/tag.md": path.read_bytes()})
    assert tried() == [1]


def test_nothing_is_worked_out_without_questions(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Digest, "finder", property(lambda _: pytest.fail("nobody asked")))
    assert read(write(FILES)).register.questions == ()


SYNONYMS = """\
kanaler: [intranät, webbplats]
synonymer:
  - ord: [buss, omnibus]
  - {sök: [rälsbuss], visa: [tåg]}
stäng av: [dagis]
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Both sites of a municipality with questions that are answered well and badly."""
    root = tmp_path_factory.mktemp("questions")
    files = asked(
        "{fråga: tåg, svar: [sjoby/tag, 'sjoby/resor#resande']}",
        "{fråga: tåg & buss?, svar: sjoby/svar, kommun: sjoby}",
        "{fråga: xyzzy, svar: sjoby/svar}",
    )
    for name, content in {"sjoby/kommun.yml": KOMMUN, "synonymer.yml": SYNONYMS, **files}.items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(content, str)
        path.write_text(content, encoding="utf-8")
    return build(root)


def rows(html: str, caption: str) -> list[list[str]]:
    """The cells of the table with a caption, as they are read."""
    table = next(t for t in re.findall(r"<table.*?</table>", html, re.S) if caption in t)
    body = table.partition("<tbody>")[2]
    return [
        [
            " ".join(unescape(re.sub("</[^>]+>", "", re.sub("<[^/][^>]*>", " ", cell))).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]


def test_the_page_tells_what_fails_first_and_in_words(both: dict[Audience, Path]) -> None:
    html = (both[Audience.INTRANET] / PAGE).read_text("utf-8")
    told = rows(html, "Frågor, och var deras svar hittas")
    assert [row[0] for row in told] == ["tåg & buss? Bara i Sjöby kommun", "xyzzy", "tåg"]
    assert told[0][2:] == ["inte bland de 10 första", "Tåg Biljetter, Sjöby"]
    assert told[1][2:] == ["inga träffar", "– inget hittades"]
    assert told[2][1:] == [
        "Biljetter Sjöby Resande Regler på väg, Sjöby", "1", "– inget, svaret är först",
    ]  # fmt: skip
    assert told[1][1] == "Policy för svar Sjöby"
    assert "2 frågor får inte sitt svar" in html and "finns det 3 frågor" in html
    assert 'href="../../sok/?q=t%C3%A5g%20%26%20buss%3F&amp;kommun=sjoby"' in html
    assert 'href="../../sjoby/resor/#resande"' in html


def test_the_page_tells_synonyms_and_words_that_nobody_finds(both: dict[Audience, Path]) -> None:
    html = (both[Audience.INTRANET] / PAGE).read_text("utf-8")
    assert rows(html, "Era egna synonymer") == [["buss, omnibus", "varandra"], ["rälsbuss", "tåg"]]
    assert "har stängt av: dagis" in html and "Styrdok har " in html
    (row,) = rows(html, "Temanas namn och ord")
    assert row[:3] == ["Dinosaurier", "Dinosaurier", "Ingenting"] and "synonym" in row[3]


def test_the_page_is_for_employees_alone(both: dict[Audience, Path]) -> None:
    inside, outside = both[Audience.INTRANET], both[Audience.PUBLIC]
    assert 'href="../../sok/fragor/">Sökfrågor</a>' in (inside / PAGE).read_text("utf-8")
    assert 'href="sok/fragor/">Sökfrågor</a>' in (inside / "index.html").read_text("utf-8")
    assert not (outside / "sok/fragor").exists()
    for path in (path for path in outside.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        assert b"sok/fragor" not in content and "sökfrågor".encode() not in content, path
        assert b"xyzzy" not in content, path


def test_a_site_without_questions_says_how_to_write_some(write: Write) -> None:
    html = (build(write(FILES))[Audience.INTRANET] / PAGE).read_text("utf-8")
    assert "Det finns inga frågor än" in html and "policies/sokfragor.yml" in html
    assert "inga egna synonymer än" in html


def test_an_edit_sets_the_page_anew_only_where_something_came_of_it(write: Write) -> None:
    site = write(asked("{fråga: biljetter, svar: sjoby/tag}"))
    page = build(site)[Audience.INTRANET] / PAGE
    before = page.stat().st_mtime_ns
    path = site / "policies/sjoby/svar.md"
    path.write_text(path.read_text("utf-8").replace("två dagar", "tre dagar"), "utf-8")
    assert build(site) and page.stat().st_mtime_ns == before
    path.write_text(path.read_text("utf-8") + "\nBiljetter, biljetter.\n", "utf-8")
    assert build(site) and page.exists()


def test_good_is_what_the_issue_says() -> None:
    assert GOOD == 5
