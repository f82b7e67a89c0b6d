"""Promises in a text: who answers or acts within a time; it knows no other text and no status.

Precision comes first: what a citizen must do, what another promises, aims, possibilities, terms
of law, review and archiving are no promises. A sentence that is not understood is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from styrdok.model import Act, Channel, Promise, Section, Span
from styrdok.read import oaths
from styrdok.read.blocks import TextBlock
from styrdok.read.spans import NEXT_DAY, NUMBERS, QUANTITY, span_of
from styrdok.redline.sentences import sentences

SOON = r"(?:(?:loppet av|som längst|som mest|högst|max(?:imalt)?|cirka|ca\.?|ungefär|de|den)\s)*"
# What has none of this promises nothing. It is asked of every text: each begins with plain letters,
# which are looked for first.
LOOSELY = rf"[\s*_]+(?:(?!nom|enast)\w+[\s*_]+){{0,3}}?(?:\d|(?:{'|'.join(NUMBERS)})\b)"
NAMED_DAY = r"\s\w*dag"
TRIGGERS = tuple(
    (letters, re.compile(letters + rest))
    for letters, rest in (
        ("nom", LOOSELY),
        ("enast", LOOSELY),
        ("efter", rf"[\s*_]+(?:högst|max\w*|som){LOOSELY}"),
        ("amma", NAMED_DAY),
        ("ästa", NAMED_DAY),
        ("kommande", NAMED_DAY),
        ("ärmaste", NAMED_DAY),
        ("åföljande", NAMED_DAY),
        ("stid", ""),
        ("inom", r"\s*\|"),
    )
)
WITHIN = re.compile(rf"\b(?:senast\s)?(?:redan\s)?inom\s{SOON}{QUANTITY}")
AFTER = re.compile(
    rf"\b(?:senast|(?:efter|på)\s(?:högst|senast|max(?:imalt)?|som mest))\s{QUANTITY}"
    r"(?!\s(?:före|innan|i förväg))"
)
SAME_DAY = re.compile(rf"\b(?:(?:senast|redan|under)\s)*{NEXT_DAY}")
REPLY_TIME = re.compile(
    r"\b(?:svarstid|återkopplingstid|handläggningstid)(?:en|er|erna)?\b(?:\s(?:på|för|i|via)\s[\w-]+)?"
    rf"(?:\s(?:är|ska vara|får vara|blir))?:?\s(?:inte\slängre\sän\s)?{SOON}{QUANTITY}"
)
TIMES = (WITHIN, SAME_DAY, AFTER, REPLY_TIME)
MOST_LEAD = 200  # signs
ONLY_A_TIME = re.compile(rf"(?:(?:inom|senast|högst|max)\s)?{SOON}{QUANTITY}\.?")


def may_promise(words: str) -> bool:
    """Tell whether a text has any words for a promise with a time."""
    return any(letters in words and pattern.search(words) for letters, pattern in TRIGGERS)


def promises(blocks: Sequence[TextBlock], sections: Sequence[Section]) -> Iterator[Promise]:
    """Yield the promises in a text's blocks; their lines are counted from 0 in the text."""
    lead, heads, first = "", dict[int, str](), ""
    row, column = (0, 0), 0
    said = "\0".join(block.words for block in blocks)  # no trigger runs from one into another
    triggers = [one for letters, one in TRIGGERS if letters in said and one.search(said)]
    for block in blocks:
        if block.kind in ("cell", "head"):
            column = column + 1 if (block.leaf, block.row) == row else 0
            row, first = (block.leaf, block.row), block.words if not column else first
            if block.kind == "head":
                heads[column] = block.words
                continue
        if block.kind == "quote":
            continue
        section = sections[block.leaf - 1] if block.leaf else None
        title, anchor = (section.title, section.anchor) if section else ("", None)
        if block.kind == "cell":
            yield from _in_cell(block, heads.get(column, "") if column else "", first, anchor)
        led = lead if block.kind == "item" else ""
        if block.kind == "block":
            words = (sentences(block.words) or [""])[-1] if block.words.endswith(":") else ""
            lead = words if len(words) < MOST_LEAD else ""
        if any(trigger.search(block.words) for trigger in triggers):
            for words, line in block.sentences():
                for span, act, channels, used in _promised(words, led, title):
                    yield Promise(words, used, span, act, channels, anchor, line)


def _in_cell(block: TextBlock, head: str, first: str, anchor: str | None) -> Iterator[Promise]:
    """Yield the promise of a table's cell that holds nothing but a time, under a head that says."""
    words = " ".join(block.words.split())
    if head and (match := ONLY_A_TIME.fullmatch(words.lower())):
        said = head.lower()
        if oaths.HEAD.search(said) and not oaths.ELSE.search(f"{said} {first.lower()}"):
            span = span_of(match, words)
            channels = _channels(f"{first} {head}".lower())
            act = oaths.act_of(said)
            yield Promise(f"{first} – {head}: {words}", "", span, act, channels, anchor, block.line)


Found = tuple[Span, Act, tuple[Channel, ...], str]


def _promised(words: str, lead: str, title: str) -> Iterator[Found]:
    """Yield what a sentence promises, and the lead where it needs that in order to be a promise."""
    low, above = words.lower(), f"{lead} {title}".lower()
    if len(low) != len(words) or words.endswith("?"):
        return
    spans = list(_spans(low, words))
    if not spans or oaths.ELSE.search(low) or oaths.ELSE.search(above):
        return
    stem = "" if words[0].isupper() else lead.rstrip(": ").lower()
    if oaths.softened(stem):
        return
    told: set[tuple[Act, tuple[Channel, ...]]] = set()
    for number, (span, start, stop) in enumerate(spans):
        more = len(stem) + 1
        used = lead
        act = oaths.sworn(f"{stem} {low}", start + more, stop + more) if stem else None
        if not act:
            act, used = oaths.sworn(low, start, stop), ""
        begin = spans[number - 1][2] if number else 0
        part = low[begin:start] if len(spans) > 1 else low
        said = _channels(part) or (() if number else _channels(low))
        if not said and not oaths.ANY_WAY.search(low) and not number:
            said = _channels(lead.lower()) or _channels(title.lower())
        if act and (act, said) not in told:
            told.add((act, said))
            yield span, act, said, used


def _spans(low: str, words: str) -> Iterator[tuple[Span, int, int]]:
    """Yield each time in a sentence within which something is to be done, and its place."""
    found = [match for pattern in TIMES for match in pattern.finditer(low)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        begin = match.start("low" if "low" in match.groupdict() else "which")
        if match.start() >= end and not _quoted(low, begin):
            end = match.end()
            yield span_of(match, words[begin:end]), match.start(), end


def _quoted(low: str, at: int) -> bool:
    """Tell whether a place stands in quotation marks: somebody else's words, or an example."""
    before = low[:at]
    marks = sum(before.count(mark) for mark in '”"“»«')
    return marks % 2 == 1


def _channels(low: str) -> tuple[Channel, ...]:
    """Return the channels that words name; none where they say that any will do."""
    if oaths.ANY_WAY.search(low):
        return ()
    return tuple(channel for channel, pattern in oaths.CHANNELS if pattern.search(low))
