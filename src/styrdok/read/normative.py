"""A text's tokens become the blocks that a decision is about; it knows no file and no decision.

What counts is what a reader is told: words, figures, signs, headings and their levels, the order
and nesting of blocks, the numbers of numbered lists, notes and where they are called, what is
struck out, the alternative words of pictures, and an address where it is itself what one reads.
What does not count: white space and how lines are wrapped, emphasis, where links and pictures
lead, anchors, themes, contact blocks, who may read a passage, rules between paragraphs, the
language of a code block, signs that are not seen, and how a sign was typed: an entity, a
backslash, straight or curved quotation marks, three dots or an ellipsis.

This is the one module that knows the parser's kinds of token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

from markdown_it.token import Token

from styrdok.read.commonmark import ONE_ATTRIBUTE, Lines
from styrdok.redline import Block
from styrdok.slug import slugify

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
TYPED = (
    (re.compile("[“„‟«»″”]"), '"'),
    (re.compile("[’‘]"), "'"),
    (re.compile("…"), "..."),
)
UNSEEN = re.compile(  # Unicode's category Cf
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
STRUCK = "~~"
BREAKS = ("softbreak", "hardbreak")


def blocks(tokens: Sequence[Token], lines: Lines) -> tuple[Block, ...]:
    """Return the blocks of a text's tokens, its notes last; `lines` tells lines in the file."""
    walk = _Walk(lines)
    for token, following in zip(tokens, [*tokens, None][1:], strict=True):
        walk.take(token, following)
    return tuple(walk.found)


def fingerprint(title: str, parts: Iterable[Block]) -> str:
    """Return 32 hexadecimal digits that stand for a title and blocks, words and structure.

    BLAKE2b (RFC 7693) of 16 bytes: whoever can write a text cannot find another one with the
    same fingerprint.
    """
    told = [" ".join(title.split())]
    for block in parts:
        shape = f"{block.kind}\x1f{block.level}\x1f{'/'.join(block.within)}"
        told.append(f"{shape}\x1f{' '.join(seen(block.words).split())}")
    plain = unicodedata.normalize("NFC", seen("\x1e".join(told)))
    for pattern, sign in TYPED:
        plain = pattern.sub(sign, plain)
    return blake2b(plain.encode(), digest_size=16).hexdigest()


def seen(words: str) -> str:
    """Return words without signs that no reader sees: soft hyphens, zero-width signs."""
    return UNSEEN.sub("", words)


class _Walk:
    """Where a walk through the tokens has come, and the blocks found so far."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.within: list[str] = []
        self.numbers: list[int | None] = []  # the next number of each open list, if it has any
        self.lead = ""  # a number or mark that begins the next block
        self.is_item = False
        self.parent: Token | None = None  # what opened last
        self.before = 1  # the level of the heading before
        self.column = 0
        self.at = 0

    def take(self, token: Token, following: Token | None) -> None:
        """Follow one token."""
        if token.map:
            self.at = token.map[0]
        if token.nesting > 0:
            self.parent = token
        if step := STEPS.get(token.type):
            step(self)
        elif token.type == "ordered_list_open":
            self.numbers.append(int(token.attrs.get("start", 1)))
        elif token.type == "list_item_open":
            self.open_item(following)
        elif token.type == "footnote_open":
            self.within.append("note")
            self.lead = str(token.meta["id"] + 1).translate(RAISED)
        elif token.type == "inline":
            self.take_inline(token)
        elif token.type in ("fence", "code_block"):
            self.add("code", 0, seen(token.content))

    def open_item(self, following: Token | None) -> None:
        """Begin an item; one that does not begin with a paragraph is a block without words."""
        number = self.numbers[-1]
        if number is not None:
            self.lead += f"{number}."
            self.numbers[-1] = number + 1
        if following is None or following.type != "paragraph_open":
            self.add("item", len(self.numbers), "")
        else:
            self.is_item = True
        self.within.append("item")

    def take_inline(self, token: Token) -> None:
        """Add the block that an inline token holds the words of."""
        words, breaks = _read(token)
        opened = self.parent.type if self.parent else ""
        if opened == "heading_open" and self.parent:
            self.take_heading(self.parent, words, breaks)
        elif opened in ("th_open", "td_open"):
            self.column += 1
            self.add("cell", self.column, words)
        elif self.is_item:
            self.is_item = False
            inside = self.within.pop()  # an item's own words do not stand within it
            self.add("item", len(self.numbers), words, breaks)
            self.within.append(inside)
        elif words or self.lead:
            last = self.within[-1] if self.within else ""
            self.add(last if last in ("quote", "note") else "paragraph", 0, words, breaks)

    def take_heading(self, opened: Token, words: str, breaks: tuple[int, ...]) -> None:
        """Add a heading; one in a list or quote opens no section, and is a levelled paragraph."""
        written = int(opened.tag[1])
        if self.within:
            self.add("paragraph", written, words, breaks)
            return
        self.before = max(2, min(written, self.before + 1))  # as it is set: without gaps
        given = ONE_ATTRIBUTE.finditer(opened.meta.get("attributes", ""))
        anchor = next((one["id"] for one in given if one["id"]), slugify(words))
        self.add("heading", self.before, words, breaks, anchor)

    def add(
        self, kind: str, level: int, words: str, breaks: tuple[int, ...] = (), anchor: str = ""
    ) -> None:
        """Add a block with what leads it."""
        lead, self.lead = self.lead, ""
        if lead:
            breaks = tuple(count + 1 for count in breaks)
        words = " ".join([*lead.split(), *words.split()])
        line = self.lines(self.at)
        self.found.append(Block(kind, words, level, anchor, line, tuple(self.within), breaks))

    def enter(self, name: str) -> None:
        """Go into what the following blocks stand in."""
        self.within.append(name)

    def leave(self) -> None:
        """Leave what the last blocks stood in."""
        self.within.pop()

    def close_list(self) -> None:
        """Leave a list."""
        self.numbers.pop()

    def open_list(self) -> None:
        """Go into a list without numbers."""
        self.numbers.append(None)

    def open_row(self) -> None:
        """Begin a row of a table."""
        self.column = 0


STEPS: dict[str, Callable[[_Walk], None]] = {
    "bullet_list_open": _Walk.open_list,
    "bullet_list_close": _Walk.close_list,
    "ordered_list_close": _Walk.close_list,
    "list_item_close": _Walk.leave,
    "blockquote_open": lambda walk: walk.enter("quote"),
    "blockquote_close": _Walk.leave,
    "footnote_close": _Walk.leave,
    "thead_open": lambda walk: walk.enter("head"),
    "thead_close": _Walk.leave,
    "tr_open": _Walk.open_row,
}


def _read(token: Token) -> tuple[str, tuple[int, ...]]:
    """Return an inline token's words, and how many stand before each of its line breaks."""
    parts: list[str] = []
    breaks: list[int] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "html_inline"):
            parts.append(child.content)
        elif child.type in BREAKS:
            breaks.append(len(seen("".join(parts)).split()))
            parts.append(" ")
        elif child.type == "image":
            parts.append(_read(child)[0])
        elif child.type == "footnote_ref":
            parts.append(str(child.meta["id"] + 1).translate(RAISED))
        elif child.type in ("s_open", "s_close"):
            parts.append(STRUCK)
    return " ".join(seen("".join(parts)).split()), tuple(breaks)
