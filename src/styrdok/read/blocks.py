"""A text's Markdown becomes the blocks that are compared; it knows no file and no other text."""

from __future__ import annotations

from markdown_it.token import Token

from styrdok.read.commonmark import parse, plain_text
from styrdok.redline import Block
from styrdok.slug import slugify

CELLS = ("th_open", "td_open")


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return a text's blocks in order, with their lines in it counted from 1."""
    found: list[Block] = []
    opened: list[Token] = []
    line = 0
    for token in parse(markdown).tokens:
        line = token.map[0] if token.map else line
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1:
            opened.pop()
        elif token.type == "inline":
            found.append(_block(token, opened, line + 1))
        elif token.type in ("fence", "code_block"):
            found.append(Block("code", token.content.strip(), line=line + 1))
    return tuple(block for block in found if block.words)


def _block(token: Token, opened: list[Token], line: int) -> Block:
    words, inner = plain_text(token.children or []), opened[-1]
    kinds = [one.type for one in opened]
    if inner.type == "heading_open" and len(opened) == 1:
        given = inner.meta.get("attributes", "").split()
        named = next((word[1:] for word in given if word.startswith("#")), "")
        return Block("heading", words, int(inner.tag[1]), named or slugify(words), line)
    if inner.type in CELLS:
        return Block("cell", words, line=line)
    if "footnote_open" in kinds:
        return Block("note", words, line=line)
    if "list_item_open" in kinds:
        return Block("item", words, kinds.count("list_item_open"), line=line)
    return Block("quote" if "blockquote_open" in kinds else "paragraph", words, line=line)
