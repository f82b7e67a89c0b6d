"""The shorter way through the Markdown parser leads to the very same tokens as the long one."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.read.body import read_body
from styrdok.read.commonmark import PARSER, make_parser, parse
from styrdok.read.findings import Findings
from tests.conftest import HOME

LONG_WAY = make_parser()
LINES = (
    "Ord", "ord | ord", "å 1", "²", "१. ett", "Ⅷ", "# Rubrik", "##", "### Rubrik {#a}", "#inte",
    "- punkt", "* punkt", "+ punkt", "-", "*", "- ", "- en\n- två", "* en\n* två\n", "- en\n- 2",
    "1. ett", "2) två", "12345678901. för stort", "10",
    "---", "- - -", "* * *", "===", "=", ":", "|", "|---|---|", "---|---", ":-:|--", "| a | b |",
    "> citat", ">", "> ---", "> a\n> ===", "    kod", "\tkod", "```", "~~~ py", "<div>", "<!--",
    "::: kontakt chef", ":::", "[^1]: Not.", "Ord[^1] och [^2]", "[a]: <b.md> 'titel'", "[a]",
    "[ord](b.md)", "![bild](b.png)", "**fet** _lutad_ ~~struken~~", "`kod`", "<https://a.se>",
    "<b>", "&amp; &#0;", "\f", "\xa0", "rad\\", "rad  ", "\\*", "a*b_c", "100 % + $ = @ { }", "",
)  # fmt: skip
LEADS = ("", " ", "  ", "    ", "      ", "\t", "> ", "- ", "  - ", "1. ", "   ")
line = st.builds("".join, st.tuples(st.sampled_from(LEADS), st.sampled_from(LINES)))
texts = st.lists(
    st.one_of(line, st.just(""), st.text(" \t\r\f\0\xa0\u2028>-=|:#*+1.aå[]", max_size=9))
)


def said(parser: Any, text: str) -> tuple[object, ...]:
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    return tokens, env.get("references", {}), env.get("duplicate_refs", [])


@settings(max_examples=500, deadline=None)
@given(texts)
def test_any_text_gives_the_same_tokens(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert said(PARSER, text) == said(LONG_WAY, text)


def test_pairs_of_lines_give_the_same_tokens() -> None:
    for first in LINES:
        for second in LINES:
            for lead in ("", "  ", "> "):
                for last in ("rad", "==="):
                    text = f"{first}\n{lead}{second}\n{last}\n\n{lead}{first}"
                    assert said(PARSER, text) == said(LONG_WAY, text), text


@pytest.mark.parametrize("folder", ["policies", "docs", "tests/golden", "tests/leak"])
def test_every_text_of_the_project_gives_the_same_tokens(folder: str) -> None:
    paths = list((HOME / folder).rglob("*.md"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert said(PARSER, text) == said(LONG_WAY, text), path


def test_signs_that_begin_no_markup_are_known() -> None:
    """What the parser stops at and the shortcut does not is text to every rule that is on."""
    stops = [chr(code) for code in range(128) if PARSER.inline.terminator_re.match(chr(code))]
    for sign in stops:
        for text in (sign, f"a{sign}b", f"{sign}{sign}a{sign}{sign}", f"a {sign}(b){sign} c"):
            assert said(PARSER, text) == said(LONG_WAY, text), text


def test_reading_leaves_what_was_parsed_as_it_was() -> None:
    """The parser's last answer is given again, so nobody may have written in it."""
    text = "# A {#a}\n\n![b](c.png) [d](e.md)\n\n```py\nx\n```\n\n|a|\n|-|\n\n- f[^1]\n\n[^1]: g\n"
    before = deepcopy(parse(text))
    read_body(text, "sjoby", lambda at: at, Findings(""), [(0, 2)])
    assert parse(text) is parse(text) and parse(text) == before
