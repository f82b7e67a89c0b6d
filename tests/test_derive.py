"""What follows from a register: status on a date, ties both ways, who is silent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.wording import say_badge
from styrdok.derive.comparison import Coverage
from styrdok.derive.digest import digest
from styrdok.derive.lifecycle import Lateness, Status, end_of_next_term, standing, standings
from styrdok.derive.relations import Ties, tie
from styrdok.texts import catalogue
from tests.conftest import HOME, Write, policy, read

KS = "{organ: KS, datum: 2021-11-02, paragraf: 225}"
LATE = {Lateness.NO: "nej", Lateness.MAYBE: "kanske", Lateness.YES: "ja"}


def rows() -> list[tuple[str, ...]]:
    """The cases of status.md, a row each."""
    lines = (HOME / "tests/status.md").read_text("utf-8").splitlines()
    cells = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in lines
        if line[:1] == "|"
    ]
    return cells[2:]


def head(words: str) -> str:
    return "" if words == "-" else words.replace("; ", "\n") + "\n"


@pytest.mark.parametrize("row", rows(), ids=[" | ".join(row) for row in rows()])
def test_status(write: Write, row: tuple[str, ...]) -> None:
    mine, heir, day, status, since, due, late = row
    files = {"sjoby/a.md": policy(head(mine), titel="A")}
    if heir != "-":
        files["sjoby/b.md"] = policy(head(heir) + "ersätter: [a]\n", titel="B")
    register, _ = read(write(files), date.fromisoformat(day))
    found = standings(register)["sjoby/a"]
    assert say_badge(found, catalogue("sv")) == status
    assert (str(found.since or "-"), str(found.review_due or "-")) == (since, due)
    assert LATE[found.late] == late
    assert found.successor == ("sjoby/b" if status == "Ersatt" else found.successor)


def test_there_is_a_case_for_every_status() -> None:
    said = " ".join(row[3] for row in rows())
    for status in (
        "Förslag",
        "Beslut okänt",
        "träder i kraft",
        "granskning försenad",
        "granskning okänd",
        "upphör",
        "Upphävd",
        "Ersatt",
    ):
        assert status in said


@given(st.dates(min_value=date(1994, 10, 15), max_value=date(2200, 1, 1)))
def test_a_review_every_term_falls_in_the_next_one(day: date) -> None:
    end = end_of_next_term(day)
    assert (end.month, end.day, end.year % 4) == (10, 14, 2)
    assert 4 * 365 <= (end - day).days <= 8 * 366


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


def problems_of(write: Write, **files: str) -> list[tuple[str, str]]:
    named = {f"sjoby/{name}.md": text for name, text in files.items()}
    return [(p.place.path.split("/")[-1], p.code) for p in read(write(named))[1]]


def test_dates_that_cannot_all_be_true_are_told(write: Write) -> None:
    reviews = (
        "granskningar: [{datum: 2020-01-01, utfall: oförändrad}, {datum: 2030, utfall: upphävs}]\n"
    )
    told = problems_of(
        write,
        a=policy("beslut: {organ: KS, datum: 2030-01-01}\n"),
        b=policy(f"beslut: {KS}\n{reviews}"),
        c=policy(f"beslut: {KS}\ngäller till: 2020\n"),
    )
    assert set(told) == {
        ("a.md", "decision-ahead"), ("b.md", "repeal-open"), ("b.md", "review-ahead"),
        ("b.md", "review-before"), ("c.md", "ends-before-decision"),
    }  # fmt: skip


def test_successors_in_a_circle_are_not_published(write: Write) -> None:
    files = {
        "sjoby/a.md": policy("ersätter: [c]\n", titel="A"),
        "sjoby/b.md": policy("ersätter: [a]\n", titel="B"),
        "sjoby/c.md": policy("ersätter: [b]\n", titel="C"),
        "sjoby/d.md": policy("ersätter: [a]\n", titel="D"),
    }
    register, problems = read(write(files))
    assert set(register.policies) == {"sjoby/d"}
    assert {p.code for p in problems} == {"replaced-in-circle"}


def test_two_decided_successors_are_told_at_both(write: Write) -> None:
    heir = f"beslut: {KS}\nersätter: [a]\n"
    told = problems_of(
        write, a=policy(titel="A"), b=policy(heir, titel="B"), c=policy(heir, titel="C"),
        d=policy("beslut: förslag\nersätter: [a]\n", titel="D"),
    )  # fmt: skip
    assert told == [("b.md", "two-successors"), ("c.md", "two-successors")]


def test_an_open_document_replaced_by_an_inner_one_is_told(write: Write) -> None:
    heir = policy(f"beslut: {KS}\nersätter: [a]\n", titel="B", kanaler="[intranät]")
    assert problems_of(write, a=policy(titel="A"), b=heir) == [("b.md", "replaced-inside")]


def test_earlier_editions_stand_beside_their_document(write: Write) -> None:
    files = {
        "sjoby/a.md": policy(f"beslut: {KS}\n", titel="A"),
        "sjoby/a@2010-05-01.md": policy("beslut: {organ: KS, datum: 2010-05-01}\n", titel="A"),
        "sjoby/a@1999.md": policy(
            "beslut: {organ: KS, datum: 1999}\nstödjer: [b]\n", titel="Gamla A"
        ),
        "sjoby/b.md": policy("stödjer: [a]\n", titel="B", body="Se [a](a@1999.md).\n"),
    }
    register, problems = read(write(files))
    assert not problems and set(register.policies) == {"sjoby/a", "sjoby/b"}
    line = register.editions_of(register.policies["sjoby/a"])
    assert [edition.id for edition in line] == ["sjoby/a@1999", "sjoby/a@2010-05-01"]
    found = digest(register)
    assert found.standings["sjoby/a@1999"].successor == "sjoby/a@2010-05-01"
    assert found.standings["sjoby/a@2010-05-01"].successor == "sjoby/a"
    assert not found.ties["sjoby/b"].below, "an edition's own references tie nothing"
    assert "sjoby/a@1999" not in found.ties


def test_an_earlier_edition_applies_while_the_newest_is_a_proposal(write: Write) -> None:
    register, _ = read(write({
        "sjoby/a.md": policy("beslut: förslag\n"),
        "sjoby/a@2010.md": policy("beslut: {organ: KS, datum: 2010}\n"),
    }))  # fmt: skip
    found = standings(register)
    assert found["sjoby/a"].status is Status.PROPOSED
    assert found["sjoby/a@2010"].status is Status.IN_FORCE


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["a@2010-05-01", "a@2010"], "edition-twice"),
        (["a@2021-11-02"], "edition-twice"),
        (["a@2021"], "edition-twice"),
        (["a@2025-01-01"], "edition-later"),
        (["b@2010"], "edition-alone"),
        (["a@igår"], "edition-name"),
        (["a@2010-02-30"], "edition-name"),
        (["@2010"], "reserved-name"),
    ],
)
def test_editions_that_cannot_be_placed_are_told(write: Write, names: list[str], code: str) -> None:
    files = {name: policy() for name in names}
    told = problems_of(write, a=policy(f"beslut: {KS}\n"), **files)
    assert {kind for _, kind in told} == {code}
    assert {file for file, _ in told} == {f"{name}.md" for name in names}


@pytest.mark.parametrize(
    ("start", "said"),
    [("2027-01-01", "Det träder i kraft 1 januari 2027."), ("2027-03", "i kraft i mars 2027."),
     ("2027", "i kraft någon gång under 2027.")],
)  # fmt: skip
def test_a_notice_says_no_more_than_is_known(write: Write, start: str, said: str) -> None:
    site = write({"sjoby/a.md": policy(f"beslut: {{{KS[1:-1]}}}\ngäller från: {start}\n")})
    from tests.conftest import build

    page = next(iter(build(site).values())) / "sjoby/a/index.html"
    assert said in page.read_text("utf-8")
