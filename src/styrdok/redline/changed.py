"""What was changed between two texts, sentence by sentence; it knows no file, page or policy."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from styrdok.model.value import replace
from styrdok.redline.align import chain, common, gaps, likely
from styrdok.redline.compare import Beside, lay
from styrdok.redline.sentences import sentences
from styrdok.redline.values import Block, SentenceChange
from styrdok.redline.words import bag

SAME_SENTENCE = 0.4


def changed_sentences(old: Sequence[Block], new: Sequence[Block]) -> tuple[SentenceChange, ...]:
    """Return each sentence that was changed, added, removed or moved, in the new text's order.

    A line is the sentence's in the new text; of a removed one, that of the block it stood
    beside. Of a moved section only its heading is told, and what was changed in it.
    """
    found: list[SentenceChange] = []
    line = new[0].line if new else 1
    for laid in lay(old, new):
        for at, pair in enumerate(laid.blocks):
            line = pair[1].line if pair[1] else line
            if laid.moved and at == 0 and pair[1]:
                found.append(SentenceChange(pair[1].words, pair[1].words, line))
            found += _in_block(pair, line)
    return tuple(_moved_told_once(found))


def _in_block(pair: Beside, line: int) -> list[SentenceChange]:
    old, new = pair
    before = sentences(old.words) if old else []
    after = sentences(new.words) if new else []
    lines = _lines(new, after) if new else [line]
    if before == after:
        if old and new and old.shape == new.shape:
            return []
        return [SentenceChange(a, a, lines[at]) for at, a in enumerate(after)]
    same = common(before, after)
    found: list[SentenceChange] = []
    for span, new_span in gaps(same, len(before), len(after)):
        gone, came = before[slice(*span)], after[slice(*new_span)]
        found += _in_gap(gone, came, lines, new_span[0])
    return found


def _in_gap(
    gone: Sequence[str], came: Sequence[str], lines: Sequence[int], start: int
) -> list[SentenceChange]:
    """Pair the sentences of a stretch where none is the same; `start` is its first in the new."""
    if len(gone) == len(came) == 1:
        pairs = [(0, 0)]
    else:
        pairs = chain(likely([bag(s) for s in gone], [bag(s) for s in came], SAME_SENTENCE))

    def line(at: int) -> int:
        return lines[min(start + at, len(lines) - 1)]

    found: list[SentenceChange] = []
    stretches = gaps(pairs, len(gone), len(came))
    for (span, new_span), pair in zip(stretches, [*pairs, None], strict=True):
        found += [SentenceChange(gone[at], None, line(new_span[0])) for at in range(*span)]
        found += [SentenceChange(None, came[at], line(at)) for at in range(*new_span)]
        if pair:
            found.append(SentenceChange(gone[pair[0]], came[pair[1]], line(pair[1])))
    return found


def _lines(block: Block, parts: Sequence[str]) -> list[int]:
    """The line that each sentence of a block begins on."""
    counts = [0, *accumulate(len(part.split()) for part in parts)]
    return [block.line + bisect_right(block.breaks, count) for count in counts[:-1]] or [block.line]


def _moved_told_once(changes: Sequence[SentenceChange]) -> list[SentenceChange]:
    """Make one of a sentence that went in one place and came in another."""
    gone: dict[str, list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        if change.new is None and change.old is not None:
            gone[change.old].append(at)
    told: list[SentenceChange | None] = list(changes)
    for at, change in enumerate(changes):
        if change.old is None and change.new is not None and gone[change.new]:
            told[gone[change.new].pop(0)] = None
            told[at] = replace(change, old=change.new)
    return [change for change in told if change is not None]
