"""The sections of a text as headings and words with their themes; it knows one text at a time."""

from __future__ import annotations

from styrdok.derive.themes.evidence import SectionText
from styrdok.derive.themes.namings import heading_words, treated_by_leaf
from styrdok.memory import Memory
from styrdok.model import Body
from styrdok.read.blocks import text_blocks
from styrdok.read.readings import set_text


def section_texts(body: Body, memory: Memory) -> dict[int, SectionText]:
    """Return the sections of a text that have words of their own, by their leaf."""
    text = set_text(body.digest, memory)
    words: dict[int, list[str]] = {}
    for block in text_blocks(text):
        if block.words.strip():
            words.setdefault(block.leaf, []).append(block.words)
    treated = treated_by_leaf(body)
    return {
        leaf: SectionText(heading_words(text.leaves[leaf].heading), "\n".join(said), treated[leaf])
        for leaf, said in words.items()
        if leaf
    }
