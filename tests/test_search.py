"""The search answers as an editor expects: golden questions, and the rules of its ranking."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from bench.search.figures import first, gain, recall

from styrdok.cli import main
from styrdok.derive.digest import Digest
from styrdok.derive.search import vocabulary
from styrdok.derive.search.values import Answers, Filters, Why
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.survey import seen_by, survey
from tests.conftest import AS_OF, HOME, KOMMUN, TEMAN, Write, policy

ROW = re.compile(r"^\| (.+?) \| (.+?) \|$", re.M)
GOLDEN = ROW.findall((HOME / "tests/search.md").read_text("utf-8"))[1:]


def digest(root: Path, audience: Audience = Audience.INTRANET, as_of: date = AS_OF) -> Digest:
    memory = Memory(None)
    return seen_by(survey(root, root / "docs", as_of, memory), audience, memory)


def named(known: Digest, found: Answers) -> list[str]:
    """What was found, the best first: a document, or one of its sections by its anchor."""
    names = []
    for hit in found.hits:
        sections = known.register.policies[hit.document].body.sections
        whole = hit.first or not hit.leaf
        names.append(hit.document if whole else f"{hit.document}#{sections[hit.leaf - 1].anchor}")
    return names


def ask(root: Path, question: str, filters: Filters | None = None) -> list[str]:
    known = digest(root)
    return named(known, known.finder.search(question, filters))


@pytest.fixture(scope="module")
def own() -> Digest:
    return digest(HOME)


def test_there_are_golden_questions() -> None:
    assert len(GOLDEN) >= 20 and any(answer == "–" for _, answer in GOLDEN)


@pytest.mark.parametrize(("question", "answer"), GOLDEN, ids=[q for q, _ in GOLDEN])
def test_a_golden_question_is_answered(question: str, answer: str, own: Digest) -> None:
    found = named(own, own.finder.search(question))
    assert (found[0] if found else "–") == answer


def test_what_applies_comes_before_a_proposal_and_what_has_ended_not_at_all(write: Write) -> None:
    text = "## Bokning\n\nHallen bokas i förväg.\n"
    decided = "beslut: {organ: Kommunstyrelsen, datum: 2024-01-01, paragraf: 1}\n"
    ended = f"{decided}gäller från: 2024-01-01\ngäller till: 2025-01-01\n"
    root = write(
        {
            "sjoby/a.md": policy("beslut: förslag\n", text),
            "sjoby/b.md": policy(f"{decided}gäller från: 2024-02-01\n", text),
            "sjoby/c.md": policy(ended, text),
        }
    )
    assert ask(root, "boka hallen") == ["sjoby/b#bokning", "sjoby/a#bokning"]
    known = digest(root, as_of=date(2024, 6, 1))
    assert "sjoby/c#bokning" in named(known, known.finder.search("hallen"))


def test_equal_answers_stand_in_one_order(write: Write) -> None:
    text = "## Bokning\n\nHallen bokas.\n"
    root = write({f"sjoby/{name}.md": policy("", text) for name in "cab"})
    once = ask(root, "hallen")
    assert once == [f"sjoby/{name}#bokning" for name in "abc"] and ask(root, "hallen") == once


def test_a_head_without_text_is_shown_once_as_its_first_section(write: Write) -> None:
    body = "## Inledning\n\nOm hallar.\n\n## Bokning\n\nHallen bokas.\n"
    known = digest(write({"sjoby/a.md": policy("", body, titel="Regler för uthyrning")}))
    found = known.finder.search("uthyrning")
    assert [(hit.leaf, hit.first) for hit in found.hits] == [(1, True), (2, False)]
    bare = digest(write({"sjoby/a.md": policy("", f"Om reglerna.\n\n{body}", titel="Uthyrning")}))
    assert [hit.leaf for hit in bare.finder.search("uthyrning").hits] == [0, 1, 2]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("avgift", "Barnomsorgsavgiften sänks."),
        ("barnomsorgsavgift", "Avgiften för barnomsorg sänks."),
        ("barn omsorg", "Barnomsorgen är öppen."),
        ("barnomsorgsavgiftens", "Barnomsorgsavgifter sänks."),
        ("barnomsorgsavgfit", "Barnomsorgsavgiften sänks."),
        ("bemotande", "Ett gott bemötande."),
        ("avboka", "Avbokning sker på webben."),
        ("1998:899", "Enligt miljöbalken (1998:899)."),
    ],
)
def test_words_are_found_in_other_forms(question: str, text: str, write: Write) -> None:
    other = "## Annat\n\nVi svarar inom två dagar.\n"
    root = write({"sjoby/a.md": policy("", f"## Text\n\n{text}\n\n{other}")})
    assert ask(root, question)[0] == "sjoby/a#text"


def test_a_question_of_common_words_is_read_by_its_phrase(write: Write) -> None:
    synonyms = "kanaler: [intranät]\nsynonymer:\n  - {sök: [hur då], visa: [anvisning]}\n"
    body = "## Ett\n\nHur.\n\n## Två\n\nEn anvisning.\n"
    root = write({"synonymer.yml": synonyms, "sjoby/a.md": policy("", body)})
    assert ask(root, "hur då") == ["sjoby/a#tva"]
    assert ask(root, "anvisning") == ["sjoby/a#tva"]


def test_synonyms_lead_one_way_and_weigh_less_than_the_word_itself(write: Write) -> None:
    synonyms = "kanaler: [intranät]\nsynonymer:\n  - {sök: [hoj], visa: [cykel]}\n"
    body = "## Ett\n\nEn cykel står här.\n\n## Två\n\nEn hoj står här.\n"
    root = write({"synonymer.yml": synonyms, "sjoby/a.md": policy("", body)})
    assert ask(root, "hoj") == ["sjoby/a#tva", "sjoby/a#ett"]
    assert ask(root, "cykel") == ["sjoby/a#ett"]


def test_a_named_municipality_comes_first_and_its_name_is_no_word_to_find(write: Write) -> None:
    other = KOMMUN.replace("Sjöby", "Vikby")
    text = "## Bokning\n\nHallen bokas här.\n"
    root = write(
        {
            "vikby/kommun.yml": other,
            "vikby/a.md": policy("", text),
            "sjoby/a.md": policy("", f"{text}\n## Grannar\n\nVikby är en granne.\n"),
        }
    )
    assert ask(root, "boka hallen i Vikby kommun")[:2] == ["vikby/a#bokning", "sjoby/a#bokning"]
    assert ask(root, "hallen sjobys")[0] == "sjoby/a#bokning"


def test_filters_keep_to_what_they_say(write: Write) -> None:
    body = '## Ett {tema="media"}\n\nHallen.\n\n## Två\n\nHallen.\n'
    root = write(
        {"sjoby/a.md": policy("", body), "sjoby/b.md": policy("", body, dokumenttyp="rutin")}
    )
    assert ask(root, "hallen", Filters(theme="media", kind="rutin")) == ["sjoby/b#ett"]
    assert not ask(root, "hallen", Filters(status="coming"))
    assert len(ask(root, "hallen", Filters(municipality="sjoby"))) == 4


def test_a_misspelt_word_is_read_as_the_nearest_and_told(own: Digest) -> None:
    found = own.finder.search("medelarfrihet")
    assert [written for written, _ in found.plan.corrected] == ["medelarfrihet"]
    assert own.finder.search("meddelarfrihet").plan.corrected == ()


@pytest.mark.parametrize("question", ["", "  ", "…?!", "hur blir det", "<>%&", "a" * 5000])
def test_a_question_that_says_nothing_finds_nothing(question: str, own: Digest) -> None:
    assert own.finder.search(question).hits == () == own.finder.search(question).plan.corrected


def test_a_page_of_text_is_no_longer_a_question_than_its_beginning(own: Digest) -> None:
    found = own.finder.search("media " * 40 + "kontaktcenter")
    assert len(found.plan.wants) == 32 and found.hits[0] == own.finder.search("media " * 40).hits[0]


def test_short_words_and_numbers_are_not_taken_for_others(own: Digest) -> None:
    for question in ("bror", "2020/294"):
        ways = [way for want in own.finder.search(question).plan.wants for way in want.ways]
        assert not [way for way in ways if way.why is Why.TYPO]


def test_slips_are_looked_for_only_where_a_word_is_unknown(
    own: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    plain = vocabulary.slip

    def counting(one: str, other: str, most: int) -> int:
        compared.append(other)
        return plain(one, other, most)

    monkeypatch.setattr(vocabulary, "slip", counting)
    own.finder.search("kommunikation och gott bemötande")
    assert not compared
    own.finder.search("komunikation")
    assert 0 < len(compared) < len(own.finder.index.known.held) / 4
    assert {other[0] for other in compared} <= set("ko")


def test_while_a_word_is_typed_its_beginning_finds(own: Digest) -> None:
    assert named(own, own.finder.search("talesp", typing=True))[0].endswith("#talespersoner")


def test_the_public_search_knows_nothing_internal(write: Write) -> None:
    body = "## Ett\n\nHallen.\n\n::: intern\nKodordet är trollslända.\n:::\n"
    root = write({"sjoby/a.md": policy("", body)})
    assert digest(root).finder.search("trollslända").hits
    public = digest(root, Audience.PUBLIC).finder
    assert not public.search("trollslända").hits and not public.search("trollslnda").plan.corrected


def test_the_command_answers_as_data(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    body = "## Bokning\n\nHallen är öppen. Hallen bokas i förväg. Välkommen.\n"
    root = write({"sjoby/a.md": policy("", body)})
    words = ["search", "bokas förvägg", "--root", str(root), "--format", "json"]
    assert main([*words, "--kanal", "intranät"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["läst som"] == [{"skrivet": "förvägg", "läst": "förväg"}] and found["antal"] == 1
    assert found["träffar"][0].pop("poäng") > 0
    assert found["träffar"] == [
        {
            "dokument": "sjoby/a",
            "avsnitt": "Bokning",
            "ankare": "bokning",
            "adress": "sjoby/a/#bokning",
            "kommun": "sjoby",
            "titel": "Titel",
            "typ": "policy",
            "status": "beslut okänt",
            "mening": "Hallen bokas i förväg.",
        }
    ]


def test_the_command_answers_an_editor(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    root = write(
        {"sjoby/a.md": policy("", "## Bokning\n\nHallen bokas i förväg.\n"), "teman.yml": TEMAN}
    )
    assert main(["search", "förvägg", "--root", str(root), "--antal", "1"]) == 0
    said = capsys.readouterr().out
    assert "Läser förvägg som förväg." in said and "sjoby/a/#bokning" in said
    assert main(["search", "xyzzy", "--root", str(root)]) == 0
    assert "Inget svarar på frågan" in capsys.readouterr().out
    for option in ("kommun", "typ", "tema", "status"):
        assert main(["search", "hallen", "--root", str(root), f"--{option}", "fel"]) == 2
        assert f"--{option} fel finns inte" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main(["search", "hallen", "--root", str(root), "--antal", "0"])
    assert left.value.code == 2 and "inget antal träffar" in capsys.readouterr().err


def test_the_figures_are_those_of_the_books() -> None:
    judged = {"a": 3, "b": 2, "c": 1}
    assert gain(["a", "b", "c"], judged) == 1 and gain(["x"], judged) == 0
    assert gain(["x", "a"], {"a": 3}) == pytest.approx(0.6309, abs=1e-4)
    assert recall(["x", "x", "b", "x", "x", "a"], judged) == 0.5
    assert first(["x", "c"], judged) == 0.5 and first([], judged) == 0


def test_the_measured_questions_are_judged_on_documents_that_exist(tmp_path: Path) -> None:
    from bench.search.__main__ import AS_OF as MEASURED
    from bench.search.judged import Units, read_questions

    shutil.copytree(HOME / "bench/search/corpus/policies", tmp_path / "policies")
    memory = Memory(None)
    found = survey(tmp_path, tmp_path / "docs", MEASURED, memory)
    assert not found.failed and len(found.register.policies) >= 40
    units = Units(seen_by(found, Audience.INTRANET, memory), memory)
    questions = read_questions(sorted((HOME / "bench/search/queries").glob("*.yml")))
    assert len(questions) >= 150 and len({question.kind for question in questions}) == 11
    for question in questions:
        assert all(0 < grade <= 3 for grade in question.relevant.values()), question.asked
        units.judged(question.relevant)
