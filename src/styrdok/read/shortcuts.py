"""Ordinary prose takes a shorter way through the Markdown parser, to the very same tokens.

Most blocks begin with a sign that tells what they are, and most lines hold no markup; the
parser would try a dozen rules on each. It knows CommonMark's first signs, and nothing of ours.
"""

from __future__ import annotations

import re
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading, hr, list_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

UNDERLINE = re.compile(r"[ \t>]*[-=:|][-=:|> \t]*")  # of a heading, or a table's head
UNDERLINED = re.compile(rf"\n{UNDERLINE.pattern}(?=\n|\Z)")  # any text with such a line
MARKUP = re.compile(r"[\n\\`~*_\[\]!<&^]")  # every sign that some inline rule begins with
CODE_INDENT = 4
MOST_LEVELS = 6  # of headings


def take_shortcuts(parser: MarkdownIt) -> None:
    """Let a CommonMark parser with tables, notes and strikethrough go the shorter way."""
    parser.core.ruler.at("normalize", _normalize)
    parser.core.ruler.before("block", "underlined", _underlined)
    parser.block.ruler.before("table", "by_first_sign", _by_first_sign)
    parser.core.ruler.at("inline", _inline)


def _normalize(state: StateCore) -> None:
    """Make every line end a `\\n`, and NUL a sign that can be shown (CommonMark 2.3)."""
    text = state.src.replace("\r\n", "\n").replace("\r", "\n")
    state.src = text.replace("\0", "\ufffd")


def _underlined(state: StateCore) -> None:
    """Note the lines with an underline somewhere below them, before the next empty line."""
    found: set[int] = set()
    if UNDERLINED.search(state.src):
        lines, below = state.src.split("\n"), False
        for number in range(len(lines) - 1, -1, -1):
            if below:
                found.add(number)
            line = lines[number]
            below = bool(line.strip(" \t")) and (below or bool(UNDERLINE.fullmatch(line)))
    state.env["underlined"] = found


def _by_first_sign(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a block by its first sign alone, where no line below could make it another."""
    if start in state.env["underlined"] or state.sCount[start] - state.blkIndent >= CODE_INDENT:
        return False
    sign = state.src[state.bMarks[start] + state.tShift[start]]
    if sign.isalpha():
        return _paragraph(state, start)
    if sign == "#":
        return _heading(state, start) or heading(state, start, end, silent)
    if sign in "-*":
        return (
            _points(state, start, end)
            or hr(state, start, end, silent)
            or list_block(state, start, end, silent)
        )
    return sign.isdigit() and list_block(state, start, end, silent)


def _paragraph(state: StateBlock, start: int) -> bool:
    """Take a paragraph as the library does, but ask by its first sign whether a line ends it."""
    before, state.parentType = state.parentType, "paragraph"
    stop, last = start + 1, state.lineMax
    while stop < last and not state.isEmpty(stop):
        if 0 <= state.sCount[stop] < state.blkIndent + CODE_INDENT and _ends(state, stop, last):
            break
        stop += 1
    state.parentType = before
    if stop == start + 1:
        words = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    else:
        words = state.getLines(start, stop, state.blkIndent, False)
    state.line = stop
    _add(state, ("paragraph", "p", ""), start, mdTrim(words))
    return True


def _ends(state: StateBlock, line: int, last: int) -> bool:
    """Tell whether a line that no underline follows ends the paragraph before it."""
    sign = state.src[state.bMarks[line] + state.tShift[line]]
    if sign.isalpha():
        return False
    if sign in "-*+":
        return hr(state, line, last, True) or list_block(state, line, last, True)
    if sign.isdigit():
        return list_block(state, line, last, True)
    return any(rule(state, line, last, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _heading(state: StateBlock, start: int) -> bool:
    """Take a heading of the usual form, without signs behind its words."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    words = line.lstrip("#")
    mark = line[: len(line) - len(words)]
    if len(mark) > MOST_LEVELS or words[:1] != " " or words.rstrip(" \t")[-1:] == "#":
        return False
    state.line = start + 1
    _add(state, ("heading", f"h{len(mark)}", mark), start, mdTrim(words))
    return True


def _points(state: StateBlock, start: int, end: int) -> bool:
    """Take a list of points that begin with a letter, one a line, and end with an empty line."""
    src, begins = state.src, state.bMarks
    mark = src[begins[start]]
    stop = start
    while stop < end and src.startswith(f"{mark} ", begins[stop]):
        if not src[begins[stop] + 2 : begins[stop] + 3].isalpha():
            return False
        stop += 1
    after = state.skipEmptyLines(stop)
    if state.level or state.blkIndent or stop == start or (after == stop and after < end):
        return False
    if after < end and (state.sCount[after] or src[begins[after]] in "-*+"):
        return False  # what may belong to the list
    state.tokens.append(_token("bullet_list_open", "ul", 1, 0, mark, [start, after]))
    for line in range(start, stop):
        lines = [line, line + 1 if line + 1 < stop else after]
        state.tokens.append(_token("list_item_open", "li", 1, 1, mark, lines))
        state.level, state.line = 2, line + 1
        words = mdTrim(src[begins[line] + 2 : state.eMarks[line]])
        _add(state, ("paragraph", "p", ""), line, words, hidden=True)
        state.tokens.append(_token("list_item_close", "li", -1, 1, mark))
    state.tokens.append(_token("bullet_list_close", "ul", -1, 0, mark))
    state.level, state.line = 0, after
    return True


def _add(
    state: StateBlock, of: tuple[str, str, str], start: int, words: str, hidden: bool = False
) -> None:
    """Add a block of words, of a kind with its tag and mark, that ends before the state's line."""
    kind, tag, mark = of
    level, stop = state.level, state.line
    state.tokens += (
        _token(f"{kind}_open", tag, 1, level, mark, [start, stop], hidden),
        Token("inline", "", 0, {}, [start, stop], level + 1, [], words, "", "", {}, True),
        _token(f"{kind}_close", tag, -1, level, mark, None, hidden),
    )


def _token(  # noqa: PLR0913, PLR0917
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    level: int,
    mark: str,
    lines: list[int] | None = None,
    hidden: bool = False,
) -> Token:
    return Token(kind, tag, nesting, {}, lines, level, None, "", mark, "", {}, True, hidden)


def _inline(state: StateCore) -> None:
    """Parse what has markup in it; what has none is one token of text."""
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if MARKUP.search(token.content):
            parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))
