"""What one text has that another has not, as a page shows it; it knows no page and no document."""

from __future__ import annotations

from styrdok.read.commonmark import parse, plain_text
from styrdok.redline import Block, SectionChange, SentenceChange, changed_sentences, compare


def redline(old: str, new: str) -> tuple[SectionChange, ...]:
    """Return what has become of each section from one Markdown text to another."""
    return compare(_blocks(old), _blocks(new))


def changed(old: str, new: str) -> tuple[SentenceChange, ...]:
    """Return each sentence that one Markdown text has otherwise than another."""
    return changed_sentences(_blocks(old), _blocks(new))


def _blocks(markdown: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    before = None
    for token in parse(markdown).tokens:
        if token.type == "inline":
            words = plain_text(token.children or [])
            heading = before is not None and before.type == "heading_open"
            level = int(before.tag[1]) if heading and before else 0
            blocks.append(Block("heading" if heading else "paragraph", words, level))
        before = token
    return tuple(blocks)
