"""What only history can tell: a date of review that moves, a lock that is exchanged."""

from __future__ import annotations

from datetime import date

import pytest

from styrdok.memory import Memory
from styrdok.model import Severity
from styrdok.survey import Survey, survey
from tests.conftest import KOMMUN, TEMAN, policy
from tests.repository import Make, Repository

A = "policies/sjoby/a.md"
DECIDED = "beslut: {organ: KS, datum: 2021-11-02}\n"
REVIEWED = "granskningar: [{datum: 2026-01-02, utfall: oförändrad}]\n"


@pytest.fixture
def repository(make: Make) -> Repository:
    made = make("site")
    made.write(KOMMUN, "policies/sjoby/kommun.yml")
    made.write(TEMAN, "policies/teman.yml")
    return made


def look(repository: Repository) -> tuple[list[tuple[str, Severity]], Survey]:
    site = repository.site
    found = survey(site, site / "docs", date(2026, 11, 21), Memory(None))
    return [(p.code, p.severity) for p in found.problems if p.key != "tema"], found


def versions(repository: Repository, *headers: str, proposed: str | None = None) -> Repository:
    for at, header in enumerate(headers):
        repository.write(policy(header), A)
        repository.commit(at - 50)
    if proposed is not None:
        repository.write(policy(proposed), A)
    return repository


MOVED = [("review-moved", Severity.ERROR)]
LANDED = [("review-moved", Severity.NOTICE)]


@pytest.mark.parametrize(
    ("headers", "proposed", "told"),
    [
        ([DECIDED + "revideras: 2026-06-30\n"], DECIDED + "revideras: 2028-06-30\n", MOVED),
        ([DECIDED + "revideras: 2026-06-30\n"], DECIDED, MOVED),
        ([DECIDED + "revideras: 2026-06-30\n"], DECIDED + "revideras: årligen\n", MOVED),
        ([DECIDED + "revideras: 2026-06-30\n", DECIDED + "revideras: 2028-06-30\n"], None, LANDED),
        (
            [DECIDED + "revideras: 2026-06-30\n", DECIDED + "revideras: 2028-06-30\n"],
            DECIDED + "revideras: 2028-06-30\nägare: KS\n",
            MOVED,
        ),
        ([DECIDED + "revideras: 2026-06-30\n"], DECIDED + "revideras: 2028-06-30\n" + REVIEWED, []),
        (
            [DECIDED + f"revideras: {year}\n" for year in (2026, 2028, 2026)],
            None,
            [],
        ),
        (
            [DECIDED + "revideras: 2026-06-30\n"],
            DECIDED.replace("2021", "2026") + "revideras: 2028-06-30\n",
            [],
        ),
        ([DECIDED], DECIDED + "revideras: 2028-06-30\n", []),
        ([DECIDED + "revideras: årligen\n"], DECIDED + "revideras: 2028-06-30\n", []),
        ([DECIDED + "revideras: 2026-06-30\n"], DECIDED + "revideras: 2026-06-30\nägare: KS\n", []),
    ],
)  # fmt: skip
def test_a_date_of_review_moves_with_an_outcome_only(
    repository: Repository, headers: list[str], proposed: str | None, told: list[object]
) -> None:
    codes, found = look(versions(repository, *headers, proposed=proposed))
    assert codes == told
    withheld = Severity.ERROR in dict(codes).values()
    assert ("sjoby/a" in found.register.policies) is not withheld
    assert ("sjoby/a" in found.register.withheld) is withheld


def test_a_lock_is_exchanged_or_taken_away_by_a_new_decision_only(repository: Repository) -> None:
    from styrdok.cli import main

    text = policy(DECIDED + "textform: beslutad lydelse\n", "Vi ska svara.\n")
    repository.write(text, A)
    assert main(["lock", str(repository.site / A), "--root", str(repository.site)]) == 0
    repository.commit(-50)
    assert look(repository)[0] == []
    (repository.site / A.replace(".md", ".lydelse.txt")).unlink()
    repository.write(text.replace("ska", "bör"), A)
    assert main(["lock", str(repository.site / A), "--root", str(repository.site)]) == 0
    codes, found = look(repository)
    assert codes == [("lock-exchanged", Severity.ERROR)]
    assert "sjoby/a" not in found.register.policies
    (repository.site / A.replace(".md", ".lydelse.txt")).unlink()
    repository.write(text.replace("ska", "bör").replace("beslutad lydelse", "återgivning"), A)
    assert look(repository)[0] == [("lock-exchanged", Severity.ERROR)], "nor by calling it retold"
    repository.write(text.replace("ska", "bör").replace("2021-11-02", "2026-10-02"), A)
    assert ("lock-exchanged", Severity.ERROR) not in look(repository)[0]


def test_the_lock_of_an_earlier_edition_is_kept_too(repository: Repository) -> None:
    from styrdok.cli import main

    edition = "policies/sjoby/a@2021-11-02.md"
    repository.write(policy("beslut: förslag\n"), A)
    text = policy(DECIDED + "textform: beslutad lydelse\n", "Vi ska svara.\n")
    repository.write(text, edition)
    words = ["lock", str(repository.site / edition), "--root", str(repository.site)]
    assert main(words) == 0
    repository.commit(-50)
    (repository.site / edition.replace(".md", ".lydelse.txt")).unlink()
    repository.write(text.replace("ska", "bör"), edition)
    assert main(words) == 0
    codes, found = look(repository)
    assert ("lock-exchanged", Severity.ERROR) in codes and not found.register.editions
