"""How strongly sentences bind, and whom: judged sentences, lists, marks, and any text at all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from styrdok.model import Duty, Strength
from styrdok.read.body import read_body
from styrdok.read.duties import duties
from styrdok.read.findings import Findings
from tests.conftest import HOME

WORDS = {
    "ska": Strength.SHALL,
    "bör": Strength.SHOULD,
    "kan": Strength.MAY,
    "får inte": Strength.SHALL_NOT,
}
JUDGED = sorted((HOME / "tests/duties").glob("*.yml"))
FLOORS = {"styrka": (0.9, 0.85), "vem": (0.85, 0.8), "roll": (0.9, 0.8)}  # precision, recall
Score = tuple[int, int, int]  # found and right, found, to be found


def found_in(markdown: str) -> tuple[Duty, ...]:
    return duties(read_body(markdown, "sjoby", lambda at: at + 1, Findings("a.md")).text)


def plain(who: str | None) -> str:
    return " ".join((who or "").casefold().split())


def same(one: str | None, other: str | None) -> bool:
    """Whether two ways to quote who it is are the same but for their length."""
    first, second = f" {plain(one)} ", f" {plain(other)} "
    return (
        first in second or second in first if first.strip() and second.strip() else first == second
    )


def scores(cases: list[dict[str, Any]]) -> dict[str, Score]:
    """How many of the strengths, of those with whom, and of the roles were found."""
    told: dict[str, list[Score]] = {"styrka": [], "vem": [], "roll": []}
    for case in cases:
        given_, got = case["plikter"] or [], list(found_in(case["mening"]))
        want = Counter(WORDS[one["styrka"]] for one in given_)
        have = Counter(duty.strength for duty in got)
        told["styrka"].append(((want & have).total(), have.total(), want.total()))
        right, left = 0, list(got)
        for one in given_:
            for duty in left:
                if duty.strength is WORDS[one["styrka"]] and same(duty.subject, one["vem"]):
                    left.remove(duty)
                    right += 1
                    break
        told["vem"].append((right, len(got), len(given_)))
        asked = Counter(role for one in given_ for role in one.get("roll") or ())
        seen = Counter(role for duty in got for role in duty.roles)
        told["roll"].append(((asked & seen).total(), seen.total(), asked.total()))
    return {key: tuple(map(sum, zip(*rows, strict=True))) for key, rows in told.items()}  # type: ignore[misc]


def read_cases(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("path", JUDGED, ids=[path.stem for path in JUDGED])
def test_what_is_found_is_right_and_little_is_missed(path: Path) -> None:
    for key, (right, found, wanted) in scores(read_cases(path)).items():
        precision, recall = right / max(1, found), right / max(1, wanted)
        least = FLOORS[key]
        assert (precision, recall) >= (least[0], 0) and recall >= least[1], (key, precision, recall)
