"""How long texts are, and how hard to read: words, sentences and LIX, counted by hand here."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.derive.readability import Ease, ease_of, lix
from styrdok.model import Length, Policy
from styrdok.read.length import count_words
from styrdok.read.policy_file import read_policy
from styrdok.redline import count_sentences, sentences
from tests.conftest import policy


def read(body: str, **keys: str) -> Policy:
    found = read_policy("policies/sjoby/a.md", policy("", body, **keys).encode()).policy
    assert found
    return found


CASES = {
    "Vi svarar snabbt. Kommunen lyssnar.": Length(5, 2, 2),
    "## Svar\n\nVi svarar.": Length(3, 2, 0),
    "Vi ska\n\n- lyssna\n- svara i tid.": Length(6, 3, 0),
    "Se 6 § första stycket.": Length(4, 1, 1),
    "E-post är bra – men e-tjänster är bättre, t.ex. på natten.": Length(10, 1, 1),
    "| Ord | Ord |\n|---|---|\n| Många ord | här |\n\nText.": Length(1, 1, 0),
    "> Kommunen svarar.": Length(2, 1, 1),
    "Ord.[^1]\n\n[^1]: Noten är inte med.": Length(1, 1, 0),
    "```\nkod som ingen läser\n```": Length(0, 0, 0),
    "::: kontakt chef\n": Length(0, 0, 0),
    "Kommunen & \"medborgarna\" möts.": Length(3, 1, 2),
    "**Kommun**fullmäktige beslutar.": Length(2, 1, 2),
    "Kommunen\nsvarar. Sedan\nåterkopplar den.": Length(5, 2, 2),
}  # fmt: skip


@pytest.mark.parametrize("body", list(CASES))
def test_what_counts_is_running_text(body: str) -> None:
    assert read(body).body.length == CASES[body]


def test_what_is_for_employees_is_not_counted_outside() -> None:
    found = read("Öppet ord.\n\n::: intern\nInternt ord som ingen ser.\n:::\n")
    assert found.open_body
    assert (found.body.length.words, found.open_body.length.words) == (7, 2)


SIGNS = st.text("Aa1åÖžж. !?…()”\"'-–⁰\n\t\xa0", max_size=60)


@given(SIGNS)
def test_sentences_are_counted_as_they_are_found(text: str) -> None:
    assert count_sentences(text) == len(sentences(text))


@given(SIGNS)
def test_words_are_counted_as_they_are_spelt(text: str) -> None:
    spelt = [re.sub(r"[\W_]", "", word) for word in text.split()]
    sizes = [sum(s.isalnum() for s in word) for word in spelt]
    assert count_words(text) == (sum(n > 0 for n in sizes), sum(n > 6 for n in sizes))


def test_lix_is_words_in_a_sentence_and_long_words_in_a_hundred() -> None:
    body = "Kommunen svarar alltid i god tid när du frågar. " * 10  # 9 words, 1 of them long
    assert lix(read(body)) == round(9 + 100 / 9)
    assert lix(read("Kommunen svarar. " * 20)) is None, "too few words"
    assert lix(read(body, språk="en")) is None, "made for Swedish"


@pytest.mark.parametrize(
    ("value", "ease"),
    [(12, Ease.VERY_EASY), (29, Ease.VERY_EASY), (30, Ease.EASY), (40, Ease.MIDDLING),
     (50, Ease.HARD), (59, Ease.HARD), (60, Ease.VERY_HARD), (143, Ease.VERY_HARD)],
)  # fmt: skip
def test_lix_is_read_by_its_table(value: int, ease: Ease) -> None:
    assert ease_of(value) is ease
