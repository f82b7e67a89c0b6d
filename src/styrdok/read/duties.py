"""How strongly each sentence of a text binds, and whom; it knows no other text.

The words stand in `swedish/duties.yml` and the roles in `swedish/roles.yml`. Precision comes first:
a sentence that is not understood binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from styrdok.model import Duty, Strength
from styrdok.read.blocks import TextBlock, text_blocks
from styrdok.read.duty.bound import Bound, bound
from styrdok.read.duty.clauses import OPENING
from styrdok.read.duty.modals import HAVE_TO
from styrdok.read.duty.said import said
from styrdok.read.duty.subjects import Who, named
from styrdok.read.duty.words import LEXICON, WORDS, is_infinitive
from styrdok.read.setting import SetText
from styrdok.redline.sentences import sentences
from styrdok.swedish.roles import in_order

LONGEST = 5000  # signs of a sentence; a longer one is a damaged table or a list without an end
MOST_LEAD = 600


class Lead(NamedTuple):
    """What introduces a list: its sentence, the block and line that it stands in, what it binds."""

    words: str
    block: TextBlock
    line: int
    found: tuple[Bound, ...]
    waits: bool = True  # for an item to take what it binds to


def duties(text: SetText) -> tuple[Duty, ...]:
    """Return what a text says that somebody shall, should, may or may not do, in order."""
    return tuple(duties_in(text_blocks(text)))


def roles_bound(found: Iterable[Duty]) -> tuple[str, ...]:
    """Return the ids of the roles that some duties bind, in the roles' order."""
    return in_order({role for duty in found for role in duty.roles})


def may_bind(words: str) -> bool:
    """Tell whether some words have any that may bind."""
    return any([LEXICON[one][2] for one in words.split()]) or HAVE_TO in words


def duties_in(blocks: Iterable[TextBlock]) -> Iterator[Duty]:
    """Yield the duties in a text's blocks."""
    lead: Lead | None = None
    head = (0, 0, "")  # the leaf, row and words of a row's first cell
    for block in blocks:
        if block.kind == "item" and lead and lead.block.leaf == block.leaf:
            taken = list(_item(block, lead))
            if lead.waits and not any(duty.lead and not duty.stop for duty in taken):
                yield from _all(lead.words, lead.found, block.leaf, lead.line)
            lead = lead._replace(waits=False)
            yield from taken
            continue
        if lead and lead.waits:
            yield from _all(lead.words, lead.found, lead.block.leaf, lead.line)
        lead = _leads(block)
        if block.kind == "cell" and head[:2] != (block.leaf, block.row):
            head = (block.leaf, block.row, block.words)
        if block.kind not in ("quote", "head") and may_bind(block.words):
            above = head[2] if block.kind == "cell" else ""
            told = _sentences(block)
            yield from _told(told[:-1] if lead else told, block.leaf, above)
    if lead and lead.waits:
        yield from _all(lead.words, lead.found, lead.block.leaf, lead.line)


def _told(told: Sequence[tuple[str, int]], leaf: int, above: str) -> Iterator[Duty]:
    """Yield what sentences that follow each other bind to; `above` may name whom the first does."""
    named_before = False
    for number, (words, line) in enumerate(told):
        found = bound(words, named_before) if may_bind(words) else ()
        named_before = any(one.who for one in found)
        if above and not number:
            found = _headless(found, above)
        yield from _all(words, found, leaf, line)


def _headless(found: Sequence[Bound], above: str) -> tuple[Bound, ...]:
    """Return what a sentence binds; one that begins with its verb binds who is named above it."""
    return tuple(
        one if one.who or one.start else one._replace(who=_named_in(above), above=above)
        for one in found
    )


def _all(words: str, found: Sequence[Bound], leaf: int, line: int) -> Iterator[Duty]:
    """Yield what a sentence binds to as duties."""
    for one in found:
        yield _duty(words, one, one.who, leaf, line)


def _duty(words: str, one: Bound, who: Who | None, leaf: int, line: int) -> Duty:
    whom, roles = who or (None, ())
    return Duty(
        words, one.above, one.strength, one.modal, one.start, one.stop, whom, roles, leaf, line
    )


def _sentences(block: TextBlock) -> list[tuple[str, int]]:
    """Return a block's sentences with their lines, without those that are too long to be any."""
    if "\n" in block.words:
        return [found for found in block.sentences() if len(found[0]) <= LONGEST]
    return [(one, block.line) for one in sentences(block.words) if len(one) <= LONGEST]


def _leads(block: TextBlock) -> Lead | None:
    """Return what a block says to a list after it, where it ends as what introduces one does."""
    words = block.words.rstrip()
    if block.kind != "block" or not words or words[-1] in ".!?…":
        return None
    told = _sentences(block)
    if not told or len(told[-1][0]) > MOST_LEAD:
        return None
    last, line = told[-1]
    found = bound(last) if may_bind(last) else ()
    return Lead(last, block, line, found)


def _item(block: TextBlock, lead: Lead) -> Iterator[Duty]:
    """Yield what an item of a list binds to: by its own words, else by those that introduce it."""
    told = _sentences(block)
    own = list(_told(told, block.leaf, lead.words)) if may_bind(block.words) else []
    yield from own
    if own or not lead.found or not told or not _goes_on(told[0][0], lead):
        return
    words, line = told[0]
    one = lead.found[-1]
    whom, roles = one.who or (None, ())
    strength, modal = one.strength, one.modal
    first = said(words).low[0]
    if strength is Strength.SHALL and first in WORDS["negation"] and modal in ("ska", "skall"):
        strength = Strength.SHALL_NOT
    yield Duty(words, lead.words, strength, modal, 0, 0, whom, roles, block.leaf, line)


def _goes_on(item: str, lead: Lead) -> bool:
    """Tell whether an item goes on with the sentence that introduces it.

    It does not where it is a sentence itself, nor where a clause of its own stands between: 'ska
    motverka fördomar som är knutna till'.
    """
    words = said(item).low
    first = next((word for word in words if word not in WORDS["adverb"]), "")
    if is_infinitive(first):
        return True
    if item[:1].isupper() and not WORDS["finite"].isdisjoint(words):
        return False
    after = said(lead.words[lead.found[-1].stop :].strip()).low
    return (OPENING - {"att"}).isdisjoint(after[:-1])


def _named_in(lead: str) -> Who | None:
    words = said(lead)
    return named(words, 0, len(words))
