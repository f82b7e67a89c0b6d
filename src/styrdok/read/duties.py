"""How strongly each sentence of a text binds, and whom; it knows no other text.

The words stand in `swedish/duties.yml` and the roles in `swedish/roles.yml`. Precision comes first:
a sentence that is not understood binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from styrdok.model import Duty
from styrdok.read.blocks import TextBlock, text_blocks
from styrdok.read.duty.bound import Bound, bound
from styrdok.read.duty.modals import HAVE_TO, TRIGGERS
from styrdok.read.duty.said import AROUND, WORDS, is_infinitive, said
from styrdok.read.duty.subjects import Who, named
from styrdok.read.setting import SetText
from styrdok.redline.sentences import sentences
from styrdok.swedish.roles import in_order

LONGEST = 5000  # signs of a sentence; a longer one is a damaged table or a list without an end
MOST_LEAD = 600
OPEN = frozenset(("att", "vara", "är", "ska", "skall", "måste", "bör", "får", "kan", "inte", "ej"))


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
    return not TRIGGERS.isdisjoint(words.lower().split()) or HAVE_TO in words


def duties_in(blocks: Iterable[TextBlock]) -> Iterator[Duty]:
    """Yield the duties in a text's blocks."""
    lead: Lead | None = None
    for block in blocks:
        if block.kind == "item" and lead and lead.block.leaf == block.leaf:
            taken = list(_item(block, lead))
            if lead.waits and not any(duty.lead for duty in taken):
                yield from _all(lead.words, lead.found, block.leaf, lead.line)
            lead = lead._replace(waits=False)
            yield from taken
            continue
        if lead and lead.waits:
            yield from _all(lead.words, lead.found, lead.block.leaf, lead.line)
        lead = _leads(block)
        if block.kind in ("quote", "head") or not may_bind(block.words):
            continue
        told = _sentences(block)
        named_before = False
        for words, line in told[:-1] if lead else told:
            found = bound(words, named_before) if may_bind(words) else ()
            named_before = any(one.who for one in found)
            yield from _all(words, found, block.leaf, line)
    if lead and lead.waits:
        yield from _all(lead.words, lead.found, lead.block.leaf, lead.line)


def _all(words: str, found: Sequence[Bound], leaf: int, line: int) -> Iterator[Duty]:
    """Yield what a sentence binds to as duties."""
    for one in found:
        yield _duty(words, one, one.who, leaf, line)


def _duty(words: str, one: Bound, who: Who | None, leaf: int, line: int) -> Duty:
    whom, roles = who or (None, ())
    return Duty(words, "", one.strength, one.modal, one.start, one.stop, whom, roles, leaf, line)


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
    own = False
    for number, (words, line) in enumerate(told):
        for one in bound(words) if may_bind(words) else ():
            own = True
            who = one.who
            if not (number or one.start or who):  # 'Chefen:' 'ska …'
                who = _named_in(lead.words)
            yield _duty(words, one, who, block.leaf, line)
    if own or not lead.found or not told or not _goes_on(told[0][0], lead):
        return
    words, line = told[0]
    one = lead.found[-1]
    whom, roles = one.who or (None, ())
    yield Duty(words, lead.words, one.strength, one.modal, 0, 0, whom, roles, block.leaf, line)


def _goes_on(item: str, lead: Lead) -> bool:
    """Tell whether an item goes on with the sentence that introduces it: 'ska', 'ska se till att'.

    Where that sentence has its verb already and the items are things, they are no duties.
    """
    last = lead.words.rsplit(None, 1)[-1].strip(AROUND).lower()
    words = said(item).low
    first = next((word for word in words if word not in WORDS["adverb"]), "")
    return last in OPEN or is_infinitive(first)


def _named_in(lead: str) -> Who | None:
    words = said(lead)
    return named(words, 0, len(words))
