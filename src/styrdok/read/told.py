"""What a text promises and states is found once, when the text is read; it knows no other text."""

from __future__ import annotations

from collections.abc import Sequence

from styrdok.model import Promise, Section, Statement, replace
from styrdok.read.blocks import TextBlock
from styrdok.read.commonmark import Lines
from styrdok.read.promises import may_promise, promises
from styrdok.read.statements import may_name, may_number, statements

Told = tuple[tuple[Promise, ...], tuple[Statement, ...]]


def told(
    markdown: str, blocks: Sequence[TextBlock], sections: Sequence[Section], lines: Lines
) -> Told:
    """Return the promises and statements in a text of some blocks, with their lines in the file.

    A text that has not the words for any is not gone through.
    """
    promising, numbers, names = may_promise(markdown), may_number(markdown), may_name(markdown)
    if not (promising or numbers or names):
        return (), ()
    found = promises(blocks, sections) if promising else ()
    stated = statements(blocks, sections, numbers, names) if numbers or names else ()
    return (
        tuple(replace(one, line=lines(one.line), text_line=one.line) for one in found),
        tuple(replace(one, line=lines(one.line)) for one in stated),
    )
