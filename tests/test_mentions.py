"""The judged mentions: precision and recall by kind, as they are reported and as they must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mentions import KINDS, Score, given, judged, plain_name, score

LEAST_RECALL = 0.95


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Score:
    root = tmp_path_factory.mktemp("mentions")
    return score(judged(root), given(root))


def test_precision_and_recall(result: Score, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\nMentions of documents, judged by hand (tests/mentions):")
        for kind in KINDS:
            shares = f"precision {result.precision(kind):.3f}, recall {result.recall(kind):.3f}"
            print(f"  {kind:8} {result.wanted[kind]:4} judged: {shares}")
    assert sum(result.wanted.values()) >= 150
    assert result.precision("leads") == 1.0, "\n".join(result.wrong)
    assert result.recall("leads") >= LEAST_RECALL, "\n".join(result.wrong)
    assert result.precision("missing") >= 0.95 and result.recall("missing") >= 0.8


def test_missing_documents_are_called_what_they_are_called(tmp_path: Path) -> None:
    marks = [mark for mark in judged(tmp_path) if mark.sure and mark.judgement == "missing"]
    found = {(one.path, one.start): one.target for one in given(tmp_path) if one.fate == "missing"}
    pairs = [(found[m.path, m.start], m.target) for m in marks if (m.path, m.start) in found]
    same = sum(plain_name(one) == plain_name(other) for one, other in pairs)
    assert len(pairs) > 50 and same / len(pairs) > 0.7
