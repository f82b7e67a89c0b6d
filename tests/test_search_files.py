"""The editors' files of the search: what is read of them, what is told, and who may know it.

A golden case is a file in golden_search/: `synonymer.yml` or `sokfragor.yml` as an editor wrote it,
named by the beginning of the case's name, a line `=== meddelanden ===`, and the messages. Run with
STYRDOK_GOLDEN=1 to fill in.
"""

from __future__ import annotations

import os
from dataclasses import replace as with_other
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.cut.words import open_synonyms
from styrdok.derive.search.synonyms import known
from styrdok.model import Answer, Audience, Question, Severity, Synonyms, Waiting, plain, replace
from styrdok.read.findings import Findings
from styrdok.read.library import QUESTIONS_FILE, SYNONYMS_FILE
from styrdok.read.searching import (
    QUESTION,
    QUESTIONS,
    SYNONYM,
    SYNONYMS,
    read_questions_keys,
    read_synonyms_keys,
)
from styrdok.read.tree import read_tree
from styrdok.register import Register
from styrdok.swedish.stems import stem
from styrdok.swedish.synonyms import stock
from styrdok.texts import catalogue
from tests.conftest import HOME, POLICY, Write, cut_for, policy, read
from tests.test_golden import CUT, told

CASES = sorted((HOME / "tests/golden_search").glob("*.yml"))
FILES = {"synonymer": SYNONYMS_FILE, "fragor": QUESTIONS_FILE}
OPEN = "kanaler: [intranät, webbplats]\n"
NYBY = "namn: Nyby kommun\nkortnamn: Nyby\n"
FORMER = """\
tidigare adresser:
  - gamla-namnet
  - {rubrik: gammalt, nu: svar}
"""


STOCK = (
    Synonyms(("klagomål", "synpunkt", "åsikt"), ("klagomål", "synpunkt", "åsikt"), True),
    Synonyms(("dagis", "förskola"), ("dagis", "förskola"), True),
    Synonyms(("journalist", "reporter"), ("media", "press")),
)


@pytest.fixture(autouse=True)
def small_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stock of these tests' own, so that no word of theirs happens to be in it."""
    for room in ("cut.words", "derive.search.synonyms", "rules.searching"):
        monkeypatch.setattr(f"styrdok.{room}.stock", lambda: STOCK)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden(case: Path, write: Write) -> None:
    content, _, expected = case.read_text(encoding="utf-8").partition(CUT)
    file = FILES[case.stem.partition("-")[0]]
    here = POLICY.replace("kanaler:", FORMER + "kanaler:")
    beside = {"sjoby/policy.md": here, "nyby/kommun.yml": NYBY, "nyby/policy.md": POLICY}
    _, problems = read(write({file: content, **beside}))
    said = told(problems)
    if os.environ.get("STYRDOK_GOLDEN"):
        case.write_text(content + CUT + said, encoding="utf-8")
    assert {p.place.path for p in problems} <= {f"policies/{file}"}
    assert said == expected


def own_codes(*more: str) -> list[str]:
    """The problems that only these files have."""
    own = ("synonym-", "search-word-", "banned-", "question-", "answer-", *more)
    codes = {key.split(".")[1] for key in catalogue("sv").by_key if key.startswith("problem.")}
    return sorted(code for code in codes if code.startswith(own))


def test_every_problem_of_these_files_has_a_case() -> None:
    texts = catalogue("sv")
    shown = "".join(case.read_text(encoding="utf-8") for case in CASES)
    for code in own_codes():
        what = texts.by_key[f"problem.{code}.what"].rpartition("}")[2]
        do = texts.by_key[f"problem.{code}.do"].partition("{")[0]
        assert what in shown and do in shown, code
    assert len(CASES) >= 10


def test_every_key_and_problem_is_in_the_handbook() -> None:
    handbook = (HOME / "docs/handbok.md").read_text("utf-8")
    texts = catalogue("sv").by_key
    for key in (*QUESTION, *QUESTIONS, *SYNONYM, *SYNONYMS):
        assert f"| `{key.name}` |" in handbook, key.name
    for code in own_codes("tried-"):
        parts = texts[f"problem.{code}.what"].replace("{", "}").split("}")[::2]
        said = max(parts, key=len).split(", så den")[0].strip("”# ")
        assert said in handbook, code


def site_of(write: Write, synonyms: str, **files: str) -> Register:
    given: dict[str, str | bytes] = {f"sjoby/{name}.md": text for name, text in files.items()}
    return read(write({SYNONYMS_FILE: synonyms, **given}))[0]


def pairs(groups: tuple[Synonyms, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(group.seek, group.show) for group in groups]


def test_synonyms_as_they_are_read(write: Write) -> None:
    register = site_of(
        write,
        OPEN
        + """\
synonymer:
  - ord: [Klagomål, synpunkter, nej]
  - sök: svarstid
    visa: [återkoppling, svar inom]
    kanaler: [intranät]
stäng av: [dagis]
""",
    )
    words = ("Klagomål", "synpunkter", "nej")
    both = frozenset(Audience)
    inside = frozenset({Audience.INTRANET})
    assert register.synonyms == (
        Synonyms(words, words, True, both, 3),
        Synonyms(("svarstid",), ("återkoppling", "svar inom"), False, inside, 4),
    )
    assert [(one.word, one.audiences, one.line) for one in register.banned] == [("dagis", both, 7)]


def test_questions_as_they_are_read(write: Write) -> None:
    content = """\
frågor:
  - fråga: hur fort får jag svar
    svar: [sjoby/policy#svar, ../sjoby/Policy.md, /sjoby/policy/#svar]
    kommun: sjoby
"""
    register, problems = read(write({QUESTIONS_FILE: content, "sjoby/policy.md": POLICY}))
    answers = (
        Answer("sjoby/policy", "svar"),
        Answer("sjoby/policy"),
        Answer("sjoby/policy", "svar"),
    )
    assert register.questions == (Question("hur fort får jag svar", answers, "sjoby", 2),)
    assert problems == []


def test_an_answer_is_found_by_the_names_that_it_had(write: Write) -> None:
    here = POLICY.replace("kanaler:", FORMER + "kanaler:")
    register, _ = read(write({"sjoby/policy.md": here}))
    found = register.answering(Answer("sjoby/gamla-namnet", "gammalt"))
    assert found and (found[0].id, found[1]) == ("sjoby/policy", "svar")
    assert register.answering(Answer("sjoby/annat")) is None


BROKEN = (
    "kanaler: [intranät\nsynonymer:\n  - ord: [a, b]\n",
    "kanaler: [intranet, webbplats]\nsynonymer:\n  - ord: [a, b]\n",
    "kanal: [webbplats]\nsynonymer:\n  - ord: [a, b]\n",
    "synonymer:\n  - ord: [a, b]\n",
    "kanaler: []\nsynonymer:\n  - ord: [a, b]\n",
    "- ord: [a, b]\n",
    "",
)


@pytest.mark.parametrize("content", BROKEN)
def test_where_nobody_can_tell_who_may_have_the_words_none_is_used(
    content: str, write: Write
) -> None:
    files = {SYNONYMS_FILE: content, QUESTIONS_FILE: "frågor: [", "sjoby/policy.md": POLICY}
    register, problems = read(write({**files}))
    assert (register.synonyms, register.banned, register.questions) == ((), (), ())
    assert {p.place.path for p in problems} == {
        f"policies/{SYNONYMS_FILE}",
        f"policies/{QUESTIONS_FILE}",
    }
    assert all(p.severity is Severity.ERROR for p in problems)
    assert list(register.policies) == ["sjoby/policy"], "the rest is published"


def test_an_entry_with_an_error_is_left_out_and_no_more(write: Write) -> None:
    register = site_of(
        write,
        OPEN
        + """\
synonymer:
  - {ord: [buss, linjetrafik], kanalr: [intranät]}
  - {ord: [bad, simhall], kanaler: [intranät, webben]}
  - {ord: [lov, skollov]}
stäng av: ["!", dagis]
""",
    )
    assert pairs(register.synonyms) == [(("lov", "skollov"),) * 2]
    assert [one.word for one in register.banned] == ["dagis"]


def test_the_stock_is_sound() -> None:
    groups = stock()
    assert len(groups) >= 5
    for group in groups:
        assert group.seek and group.show and group.audiences == frozenset(Audience)
        words = group.words
        for one in (group.seek, group.show):
            assert len(one) == len({plain(word) for word in one}), one
        assert all(isinstance(word, str) and word == word.strip() != "" for word in words), words
        assert group.without(()) == group, "every word has another one to find"


def test_what_is_known_is_the_editors_own_and_the_stock_but_for_what_they_ban(
    write: Write,
) -> None:
    first = STOCK[0]
    register = site_of(write, OPEN + f"synonymer:\n  - ord: [a, b]\nstäng av: [{first.seek[0]}]\n")
    found = known(register)
    assert found[0].seek == ("a", "b")
    assert all(first.seek[0] not in group.words for group in found[1:])
    assert len(found) >= len(STOCK) and known(site_of(write, OPEN)) == STOCK
    public = cut_for(site_of(write, f"kanaler: [intranät]\nstäng av: [{first.seek[0]}]\n"),
                     Audience.PUBLIC)  # fmt: skip
    assert known(public) == STOCK


def test_a_group_without_words_to_find_is_gone() -> None:
    both = Synonyms(("Bad", "simhall"), ("Bad", "simhall"), True)
    assert both.without({"bad"}) is None
    assert both.without({"annat"}) == both
    way = Synonyms(("bad", "sim"), ("simhall",))
    assert way.without({"bad"}) == Synonyms(("sim",), ("simhall",))
    assert way.without({"simhall"}) is None
    itself = Synonyms(("ungdom", "tonåring"), ("ungdom", "unga"))
    assert itself.without({"unga"}) == Synonyms(("tonåring",), ("ungdom",))
    assert itself.without({"unga", "tonåring"}) is None


INSIDE = policy(
    kanaler="[intranät]",
    titel="Projekt Solros",
    body="## T\n\nVi kallar det\nstora lyftet. Kvarn\xadfalks kodordet.\n",
)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("badhus", "simhall", "plask"), ("badhus", "simhall", "plask")),
        (("badhus", "solros", "simhall"), ("badhus", "simhall")),  # a title
        (("badhus", "solrosen", "simhall"), ("badhus", "simhall")),  # another form
        (("badhus", "kodord", "simhall"), ("badhus", "simhall")),
        (("badhus", "lyft", "simhall"), ("badhus", "simhall")),
        (("badhus", "stora lyftet", "simhall"), ("badhus", "simhall")),  # across two lines
        (("badhus", "kvarnfalk", "simhall"), ("badhus", "simhall")),  # with a soft hyphen inside
        (("badhus", "passagen", "simhall"), ("badhus", "simhall")),  # an internal passage
        (("badhus", "öppethållande", "simhall"), ("badhus", "öppethållande", "simhall")),
        (("badhus", "hållande", "simhall"), ("badhus", "hållande", "simhall")),  # in an open word
        (("badhus", "solros"), None),
    ],
)
def test_a_word_that_only_withheld_texts_hold_is_withheld(
    words: tuple[str, ...], left: tuple[str, ...] | None, write: Write
) -> None:
    body = "## T\n\nSimhallen och öppethållandet.\n\n::: intern\nPassage om öppethållandet.\n:::\n"
    files = {"a": INSIDE, "b": policy(titel="Öppen", body=body)}
    register = site_of(write, OPEN + f"synonymer:\n  - ord: [{', '.join(words)}]\n", **files)
    shown = cut_for(register, Audience.PUBLIC).synonyms
    assert pairs(shown) == ([] if left is None else [(left, left)])
    assert pairs(cut_for(register, Audience.INTRANET).synonyms) == [(words, words)]


def test_a_phrase_of_open_words_is_withheld_where_only_withheld_texts_join_them(
    write: Write,
) -> None:
    files = {
        "a": INSIDE,
        "b": policy(titel="Öppen", body="## T\n\nDet stora huset. Vi lyfter lyftet.\n"),
    }
    words = "[stora lyftet, stora huset, husets lyft]"
    register = site_of(write, OPEN + f"synonymer:\n  - ord: {words}\n", **files)
    (group,) = cut_for(register, Audience.PUBLIC).synonyms
    assert group.seek == ("stora huset", "husets lyft")


def test_while_a_text_cannot_be_read_only_open_words_are_open(write: Write) -> None:
    files = {
        "a": policy("farg: röd\n"),
        "b": policy(titel="Öppen", body="## T\n\nEn simhall och bad.\n"),
    }
    register = site_of(write, OPEN + "synonymer:\n  - ord: [bad, plask, simhall]\n", **files)
    (group,) = cut_for(register, Audience.PUBLIC).synonyms
    assert group.seek == ("bad", "simhall")


def test_a_word_of_the_stock_is_everyones(write: Write) -> None:
    word = STOCK[0].seek[0]
    inside = policy(kanaler="[intranät]", body=f"## T\n\nHär står {word}.\n")
    register = site_of(write, OPEN + f"synonymer:\n  - ord: [{word}, xylofon]\n", a=inside)
    assert pairs(cut_for(register, Audience.PUBLIC).synonyms) == [((word, "xylofon"),) * 2]


def test_only_the_channels_that_the_file_and_the_entry_name_have_the_words(write: Write) -> None:
    entry = "synonymer:\n  - {ord: [bad, plask], kanaler: [%s]}\nstäng av: [dagis]\n"
    for file, own, public in (
        ("intranät", "webbplats", 0),
        ("intranät, webbplats", "intranät", 0),
        ("webbplats", "intranät", 0),
        ("intranät, webbplats", "webbplats", 1),
    ):
        register = site_of(write, f"kanaler: [{file}]\n" + entry % own)
        shown = cut_for(register, Audience.PUBLIC)
        assert len(shown.synonyms) == public
        assert len(cut_for(register, Audience.INTRANET).synonyms) == 1
        assert len(shown.banned) == ("webbplats" in file)


def test_nobody_but_employees_knows_the_questions(write: Write) -> None:
    content = "frågor:\n  - {fråga: hur fort, svar: sjoby/policy}\n"
    register, _ = read(write({QUESTIONS_FILE: content, "sjoby/policy.md": POLICY}))
    assert len(cut_for(register, Audience.INTRANET).questions) == 1
    assert cut_for(register, Audience.PUBLIC).questions == ()


def test_nothing_planted_is_in_what_everyone_may_search_by() -> None:
    register, problems = read(HOME / "tests/leak")
    assert not [p for p in problems if p.place.path.endswith(".yml")]
    assert "hemlig" in repr(register.synonyms) and "hemlig" in repr(register.questions)
    public = cut_for(register, Audience.PUBLIC)
    assert pairs(public.synonyms) == [
        (("öppet", "tillgängligt"),) * 2,
        (("öppning",), ("öppen brödtext",)),
    ]
    assert "hemlig" not in repr((public.synonyms, public.banned, public.questions)).lower()


def test_a_text_that_waits_inside_is_withheld_too(write: Write) -> None:
    body = "## T\n\nEn simhall och ett bad med plask.\n"
    register = site_of(write, OPEN + "synonymer:\n  - ord: [bad, plask]\n", a=policy(body=body))
    assert pairs(cut_for(register, Audience.PUBLIC).synonyms) == [(("bad", "plask"),) * 2]
    old = register.policies["sjoby/a"]
    older = replace(old, body=replace(old.body, text="## T\n\nEn simhall och ett bad.\n"))
    waiting = {"sjoby/a": Waiting(24, True, None, older)}
    public = cut_for(with_other(register, waiting=waiting), Audience.PUBLIC)
    assert "plask" not in public.policies["sjoby/a"].body.text and public.synonyms == ()


@pytest.mark.parametrize(
    "given",
    [
        "kommun.yml: namn: Solrosby kommun\nkortnamn: Solrosby\n",
        "a@2010-01-01.md: " + policy(kanaler="[intranät]", titel="Solrosen"),
        "b.md: " + policy(kanaler="[intranät]", body="## T\n\nSol**ros**en.\n"),
        "b.md: " + policy(kanaler="[intranät]", body="## T\n\nSol-\nrosen.\n"),
        "b.md: " + policy(kanaler="[intranät]", body="## T\n\nSol&shy;rosen.\n"),
        "b.md: " + policy("diarienummer: Solros 1\n", kanaler="[intranät]"),
        "b.md: " + policy("alias: [solrosen]\n", kanaler="[intranät]"),
        "b.md: " + policy("ämnen: [solrosodling]\n", kanaler="[intranät]"),
        "b.md: " + policy("stödjer: [{titel: Solrosplan}]\n", kanaler="[intranät]"),
        "solros.md: " + policy(kanaler="[intranät]"),
        "c.md: " + policy(titel="Annat", body="## A\n\nB.\n\n::: intern\n## Solros\n:::\n"),
    ],
)
def test_wherever_a_word_stands_inside_it_is_withheld(given: str, write: Write) -> None:
    name, _, content = given.partition(": ")
    folder = "dolt" if name == "kommun.yml" else "sjoby"
    words = "synonymer:\n  - {sök: [solros, gul], visa: [text]}\n"
    files: dict[str, str | bytes] = {SYNONYMS_FILE: OPEN + words, "sjoby/a.md": policy()}
    files["dolt/inne.md"] = policy(kanaler="[intranät]")
    register, problems = read(
        write({**files, "dolt/kommun.yml": NYBY, f"{folder}/{name}": content})
    )
    assert not [p for p in problems if p.severity is Severity.ERROR]
    (group,) = cut_for(register, Audience.PUBLIC).synonyms
    assert (group.seek, group.show) == (("gul",), ("text",))
    assert register.synonyms[0].seek == ("solros", "gul")


LETTERS = st.text("abåö", min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.sets(LETTERS, min_size=2), st.lists(LETTERS), st.lists(LETTERS))
def test_no_word_is_left_that_only_withheld_texts_have(
    words: set[str], inside: list[str], outside: list[str]
) -> None:
    group = Synonyms(tuple(words), tuple(words), True)
    found = open_synonyms((group,), [" ".join(inside)], [" ".join(outside)], False)
    left = {word for one in found for word in one.words}
    public = {stem(word) for word in outside} | {stem(w) for one in STOCK for w in one.words}
    assert not {word for word in left & set(inside) if stem(word) not in public}
    assert not found or set(outside) & words <= left, "an open word stays"


PIECES = (
    *("kanaler:", "synonymer:", "ord:", "sök:", "- ", "[", "]", "{", "}", ", ", "#", "\n", " "),
    *("frågor:", "fråga:", "svar:", "a/b", "klagomål", "'", '"', "~", "&x", "!t", "intranät"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25))
def test_any_text_can_stand_in_the_files(pieces: list[str]) -> None:
    for read_keys in (read_synonyms_keys, read_questions_keys):
        found = Findings("fil.yml")
        tree = read_tree("".join(pieces), 1, found)
        fields = read_keys(tree, "", found) if tree else None
        assert fields is None or isinstance(fields, dict)
        assert fields or found.problems or tree is None
