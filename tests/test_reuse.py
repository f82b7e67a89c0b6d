"""Text reuse: golden pairs an editor can read, planted copies, and what may not be claimed."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from pathlib import Path

import pytest
import yaml
from bench.planted import plant
from bench.reuse import judge as judge_planted
from hypothesis import given
from hypothesis import strategies as st

from styrdok.commands.asked import Asked
from styrdok.commands.reuse import list_reuse
from styrdok.compose.exports.table import csv_bytes
from styrdok.cut import cut
from styrdok.derive.digest import digest
from styrdok.derive.reuse.find import MOST
from styrdok.derive.reuse.neutral import WORD, Neutral, words_in
from styrdok.derive.reuse.pairs import MOST as MOST_PAIRS
from styrdok.derive.reuse.pairs import shared_pairs
from styrdok.derive.reuse.rows import Row, Rows, readers, row_of
from styrdok.derive.reuse.shelf import Shelf
from styrdok.derive.reuse.values import Reuse
from styrdok.derive.reuse.verdict import _longest as longest
from styrdok.derive.reuse.verdict import verdict
from styrdok.derive.reuse.verdicts import Verdicts
from styrdok.memory import Memory
from styrdok.model import Audience, Severity
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from styrdok.read.library import read_library
from styrdok.rules import admit
from styrdok.texts import catalogue

BOTH = "intranät, webbplats"
CASES = Path(__file__).parent / "reuse/stycken.md"
WORDS = {"ordagrant": "verbatim", "ändrat": "edited", "omskrivet": "paraphrase", "inget": "none"}
SAID = ("none", "edited", "paraphrase")


def cases():
    for case in re.split(r"^### ", CASES.read_text("utf-8"), flags=re.M)[1:]:
        head, _, rest = case.partition("\n")
        rest = rest.partition("\n## ")[0]
        name, _, judged = head.rpartition(": ")
        home, other = re.findall(
            r"^([A-ZÅÄÖ][\w -]+?): (.+?)(?=\n[A-ZÅÄÖ][\w -]+?: |\Z)",
            rest.strip(),
            flags=re.M | re.S,
        )
        yield pytest.param(home, other, WORDS[judged], id=name)


def row(home: str, words: str) -> Row:
    read = read_body(words.replace("\n* ", "\n\n* ", 1), home, lambda at: at, Findings("x.md"))
    return row_of(read.text, Neutral((f"{home} kommun", home)))


def judge(one: Row, other: Row) -> str:
    if not one.numbers or not other.numbers:
        return "none"
    assert len(one.numbers) == len(other.numbers) == 4
    if one.exact == other.exact:
        return "verbatim"
    said, _ = verdict(*(array("I", each.words).tolist() for each in (one, other)))
    return SAID[said]


def near(one: Row, other: Row) -> bool:
    return len(Shelf([one, other]).pairs()) == 1


@pytest.mark.parametrize("home, other, judged", list(cases()))
def test_two_passages(home, other, judged):
    rows = row(*home), row(*other)
    assert judge(*rows) == judge(*reversed(rows)) == judged
    if judged in ("edited", "paraphrase"):
        assert near(*rows) and near(*reversed(rows)), "nobody would have laid them side by side"


JUDGED = Path(__file__).parent / "reuse/judged.yml"
FLOORS = {  # of passages judged by somebody who did not know the rules: how many are told alike
    ("ordagrant", "verbatim"): 30,
    ("ändrat", "edited"): 28,
    ("ändrat", "paraphrase"): 2,  # whole sentences in another order
    ("omskrivet", "paraphrase"): 15,  # the other fifteen have hardly a word in common
    ("inget", "none"): 30,
}


def test_passages_that_others_have_judged() -> None:
    told = Counter[tuple[str, str]]()
    for case in yaml.safe_load(JUDGED.read_text("utf-8")):
        sides = [row(case[f"kommun {side}"], case[side]) for side in "ab"]
        said = judge(*sides)
        assert said in ("none", "verbatim") or near(*sides), (
            "nobody would have looked: " + case["a"]
        )
        told[case["dom"], said] += 1
    assert {key: told[key] for key in FLOORS} == FLOORS
    assert told["omskrivet", "none"] == 15 and told.total() == 120


def test_the_cases_are_many():
    assert len(list(cases())) >= 60


KEYS = (
    "{k} möter nya hyresgäster vid porten, visar tvättstugan och soprummet, lämnar tre nycklar mot "
    "kvitto och förklarar hur elementen luftas innan flyttbilen har kört iväg."
)
BENCHES = (
    "Parkbänkar målas om vart tredje år med linolja, hängs med en lapp tills färgen har torkat och "
    "lyfts in i magasinet före första snön."
)


THEMES = "teman:\n  - {id: ett, namn: Ett, definition: Det första.}\n"


class Folder:
    """A made-up site folder with documents of a paragraph or two."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "policies").mkdir()
        (root / "policies/teman.yml").write_text(THEMES, encoding="utf-8")

    def add(self, document: str, *said: str, day: str = "2020-01-01", channels: str = BOTH) -> None:
        home, slug = document.split("/")
        folder = self.root / "policies" / home
        if not folder.is_dir():
            folder.mkdir()
            name = home.capitalize()
            (folder / "kommun.yml").write_text(f"namn: {name} kommun\nkortnamn: {name}\n", "utf-8")
        head = f"titel: {slug}\ndokumenttyp: policy\nkanaler: [{channels}]\n"
        head += f"beslut: {{organ: KS, datum: {day}, paragraf: 1}}\n" if day else ""
        body = "".join(f"## Rubrik {n}\n\n{words}\n\n" for n, words in enumerate(said, 1))
        (folder / f"{slug}.md").write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")

    def reuse(self, audience: Audience = Audience.INTRANET, memory: Memory | None = None) -> Reuse:
        memory = memory or Memory(None)
        read = read_library(self.root, memory, lambda number: None)
        register, problems = admit(read, date(2026, 11, 22))
        assert not [p for p in problems if p.severity is Severity.ERROR], problems
        shown = cut(register, audience, memory)
        return digest(shown, memory).reuse


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def rows(reuse: Reuse) -> set[tuple[str, str, str, str | None]]:
    return {
        (s.one.policy, s.other.policy, s.likeness.value, s.earlier)
        for found in reuse.by_text.values()
        for s in found
    }


def test_the_older_is_told_only_by_dates(folder: Folder) -> None:
    folder.add("ale/a", KEYS.format(k="Ale kommun"), day="2019-05-02")
    folder.add("habo/b", KEYS.format(k="Kommunen"), day="2019")
    folder.add("lerum/c", KEYS.format(k="Lerums kommun"), day="2020-01-01")
    folder.add("nora/d", KEYS.format(k="Nora kommun"), day="")
    assert rows(folder.reuse()) == {
        ("ale/a", "habo/b", "verbatim", None),  # the year is not clearly before the day
        ("ale/a", "lerum/c", "verbatim", "ale/a"),
        ("ale/a", "nora/d", "verbatim", None),
        ("habo/b", "lerum/c", "verbatim", "habo/b"),
        ("habo/b", "nora/d", "verbatim", None),
        ("lerum/c", "nora/d", "verbatim", None),
    }


def test_a_document_with_an_older_edition_may_have_been_first(folder: Folder) -> None:
    folder.add("ale/a", KEYS.format(k="Ale kommun"), day="2021-05-02")
    folder.add("ale/a@2015-03-01", BENCHES, day="2015-03-01")
    folder.add("lerum/c", KEYS.format(k="Lerums kommun"), day="2018-01-01")
    assert rows(folder.reuse()) == {("ale/a", "lerum/c", "verbatim", None)}


def test_editions_are_compared_with_each_other_and_the_newest_with_others(folder: Folder) -> None:
    folder.add("ale/a", BENCHES, day="2021-05-02")
    folder.add("ale/a@2015-03-01", BENCHES, KEYS.format(k="Ale kommun"), day="2015-03-01")
    folder.add("lerum/c", BENCHES, KEYS.format(k="Lerums kommun"), day="2018-01-01")
    assert rows(folder.reuse()) == {
        ("ale/a", "ale/a@2015-03-01", "verbatim", "ale/a@2015-03-01"),
        ("ale/a", "lerum/c", "verbatim", None),
        ("ale/a@2015-03-01", "lerum/c", "verbatim", "ale/a@2015-03-01"),  # gone from the newest
    }


def test_a_text_is_not_compared_with_itself(folder: Folder) -> None:
    folder.add("ale/a", BENCHES, BENCHES)
    assert not folder.reuse().by_text


def test_documents_of_one_municipality_are_compared(folder: Folder) -> None:
    folder.add("ale/a", BENCHES)
    folder.add("ale/b", BENCHES.replace("linolja", "tjära"))
    assert rows(folder.reuse()) == {("ale/a", "ale/b", "edited", None)}


def test_what_is_internal_changes_nothing_outside(folder: Folder) -> None:
    folder.add("ale/a", BENCHES)
    folder.add("lerum/b", BENCHES.replace("linolja", "tjära"))
    before = folder.reuse(Audience.PUBLIC)
    for number in range(30):
        folder.add(f"habo/x{number}", BENCHES, channels="intranät")
    after = folder.reuse(Audience.PUBLIC)
    assert rows(before) and before == after
    assert len(rows(folder.reuse())) > 30


def test_what_very_many_have_copied_is_kept_for_each_and_counted(folder: Folder) -> None:
    for number in range(60):
        folder.add(f"kommun-{number:02}/a", BENCHES)
    reuse = folder.reuse()
    assert len(reuse.by_text) == 60 and set(reuse.spread.values()) == {59}
    assert {len(found) for found in reuse.by_text.values()} == {MOST}
    pairs = shared_pairs(reuse)
    assert len(pairs) <= MOST_PAIRS * 60 and {
        key for p in pairs for key in (p.one, p.other)
    } == set(reuse.by_text)


def test_order_of_files_and_memory_change_nothing(tmp_path: Path) -> None:
    plant(tmp_path, 60)
    memory = Memory(None)
    read = read_library(tmp_path, memory, lambda number: None)
    register, _ = admit(read, date(2026, 11, 22))
    turned = replace(register, policies=dict(reversed(register.policies.items())))
    whole = digest(register, memory).reuse
    assert whole.by_text and whole == digest(turned, memory).reuse
    path = tmp_path / "policies/kommun-001/dokument-05.md"
    path.write_text(path.read_text("utf-8") + f"\n{BENCHES}\n", encoding="utf-8")
    again, _ = admit(read_library(tmp_path, memory, lambda number: None), date(2026, 11, 22))
    assert digest(again, memory).reuse == digest(again, _fresh(tmp_path)).reuse


def _fresh(root: Path) -> Memory:
    memory = Memory(None)
    read_library(root, memory, lambda number: None)
    return memory


def test_planted_copies_are_found_with_little_work(tmp_path: Path) -> None:
    truth = plant(tmp_path, 200)
    memory = Memory(None)
    register, _ = admit(read_library(tmp_path, memory, lambda number: None), date(2026, 11, 22))
    texts = sorted(register.policies.values(), key=lambda policy: policy.id)
    readers_of = readers(register.municipalities)
    shelf = Shelf(Rows(memory).of([(t.body.digest, readers_of[t.municipality]) for t in texts]))
    verdicts = Verdicts(memory)
    verdicts.on(shelf, whole=True)
    assert verdicts.asked < 2 * len(truth.copies), "pairs that were laid side by side"
    told = judge_planted(200, truth, digest(register, memory).reuse)
    assert told.whole >= 0.95 and told.precision >= 0.99
    assert told.recall["edited-20"] >= 0.95


def test_a_verdict_hangs_on_no_text_that_was_asked_about_before() -> None:
    """A site's passages may have been another's, that reads alike and weighs otherwise."""
    lamps = (
        "Gatlyktor, lekplatser, broräcken och parkbänkar målas varje vår av lag med tre personer"
    )
    lamps += " som byter trasiga brädor, oljar gångjärn och räknar lösa skruvar."
    stock = "Fullmäktige i {0} antar dokumentet, riktlinjen och policyn som revideras ofta."
    texts = [f"{stock.format(name)} {lamps}" for name in ("Ale kommun", "kommunen")]
    inside, outside = (row("Ale", text) for text in texts)
    assert inside.exact == outside.exact and inside.words != outside.words
    more = " Lyktorna lyser gröna, bänkarna blir röda och lekplatserna ritas om vart tredje år."
    other = row("Lerum", texts[1].replace("oljar", "smörjer") + more)
    memory = Memory(None)
    Verdicts(memory).on(Shelf([inside, other]), whole=True)
    known, fresh = (
        Verdicts(kept).on(Shelf([outside, other]), whole=False)[1]
        for kept in (memory, Memory(None))
    )
    assert len(fresh) == 1 and known.tolist() == fresh.tolist()


def test_passages_as_long_as_books_are_judged_without_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("styrdok.derive.reuse.verdict._longest", None)
    monkeypatch.setattr("styrdok.derive.reuse.verdict._said_again", None)
    book = [number * 7919 % 100_003 for number in range(20_000)]
    copied = [-number if at % 10 == 0 else number for at, number in enumerate(book)]
    assert verdict(book, copied)[0] == verdict(copied, book)[0] == SAID.index("edited")
    assert verdict(book, sorted(book)) == (0, 0.0)
    assert verdict(book, [1, 2, 3] * 7000) == (0, 0.0)
    once = [*book[:30], *range(200_000, 206_000)]
    assert verdict(once, book[:30] * 300) == (0, 0.0), "thirty words do not answer for six thousand"


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40))
def test_a_longest_common_subsequence_is_one(one: list[int], other: list[int]) -> None:
    pairs = longest(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, j in product(range(len(one)), range(len(other))):
        same = best[i][j] + 1 if one[i] == other[j] else 0
        best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], same)
    assert len(pairs) == best[-1][-1]


def test_an_editor_reads_what_is_shared_and_what_the_other_has_changed(folder: Folder) -> None:
    folder.add("ale/a", KEYS.format(k="Ale kommun"), BENCHES)
    folder.add("lerum/b", KEYS.format(k="Lerums kommun"), BENCHES.replace("med linolja", "i juni"))
    asked = Asked(folder.root, "intranät", date(2026, 11, 22))
    assert list_reuse(asked, "text", catalogue()).decode().splitlines() == [
        "ale/a och lerum/b delar:",
        "  ordagrant: ”Ale kommun möter nya hyresgäster vid porten, visar tvättstugan och "
        "soprummet, lämnar …” (avsnitt: Rubrik 1)",
        "  ändrat: ”Parkbänkar målas om vart tredje år med linolja, hängs med en lapp …” "
        "(avsnitt: Rubrik 2)",
        "    lerum/b har ändrat: ”med linolja,” till ”i juni,”",
    ]


def test_a_formula_is_no_formula_in_a_table() -> None:
    told = csv_bytes([["a", 'med "citat", och komma', "=1+1", -2, None]])
    assert told == b'a,"med ""citat"", och komma",\'=1+1,-2,\r\n'


@given(st.text(alphabet=st.sampled_from("aåB§1-‑:.@’_,(\u00ad\u0307 \n\u2028\x1c"), max_size=40))
def test_words_met_before_are_those_that_are_looked_for(text: str) -> None:
    assert words_in(text) == WORD.findall(text)
