"""Text reuse: golden pairs an editor can read, planted copies, and what may not be claimed."""

from __future__ import annotations

import re
from array import array
from pathlib import Path

import pytest

from styrdok.derive.reuse.neutral import Neutral
from styrdok.derive.reuse.rows import Row, row_of
from styrdok.derive.reuse.shelf import Shelf
from styrdok.derive.reuse.verdict import verdict
from styrdok.read.body import read_body
from styrdok.read.findings import Findings

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


def test_the_cases_are_many():
    assert len(list(cases())) >= 60
