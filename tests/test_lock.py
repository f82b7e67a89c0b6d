"""The decision lock: a decided text stays as it was decided, or says who mended what and why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from styrdok.cli import main
from styrdok.memory import Memory
from styrdok.model import Audience, Problem, Severity
from styrdok.read.lock.header_edit import with_lock
from styrdok.read.policy_file import read_policy
from tests.conftest import Write, build, policy, read

BODY = """\
## Svar {#svar tema="svarstider"}

Vi ska svara inom två arbetsdagar. Chefen bör följa upp svaren varje år. Ingen får lämna
ut uppgifter utan lov.

- Brev besvaras inom fem dagar.
- Vi hänvisar till rätt handläggare, se [rutinen](https://www.example.se).

::: intern
Växeln stänger kl. 16.30 den 1 juli.
:::
"""
DECISION = "beslut: {organ: Kommunstyrelsen, datum: 2024-03-06, paragraf: 31}\n"
ENTRY = "redaktionella ändringar: [{datum: 2024-05-02, av: Kanslichefen, skäl: Stavfel}]\n"


class Locked:
    """A site with one decided document, and the command that locks it."""

    def __init__(self, root: Path) -> None:
        self.root, self.path = root, root / "policies/sjoby/a.md"
        self.beside = root / "policies/sjoby/a.lydelse.txt"

    def lock(self) -> int:
        return main(["lock", str(self.path), "--root", str(self.root)])

    def problems(self) -> list[Problem]:
        return read(self.root, memory=Memory(self.root))[1]

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems()]

    def change(self, *pairs: tuple[str, str]) -> None:
        text = self.path.read_bytes().decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        self.path.write_bytes(text.encode())

    def amend(self) -> None:
        self.change((f"}}\n{'textform'}", f"}}\n{ENTRY}textform"))


@pytest.fixture
def site(write: Write) -> Locked:
    return Locked(write({"sjoby/a.md": policy(DECISION + "textform: beslutad lydelse\n", BODY)}))


@pytest.fixture
def locked(site: Locked) -> Locked:
    assert site.lock() == 0
    assert site.codes() == []
    return site


def test_an_unlocked_decision_is_told_and_published(site: Locked) -> None:
    register, problems = read(site.root)
    assert [(p.code, p.severity) for p in problems] == [("lock-missing", Severity.NOTICE)]
    assert "sjoby/a" in register.policies


def test_locking_changes_one_line_and_writes_the_decided_text(site: Locked) -> None:
    before = site.path.read_bytes().splitlines()
    assert site.lock() == 0
    after = site.path.read_bytes().splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1 and changed[0].startswith(DECISION.encode()[:-2] + ", lås: ".encode())
    said = site.beside.read_text("utf-8")
    assert "Kommunstyrelsen, 2024-03-06, § 31" in said and "\n- Brev besvaras inom" in said
    assert site.lock() == 0 and site.path.read_bytes().splitlines() == after


def test_what_stands_beside_is_never_published(locked: Locked) -> None:
    for place in build(locked.root).values():
        assert not list(place.rglob("*lydelse*"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Vi ska svara inom två arbetsdagar. Chefen",
            "Vi ska svara\ninom två   arbetsdagar. Chefen",
        ),
        ("två arbetsdagar", "**två** arbetsdagar"),
        ("https://www.example.se", "https://www.example.se/ny"),
        ('{#svar tema="svarstider"}', '{#tider tema="media"}'),
        ("- Brev", "* Brev"),
        ("::: intern\n", "::: kontakt kontaktcenter\n\n::: intern\n"),
        ("::: intern\n", "\n"),
    ],
)
def test_looks_may_change_without_a_decision(locked: Locked, old: str, new: str) -> None:
    text = locked.path.read_text("utf-8")
    text = text.replace("* Brev", "- Brev").replace(old, new)
    if "* Brev" in text:
        text = text.replace("- Vi hän", "* Vi hän")
    if old == "::: intern\n" and new == "\n":
        text = text.replace(":::\n", "\n")
    locked.path.write_text(text, "utf-8")
    assert locked.codes() == []


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("ska svara", "bör svara", "lock-ruling", "Vi bör svara inom två arbetsdagar."),
        ("ut uppgifter utan lov.", "ut uppgifter utan lov. Nytt.", "lock-added", "Nytt."),
        ("- Brev besvaras inom fem dagar.\n", "", "lock-gone", "Brev besvaras inom fem dagar."),
        ("titel: Titel", "titel: Rubrik", "lock-ruling", "Rubrik"),
    ],
)
def test_every_changed_sentence_is_named_at_its_line(
    locked: Locked, old: str, new: str, code: str, words: str
) -> None:
    locked.change((old, new))
    register, problems = read(locked.root)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    assert code in [p.code for p in errors]
    problem = next(p for p in errors if p.code == code)
    assert words in (problem.facts["old"], problem.facts["new"])
    lines = locked.path.read_text("utf-8").split("\n")
    assert problem.place.line <= len(lines)
    if code in ("lock-changed", "lock-added"):
        near = " ".join(lines[problem.place.line - 1 : problem.place.line + 2])
        assert words.split(maxsplit=1)[0] in near
    assert "sjoby/a" not in register.policies, "withheld"


def test_of_many_changes_the_first_ten_are_told(write: Write) -> None:
    body = "".join(f"Mening {n} ska gälla. " for n in range(30)) + "\n"
    site = Locked(write({"sjoby/a.md": policy(DECISION + "textform: beslutad lydelse\n", body)}))
    assert site.lock() == 0
    site.change(("ska gälla", "bör gälla"))
    codes = site.codes()
    assert codes.count("lock-ruling") == 10 and codes.count("lock-more") == 1
    assert next(p for p in site.problems() if p.code == "lock-more").facts["number"] == "20"


def test_an_editorial_change_is_locked_in_its_entry_and_seen(locked: Locked) -> None:
    decided = locked.beside.read_bytes()
    locked.change(("rätt handläggare", "rätt handlägare"))
    assert locked.codes() == ["lock-changed"]
    locked.amend()
    assert "amend-unlocked" in locked.codes()
    assert locked.lock() == 0 and locked.codes() == []
    assert locked.beside.read_bytes() == decided, "the decided text is the same"
    places = build(locked.root)
    inside, outside = (
        (places[audience] / "sjoby/a/index.html").read_text("utf-8")
        for audience in (Audience.INTRANET, Audience.PUBLIC)
    )
    assert "Kanslichefen: Stavfel" in inside and "med de rättelser som står" in inside
    assert "den beslutade texten" not in outside, "some of it has been cut"
    locked.change(("handlägare", "handläggaren"))
    assert "amend-outdated" in locked.codes()


BEARING = [
    ("Vi ska svara", "Vi bör svara"),
    ("Vi ska svara", "Vi kan svara"),
    ("Vi ska svara", "Vi ska inte svara"),
    ("två arbetsdagar", "tre arbetsdagar"),
    ("två arbetsdagar", "2 veckor"),
    ("två arbetsdagar", "två dagar"),
    ("bör följa", "ska följa"),
    ("varje år", "vartannat år"),
    ("varje år", "varje månad"),
    ("Ingen får", "Alla får"),
    ("utan lov", "med lov"),
    ("16.30", "17.30"),
    ("1 juli", "1 juni"),
    ("fem dagar", "högst fem dagar"),
    ("Brev besvaras inom fem dagar.", "~~Brev besvaras inom fem dagar.~~"),
    ("ska svara inom två arbetsdagar. Chefen bör", "bör svara inom två arbetsdagar. Chefen ska"),
    ("Chefen bör följa upp svaren", "Svaren bör följa upp chefen"),
    ("inom fem", "inom femtio"),
    ("fem dagar", "femdagarsperioder"),
    ("ska svara", "ѕka svara"),
    ("besvaras inom", "besvaras i n t e inom"),
]


@pytest.mark.parametrize(("old", "new"), BEARING)
def test_what_bears_a_rule_never_lands_as_editorial(locked: Locked, old: str, new: str) -> None:
    locked.change((old, new))
    locked.amend()
    assert locked.lock() == 1
    assert {"amend-bearing"} <= set(locked.codes())


@pytest.mark.parametrize("language", ["en", "fi", "en-GB"])
def test_calling_the_text_another_language_lets_nothing_through(
    locked: Locked, language: str
) -> None:
    locked.change(
        ("Vi ska svara", "Vi bör svara"), ("dokumenttyp", f"språk: {language}\ndokumenttyp")
    )
    locked.amend()
    assert locked.lock() == 1 and "amend-bearing" in locked.codes()


def test_a_decision_spelled_otherwise_is_no_new_decision(locked: Locked) -> None:
    locked.change(("Vi ska svara", "Vi bör svara"), ("Kommunstyrelsen", "kommunstyrelsens utskott"))
    assert "lock-ruling" in locked.codes()
    assert locked.lock() == 1


def test_what_cannot_be_written_leaves_nothing_half(
    site: Locked, capsys: pytest.CaptureFixture[str]
) -> None:
    before = site.path.read_bytes()
    site.beside.mkdir()
    assert site.lock() != 0
    assert site.path.read_bytes() == before
    assert {p.name for p in site.path.parent.iterdir()} == {"a.md", "a.lydelse.txt", "kommun.yml"}


def test_a_lock_that_is_taken_away_is_missed(locked: Locked) -> None:
    text = locked.path.read_text("utf-8")
    locked.path.write_text(
        re.sub(r", lås: \w+", "", text).replace("ska svara", "bör svara"), "utf-8"
    )
    assert locked.codes() == ["lock-taken-away"]
    assert locked.lock() == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("16.30", "16:30"),
        ("handläggare", "handlägare"),
        ("uppgifter", "uppgifterna"),
        ("Brev", "Breven"),
    ],
)
def test_a_correction_is_let_through(locked: Locked, old: str, new: str) -> None:
    locked.change((old, new))
    locked.amend()
    assert locked.lock() == 0 and locked.codes() == []


def test_a_lock_written_by_hand_in_an_entry_smuggles_nothing(locked: Locked) -> None:
    locked.change(("Vi ska svara", "Vi bör svara"))
    locked.amend()
    made = read_policy("policies/sjoby/a.md", locked.path.read_bytes()).policy
    assert made and made.normative
    locked.change(("skäl: Stavfel}", f"skäl: Stavfel, lås: {made.normative}}}"))
    assert locked.codes() == ["amend-bearing"]


def test_small_steps_do_not_add_up(locked: Locked) -> None:
    """Each step is small beside the one before, but the decided text is what counts."""
    locked.change(("rätt handläggare", "rätt handläggare här"))
    locked.amend()
    assert locked.lock() == 0
    locked.change(("Vi hänvisar till rätt handläggare här", "Du får hjälp av oss och av andra"))
    assert locked.lock() == 1
    assert set(locked.codes()) >= {"amend-gone", "amend-added"}


def test_a_new_decision_is_locked_anew(locked: Locked) -> None:
    locked.change(("ska svara", "bör svara"), ("paragraf: 31", "paragraf: 77"))
    assert locked.codes() == ["lock-other-decision"]
    assert locked.lock() == 0 and locked.codes() == []
    assert "§ 77" in locked.beside.read_text("utf-8")


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (lambda s: s.change(("lås: ", "lås: 0123")), ["not-a-lock"]),
        (lambda s: s.beside.unlink(), ["lock-no-file"]),
        (lambda s: s.beside.write_text("", "utf-8"), None),
        (lambda s: s.beside.write_bytes(b"\xff\xfe"), None),
        (lambda s: s.change(("beslutad lydelse", "återgivning")), ["lock-form"]),
        (lambda s: s.change(("datum: 2024-03-06, ", "")), ["lock-undecided"]),
        (
            lambda s: s.beside.write_text(s.beside.read_text("utf-8").replace("två", "tre")),
            ["lock-edited"],
        ),
    ],
)  # fmt: skip
def test_what_was_done_by_hand_is_told(
    locked: Locked, edit: object, codes: list[str] | None
) -> None:
    assert callable(edit)
    edit(locked)
    assert set(codes or ()) <= set(locked.codes())
    assert any(problem.severity is Severity.ERROR for problem in locked.problems())


def test_line_ends_are_no_change(locked: Locked) -> None:
    locked.path.write_bytes(locked.path.read_bytes().replace(b"\n", b"\r\n"))
    locked.beside.write_bytes(locked.beside.read_bytes().replace(b"\n", b"\r\n"))
    assert locked.codes() == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["policies/sjoby"], 2, "är en mapp"),
        (["policies/sjoby/finns-inte.md"], 2, "finns inte"),
        (["policies/sjoby/kommun.yml"], 2, "är inget dokument"),
        (["policies/sjoby/b.md"], 1, "beslutad lydelse"),
        (["policies/sjoby/c.md"], 1, "organ och datum"),
    ],
)
def test_what_cannot_be_locked_is_told(
    write: Write, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    root = write({
        "sjoby/b.md": policy(DECISION),
        "sjoby/c.md": policy("textform: beslutad lydelse\nbeslut: förslag\n"),
    })  # fmt: skip
    assert main(["lock", *[str(root / word) for word in words], "--root", str(root)]) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "head",
    [
        "beslut: {organ: KS, datum: 2024-03-06}\n",
        "beslut: {organ: KS, datum: 2024-03-06, }   # not\n",
        "beslut:\n  organ: KS\n  datum: 2024-03-06   # not\n",
        "beslut:\n    organ: 'KS'\n    datum: \"2024-03-06\"\nägare: KS\n",
        "beslut: {organ: KS, datum: 2024-03-06, paragraf: }\n",
        "beslut: {datum: 2024-03-06, organ: KS, lås: }\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_lock_fits_in_any_form_of_the_head(write: Write, head: str, newline: str) -> None:
    text = policy(head + "textform: beslutad lydelse\n", "Ord.\n").replace("\n", newline)
    site = Locked(write({"sjoby/a.md": text.encode()}))
    assert site.lock() == 0 and site.codes() == []
    for line in text.encode().splitlines():
        assert line[:8] in site.path.read_bytes()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
@example("{organ: KS")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_head_makes_the_edit_fall(words: str) -> None:
    head = f"---\nbeslut: {{organ: KS}}\nsammanfattning: '{words.replace(chr(39), '')}'\n"
    raw = f"{head}---\n{words}\n"
    made = with_lock(raw.encode(), "0" * 32, True, [0, 3])
    assert made.endswith(raw.encode()[raw.encode().index(b"\n---\n") :])


def test_documents_without_a_lock_are_not_asked(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is worked out for what is not decided wording: five thousand must not notice."""
    asked: list[str] = []
    monkeypatch.setattr(
        "styrdok.read.policy_file.fingerprint", lambda *_: asked.append("f") or "0" * 32
    )
    monkeypatch.setattr("styrdok.read.lock.check.read_text", lambda *_: asked.append("r"))
    read(write({f"sjoby/d{n}.md": policy(DECISION, titel=f"D {n}") for n in range(20)}))
    assert asked == []
