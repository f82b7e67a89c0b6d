"""What a decision is about: the fingerprint holds still for looks, and moves for meaning."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from styrdok.read.commonmark import parse
from styrdok.read.normative import blocks, fingerprint
from styrdok.redline import Block

TEXT = """\
## Svar {#svar tema="svarstider"}

Vi ska svara på frågor inom **två** arbetsdagar,
se [policyn](policy.md).[^a]

- en punkt
  - en inre punkt

    och mer i den
- 8.30–16.30

3. tredje
3. fjärde

> Ett citat.

| Kanal | Tid |
|---|---|
| Brev | fem dagar |

::: kontakt kontaktcenter

### Media

Chefen "talar" med media... ![Karta](karta.png)

[^a]: Vardagar.
"""


def read(text: str) -> tuple[Block, ...]:
    return blocks(parse(text).tokens, lambda at: at + 1)


def print_of(text: str, title: str = "Titel") -> str:
    return fingerprint(title, read(text))


def test_blocks_are_what_a_reader_is_told() -> None:
    assert [(b.kind, b.level, b.words, b.line) for b in read(TEXT)] == [
        ("heading", 2, "Svar", 1),
        ("paragraph", 0, "Vi ska svara på frågor inom två arbetsdagar, se policyn.¹", 3),
        ("item", 1, "en punkt", 6),
        ("item", 2, "en inre punkt", 7),
        ("paragraph", 0, "och mer i den", 9),
        ("item", 1, "8.30–16.30", 10),
        ("item", 1, "3. tredje", 12),
        ("item", 1, "4. fjärde", 13),
        ("quote", 0, "Ett citat.", 15),
        ("cell", 1, "Kanal", 17),
        ("cell", 2, "Tid", 17),
        ("cell", 1, "Brev", 19),
        ("cell", 2, "fem dagar", 19),
        ("heading", 3, "Media", 23),
        ("paragraph", 0, 'Chefen "talar" med media... Karta', 25),
        ("note", 0, "¹ Vardagar.", 27),
    ]
    assert read(TEXT)[1].breaks == (8,)
    assert [b.within for b in read(TEXT)][4] == ("item", "item")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('{#svar tema="svarstider"}', ""),
        ("{#svar", "{#annat"),
        ("**två**", "_två_"),
        ("**två**", "två"),
        ("arbetsdagar,\nse", "arbetsdagar, se"),
        ("arbetsdagar,\nse", "arbets\u00addagar,  \nse"),
        ("arbetsdagar", "arbets\u200bdagar"),
        ("på frågor", "pa\u030a\u00a0fr&aring;gor"),
        ("policy.md", "https://example.se/annat"),
        ("[policyn](policy.md)", "policyn"),
        ("[^a]", "[^annan]"),
        ("- en", "* en"),
        ("3. fjärde", "9. fjärde"),
        ("::: kontakt kontaktcenter\n", ""),
        ("### Media", "### Media ###"),
        ("### Media", "##### Media"),
        ('"talar"', "”talar”"),
        ("media...", "media…"),
        ("media...", r"media\.\.\."),
        ("karta.png", "annan.png"),
        ("| Brev | fem dagar |", "|Brev|fem   dagar|"),
        ("\n\n> Ett", "\n\n\n\n---\n\n>   Ett"),
    ],
)
def test_looks_do_not_change_it(was: str, becomes: str) -> None:
    assert was in TEXT
    assert print_of(TEXT.replace(was, becomes)) == print_of(TEXT)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("ska", "bör"),
        ("ska", "Ska"),
        ("ska", "~~ska~~"),
        ("två", "tre"),
        ("8.30", "8.45"),
        ("8.30–16.30", "8.30 16.30"),
        ("arbetsdagar,", "arbetsdagar"),
        ("citat.", "citat?"),
        ("## Svar", "## Svarstider"),
        ("### Media", "## Media"),
        ("### Media", "Media"),
        ("### Media\n", ""),
        ("  - en inre", "- en inre"),
        ("    och mer", "och mer"),
        ("3. tredje", "2. tredje"),
        ("3. tredje", "- tredje"),
        ("> Ett", "Ett"),
        ("> Ett", "> - Ett"),
        ("Brev | fem", "fem | Brev"),
        ("| Brev | fem dagar |\n", ""),
        ("policy.md).[^a]", "policy.md)."),
        ("Vardagar", "Helger"),
        ("Karta", "Bild"),
        ("Ett citat.", "Ett citat.\n\nTvå."),
    ],
)
def test_meaning_changes_it(was: str, becomes: str) -> None:
    assert was in TEXT
    assert print_of(TEXT.replace(was, becomes)) != print_of(TEXT)


def test_the_title_counts() -> None:
    assert print_of("Ord.", "En titel") != print_of("Ord.", "En annan")
    assert re.fullmatch("[0-9a-f]{32}", print_of(""))


line = st.sampled_from(
    ["## Rubrik", "# Ett", "- a", "  - b", "    c", "1. d", "> e", "> - f", "", "ord här", "---",
     "| g | h |", "|---|---|", "| i | j |", "::: kontakt x", "[^1]: not", "k[^1]", "```",
     "*l* [m](n)"]
)  # fmt: skip
texts = st.lists(line, max_size=14).map("\n".join)


@given(texts)
def test_any_text_has_blocks_and_holds_still(text: str) -> None:
    got = read(text)
    assert all(" ".join(b.words.split()) == b.words for b in got)
    assert print_of(text + "\n\n") == print_of(text)


@given(texts, st.integers(0, 20), st.integers(0, 20))
def test_order_words_and_levels_count(text: str, first: int, second: int) -> None:
    got = read(text)
    assume(got)
    one, other = first % len(got), second % len(got)
    swapped = list(got)
    swapped[one], swapped[other] = got[other], got[one]
    same = [(b.shape, b.words) for b in swapped] == [(b.shape, b.words) for b in got]
    assert (fingerprint("T", swapped) == fingerprint("T", got)) is same
