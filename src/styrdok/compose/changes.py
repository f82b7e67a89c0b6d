"""What one text has that another has not, as a page shows it; it knows no page and no document."""

from __future__ import annotations

from styrdok.read.commonmark import parse
from styrdok.read.normative import blocks
from styrdok.redline import Block, SectionChange, SentenceChange, changed_sentences, compare


def redline(old: str, new: str) -> tuple[SectionChange, ...]:
    """Return what has become of each section from one Markdown text to another."""
    return compare(_blocks(old), _blocks(new))


def changed(old: str, new: str) -> tuple[SentenceChange, ...]:
    """Return each sentence that one Markdown text has otherwise than another."""
    found = changed_sentences(_blocks(old), _blocks(new))
    return tuple(change for change in found if change.old != change.new)  # not what only moved


def _blocks(markdown: str) -> tuple[Block, ...]:
    return blocks(parse(markdown).tokens, lambda at: at + 1)
