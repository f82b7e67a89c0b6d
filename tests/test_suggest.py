"""Suggested themes: how often they are right on judged sections, and what the command says."""

from __future__ import annotations

import json

import pytest

from styrdok.cli import main
from styrdok.derive.themes.evidence import Evidence, Heard, Learned, SectionText, hear, learn
from styrdok.derive.themes.suggest import FLOOR, confidence_of
from styrdok.derive.themes.words import Lookout
from styrdok.model import Theme, replace
from tests.conftest import HOME, Write, policy
from tests.judged_themes import Row, judged, measure, rows
from tests.test_themes import TEMAN

MENTIONS = "namn"  # texts that name nearly every theme, and are about few


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    root = tmp_path_factory.mktemp("namn")
    return {name: [*rows(themes, passages)] for name, themes, passages in judged(root)}


def test_there_is_enough_to_judge_by(sets: dict[str, list[Row]]) -> None:
    own = [row for name, found in sets.items() if name not in ("egna", MENTIONS) for row in found]
    sections = {row.section for row in own}
    tagged = {row.section for row in own if row.right}
    assert len(sections) >= 100 and len(sections - tagged) >= 20
    assert len({section.split()[0] for section in sections}) >= 10
    assert {row.theme for row in own if row.right} >= {"avfall", "lakemedel", "sociala-medier"}


@pytest.mark.parametrize(
    ("name", "floor", "precision", "recall"),
    [
        ("egna", 0.5, 0.88, 0.45),
        ("egna", 0.8, 0.97, 0.25),
        ("tal", 0.5, 0.90, 0.65),
        ("plats", 0.5, 0.85, 0.40),
        ("vard", 0.5, 0.95, 0.70),
        ("vard", 0.8, 0.97, 0.50),
        ("domare", 0.5, 0.74, 0.8),
        ("domare", 0.8, 0.84, 0.8),
        (MENTIONS, 0.5, 0.55, 0.35),
        (MENTIONS, 0.8, 0.85, 0.15),
    ],
)
def test_how_often_suggestions_are_right(
    sets: dict[str, list[Row]], name: str, floor: float, precision: float, recall: float
) -> None:
    right, shown, true = measure(sets[name], floor)
    assert right / shown >= precision and right / true >= recall, (right, shown, true)


def test_confidence_is_how_often_it_is_right(sets: dict[str, list[Row]]) -> None:
    every = [row for found in sets.values() for row in found]
    for low, high in ((0.5, 0.65), (0.65, 0.8), (0.8, 1.01)):
        inside = [row for row in every if low <= confidence_of(row.signs) < high]
        expected = sum(confidence_of(row.signs) for row in inside) / len(inside)
        share = sum(row.right for row in inside) / len(inside)
        assert len(inside) >= 30 and abs(share - expected) < 0.15, (low, share, expected)


THEMES = [
    Theme("klagomal", "Synpunkter och klagomål", "Hur klagomål tas emot."),
    Theme("tak", "Tak", "Hur tak läggs."),
]


def heard(heading: str, words: str, *themes: str) -> Heard:
    return hear(SectionText(heading, words, frozenset(themes)), Lookout(THEMES))


def test_nothing_speaks_for_a_theme_in_an_empty_register() -> None:
    evidence = Evidence(THEMES, Learned(0, {}, {}, {}))
    signs = evidence.signs(heard("Rubrik", "Ord utan betydelse."))
    assert all(confidence_of(one) < 0.1 for one in signs.values())
    assert evidence.signs(heard("", "")).keys() == {"klagomal", "tak"}
    best = evidence.signs(heard("Klagomål", "Klagomål besvaras snabbt."))
    assert confidence_of(best["klagomal"]) > 0.8 > 0.1 > confidence_of(best["tak"])
    said = SectionText("Klagomål", "Klagomålen.")
    assert evidence.spoken(said, "klagomal", Lookout(THEMES))[0] == "klagomål"


def test_tagged_sections_teach_words_that_the_theme_does_not_have() -> None:
    taught = [
        heard("Regn", f"Plåt och pannor läggs av hantverkare nummer {n}.", "tak") for n in range(6)
    ]
    other = [heard("Brev", f"Brev nummer {n} får svar.", "klagomal") for n in range(6)]
    unknown = heard("Huset", "Hantverkare lägger plåt och pannor.")
    bare = [replace(one, themes=()) for one in (*taught, *other)]
    before = Evidence(THEMES, learn(THEMES, bare)).signs(unknown)["tak"]
    after = Evidence(THEMES, learn(THEMES, [*taught, *other])).signs(unknown)["tak"]
    assert confidence_of(after) > 1.5 * confidence_of(before)


def test_a_word_of_every_section_says_nothing() -> None:
    common = [heard("T", f"Tak nummer {n}.") for n in range(300)]
    evidence = Evidence(THEMES, learn(THEMES, common))
    assert confidence_of(evidence.signs(heard("T", "Tak och annat."))["tak"]) < FLOOR


BODY = """\
## Klagomål och synpunkter

Klagomål besvaras. Synpunkter är bra.

## Golv

Golven sopas.
"""


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    out = capsys.readouterr()
    return code, out.out, out.err


def test_the_command_prints_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"teman.yml": TEMAN, "sjoby/a.md": policy(body=BODY)})
    before = {p: p.read_bytes() for p in (site / "policies").rglob("*") if p.is_file()}
    code, out, _ = run(capsys, "themes", "suggest", "--root", str(site))
    first, second = out.splitlines()
    path = "policies/sjoby/a.md"
    assert code == 0 and second == f"{path}:11: Golv → inget förslag"
    assert first.startswith(f"{path}:7: Klagomål och synpunkter → klagomal (säkerhet 0,9")
    assert "): " in first and "klagomål" in first.partition("): ")[2]
    after = {p: p.read_bytes() for p in (site / "policies").rglob("*") if p.is_file()}
    assert before == after


def test_the_command_gives_data(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    site = write({"teman.yml": TEMAN, "sjoby/a.md": policy(body=BODY)})
    code, out, _ = run(
        capsys,
        "themes",
        "suggest",
        "--root",
        str(site),
        "--format",
        "json",
        "--as-of",
        "2026-01-01",
    )
    first, second = json.loads(out)
    assert code == 0 and second["förslag"] == []
    (suggested,) = first.pop("förslag")
    assert first == {
        "fil": "policies/sjoby/a.md",
        "rad": 7,
        "dokument": "sjoby/a",
        "rubrik": "Klagomål och synpunkter",
        "ankare": "klagomal-och-synpunkter",
    }
    assert suggested["tema"] == "klagomal" and suggested["namn"] == "Synpunkter och klagomål"
    assert 0.9 <= suggested["säkerhet"] <= 0.99 and "klagomål" in suggested["ord"]
    documented = (HOME / "docs/data.md").read_text("utf-8")
    assert all(f"`{key}`" in documented for key in (*first, "förslag", *suggested))


def test_the_command_goes_through_the_files_that_are_named(
    capsys: pytest.CaptureFixture[str], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged = '## K {tema="klagomal"}\n\nOrd.\n'
    site = write(
        {
            "teman.yml": TEMAN,
            "sjoby/a.md": policy(body=BODY),
            "sjoby/b.md": policy(titel="B", body=tagged),
            "sjoby/c.md": policy("farg: röd\n", titel="C"),
        }
    )
    monkeypatch.chdir(site)
    code, out, _ = run(capsys, "themes", "suggest", "policies/sjoby/b.md")
    assert (code, out) == (0, "Alla avsnitt har ett tema, eller står under ett som har det.\n")
    code, out, _ = run(capsys, "themes", "suggest", "policies/sjoby/a.md", "policies/sjoby/b.md")
    assert code == 0 and len(out.splitlines()) == 2
    code, _, err = run(capsys, "themes", "suggest", "policies/sjoby/c.md")
    assert code == 2 and "policies/sjoby/c.md är inte med i registret" in err
    code, _, err = run(capsys, "themes", "suggest", "policies/sjoby/finns-inte.md")
    assert code == 2 and "finns inte" in err


def test_without_themes_the_command_says_so(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"teman.yml": "teman: []\n", "sjoby/a.md": policy(body=BODY)})
    code, out, _ = run(capsys, "themes", "suggest", "--root", str(site))
    assert (code, out.partition(" (")[0]) == (0, "Det finns inga teman att föreslå")
