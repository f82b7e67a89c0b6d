"""The passages of a text as set: what is read as one, and may have been copied as one.

A paragraph is a passage, and so are a list with what introduces it and a row of a table. Headings,
contact blocks, table heads, notes and quotations are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from styrdok.model import Value
from styrdok.read.blocks import TextBlock, text_blocks
from styrdok.read.setting import SetText

APART = ("head", "quote")  # what is never of a passage


class Paragraph(Value, frozen=True):
    """A passage of one text: its leaf (0 before the first heading), its line from 0, its blocks."""

    leaf: int
    line: int
    blocks: tuple[str, ...]

    @property
    def words(self) -> str:
        """The passage's words, its blocks on lines of their own."""
        return "\n".join(" ".join(block.split()) for block in self.blocks)


def paragraphs(text: SetText) -> Iterator[Paragraph]:
    """Yield a text's passages in order."""
    held: list[TextBlock] = []
    for block in text_blocks(text):
        if held and not _joined(held[-1], block):
            yield _whole(held)
            held = []
        if block.kind not in APART:
            held.append(block)
    if held:
        yield _whole(held)


def _joined(before: TextBlock, block: TextBlock) -> bool:
    """Tell whether a block goes on with what the one before it began."""
    if before.leaf != block.leaf:
        return False
    if block.kind == "item":
        return before.kind == "item" or before.words.rstrip().endswith(":")
    return block.kind == "cell" and before.kind == "cell" and before.row == block.row


def _whole(held: list[TextBlock]) -> Paragraph:
    return Paragraph(held[0].leaf, held[0].line, tuple(block.words for block in held))
