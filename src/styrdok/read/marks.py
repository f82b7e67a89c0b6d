"""Marks of our own in a text's Markdown: contact blocks, and what is in another language.

A passage in another language stands between `::: språk en` and `:::`, words in one are written
`[words]{språk=en}`. Such a mark changes how words sound, and no word. It knows no audience.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

CONTACT_LINE = re.compile(r"::: kontakt (\S+)")
LANGUAGE_LINE = re.compile(r"::: språk (\S+)|:::")  # as `read/passages.py` leaves them
OF_WORDS = re.compile(r"\{(?:språk|lang)=(?P<sign>[\"']?)(?P<code>[^\s\"'{}]*)(?P=sign)\}")
MARK = "language"
OPEN, CLOSE = "spoken_open", "spoken_close"  # around blocks
WORDS_OPEN, WORDS_CLOSE = "spoken_words_open", "spoken_words_close"
OF_THE_PAGE = ("contact", "inside_open", "inside_close")  # blocks in the page's own language
PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
TABLE_NAME = re.compile(r"Tabell(?: \d+[a-z]?)?\s?[.:] ?\S")


def take_marks(parser: MarkdownIt) -> None:
    """Let a parser know our marks."""
    anywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "contact", _contact_block, anywhere)
    parser.block.ruler.before("fence", MARK, _language_mark, anywhere)
    parser.inline.ruler.before("link", MARK, _words_in_language)


def _line(state: StateBlock, start: int) -> str:
    if state.is_code_block(start):
        return ""
    return state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].strip()


def _contact_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise `::: kontakt funktion` as a block."""
    if not (match := CONTACT_LINE.fullmatch(_line(state, start))):
        return False
    if not silent:
        _push(state, "contact", start, contact=match[1])
    return True


def _language_mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise the lines that open and close a passage in another language."""
    if not (match := LANGUAGE_LINE.fullmatch(_line(state, start))):
        return False
    if not silent:
        _push(state, MARK, start, language=match[1])
    return True


def _push(state: StateBlock, kind: str, start: int, **meta: str | None) -> None:
    token = state.push(kind, "", 0)
    token.meta = meta
    token.map = [start, start + 1]
    state.line = start + 1


def _words_in_language(state: StateInline, silent: bool) -> bool:
    """Recognise `[words]{språk=en}`."""
    if state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, stop = state.pos + 1, parseLinkLabel(state, state.pos)
    match = OF_WORDS.match(state.src, stop + 1) if stop >= start else None
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        end = state.posMax
        state.pos, state.posMax = start, stop
        state.push(WORDS_OPEN, "span", 1).meta = {"language": match["code"]}
        state.md.inline.tokenize(state)
        state.push(WORDS_CLOSE, "span", -1)
        state.posMax = end
    state.pos = match.end()
    return True


def spoken_after(tokens: Iterable[Token], spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that are open after some tokens, the innermost last."""
    for token in tokens:
        if token.type == MARK:
            code = token.meta["language"]
            spoken = (*spoken, code) if code else spoken[:-1]
    return spoken


def laid_in_languages(tokens: Sequence[Token], spoken: tuple[str, ...]) -> Iterator[Token]:
    """Yield a section's tokens, its passages in other languages each whole within the section.

    `spoken` are the languages that are open where it begins.
    """
    shown = ""
    for token in tokens:
        if token.type == MARK:
            spoken = spoken_after((token,), spoken)
            continue
        if not token.level and token.nesting >= 0:
            wanted = spoken[-1] if spoken and token.type not in OF_THE_PAGE else ""
            if wanted != shown:
                yield from _turn(shown, wanted)
                shown = wanted
        yield token
    yield from _turn(shown, "")


def _turn(shown: str, wanted: str) -> Iterator[Token]:
    if shown:
        yield Token(CLOSE, "", 0)
    if wanted:
        yield Token(OPEN, "", 0, meta={"language": wanted})


def with_captions(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens where a paragraph `Tabell 1: …` right above a table is the table's caption."""
    laid = list(tokens)
    for at in [at for at, token in enumerate(laid) if token.type == "table_open"]:
        above = laid[max(0, at - 3) : at]
        if [token.type for token in above] == PARAGRAPH and TABLE_NAME.match(above[1].content):
            laid[at - 3] = laid[at]
            laid[at - 2] = Token("caption_open", "caption", 1)
            laid[at - 1 : at + 1] = above[1], Token("caption_close", "caption", -1)
    return laid
