"""What follows from a register: status on a date, ties both ways, who is silent."""

from __future__ import annotations

from datetime import date

import pytest

from styrdok.derive.comparison import Coverage
from styrdok.derive.digest import digest
from styrdok.derive.lifecycle import Status, standing
from styrdok.derive.relations import Ties, tie
from tests.conftest import Write, policy, read

KS = "{organ: KS, datum: 2021-11-02, paragraf: 225}"
CASES = [
    # header, as of, status, review due, overdue
    ("", "2026-11-21", Status.UNKNOWN, None, False),
    ("beslut: förslag\n", "2026-11-21", Status.PROPOSED, None, False),
    (f"beslut: {KS}\n", "2021-11-01", Status.COMING, None, False),
    (f"beslut: {KS}\n", "2021-11-02", Status.IN_FORCE, None, False),
    (f"beslut: {KS}\ngäller från: 2022-01-01\n", "2021-12-31", Status.COMING, None, False),
    (f"beslut: {KS}\ngäller från: 2022\n", "2022-12-30", Status.COMING, None, False),
    (f"beslut: {KS}\ngäller från: 2022\n", "2022-12-31", Status.IN_FORCE, None, False),
    (f"beslut: {KS}\ngäller från: 2021-01-01\n", "2021-06-01", Status.COMING, None, False),
    (
        "beslut: {organ: KS, datum: 2020}\ngäller från: 2020-03-01\n"
        "revideras: 4 år efter ikraftträdande\n",
        "2020-03-01",
        Status.IN_FORCE,
        "2024-03-01",
        False,
    ),
    (f"beslut: {KS}\ngäller till: 2024-06-30\n", "2024-06-30", Status.IN_FORCE, None, False),
    (f"beslut: {KS}\ngäller till: 2024-06-30\n", "2024-07-01", Status.ENDED, None, False),
    (f"beslut: {KS}\ngäller till: 2024\n", "2024-01-02", Status.ENDED, None, False),
    (f"beslut: {KS}\ngäller till: tillsvidare\n", "2026-11-21", Status.IN_FORCE, None, False),
    ("beslut: {organ: KS}\n", "2026-11-21", Status.UNKNOWN, None, False),
    (
        f"beslut: {KS}\ngäller från: 2022-01-01\nrevideras: senast fyra år efter ikraftträdande\n",
        "2026-01-01",
        Status.IN_FORCE,
        "2026-01-01",
        False,
    ),
    (
        f"beslut: {KS}\ngäller från: 2022-01-01\nrevideras: senast 4 år efter ikraftträdande\n",
        "2026-01-02",
        Status.IN_FORCE,
        "2026-01-01",
        True,
    ),
    (f"beslut: {KS}\nrevideras: årligen\n", "2022-11-03", Status.IN_FORCE, "2022-11-02", True),
    (
        f"beslut: {KS}\nrevideras: vartannat år\nkontrollerad: {{datum: 2024-02-29}}\n",
        "2025-01-01",
        Status.IN_FORCE,
        "2026-02-28",
        False,
    ),
    (f"beslut: {KS}\nrevideras: vart 3:e år\n", "2024-11-02", Status.IN_FORCE, "2024-11-02", False),
    (f"beslut: {KS}\nrevideras: 2023\n", "2023-12-31", Status.IN_FORCE, "2023", False),
    (f"beslut: {KS}\nrevideras: 2023\n", "2024-01-01", Status.IN_FORCE, "2023", True),
    (f"beslut: {KS}\nrevideras: vid behov\n", "2040-01-01", Status.IN_FORCE, None, False),
]


@pytest.mark.parametrize(("header", "day", "status", "due", "overdue"), CASES)
def test_standing(
    write: Write, header: str, day: str, status: Status, due: str | None, overdue: bool
) -> None:
    register, _ = read(write({"sjoby/a.md": policy(header)}))
    found = standing(register.policies["sjoby/a"], date.fromisoformat(day))
    assert found.status is status
    assert (str(found.review_due) if found.review_due else None) == due
    assert found.overdue is overdue


def test_information_needs_no_decision(write: Write) -> None:
    register, _ = read(write({"sjoby/a.md": policy(dokumenttyp="information")}))
    found = standing(register.policies["sjoby/a"], date(2026, 1, 1))
    assert found.status is Status.INFORMATION


def ties_of(write: Write, **files: str) -> dict[str, Ties]:
    register, _ = read(write({f"sjoby/{name}.md": text for name, text in files.items()}))
    return tie(register)


def test_nobody_writes_a_relation_twice(write: Write) -> None:
    ties = ties_of(
        write,
        regel=policy("stödjer: [overordnad]\n", titel="Regel"),
        overordnad=policy(
            "stöds av:\n  - {dokument: regel, titel: Gamla regeln, beslut: KS 2006}\n"
            "  - {titel: Saknad riktlinje}\n",
            titel="Överordnad",
        ),
    )
    below = ties["sjoby/overordnad"].below
    assert [end.policy.title if end.policy else None for end in below] == ["Regel", None]
    assert below[0].reference and below[0].reference.title == "Gamla regeln"
    assert [end.policy.title for end in ties["sjoby/regel"].above if end.policy] == ["Överordnad"]


def test_links_in_text_are_mentions_both_ways(write: Write) -> None:
    ties = ties_of(write, a=policy(body="Se [b](b.md#text) och [a](a.md).\n"), b=policy(titel="B"))
    assert [end.policy.id for end in ties["sjoby/a"].mentions if end.policy] == ["sjoby/b"]
    assert [end.policy.id for end in ties["sjoby/b"].mentioned_by if end.policy] == ["sjoby/a"]


def test_a_title_leads_to_the_same_municipality_and_the_same_decision_only(write: Write) -> None:
    decided = "beslut: {organ: KF, datum: 2021-06-16, paragraf: 87}\ndiarienummer: KS 2020/293\n"
    files = {
        "nyby/kommun.yml": "namn: Nyby kommun\n",
        "nyby/plan.md": policy(decided, titel="Plan"),
        "nyby/a.md": policy("ersätter: [{titel: plan, beslut: KF 2021}]\n"),
        "nyby/b.md": policy("ersätter: [{titel: Plan, beslut: KS 1999}]\n"),
        "nyby/c.md": policy("ersätter: [{titel: Plan, diarienummer: KS 2020/293}]\n"),
        "nyby/f.md": policy("ersätter: [{titel: Plan, beslut: KF 2021-06-16 § 87}]\n"),
        "nyby/g.md": policy("ersätter: [{titel: Plan, beslut: KF 2021-06-16 § 88}]\n"),
        "nyby/h.md": policy("ersätter: [{titel: Plan, beslut: KF 2021-06-17}]\n"),
        "nyby/d.md": policy("ersätter: [{titel: Plan, diarienummer: KS 1999/1}]\n"),
        "sjoby/e.md": policy("ersätter: [Plan]\n"),
    }
    ties = tie(read(write(files))[0])
    leads = {key: bool(found.replaces[0].policy) for key, found in ties.items() if found.replaces}
    assert leads == {
        "nyby/a": True,
        "nyby/b": False,
        "nyby/c": True,
        "nyby/d": False,
        "nyby/f": True,
        "nyby/g": False,
        "nyby/h": False,
        "sjoby/e": False,
    }


def test_coverage_is_computed(write: Write) -> None:
    body = '## Svar {tema="svarstider"}\n\nOrd.\n'
    files = {f"{name}/kommun.yml": f"namn: {name} kommun\n" for name in ("a", "b", "c", "d", "e")}
    files |= {
        "a/x.md": policy(f"beslut: {KS}\n", body),
        "b/x.md": policy("", body),
        "c/x.md": policy("beslut: förslag\n", body),
        "d/x.md": policy(f"beslut: {KS}\n", "Svarstider nämns.\n"),
    }
    rows = digest(read(write(files))[0]).rows
    found = {cell.municipality.slug: cell.coverage for cell in rows["svarstider"]}
    assert found == {
        "a": Coverage.COVERED,
        "b": Coverage.UNCERTAIN,
        "c": Coverage.NOT_DECIDED,
        "d": Coverage.SILENT,
        "e": Coverage.SILENT,
        "sjoby": Coverage.SILENT,
    }
    assert all(cell.coverage is Coverage.SILENT for cell in rows["media"])
