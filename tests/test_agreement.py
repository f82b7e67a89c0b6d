"""Facts that must agree: what is told at both places, and what is about different things."""

from __future__ import annotations

import pytest

from styrdok.compose.problems import say_problem
from styrdok.derive.agreement import disagreements
from styrdok.derive.lifecycle import standings
from styrdok.model import Problem, Severity
from styrdok.read.statements import plain_number, week
from styrdok.texts import catalogue
from tests.conftest import HOME, Write, policy, read
from tests.test_promises import cells, written

KOMMUN = """\
namn: Sjöby kommun
kortnamn: Sjöby
reserv: kontaktcenter
kontakter:
  kontaktcenter:
    namn: Kontaktcenter
    telefon: 0123-45 67 89
    öppettider: [{dagar: måndag–fredag, öppnar: "8.00", stänger: "16.30"}]
  bibliotek:
    namn: Biblioteket
    telefon: 0123-45 60 00
  direktor:
    namn: Kommundirektör
  chef:
    namn: Kontaktcenterchef
"""
IN_FORCE = "beslut: {organ: KS, datum: 2021-11-02}\n"


def told(write: Write, files: dict[str, str]) -> list[Problem]:
    register, problems = read(write({"sjoby/kommun.yml": KOMMUN} | files))
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    return list(disagreements(register, standings(register)))


CASES = cells("agreement.md")


@pytest.mark.parametrize("row", CASES, ids=[f"{row[0]} | {row[1]}" for row in CASES])
def test_what_must_agree(write: Write, row: tuple[str, ...]) -> None:
    files = {"sjoby/a.md": policy(IN_FORCE, written(row[0]), titel="Policy A")}
    if row[1] != "-":
        files["sjoby/b.md"] = policy(IN_FORCE, written(row[1]), titel="Policy B")
    found = told(write, files)
    assert [problem.key for problem in found] == ([] if row[2] == "-" else [row[2]])
    assert all(problem.severity is Severity.NOTICE for problem in found)


def test_both_places_and_both_wordings_are_told(write: Write) -> None:
    items = "- Kontaktcenter har öppet\n  kl. 9–15.30.\n- Ring kontaktcenter, 0123-1 23 45.\n"
    body = f"## Kontakt\n\nOrd.\n\n{items}"
    found = told(write, {"sjoby/a.md": policy(IN_FORCE, body)})
    said = [say_problem(problem, catalogue()) for problem in found]
    assert [line.split(" (")[0] for line in said] == [
        "policies/sjoby/a.md:12: påpekande: öppettider: här står ”kl. 9–15.30” för Kontaktcenter, "
        "men i policies/sjoby/kommun.yml:8 står ”måndag–fredag 08:00–16:30”",
        "policies/sjoby/a.md:14: påpekande: telefon: här står ”0123-1 23 45” för Kontaktcenter, "
        "men i policies/sjoby/kommun.yml:7 står ”0123-45 67 89”",
    ]


def test_municipalities_are_not_compared_with_each_other(write: Write) -> None:
    found = told(write, {
        "nyby/kommun.yml": "namn: Nyby kommun\n",
        "nyby/a.md": policy(IN_FORCE, "Vi svarar inom en dag. Ekonomichefen beslutar.\n"),
        "sjoby/a.md": policy(IN_FORCE, "Vi svarar inom tio dagar. Ekonomidirektören beslutar.\n"),
    })  # fmt: skip
    assert found == []


def test_what_has_ended_or_is_replaced_is_history(write: Write) -> None:
    body = "Vi svarar inom en dag. Ekonomichefen beslutar. Ring kontaktcenter på 0123-45 00 00.\n"
    now = "Vi svarar inom tio dagar. Ekonomidirektören beslutar.\n"
    found = told(write, {
        "sjoby/a.md": policy(f"{IN_FORCE}gäller till: 2024-12-31\n", body),
        "sjoby/b.md": policy(IN_FORCE, body, titel="B"),
        "sjoby/c.md": policy(f"{IN_FORCE}ersätter: [b]\n", now, titel="C"),
        "sjoby/c@2010.md": policy("beslut: {organ: KS, datum: 2010}\n", body, titel="C"),
    })  # fmt: skip
    assert found == []


def test_a_proposal_may_promise_another_time_but_not_tell_another_number(write: Write) -> None:
    body = "Vi svarar inom en dag. Ring kontaktcenter på 0123-45 00 00.\n"
    found = told(write, {
        "sjoby/a.md": policy("beslut: förslag\n", body),
        "sjoby/b.md": policy(IN_FORCE, "Vi svarar inom tio dagar.\n", titel="B"),
    })  # fmt: skip
    assert [problem.key for problem in found] == ["telefon"]


def test_what_is_in_force_is_what_others_are_held_against(write: Write) -> None:
    found = told(write, {
        "sjoby/a.md": policy(body="Ekonomichefen beslutar.\n"),
        "sjoby/b.md": policy(IN_FORCE, "Ekonomidirektören beslutar.\n", titel="B"),
    })  # fmt: skip
    assert [(p.place.path, p.facts["other"]) for p in found] == [
        ("policies/sjoby/a.md", "policies/sjoby/b.md:8")
    ]


def test_the_projects_own_documents_agree_on_hours_numbers_and_times() -> None:
    register, _ = read(HOME)
    found = list(disagreements(register, standings(register)))
    assert [problem.code for problem in found] == ["fact-role"]
    assert {found[0].facts["value"], found[0].facts["known"]} == {"kommunchef", "Kommundirektör"}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("vardagar", (1, 2, 3, 4, 5)),
        ("helgfria vardagar", (1, 2, 3, 4, 5)),
        ("mån-fre", (1, 2, 3, 4, 5)),
        ("måndagar till och med torsdagar", (1, 2, 3, 4)),
        ("tisdag och torsdag", (2, 4)),
        ("alla dagar", (1, 2, 3, 4, 5, 6, 7)),
    ],
)
def test_weekdays_in_running_text(words: str, days: tuple[int, ...]) -> None:
    assert week(words) == days


@pytest.mark.parametrize(
    "written", ["0303-70 30 00", "0303 703000", "+46 303-70 30 00", "0046303703000"]
)
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert plain_number(written) == "46303703000"
