"""Forms and parts of words: what a judged list says, and that any word may be asked of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.swedish.compounds import Part, joins, part_of, same_word
from tests.test_promises import cells

CASES = cells("compounds.md")
HOW = {"hel": Part.WHOLE, "först": Part.FIRST, "sist": Part.LAST, "-": None}


@pytest.mark.parametrize("row", CASES, ids=[f"{row[0]} {row[1]}" for row in CASES])
def test_how_a_word_holds_another(row: tuple[str, ...]) -> None:
    assert part_of(row[0], row[1]) == HOW[row[2]]


def test_the_list_holds_as_many_traps_as_parts() -> None:
    traps = [row for row in CASES if row[2] == "-"]
    parts = [row for row in CASES if row[2] in ("först", "sist")]
    assert len(traps) >= 50 and len(parts) >= 50


@pytest.mark.parametrize(
    ("word", "first", "last", "whether"),
    [
        ("internkommunikation", "intern", "kommunikation", True),
        ("internkommunikationen", "intern", "kommunikation", True),
        ("externkommunikationsplan", "extern", "kommunikation", True),
        ("internkontroll", "intern", "kommunikation", False),
        ("kommunikation", "intern", "kommunikation", False),
        ("socialmedier", "sociala", "medier", True),
    ],
)
def test_two_words_written_as_one(word: str, first: str, last: str, whether: bool) -> None:
    assert joins(word, first, last) is whether


WORD = st.text(alphabet="abdeilmnorsttå", min_size=1, max_size=14)


@given(WORD, WORD)
def test_any_word_can_be_asked_of(word: str, known: str) -> None:
    assert part_of(known, known) is Part.WHOLE or known.startswith("kontroll")
    assert same_word(word, known) or part_of(word, known) in (*Part, None)
