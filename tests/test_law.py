"""The room of laws: each citation with its place, traps left alone, and what is odd told."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from styrdok.model import Citation
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from styrdok.read.law.citations import Cited, read_citations
from tests.conftest import HOME

GOLDEN = HOME / "tests/golden_law.md"
PLACE = re.compile(r"(?P<law>\S+)(?: (?P<chapter>\d+(?: [a-z])?) kap\.)?(?: (?P<sections>.+))?")
Expected = tuple[str, str | None, tuple[str, ...]]


def cited(markdown: str) -> Cited:
    return read_citations(read_body(markdown, "sjoby", lambda at: at + 1, Findings("")).text)


def spot(citation: Citation) -> Expected:
    if citation.concept:
        return f"#{citation.concept}", None, ()
    return citation.law, citation.chapter, citation.sections


def cases() -> list[tuple[str, list[Expected], list[str]]]:
    found = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            text, arrow, wanted = line[2:].rpartition(" → ")
            assert arrow, line
            places, codes = list[Expected](), list[str]()
            for one in filter(None, (part.strip() for part in wanted.split(";"))):
                if one.startswith("! "):
                    codes.append(one[2:])
                elif one != "–":
                    match = PLACE.fullmatch(one)
                    assert match, line
                    sections = tuple(s.strip() for s in (match["sections"] or "").split(",") if s)
                    places.append((match["law"], match["chapter"], sections))
            found.append((text.replace("¶", "\n\n"), places, codes))
    return found


def test_golden(capsys: pytest.CaptureFixture[str]) -> None:
    right = wrong = missed = 0
    faults: list[str] = []
    for text, places, codes in cases():
        found = cited(text)
        got, want = Counter(map(spot, found.citations)), Counter(places)
        right += (got & want).total()
        wrong += (got - want).total()
        missed += (want - got).total()
        if got != want or sorted(d.code for d in found.doubts) != sorted(codes):
            faults.append(f"{text!r}: {list(map(spot, found.citations))}, {found.doubts}")
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\nlaw: {len(cases())} texts, {right + missed} places: ", end="")
        print(f"precision {precision:.3f}, recall {recall:.3f}")
    assert len(cases()) >= 90 and sum(not places for _, places, _ in cases()) >= 45
    assert precision == 1.0, faults
    assert recall >= 0.95, faults
    assert not faults
