"""Golden cases: a document as an editor wrote it, and what Styrdok says of it.

A case is a file in golden/: the document, a line `=== meddelanden ===`, and the messages, each
as `allvar rad: nyckel: text (så här gör du)`. Add a page; run with STYRDOK_GOLDEN=1 to fill in.
A locked document has what was decided after a line `=== fall.lydelse.txt ===`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from styrdok.compose.problems import explain
from styrdok.model import Problem, Severity
from styrdok.texts import catalogue
from tests.conftest import HOME, Write, policy, read

CASES = sorted((HOME / "tests/golden").glob("*.md"))
CUT = "=== meddelanden ===\n"
DECIDED = "=== fall.lydelse.txt ===\n"


def told(problems: Iterable[Problem]) -> str:
    """Return problems as a golden case tells them: severity, line, key, and what is wrong."""
    texts = catalogue("sv")
    return "".join(
        f"{texts(f'check.{p.severity.value}')} {p.place.line}: "
        + (f"{p.key}: " if p.key else "")
        + explain(p, texts)
        + "\n"
        for p in problems
    )


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden(case: Path, write: Write) -> None:
    document, _, expected = case.read_text(encoding="utf-8").partition(CUT)
    inward = policy(titel="Rutin", dokumenttyp="rutin", kanaler="[intranät]")
    text, has_decided, decided = document.partition(DECIDED)
    beside = {"sjoby/fall.lydelse.txt": decided} if has_decided else {}
    site = write({"sjoby/fall.md": text, "sjoby/intern-rutin.md": inward} | beside)
    register, problems = read(site)
    said = told(problems)
    if os.environ.get("STYRDOK_GOLDEN"):
        case.write_text(document + CUT + said, encoding="utf-8")
    assert {p.place.path for p in problems} <= {"policies/sjoby/fall.md"}
    assert said == expected
    failed = any(p.severity is Severity.ERROR for p in problems)
    assert ("sjoby/fall" in register.policies) is not failed, "withheld if and only if an error"


def test_there_are_cases() -> None:
    assert len(CASES) >= 30
