"""The suspect chain: who was checked against a text is in doubt when that text changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from styrdok.cli import main
from styrdok.compose.problems import say_problem
from styrdok.cut.counted import counted
from styrdok.derive.board import Task, tasks
from styrdok.derive.digest import digest
from styrdok.memory import Memory
from styrdok.model import Audience, PartialDate, Problem, Severity, replace
from styrdok.read.confirmations import without_confirmations
from styrdok.read.history.ledger import Stretch
from styrdok.survey import Survey, survey
from styrdok.texts import catalogue
from tests.conftest import AS_OF, KOMMUN, TEMAN, Write, build, cut_for, policy
from tests.repository import START, Make, Repository
from tests.test_cut import every_byte

DECIDED = "beslut: {organ: KS, datum: 2020-05-01}\n"
ZERO = "0" * 32
BODY = "## Svar\n\nVi svarar inom två dagar. Det gäller alla.\n"
FILES = {
    "sjoby/a.md": policy(DECIDED, BODY, titel="Policy A"),
    "sjoby/b.md": policy(DECIDED + "stödjer: [a]\n", titel="Riktlinje B", dokumenttyp="riktlinje"),
    "sjoby/c.md": policy(DECIDED + "stödjer: [b]\n", titel="Rutin C", dokumenttyp="rutin"),
}


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22


class Desk:
    """A site folder, and what an editor does to it."""

    def __init__(self, site: Path) -> None:
        self.site = site

    def file(self, name: str) -> Path:
        return self.site / f"policies/sjoby/{name}.md"

    def text(self, name: str) -> str:
        return self.file(name).read_bytes().decode()

    def change(self, name: str, was: str, becomes: str) -> None:
        text = self.text(name)
        assert was in text
        self.file(name).write_bytes(text.replace(was, becomes, 1).encode())

    def confirm(self, name: str, *more: str) -> int:
        return main(["refs", "confirm", str(self.file(name)), "--root", str(self.site), *more])

    def survey(self) -> Survey:
        return survey(self.site, self.site / "docs", AS_OF, Memory(None))

    def told(self) -> list[Problem]:
        return [p for p in self.survey().problems if p.key != "tema"]

    def codes(self) -> list[tuple[str, str]]:
        return [(Path(p.place.path).stem, p.code) for p in self.told()]

    def tasks(self) -> dict[str, Task]:
        found = tasks(digest(self.survey().register), "sjoby")
        return {task.policy.slug: task for task in found}

    def doubts(self) -> dict[str, list[tuple[str, str]]]:
        return {
            slug: [(d.cause.value, d.name) for d in task.doubts]
            for slug, task in self.tasks().items()
            if task.doubts
        }


@pytest.fixture
def desk(write: Write) -> Desk:
    return Desk(write(dict(FILES)))


@pytest.fixture
def confirmed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Desk:
    assert desk.confirm("b", "--av", "kommunikationschef") == 0
    assert desk.confirm("c") == 0
    capsys.readouterr()
    return desk


def test_the_command_writes_what_was_checked_and_when(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = desk.text("b")
    assert desk.confirm("b", "--av", "kommunikationschef") == 0
    out = capsys.readouterr().out
    assert out == "policies/sjoby/b.md är avstämt mot ”Policy A” (2026-11-22).\n"
    added = re.sub(r"[0-9a-f]{32}", "<>", desk.text("b").replace(before[:-1], ""))
    line = "avstämt:\n  - {dokument: a, lydelse: <>, datum: 2026-11-22, av: kommunikationschef}\n"
    assert line in added
    assert without_confirmations(desk.file("b").read_bytes()) == before.encode()
    held = desk.survey().register.policies["sjoby/b"].confirmations
    assert [(c.document, c.date, c.by) for c in held] == [
        ("a", PartialDate(2026, 11, 22), "kommunikationschef")
    ]
    assert desk.codes() == []


def test_a_confirmation_again_changes_nothing(
    confirmed: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = confirmed.text("c")
    assert confirmed.confirm("c") == 0
    assert "redan avstämt" in capsys.readouterr().out
    assert confirmed.text("c") == before


def test_only_what_stands_right_below_is_in_doubt(confirmed: Desk) -> None:
    assert confirmed.doubts() == {}
    confirmed.change("a", "två dagar", "tre dagar")
    assert confirmed.doubts() == {"b": [("changed", "Policy A")]}, "C leans on B alone"
    confirmed.change("b", "Ord.", "Andra ord.")
    assert confirmed.doubts() == {
        "b": [("changed", "Policy A")],
        "c": [("changed", "Riktlinje B")],
    }
    confirmed.confirm("b")
    assert confirmed.doubts() == {"c": [("changed", "Riktlinje B")]}
    confirmed.confirm("c")
    assert confirmed.doubts() == {} and confirmed.codes() == []


def test_the_notice_stands_at_the_entry_and_says_what_to_do(confirmed: Desk) -> None:
    confirmed.change("a", "två dagar", "tre dagar")
    told = confirmed.told()
    line = confirmed.text("b").split("\n").index("avstämt:") + 2
    assert [(p.severity, p.code, p.key) for p in told] == [
        (Severity.NOTICE, "ref-suspect", "avstämt")
    ]
    assert say_problem(told[0], catalogue("sv")).startswith(
        f"policies/sjoby/b.md:{line}: påpekande: avstämt: texten kan behöva ses över: Policy A har"
        " ändrats sedan avstämningen 2026-11-22 (gå igenom texten och kör"
    )


@pytest.mark.parametrize(
    ("was", "becomes", "counts"),
    [
        ("Vi svarar inom två", "Vi svarar\ninom två", False),
        ("Vi svarar", "**Vi** svarar", False),
        ("## Svar", "## Svar {#svar}", False),
        ("kanaler: [intranät, webbplats]", "kanaler: [intranät]", False),
        ("Det gäller alla.", "Det gäller inte alla.", True),
        ("titel: Policy A", "titel: Policy för A", True),
        ("Det gäller alla.\n", "Det gäller alla.\n\n::: intern\nUtom chefer.\n:::\n", True),
    ],
)
def test_what_counts_is_what_is_told_to_a_reader(
    confirmed: Desk, was: str, becomes: str, counts: bool
) -> None:
    confirmed.change("a", was, becomes)
    assert ("b" in confirmed.doubts()) is counts


def test_a_text_that_is_put_back_is_no_longer_in_doubt(confirmed: Desk) -> None:
    confirmed.change("a", "två dagar", "tre dagar")
    confirmed.change("a", "tre dagar", "två dagar")
    assert confirmed.doubts() == {}


def test_a_confirmation_silences_the_rule_by_dates(desk: Desk) -> None:
    desk.change("a", "datum: 2020-05-01", "datum: 2024-01-01")
    assert [p.title for p, _ in desk.tasks()["b"].parents] == ["Policy A"]
    desk.confirm("b")
    assert desk.tasks()["b"].parents == () and desk.doubts() == {}


@pytest.mark.parametrize(
    ("steps", "cause", "code"),
    [
        ([("a", "beslut:", "gäller till: 2026-01-01\nbeslut:")], "ended", "ref-suspect-ended"),
        ([("c", "stödjer: [b]", "ersätter: [a]")], "ended", "ref-suspect-ended"),
    ],
)
def test_what_no_longer_applies_is_told(
    confirmed: Desk, steps: list[tuple[str, str, str]], cause: str, code: str
) -> None:
    for step in steps:
        confirmed.change(*step)
    assert confirmed.doubts()["b"] == [(cause, "Policy A")]
    assert ("b", code) in confirmed.codes()


def test_a_successor_that_is_not_in_force_yet_changes_nothing(confirmed: Desk) -> None:
    confirmed.change("c", "stödjer: [b]", "ersätter: [a]\ngäller från: 2027-01-01")
    assert "b" not in confirmed.doubts()


def test_what_is_gone_is_told_and_what_is_withheld_is_not(confirmed: Desk) -> None:
    confirmed.change("a", "dokumenttyp:", "farg: röd\ndokumenttyp:")
    assert confirmed.doubts() == {}, "of a document with an error nothing is known"
    confirmed.file("a").unlink()
    assert confirmed.doubts() == {"b": [("gone", "a")]}
    assert ("b", "ref-suspect-gone") in confirmed.codes()


def test_a_document_twice_is_told(confirmed: Desk) -> None:
    entry = next(line for line in confirmed.text("b").split("\n") if "lydelse" in line)
    confirmed.change("b", entry, f"{entry}\n{entry}")
    assert confirmed.codes() == [("b", "ref-confirmed-twice")] * 2


def test_against_one_document_alone(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.change("c", "stödjer: [b]", "stödjer: [b]\nhänvisar till: [a]")
    assert desk.confirm("c", "--mot", "a.md") == 0
    assert desk.confirm("c", "--mot", "policies/sjoby/b.md") == 0
    assert "”Riktlinje B”" in capsys.readouterr().out
    held = desk.survey().register.policies["sjoby/c"].confirmations
    assert [c.document for c in held] == ["a", "b"]


def test_another_municipality_is_named_in_full(write: Write) -> None:
    home = "namn: Nyby kommun\nkontakter:\n  vaxel: {namn: Växel, telefon: 0123-45 60 00}\n"
    desk = Desk(write({
        "nyby/kommun.yml": home,
        "nyby/x.md": policy(titel="X"),
        "sjoby/b.md": policy(DECIDED + "hänvisar till: [nyby/x]\n"),
    }))  # fmt: skip
    assert desk.confirm("b", "--mot", "nyby/x") == 0
    assert "{dokument: nyby/x, " in desk.text("b")
    assert desk.codes() == []


def test_the_policy_may_be_the_one_that_says_it(write: Write) -> None:
    desk = Desk(write({
        "sjoby/a.md": policy("stöds av: [b]\n", titel="A"), "sjoby/b.md": policy(titel="B"),
    }))  # fmt: skip
    assert desk.confirm("b") == 0
    assert desk.survey().register.policies["sjoby/b"].confirmations[0].document == "a"


@pytest.mark.parametrize(
    ("name", "more", "code", "words"),
    [
        ("a", (), 2, "stödjer inget dokument som finns här och är utan fel"),
        ("a", ("--mot", "c"), 2, "hänvisar inte till ”c”"),
        ("b", ("--mot", "b"), 2, "hänvisar inte till ”b”"),
        ("b", ("--mot", "finns-inte"), 2, "”finns-inte” finns inte här"),
        ("b", ("--av", "[Skriv namn]"), 2, "kan inte stå som namn"),
        ("b", ("--av", " "), 2, "kan inte stå som namn"),
        ("x", (), 2, "finns inte"),
        ("a@2010", (), 2, "är en tidigare utgåva"),
    ],
)
def test_what_cannot_be_confirmed_is_said(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    name: str, more: tuple[str, ...], code: int, words: str,
) -> None:  # fmt: skip
    desk.file("a@2010").write_text(policy("beslut: {organ: KS, datum: 2010}\n"), encoding="utf-8")
    before = {path: path.read_bytes() for path in desk.file("a").parent.iterdir()}
    assert desk.confirm(name, *more) == code
    assert words in capsys.readouterr().err
    assert {path: path.read_bytes() for path in desk.file("a").parent.iterdir()} == before


def test_a_file_with_an_error_is_left_as_it_is(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.change("b", "dokumenttyp:", "farg: röd\ndokumenttyp:")
    before = desk.text("b")
    assert desk.confirm("b") == 1
    err = capsys.readouterr().err
    assert "b.md:3: farg: okänd nyckel" in err and "Ingenting är ändrat." in err
    assert desk.text("b") == before


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("---\ntitel", "\ufeff---\ntitel"),
        ("stödjer: [a]\n---", "stödjer: [a]\n..."),
        ("stödjer: [a]\n---", "stödjer: [a]\n# sist\n\n---"),
        ("stödjer: [a]\n---", "stödjer: [a]\navsta\u0308mt: []\n---"),
        ("stödjer: [a]\n---", 'stödjer: [a]\n"avstämt" : []\n---'),
        (
            "stödjer: [a]\n---",
            "stödjer: [a]\navstämt: [\n  {dokument: a, LYD, datum: 2025},\n]\n---",
        ),
        ("stödjer: [a]\n---", "stödjer: [a]\navstämt: ~\n---"),
        ("stödjer: [a]\n---", "stödjer: [a]\nsammanfattning: >+\n  Ord\n\n---"),
        ("Ord.\n", "avstämt:\n  - {dokument: a}\n---\n"),
        ("Ord.\n", "Sist utan radbrytning"),
    ],
)
def test_odd_files_are_told_right_or_not_at_all(
    desk: Desk, capsys: pytest.CaptureFixture[str], was: str, becomes: str
) -> None:
    desk.change("b", was, becomes.replace("LYD", f"lydelse: {ZERO}"))
    before = desk.file("b").read_bytes()
    whole = desk.survey().register.policies["sjoby/b"]
    code = desk.confirm("b")
    after = desk.survey().register.policies["sjoby/b"]
    bare = {"confirmations": (), "lines": {}, "text_line": 1, "references": (), "body": whole.body}
    assert replace(after, **bare) == replace(whole, **bare)
    assert after.body.text == whole.body.text
    held = [c.document for c in after.confirmations]
    assert held == (["a"] if code == 0 else []) or "LYD" in becomes
    if code:
        assert desk.file("b").read_bytes() == before
        assert "skriv själv in den" in capsys.readouterr().err
    else:
        now = without_confirmations(desk.file("b").read_bytes())
        assert now == without_confirmations(before)


OLD = f"lydelse: {ZERO}, datum: 2025-01-02"
FORMS: list[str] = [
    "",
    "avstämt:\n",
    "avstämt: # en kommentar\n",
    "avstämt: []\n",
    f"avstämt: [{{dokument: a, {OLD}, av: X}}]  # sagt\n",
    f"avstämt: {{dokument: a, {OLD}}}\n",
    f"avstämt: {{dokument: d, {OLD}}}\n",
    f"avstämt: [{{dokument: d, {OLD}}}, ]\n",
    f"avstämt:\n- {{dokument: d, {OLD}}}\n",
    f"avstämt:\n    - {{dokument: d, {OLD}}}  # ett\n    # två\n",
    f"avstämt:\n  - dokument: a.md\n    lydelse: '{ZERO}'\n    datum: 2025\n    av: Kim  # slut\n",
    f"avstämt:\n  - lydelse: {ZERO}\n    datum: 2025\n    dokument: d\n  -\n    datum: 2025\n"
    f"    dokument: sjoby/a\n    lydelse: {ZERO}\n",
]


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize("form", FORMS)
def test_every_other_byte_stays(write: Write, form: str, place: str, break_: str) -> None:
    rest = "stödjer: [a]  # policyn\n# en rad\n"
    header = form + rest if place == "first" else rest + form
    text = policy(header, "## T\n\nOrd  \nmed blanksteg.\n").replace("\n", break_)
    desk = Desk(
        write({"sjoby/a.md": FILES["sjoby/a.md"], "sjoby/d.md": policy(), "sjoby/b.md": text})
    )
    assert desk.confirm("b", "--av", "Eva: chef") == 0
    register = desk.survey().register
    held = {c.document: c for c in register.policies["sjoby/b"].confirmations}
    ours = held.pop("a")
    assert (str(ours.date), ours.by, ours.wording) == (
        "2026-11-22", "Eva: chef", register.wordings["sjoby/a"],
    )  # fmt: skip
    assert held.keys() == ({"d"} if "dokument: d" in form else set())
    now = desk.file("b").read_bytes().decode()
    assert ("\n" in now.replace("\r\n", "")) is (break_ == "\n")
    was = text.split(break_)
    lines = now.split(break_)
    changed = [line for line in was if line not in lines]
    assert all(
        "avstämt" in line or "dokument" in line or line.startswith("    ") for line in changed
    )
    for comment in (
        "# policyn",
        "# en rad",
        "# ett",
        "# två",
        "# sagt",
        "# slut",
        "# en kommentar",
    ):
        assert (comment in now) is (comment in text)


@pytest.mark.parametrize(
    "header",
    [
        f"avstämt:\n  dokument: d\n  lydelse: {ZERO}\n  datum: 2025\n",
        f"avstämt:\n  - dokument: a  # viktigt\n    lydelse: {ZERO}\n    datum: 2025\n",
        f"avstämt:\n  - dokument: a\n    datum: 2025\n    lydelse: >-\n      {ZERO}\n",
    ],
)
def test_an_edit_that_is_not_safe_is_refused(
    write: Write, capsys: pytest.CaptureFixture[str], header: str
) -> None:
    files = {
        "sjoby/a.md": policy(),
        "sjoby/d.md": policy(),
        "sjoby/b.md": policy("stödjer: [a]\n" + header),
    }
    desk = Desk(write(files))
    assert desk.confirm("b") == 1
    err = capsys.readouterr().err
    assert "avstämt: posten gick inte att skriva in" in err and "{dokument: a, lydelse: " in err
    assert desk.text("b") == files["sjoby/b.md"]


def test_a_front_matter_in_braces_is_refused(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "{titel: B, dokumenttyp: rutin, kanaler: [intranät], stödjer: [a]}"
    text = f"---\n{header}\n---\n\n## T\n\nOrd.\n"
    desk = Desk(write({"sjoby/a.md": policy(), "sjoby/b.md": text}))
    assert desk.confirm("b") == 1 and desk.text("b") == text
    assert "skriv själv in den" in capsys.readouterr().err


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_name_is_written_as_it_is_or_refused(desk: Desk, name: str) -> None:
    desk.file("b").write_bytes(str(FILES["sjoby/b.md"]).encode())
    code = desk.confirm("b", f"--av={name}")
    if code == 0:
        held = desk.survey().register.policies["sjoby/b"].confirmations
        assert [c.by for c in held] == [" ".join(name.split())]
    else:
        assert desk.text("b") == FILES["sjoby/b.md"]


def test_the_public_site_knows_nothing_of_it(confirmed: Desk) -> None:
    confirmed.change("a", "två dagar", "tre dagar")
    register = confirmed.survey().register
    assert register.wordings.keys() == {"sjoby/a", "sjoby/b"}
    shown = cut_for(register, Audience.PUBLIC)
    assert shown.wordings == {} and not any(p.confirmations for p in shown.policies.values())
    places = build(confirmed.site)
    lock = register.policies["sjoby/b"].confirmations[0].wording.encode()
    for name, raw in every_byte(places[Audience.PUBLIC]).items():
        assert lock not in raw and b"kommunikationschef" not in raw, name
        assert "avstämningen".encode() not in raw and "avstämt".encode() not in raw, name
    page = (places[Audience.INTRANET] / "granskning/index.html").read_text("utf-8")
    assert re.search(
        r'Kan behöva ses över: <a href="[./]*sjoby/a/">Policy A</a> har ändrats sedan '
        "avstämningen 22 november 2026",
        page,
    )


def test_the_fingerprint_is_worked_out_for_what_is_named_alone(
    confirmed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from styrdok.rules import confirmed as room

    worked: list[int] = []
    inner: Callable[..., object] = room.parse
    monkeypatch.setattr(room, "parse", lambda text: worked.append(1) or inner(text))
    memory = Memory(confirmed.site)
    look = (confirmed.site, confirmed.site / "docs", AS_OF)
    survey(*look, memory)
    assert len(worked) <= 2, "A and B, and never C"
    memory.save()
    worked.clear()
    survey(*look, Memory(confirmed.site))
    assert worked == []


def test_a_lock_holds_over_a_confirmation(write: Write) -> None:
    form = "textform: beslutad lydelse\nstödjer: [a]\n"
    desk = Desk(write({"sjoby/a.md": policy(), "sjoby/b.md": policy(DECIDED + form)}))
    assert main(["lock", str(desk.file("b")), "--root", str(desk.site)]) == 0
    assert desk.confirm("b") == 0
    assert desk.codes() == []


def test_a_command_without_a_word_lists(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    assert main(["refs", "--root", str(desk.site), "confirm", str(desk.file("b"))]) == 0
    with pytest.raises(SystemExit) as left:
        main(["refs", "confirm"])
    assert left.value.code == 2 and "fil" in capsys.readouterr().err


RULE = "inåt före utåt: {försprång: 1 dygn, styrka: ska}\n"


def day(number: int) -> date:
    return START + timedelta(number)


def gated(repository: Repository, as_of: date = AS_OF) -> Survey:
    return survey(repository.site, repository.site / "docs", as_of, Memory(None))


@pytest.fixture
def repository(make: Make) -> Repository:
    made = make("site")
    made.write(KOMMUN + RULE, "policies/sjoby/kommun.yml")
    made.write(TEMAN, "policies/teman.yml")
    for name, content in FILES.items():
        made.write(str(content), f"policies/{name}")
    return made


def confirm(repository: Repository) -> None:
    words = ["--root", str(repository.site), "policies/sjoby/b.md"]
    assert main(["refs", "confirm", *words]) == 0


def test_a_confirmation_begins_no_lead_time_anew(repository: Repository) -> None:
    repository.commit(0)
    assert "sjoby/b" in gated(repository, day(1)).register.waiting
    confirm(repository)
    assert gated(repository, day(2)).register.waiting == {}, "before it is on main"
    repository.commit(1)
    waiting = gated(repository, day(1)).register.waiting
    assert waiting["sjoby/b"].opens == waiting["sjoby/a"].opens == day(2)
    assert gated(repository, day(2)).register.waiting == {}


def test_a_text_that_came_with_a_confirmation_waits(repository: Repository) -> None:
    repository.commit(0)
    path = repository.site / "policies/sjoby/b.md"
    confirm(repository)
    path.write_text(path.read_text("utf-8").replace("Ord.", "Nya ord."), encoding="utf-8")
    repository.commit(1)
    wait = gated(repository, day(2)).register.waiting["sjoby/b"]
    assert wait.opens == day(3) and wait.older and "Nya" not in wait.older.body.text
    shown = cut_for(gated(repository, day(2)).register, Audience.PUBLIC).policies["sjoby/b"]
    assert shown.confirmations == () and "Nya" not in shown.body.text


@given(st.lists(st.sampled_from("ABab"), min_size=1, max_size=8))
def test_a_line_is_counted_by_its_texts(blobs: list[str]) -> None:
    """A and a are one text, confirmed and not."""
    entry = f"avstämt: {{dokument: x, lydelse: {ZERO}, datum: 2025}}\n"
    contents = {
        blob: policy(entry if blob.isupper() else "", titel=blob.upper()).encode()
        for blob in "ABab"
    }
    ends = [at + 1 for at in range(len(blobs))]
    line = tuple(
        Stretch(blob, "p", at, end) for at, (blob, end) in enumerate(zip(blobs, ends, strict=True))
    )
    texts, starts = counted(line, contents, "ABab")
    names = [key for key, _ in groupby(blob.upper() for blob in blobs)]
    assert len(texts) == len(starts) == len(names)
    assert [blobs[at].upper() for at in starts] == names
    assert [stretch.since for stretch in texts] == list(starts)
    assert [stretch.until for stretch in texts] == [*starts[1:], len(blobs)]
    assert counted(line, contents, "")[0] == tuple(_merged(line))


def _merged(line: tuple[Stretch, ...]) -> list[Stretch]:
    found: list[Stretch] = []
    for one in line:
        if found and found[-1].blob == one.blob:
            found[-1] = replace(found[-1], until=one.until)
        else:
            found.append(one)
    return found


def test_a_text_withheld_for_a_faulty_confirmation_has_had_no_time(
    repository: Repository,
) -> None:
    repository.commit(0)
    path = repository.site / "policies/sjoby/b.md"
    whole = path.read_text("utf-8").replace("stödjer: [a]", "stödjer: [a]\navstämt: {dokument: a}")
    path.write_text(whole, encoding="utf-8")
    repository.commit(0.1)
    path.write_text(str(FILES["sjoby/b.md"]), encoding="utf-8")
    confirm(repository)
    repository.commit(0.9)
    register = gated(repository, day(2)).register
    assert register.waiting["sjoby/b"].opens == day(3), "nobody had it meanwhile"


def test_employees_may_have_had_the_first_text_also_where_it_is_confirmed(
    repository: Repository,
) -> None:
    path = repository.site / "policies/sjoby/b.md"
    text = path.read_text("utf-8").replace("stödjer:", "intern sedan: 2020\nstödjer:")
    path.write_text(text, encoding="utf-8")
    repository.commit(0)
    confirm(repository)
    repository.commit(0.5)
    assert "sjoby/b" not in gated(repository, day(1)).register.waiting
