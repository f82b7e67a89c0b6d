"""Comparing two texts: nothing is lost, what moved is told as moved, and words are not confetti."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.redline import (
    Block,
    SentenceChange,
    State,
    align,
    changed_sentences,
    compare,
    runs,
    sentences,
)

WORDS = ["ska", "bör", "Kommunen", "svara", "svara.", "inom", "två", "dagar.", "Alla", "m.m.", "–"]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
blocks = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "item", "cell"]),
    words,
    st.integers(1, 3),
    st.sampled_from(["", "a", "b", "c"]),
)
texts = st.lists(blocks, max_size=12)


def heading(title: str, anchor: str = "", line: int = 1) -> Block:
    return Block("heading", title, 2, anchor or title.casefold(), line)


def para(text: str, line: int = 1, breaks: tuple[int, ...] = ()) -> Block:
    return Block("paragraph", text, line=line, breaks=breaks)


@pytest.mark.parametrize(
    "parts",
    [
        ["Vi svarar.", "Vi frågar."],
        ["Det gäller t.ex. Ale kommun, bl.a. Nödinge.", "Sedan är det slut."],
        ["Ring kl. 8.00 eller nr. 5.", "Öppet 8.30–16.30."],
        ["Enligt 2 kap. 1 § tryckfrihetsförordningen gäller detta.", "§ 3 gäller också."],
        ["Skolor, förskolor m.m.", "Kommunen ansvarar."],
        ["Skolor, förskolor m.fl. har ansvar, dvs. de ska svara.", "Punkt."],
        ["Diarienummer 2021.462 gäller.", "Beslutet togs den 2 november 2021.", "Det gäller nu."],
        ["Vad?", "När?", "Vem?", "Hur?"],
        ["”Vem svarar?” frågar någon.", "”Vi gör det.”", "Så är det!"],
        ["Vi väntar …", "Sedan svarar vi.", "Vi väntar...", "Sedan svarar vi."],
        ["A. Ek och St. Eriks skola ringer dr. Berg."],
        ["1. Kommunen svarar.", "2. Alla svarar."],
        ["Det finns tre skäl:"],
        ["Det gäller (se bilagan).", "Resten gäller inte."],
        ["Mod, glädje m. m. är ledord.", "Ev. frågor ställs s.k. direkt."],
        ["Policyn antogs 1999.", "Den gäller än."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@given(st.text("Ab. ?!…”(1§–") | words)
def test_sentences_lose_nothing(text: str) -> None:
    assert " ".join(sentences(text)) == " ".join(text.split())


def told(changes: tuple[object, ...], *kept: State) -> list[str]:
    found: list[str] = []
    for section in changes:
        for block in section.blocks:  # type: ignore[attr-defined]
            found += [run.words for run in block.runs if run.state in kept]
    return " ".join(found).split()


def all_words(text: list[Block]) -> list[str]:
    return " ".join(block.words for block in text).split()


@given(texts, texts)
@settings(deadline=None)
def test_nothing_is_lost(old: list[Block], new: list[Block]) -> None:
    changes = compare(old, new)
    assert told(changes, State.SAME, State.ADDED) == all_words(new)
    assert sorted(told(changes, State.SAME, State.REMOVED)) == sorted(all_words(old))
    in_order = [change for change in changes if not change.moved]
    if len(in_order) == len(changes):
        assert told(changes, State.SAME, State.REMOVED) == all_words(old)


@given(texts)
def test_a_text_is_the_same_as_itself(text: list[Block]) -> None:
    assert {c.state for c in compare(text, text)} <= {State.SAME}
    assert changed_sentences(text, text) == ()


@given(texts, texts)
@settings(deadline=None)
def test_a_difference_is_always_told(old: list[Block], new: list[Block]) -> None:
    shape = [[(b.kind, b.words, b.level if b.kind != "x" else 0) for b in t] for t in (old, new)]
    assert bool(changed_sentences(old, new)) is (shape[0] != shape[1])


@given(words, words)
def test_runs_alternate_and_give_both_texts(old: str, new: str) -> None:
    made = runs(old, new)
    assert " ".join(r.words for r in made if r.state is not State.REMOVED) == new
    assert " ".join(r.words for r in made if r.state is not State.ADDED) == old
    states = [run.state for run in made]
    assert all(a is not b for a, b in pairwise(states))


def test_words_are_no_confetti() -> None:
    made = runs("Kommunen ska alltid svara inom två dagar.", "Kommunen bör i regel svara snart.")
    assert [(r.state.value, r.words) for r in made] == [
        ("same", "Kommunen"), ("removed", "ska alltid"), ("added", "bör i regel"),
        ("same", "svara"), ("removed", "inom två dagar."), ("added", "snart."),
    ]  # fmt: skip
    made = runs("Vi ringer och mejlar dem.", "Alla skriver och svarar dem.")
    assert [r.words for r in made] == ["Vi ringer och mejlar", "Alla skriver och svarar", "dem."]


OLD = [
    para("Inledning."),
    heading("Syfte"), para("Policyn visar vägen."),
    heading("Svar"), para("Vi ska svara inom två dagar. Alla får svar."), para("Ring oss."),
    heading("Media"), para("Chefen talar med media."),
    heading("Kontakt"), para("Skriv till oss."),
]  # fmt: skip
NEW = [
    para("Inledning."),
    heading("Media"), para("Chefen talar med media."),
    heading("Syfte"), para("Policyn visar vägen."),
    heading("Svarstider", "svar", 9), para("Alla får svar. Vi bör svara inom två dagar.", 10),
    heading("Nytt", line=14), para("Det här är nytt.", 15),
]  # fmt: skip


def test_sections_are_moved_renamed_removed_and_added() -> None:
    changes = compare(OLD, NEW)
    assert [(c.state.value, c.old, c.new, c.moved) for c in changes] == [
        ("same", "", "", False),
        ("moved", "Media", "Media", True),
        ("same", "Syfte", "Syfte", False),
        ("changed", "Svar", "Svarstider", False),
        ("removed", "Kontakt", None, False),
        ("added", None, "Nytt", False),
    ]
    assert [(b.kind, b.state.value) for b in changes[3].blocks] == [
        ("heading", "changed"), ("paragraph", "changed"), ("paragraph", "removed"),
    ]  # fmt: skip


def test_a_section_is_known_by_what_it_says() -> None:
    text = "Kommunen svarar på synpunkter inom fem arbetsdagar och berättar vad som händer."
    changes = compare([heading("Klagomål"), para(text)], [heading("Synpunkter"), para(text)])
    assert [(c.old, c.new) for c in changes] == [("Klagomål", "Synpunkter")]


def test_changed_sentences_have_lines() -> None:
    old = [heading("Svar"), para("Vi ska svara. Alla får svar. Vi tackar.", 3)]
    new = [heading("Svar"), para("Alla får svar. Vi bör svara. Vi tackar. Hej då.", 3, (3, 6))]
    assert changed_sentences(old, new) == (
        SentenceChange("Vi ska svara.", None, 3),
        SentenceChange(None, "Vi bör svara.", 4),
        SentenceChange(None, "Hej då.", 5),
    )
    assert changed_sentences(OLD, NEW)[0] == SentenceChange("Media", "Media", 1)


def test_only_place_or_level_is_told_with_the_same_words() -> None:
    item = Block("item", "Ring oss.", 1, line=7)
    assert changed_sentences([item], [Block("item", "Ring oss.", 2, line=8)]) == (
        SentenceChange("Ring oss.", "Ring oss.", 8),
    )
    moved = changed_sentences(
        [para("Ett."), para("Två."), item], [item, para("Ett."), para("Två.")]
    )
    assert moved == (SentenceChange("Ring oss.", "Ring oss.", 7),)


def test_the_work_does_not_grow_with_the_square(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    likeness = align.likeness

    def count(one: align.Bag, other: align.Bag) -> float:
        nonlocal counted
        counted += 1
        return likeness(one, other)

    monkeypatch.setattr(align, "likeness", count)
    old = [para(f"Stycke {n} om ämne {n} och inget annat.") for n in range(2000)]
    new = [para(f"Stycke {n} om sak {n} och inget annat alls.") for n in range(2000)]
    changes = compare(old, new)
    assert {b.state for b in changes[0].blocks} == {State.CHANGED}
    assert counted <= 2000 * align.NEAREST
    flood = [para("Samma ord om igen.")] * 1000 + [para("Andra ord i sänder.")] * 1000
    compare(flood, flood[::-1])
    sections = [heading(f"Rubrik {n}") for n in range(2000)]
    compare(sections, [heading(f"Titel {n} x") for n in range(2000)])
    assert counted <= 6000 * align.NEAREST
