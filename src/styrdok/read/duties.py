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
from styrdok.read.duty.modals import HAVE_TO
from styrdok.read.duty.said import said, said_with
from styrdok.read.duty.subjects import Who, infinitive_after, named
from styrdok.read.duty.words import (
    BINDS,
    DENIES,
    ENDS,
    OPENING,
    WORDS,
    is_infinitive,
    is_passive,
    kinds_of,
    look_up,
    marked,
)
from styrdok.read.setting import SetText
from styrdok.redline.sentences import parted
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
    return any(kind & BINDS for kind in kinds_of(look_up(words.split()))) or HAVE_TO in words


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
        if block.kind not in ("quote", "head"):
            above = head[2] if block.kind == "cell" else ""
            yield from _told(block, above, -1 if lead else None)
    if lead and lead.waits:
        yield from _all(lead.words, lead.found, lead.block.leaf, lead.line)


def _told(block: TextBlock, above: str, stop: int | None = None) -> Iterator[Duty]:
    """Yield what a block's sentences up to one bind to; `above` may name whom the first does."""
    tokens = block.words.split()
    known = look_up(tokens)
    kinds = kinds_of(known)
    told = marked(known)
    binding = [at for at in told if kinds[at] & BINDS]
    if HAVE_TO in block.words:
        binding = list(range(len(tokens)))
    if not binding:
        return
    binding.append(len(tokens))
    signed = [at for at in told if kinds[at] & ENDS]
    named_before, following = False, 0
    for number, (begin, end) in enumerate([*parted(tokens, signed)][:stop]):
        while binding[following] < begin:
            following += 1
        if binding[following] >= end:
            named_before = False
            continue
        words = " ".join(tokens[begin:end])
        if len(words) > LONGEST:
            continue
        one = said_with(words, tokens[begin:end], known[begin:end], kinds[begin:end])
        found = bound(one, named_before)
        named_before = bool(found) and any(one.who for one in found)
        if found:
            if above and not number:
                found = _headless(found, above)
            yield from _all(words, found, block.leaf, _line(block, begin))


def _line(block: TextBlock, at: int) -> int:
    """Return the line on which a block's word stands."""
    if "\n" not in block.words:
        return block.line
    for number, row in enumerate(block.words.split("\n"), block.line):
        at -= len(row.split())
        if at < 0:
            return number
    return block.line


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


def _leads(block: TextBlock) -> Lead | None:
    """Return what a block says to a list after it, where it ends as what introduces one does."""
    words = block.words.rstrip()
    if block.kind != "block" or not words or words[-1] in ".!?…":
        return None
    tokens = words.split()
    *_, (begin, end) = parted(tokens)
    last = " ".join(tokens[begin:end])
    if len(last) > MOST_LEAD:
        return None
    found = bound(said(last)) if may_bind(last) else ()
    return Lead(last, block, _line(block, begin), found)


def _item(block: TextBlock, lead: Lead) -> Iterator[Duty]:
    """Yield what an item of a list binds to: by its own words, else by those that introduce it."""
    own = list(_told(block, lead.words))
    yield from own
    tokens = block.words.split()
    words = " ".join(tokens[slice(*next(parted(tokens), (0, 0)))])
    if own or not lead.found or not 0 < len(words) <= LONGEST or not _goes_on(words, lead):
        return
    one, item = lead.found[-1], said(words)
    doing = infinitive_after(item, -1)
    passive = doing is not None and is_passive(item.low[doing])
    whom, roles = (None if passive else one.who) or (None, ())
    strength, modal = one.strength, one.modal
    if strength is Strength.SHALL and item.kind[0] & DENIES and modal in ("ska", "skall"):
        strength = Strength.SHALL_NOT
    yield Duty(words, lead.words, strength, modal, 0, 0, whom, roles, block.leaf, block.line)


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
