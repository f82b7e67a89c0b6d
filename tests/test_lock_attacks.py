"""Attacks on the decision lock: files spoilt, lines removed, duties disguised as corrections."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.cli import main
from styrdok.commands import lock as door
from styrdok.commands.errors import CommandError
from styrdok.memory import Memory
from styrdok.model import Decision, PartialDate, Problem
from styrdok.read.lock import check as rules
from styrdok.read.lock.companion import companion_path, read_companion, write_companion
from styrdok.read.lock.editorial import refuse
from styrdok.read.lock.header_edit import with_lock
from styrdok.read.normative import fingerprint
from styrdok.redline import Block
from styrdok.texts import catalogue
from tests.conftest import Write, policy, read
from tests.test_normative import read as blocks_of
from tests.test_normative import texts as any_text

TEXTS = catalogue("sv")
FILE = "policies/sjoby/a.md"
BODY = """\
## Svar {#svar}

Vi ska svara på frågor inom två dagar. Alla får ett svar.
Kommunen erbjuder dilaog.

- Ring oss.
- Skriv till oss.

## Media

Chefen får inte uttala sig om enskilda.
"""
DECISION = "beslut: {organ: Kommunstyrelsen, datum: 2021-11-02, paragraf: 225}\n"
FORM = "textform: beslutad lydelse\n"
ENTRY = "redaktionella ändringar:\n  - {datum: 2022-01-01, av: Kim Ek, skäl: Stavfel}\n"


class Desk:
    """A site folder with one document, and what an editor does to it."""

    def __init__(self, site: Path) -> None:
        self.site, self.file = site, site / FILE
        self.beside = site / companion_path(FILE)

    def lock(self) -> str:
        return door.lock_file(self.site, FILE, TEXTS)

    def change(self, was: str, becomes: str, file: Path | None = None) -> None:
        file = file or self.file
        text = file.read_bytes().decode()
        assert was in text
        file.write_bytes(text.replace(was, becomes, 1).encode())

    def problems(self, memory: Memory | None = None) -> list[Problem]:
        return read(self.site, memory=memory)[1]

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems()]

    def refused(self) -> str:
        before = {path: path.read_bytes() for path in self.file.parent.iterdir()}
        with pytest.raises(CommandError) as told:
            self.lock()
        assert before == {path: path.read_bytes() for path in self.file.parent.iterdir()}
        return str(told.value)


@pytest.fixture
def desk(write: Write) -> Desk:
    return Desk(write({"sjoby/a.md": policy(FORM + DECISION, BODY)}))


@pytest.fixture
def locked(desk: Desk) -> Desk:
    desk.lock()
    return desk


def told(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [
        (p.code, p.place.line, p.facts.get("old", ""), p.facts.get("new", "")) for p in problems
    ]


def test_each_changed_sentence_is_named_at_its_line(locked: Desk) -> None:
    locked.change("dilaog", "dialog")
    locked.change("ska svara", "bör svara")
    locked.change("- Ring oss.\n", "")
    locked.change("titel: Titel", "titel: Titeln")
    locked.change("enskilda.", "enskilda. Det gäller alla.")
    assert told(locked.problems()) == [
        ("lock-changed", 2, "Titel", "Titeln"),
        (
            "lock-ruling", 11, "Vi ska svara på frågor inom två dagar.",
            "Vi bör svara på frågor inom två dagar.",
        ),
        ("lock-gone", 11, "Ring oss.", ""),
        (
            "lock-changed", 12, "Kommunen erbjuder dilaog.", "Kommunen erbjuder dialog.",
        ),
        ("lock-added", 18, "", "Det gäller alla."),
    ]  # fmt: skip
    assert "sjoby/a" not in read(locked.site)[0].policies


def test_what_moved_is_told_as_moved(locked: Desk) -> None:
    locked.change("- Ring oss.\n- Skriv till oss.", "- Skriv till oss.\n- Ring oss.")
    assert told(locked.problems()) == [("lock-moved", 14, "Skriv till oss.", "Skriv till oss.")]
    locked.change("- Skriv till oss.\n- Ring oss.", "- Ring oss.\n  - Skriv till oss.")
    assert told(locked.problems()) == [("lock-moved", 15, "Skriv till oss.", "Skriv till oss.")]


def test_a_long_sentence_is_quoted_where_it_differs() -> None:
    start, end = "ord " * 300, " slut" * 300
    old, new = rules.excerpt(f"{start}ska{end}", f"{start}bör{end}")
    assert len(old) < 250 and "ord ska slut" in old and "ord bör slut" in new


def test_without_the_decided_text_the_sentences_cannot_be_named(locked: Desk) -> None:
    text = locked.beside.read_bytes()
    locked.beside.unlink()
    assert locked.codes() == ["lock-no-file"]
    assert "skriven på nytt" in locked.lock()
    assert locked.beside.read_bytes() == text
    locked.change("ska svara", "bör svara")
    locked.beside.unlink()
    assert locked.codes() == ["lock-nameless"]
    assert "går inte att säga" in locked.refused()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"\xff\xfe", "not-utf8"), (b"Hej\n", "lock-not-companion")],
)
def test_a_spoilt_companion(locked: Desk, content: bytes, code: str) -> None:
    locked.beside.write_bytes(content)
    assert locked.codes() == [code]
    locked.refused()
    locked.change("ska svara", "bör svara")
    assert sorted(locked.codes()) == sorted([code, "lock-nameless"])


def test_what_is_told_by_hand_is_found(locked: Desk) -> None:
    lock = locked.file.read_text("utf-8").partition(", lås: ")[2][:32]
    locked.change(lock, "0" * 32)
    assert [(p.code, p.place.line, p.key) for p in locked.problems()] == [
        ("lock-edited", 6, "beslut: lås")
    ]
    assert "ändrat för hand" in locked.refused()
    locked.change("0" * 32, lock)
    locked.change("ska svara", "bör svara", locked.beside)
    locked.change("ska svara", "bör svara")
    assert locked.codes() == ["lock-edited"]
    locked.refused()
    locked.change(lock, fingerprint("Titel", blocks_of(BODY.replace("ska", "bör"))))
    assert locked.codes() == ["lock-edited"]


def test_a_changed_companion_is_noticed_through_the_memory(locked: Desk) -> None:
    memory = Memory(locked.site)
    assert locked.problems(memory) == []
    memory.save()
    locked.change("ska svara", "bör svara", locked.beside)
    assert [p.code for p in locked.problems(Memory(locked.site))] == ["lock-edited"]
    memory.hot = {}
    assert [p.code for p in locked.problems(memory)] == ["lock-edited"]
    locked.change("bör svara", "ska svara", locked.beside)
    assert locked.problems(memory) == []


@pytest.mark.parametrize(
    ("was", "becomes", "code"),
    [
        ("ska svara", "bör svara", "amend-bearing"),
        ("ska svara", "kan svara", "amend-bearing"),
        ("får inte uttala", "får uttala", "amend-bearing"),
        ("får inte", "bör inte", "amend-bearing"),
        ("två dagar", "tre dagar", "amend-bearing"),
        ("två dagar", "två veckor", "amend-bearing"),
        ("inom två", "efter två", "amend-bearing"),
        ("Alla får ett", "Några får ett", "amend-bearing"),
        ("ett svar.", "ett svar. Och hjälp.", "amend-added"),
        ("Alla får ett svar.\n", "", "amend-gone"),
        ("Alla får ett svar.", "Alla brukare önskas varmt välkomna.", "amend-bearing"),
        ("Kommunen erbjuder dilaog", "Medarbetare skapar trivsel", "amend-rewritten"),
        ("Skriv till oss", "Mejla kansliet", "amend-gone"),
        ("## Media", "### Media", "amend-moved"),
        ("- Skriv", "  - Skriv", "amend-moved"),
        ("inte", "~~inte~~", "amend-bearing"),
        ("## Svar", "## Svar[^1]", "amend-bearing"),
        ("enskilda", "icke-enskilda", "amend-bearing"),
    ],
)
def test_what_decides_is_never_editorial(locked: Desk, was: str, becomes: str, code: str) -> None:
    locked.change(was, becomes)
    if "[^1]" in becomes:
        locked.change("enskilda.", "enskilda.\n\n[^1]: Bara på vardagar.")
    locked.change("---\n\n##", ENTRY + "---\n\n##")
    assert "inte redaktionell" in locked.refused()
    assert code in locked.codes()
    # A lock written by hand does not help.
    text = locked.file.read_text("utf-8").split("---\n", 2)[2]
    mine = fingerprint("Titel", blocks_of(text))
    locked.change("skäl: Stavfel", f"skäl: Stavfel, lås: {mine}")
    assert code in locked.codes() and "sjoby/a" not in read(locked.site)[0].policies


def test_a_moved_section_with_a_mended_heading_is_not_editorial(write: Write) -> None:
    one, two = "## Om kommunen i korthett\n\nText om ett.\n\n", "## Mer\n\nAnnat.\n\n"
    desk = Desk(write({"sjoby/a.md": policy(FORM + DECISION, one + two + "## Sist\n\nSlut.\n")}))
    desk.lock()
    desk.change(one + two, two + one.replace("korthett", "korthet"))
    desk.change("---\n\n##", ENTRY + "---\n\n##")
    assert "annan plats" in desk.refused()


def test_small_steps_do_not_add_up(locked: Desk) -> None:
    day = 1
    for was, becomes in [
        ("svara på", "ge svar på"),
        ("frågor", "spörsmål"),
        ("ge svar", "återkom"),
    ]:
        locked.change(was, becomes)
        entry = f"  - {{datum: 2022-01-0{day}, av: Kim, skäl: Ord}}\n"
        head = "redaktionella ändringar:\n" if day == 1 else ""
        locked.change("---\n\n##", f"{head}{entry}---\n\n##")
        day += 1
        if day < 4:
            locked.lock()
    locked.change("Vi ska", "Medarbetare ska")
    locked.change("dagar.", "fulla dagar.")
    assert "meningen är omskriven" in locked.refused()


def test_entries_of_an_earlier_decision_must_go(locked: Desk) -> None:
    locked.change("---\n\n##", ENTRY + "---\n\n##")
    locked.lock()
    locked.change("datum: 2021-11-02", "datum: 2024-03-01")
    assert "före beslutet" in locked.refused()
    assert set(locked.codes()) == {"amend-early", "lock-other-decision"}


def test_a_lost_lock_comes_back_only_to_the_decided_text(locked: Desk) -> None:
    text = locked.file.read_text("utf-8")
    lock = text.partition(", lås: ")[2][:32]
    locked.change(f", lås: {lock}", "")
    assert "fått tillbaka sitt lås" in locked.lock()
    assert locked.file.read_text("utf-8") == text
    locked.change(f", lås: {lock}", "")
    locked.change("ska svara", "bör svara")
    assert "Beslutat: ”Vi ska svara" in locked.refused()
    locked.change("---\n\n##", ENTRY + "---\n\n##")
    assert "lås är borttaget" in locked.refused()


LOCK = "lås: " + "a" * 32


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        (f"beslut: {{organ: KS, {LOCK}}}\n" + FORM, ["lock-undecided"]),
        (f"beslut: {{datum: 2021, {LOCK}}}\n" + FORM, ["missing-key"]),
        (f"beslut: {{organ: KS, datum: 2021, {LOCK}}}\n", ["lock-form"]),
        (
            f"textform: återgivning\nbeslut: {{organ: KS, datum: 2021, {LOCK}}}\n",
            ["lock-form"],
        ),
        (FORM + "beslut: förslag\n", []),
        (FORM + DECISION, ["lock-missing"]),
        (FORM + "beslut: {organ: KS, datum: 2021, lås: abc}\n", ["not-a-lock"]),
        (
            FORM + DECISION + ENTRY.replace("Stavfel", f"Stavfel, {LOCK}"),
            ["amend-alone"],
        ),
        (
            FORM + "beslut: förslag\n" + ENTRY.replace("Stavfel", f"Stavfel, {LOCK}"),
            ["lock-undecided"],
        ),
    ],
)  # fmt: skip
def test_odd_locks(write: Write, header: str, codes: list[str]) -> None:
    assert [p.code for p in read(write({"sjoby/a.md": policy(header, BODY)}))[1]] == codes


def test_entries_need_locks_and_dates_after_the_decision(locked: Desk) -> None:
    early = ENTRY.replace("2022-01-01", "2020-01-01")
    locked.change("---\n\n##", early + "---\n\n##")
    assert set(locked.codes()) == {"amend-unlocked", "amend-early"}
    assert "före beslutet" in locked.refused()


def block(before: str, after: str = "") -> str:
    return (
        f"---\n# först\ntitel: T\nbeslut:\n{before}{after}\nkanaler: [intranät] # sist\n---\nOrd.\n"
    )


@pytest.mark.parametrize(
    ("header", "becomes"),
    [
        ("beslut: {organ: KS, datum: 2021} # ja\n", "beslut: {organ: KS, datum: 2021, L} # ja\n"),
        ("beslut: { organ: KS, datum: 2021, }\n", "beslut: { organ: KS, datum: 2021, L, }\n"),
        ("beslut: {organ: KS,\n  datum: 2021 # d\n  }\n",
         "beslut: {organ: KS,\n  datum: 2021, L # d\n  }\n"),
        ("beslut: {organ: KS, datum: 2021, paragraf: }\n",
         "beslut: {L, organ: KS, datum: 2021, paragraf: }\n"),
        ("beslut:\n  organ: KS # vem\n\n  datum: 2021   # när\n# mer\nägare: KS\n",
         "beslut:\n  organ: KS # vem\n\n  datum: 2021   # när\n  L\n# mer\nägare: KS\n"),
        ("beslut:\n      datum: '2021'\n      organ: \"KS\"\n",
         "beslut:\n      datum: '2021'\n      organ: \"KS\"\n      L\n"),
        ("beslut:\n  datum: 2021\n  organ: >\n    Kommun-\n    styrelsen\n\nägare: KS\n",
         "beslut:\n  L\n  datum: 2021\n  organ: >\n    Kommun-\n    styrelsen\n\nägare: KS\n"),
        ("beslut:\n  organ: Kommun\n    styrelsen\n  datum: 2021\n  lås:\n",
         "beslut:\n  organ: Kommun\n    styrelsen\n  datum: 2021\n  L\n"),
        ("beslut: {organ: KS, lås: '', datum: 2021}\n", "beslut: {organ: KS, L, datum: 2021}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_other_byte_is_kept(
    write: Write, header: str, becomes: str, newline: str, mark: str
) -> None:
    text = mark + policy(FORM + header, BODY).replace("\n", newline)
    desk = Desk(write({"sjoby/a.md": text}))
    desk.lock()
    found = read_companion(desk.beside.read_text("utf-8"))
    assert found
    expected = mark + policy(FORM + becomes, BODY).replace("\n", newline)
    assert desk.file.read_bytes().decode() == expected.replace("L", f"lås: {found.lock}", 1)
    assert desk.problems() == []


def test_a_lock_in_quotes_is_read_and_replaced(locked: Desk) -> None:
    lock = locked.file.read_text("utf-8").partition(", lås: ")[2][:32]
    locked.change(lock, f'"{lock}"')
    assert locked.problems() == []
    raw = with_lock(locked.file.read_bytes(), "b" * 32, True, ())
    assert raw == locked.file.read_bytes().replace(f'"{lock}"'.encode(), b"b" * 32)


@given(any_text)
def test_the_companion_gives_the_text_back(text: str) -> None:
    made = blocks_of(text)
    decision = Decision("Kommunstyrelsen", PartialDate(2021, 11, 2), "225")
    lock = fingerprint("En titel: med kolon", made)
    found = read_companion(write_companion("En titel: med kolon", decision, lock, made))
    assert found and found.fingerprint == found.lock == lock
    assert [(b.shape, b.words) for b in found.blocks] == [(b.shape, b.words) for b in made]


@given(
    st.lists(st.sampled_from(["#", "-", "- a", "> b", "^", "\\", "\\- c", "= d", "|1| e", "` f"]))
)
def test_words_that_look_like_signs_are_kept(words: list[str]) -> None:
    made = [Block("paragraph", word) for word in words]
    found = read_companion(write_companion("T", Decision("KS"), "x", made))
    assert found and [(b.kind, b.words) for b in found.blocks] == [(b.kind, b.words) for b in made]


@given(any_text)
def test_a_text_is_an_editorial_change_of_itself(text: str) -> None:
    assert refuse(blocks_of(text), blocks_of(text)) == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("policies/sjoby/finns-inte.md", 2, "finns inte"),
        ("policies/sjoby", 2, "är en mapp"),
        ("policies/sjoby/kommun.yml", 2, "är inget dokument i policies/"),
        ("policies/teman.yml", 2, "är inget dokument i policies/"),
        ("docs/x.md", 2, "är inget dokument i policies/"),
        ("/etc/hostname", 2, "är inget dokument i policies/"),
        ("policies/sjoby/latin.md", 1, "inte sparad som UTF-8"),
        ("policies/sjoby/tva.md", 1, "nyckeln står två gånger"),
        ("policies/sjoby/lank.md", 1, "symbolisk länk"),
        ("policies/sjoby/utan.md", 1, "textform: beslutad lydelse"),
        ("policies/sjoby/forslag.md", 1, "kräver ett beslut med organ och datum"),
        ("policies/sjoby/a.md", 0, "är låst till beslutet"),
    ],
)
def test_the_command(
    write: Write, capsys: pytest.CaptureFixture[str], name: str, code: int, said: str
) -> None:
    site = write({
        "sjoby/a.md": policy(FORM + DECISION, BODY),
        "sjoby/latin.md": "titel: å".encode("latin-1"),
        "sjoby/tva.md": policy(FORM + DECISION + DECISION, BODY),
        "sjoby/utan.md": policy(DECISION, BODY),
        "sjoby/forslag.md": policy(FORM + "beslut: förslag\n", BODY),
    })  # fmt: skip
    (site / "docs").mkdir()
    (site / "docs/x.md").write_text("x", "utf-8")
    (site / "policies/sjoby/lank.md").symlink_to(site / FILE)
    assert main(["lock", name, "--root", str(site)]) == code
    out = capsys.readouterr()
    assert said in out.out + out.err and "Traceback" not in out.err
    assert not list(site.rglob(".las-*"))


def test_a_very_long_text_is_compared(write: Write) -> None:
    body = "\n\n".join(f"Stycke {n} ska följas av alla inom {n} dagar." for n in range(3000))
    desk = Desk(write({"sjoby/a.md": policy(FORM + DECISION, body)}))
    desk.lock()
    desk.change("Stycke 1500 ska", "Stycke 1500 bör")
    assert desk.codes() == ["lock-ruling"]


@pytest.mark.parametrize("companion", [b"", b"\xff", b"Hej\n", None])
def test_a_lost_lock_and_a_spoilt_companion_do_not_lock_anew(
    locked: Desk, companion: bytes | None
) -> None:
    lock = locked.file.read_text("utf-8").partition(", lås: ")[2][:32]
    locked.change(f", lås: {lock}", "")
    locked.change("ska svara", "bör svara")
    if companion is None:  # made to say what the text says
        locked.change("ska svara", "bör svara", locked.beside)
    else:
        locked.beside.write_bytes(companion)
    locked.refused()
