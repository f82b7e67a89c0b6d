"""The blocks of a text as set, as they are read aloud, with what each stands in; it knows no page.

Here links and code are words like others. A stream (`read/stream.py`), in which something is to
become a link, closes them, and is as long as its HTML: neither can be made of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from styrdok.model import Value
from styrdok.read.setting import Leaf, SetText
from styrdok.redline.sentences import sentences

UNREAD = re.compile(r"<sup.*?</sup>|<[^>]*>|\0[^\0]*\0", re.S)  # marks, notes' numbers, slots
ITEM = "<li>"
CELL, HEAD = "<td>", '<th scope="col">'


class TextBlock(Value, frozen=True):
    """A block in plain words: its `leaf` (0 before the first heading), its kind, its line from 0.

    `row` tells cells of one row of a table from those of another. The words keep the text's line
    breaks. `kind` is block, item, cell, head or quote; a cell that is quoted is a quote `in_table`.
    """

    leaf: int
    kind: str
    row: int
    line: int
    words: str
    in_table: bool = False

    def sentences(self) -> Iterator[tuple[str, int]]:
        """Yield each sentence with the line, from 0, on which it begins."""
        lines = [
            self.line + number
            for number, row in enumerate(self.words.split("\n"))
            for _ in row.split()
        ]
        at = 0
        for sentence in sentences(self.words):
            yield sentence, lines[at]
            at += len(sentence.split())


def text_blocks(text: SetText, start: int = 0, stop: int | None = None) -> list[TextBlock]:
    """Return the blocks of a text as set, or of some leaves of it, without headings and notes."""
    found: list[TextBlock] = []
    for number, leaf in enumerate(text.leaves[start:stop], start):
        html = leaf.html
        if ITEM in html or "<tr>" in html or "<blockquote>" in html:
            found += _blocks(number, leaf)
        else:
            found += [
                TextBlock(number, "block", 0, line, read_aloud(html[begin:end]))
                for begin, end, line in leaf.runs
            ]
    return found


def read_aloud(html: str) -> str:
    """Return a block's HTML as its words."""
    if "<" in html or "&" in html or "\0" in html:
        return unescape(UNREAD.sub("", html))
    return html


def _blocks(number: int, leaf: Leaf) -> Iterator[TextBlock]:
    html = leaf.html
    row = depth = at = 0
    quoted, rows = "<blockquote>" in html, "<tr>" in html
    for start, stop, line in leaf.runs:
        if quoted:
            depth += html.count("<blockquote>", at, start) - html.count("</blockquote>", at, start)
        row += html.count("<tr>", at, start) if rows else 0
        at = start
        kind, words = _kind(html, start, rows), read_aloud(html[start:stop])
        in_table = kind in ("cell", "head")
        yield TextBlock(number, "quote" if depth else kind, row, line, words, in_table)


def _kind(html: str, start: int, rows: bool) -> str:
    if html.endswith(ITEM, 0, start):
        return "item"
    if rows and html.endswith(CELL, 0, start):
        return "cell"
    if rows and html.endswith(HEAD, 0, start):
        return "head"
    near = html[max(0, start - 12) : start]
    return "item" if near.removesuffix("<p>").rstrip().endswith(ITEM) else "block"
