"""Which place belongs to which law in a block of text, by how they stand; it knows no numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from styrdok.read.law.names import SAFE, Name, Word
from styrdok.read.law.pins import Pin

WITH = re.compile(r"(?: |(?<=§))(?:i )?(?:den )?(?:nya |nuvarande |gällande )?")
ON = re.compile(r",? |,? i | \(|: ")
CHAIN = re.compile(r", | och | samt | eller |, och | respektive ")
NEAR = 60  # signs looked at before a place, for whose it may be
MINUTES = re.compile(
    r"(?:\d{4}-\d\d(?:-\d\d)?|\b(?:KF|KS|KSAU|AU|FN|[A-ZÅÄÖ]{2,5}(?:N|AU))\b|\b[Pp]rotokoll\w*"
    r"|\b[Bb]eslut\w*|\b[Ää]rende\w*|\b[Dd]nr|\b[Dd]iarie\w*|\b[Pp]aragraf\w*"
    r"|\b\w*(?:nämnd|fullmäktige|styrelse|utskott)\w*)[.,:;]? ?\(?(?:den )?$"
)
RULES = (
    r"\w*(?:lag|balk|förordning|föreskrift|reglement|stadg|avtal|instruktion|ordning|polic"
    r"|riktlinje|plan|beslut|protokoll|bilag|tax|program|villkor|direktiv|anvisning|rutin"
    r"|strategi|dokument|regl)\w*"
)
CAPITALS = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,2}[A-ZÅÄÖ]+"
RULED_BEFORE = re.compile(rf"(?:{RULES}|(?-i:\b{CAPITALS}))(?: \([^()]{{1,30}}\))?,? ?$", re.I)
RULED_AFTER = re.compile(rf" (?:(?:i|av|ur|ovan|nedan)\b|{RULES}|(?-i:{CAPITALS})\b)", re.I)
PARTS = re.compile(r"\b(?:[Bb]ilaga|[Aa]vsnitt|[Ss]idan?|[Dd]el|[Rr]ubrik|[Ss]teg|[Pp]unkt) $")
ACCORDING = "enligt "
LOUD = re.compile(r"[A-ZÅÄÖ]{4,}")


@dataclass(frozen=True)
class Bound:
    """A law with a place, a law alone, or a place alone; and from where to where they stand.

    `torn` is the law on its other side, that the place could as well belong to.
    """

    start: int
    stop: int
    name: Name | None = None
    pin: Pin | None = None
    torn: Name | None = None


def bind(
    words: str, items: Sequence[Pin | Name | Word], shorts: Collection[str]
) -> Iterator[Bound | Word]:
    """Yield what stands in a block, each place with its law; short names that are no law are left.

    `shorts` are the short names that the text has presented.
    """
    items = list(_alive(words, items, shorts))
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, Word):
            yield item
            at += 1
        elif isinstance(item, Pin):
            stop = _chain(words, items, at)
            name = _name_after(words, items, stop)
            yield from _before(items[at:stop], name)
            at = stop + (name is not None)
        else:
            stop = _back(words, items, at, shorts)
            if stop > at + 1 or _stands_alone(words, item, shorts):
                pins = items[at + 1 : stop]
                yield from _after(words, item, pins, _torn(words, items, at, stop))
            at = stop


def elsewhere(words: str, pin: Pin) -> bool:
    """Tell whether a place without a law looks like one in minutes or in other rules."""
    before, after = words[max(0, pin.start - NEAR) : pin.start], words[pin.stop : pin.stop + NEAR]
    return bool(MINUTES.search(before) or RULED_BEFORE.search(before) or RULED_AFTER.match(after))


def _alive(
    words: str, items: Sequence[Pin | Name | Word], shorts: Collection[str]
) -> Iterator[Pin | Name | Word]:
    """Yield the items without the short names, and 'samma lag', that may mean something else."""
    for at, item in enumerate(items):
        if isinstance(item, Name) and (item.short or item.back):
            before = items[at - 1] if at else None
            after = items[at + 1] if at + 1 < len(items) else None
            placed = isinstance(before, Pin) and not (before.prefix or before.colon)
            placed = placed and bool(WITH.fullmatch(words, before.stop, item.start))  # type: ignore[union-attr]
            follows = isinstance(after, Pin) and not (after.prefix or after.colon)
            placed = placed or (follows and words[item.stop : after.start] == " ")  # type: ignore[union-attr]
            if not (placed or _stands_alone(words, item, shorts)):
                continue
        yield item


def _stands_alone(words: str, name: Name, shorts: Collection[str]) -> bool:
    """Tell whether a name is a law's also without a place beside it."""
    if name.back:
        before = words[max(0, name.start - len(ACCORDING)) : name.start]
        return name.back == "law" and before.lower() == ACCORDING
    known = not name.short or name.short in SAFE or name.short in shorts
    return bool(name.stated) or (known and not (name.short and _loud(words, name)))


def _loud(words: str, name: Name) -> bool:
    """Tell whether the words around a short name are in capitals too."""
    before, after = (
        words[: name.start].rsplit(maxsplit=1)[-1:],
        words[name.stop :].split(maxsplit=1),
    )
    return any(LOUD.fullmatch(word) for word in (*before, *after[:1]))


def _gap(words: str, items: Sequence[Pin | Name | Word], at: int) -> tuple[str, int, int]:
    return words, items[at].stop, items[at + 1].start


def _chain(words: str, items: Sequence[Pin | Name | Word], at: int) -> int:
    """Return after which item a row of places ends that begins with one."""
    first = items[at]
    while at + 1 < len(items) and isinstance(after := items[at + 1], Pin):
        mixed = after.chapter and isinstance(first, Pin) and first.sections and not first.chapter
        if mixed or after.prefix or after.colon or not CHAIN.fullmatch(*_gap(words, items, at)):
            break
        at += 1
    return at + 1


def _name_after(words: str, items: Sequence[Pin | Name | Word], stop: int) -> Name | None:
    """Return the law that a row of places stands before, if any."""
    pin, name = items[stop - 1], items[stop] if stop < len(items) else None
    if not isinstance(pin, Pin) or not isinstance(name, Name) or pin.colon:
        return None
    if pin.prefix and (name.short or MINUTES.search(words[max(0, pin.start - NEAR) : pin.start])):
        return None
    if PARTS.search(words[max(0, pin.start - NEAR) : pin.start]):
        return None
    if pin.titled and words[pin.stop : name.start] == " ":
        return None
    return name if WITH.fullmatch(words, pin.stop, name.start) else None


def _before(pins: Sequence[Pin | Name | Word], name: Name | None) -> Iterator[Bound]:
    chapter = None
    for at, pin in enumerate(pins, start=1):
        if isinstance(pin, Pin):
            placed = pin.inside(chapter)
            chapter = placed.chapter
            stop = name.stop if name and at == len(pins) else pin.stop
            yield Bound(pin.start, stop, name, placed)


def _back(words: str, items: Sequence[Pin | Name | Word], at: int, shorts: Collection[str]) -> int:
    """Return after which item the row of places ends that a law stands before."""
    name, pin = items[at], items[at + 1] if at + 1 < len(items) else None
    if not isinstance(name, Name) or not isinstance(pin, Pin):
        return at + 1
    gap = words[name.stop : pin.start]
    sure = not name.short or name.short in SAFE or name.short in shorts
    if pin.prefix or pin.colon:
        return at + 2 if gap == " " and sure else at + 1
    if not ON.fullmatch(gap) or (gap != " " and RULED_AFTER.match(words, pin.stop)):
        return at + 1
    stop = _chain(words, items, at + 1)
    if _name_after(words, items, stop):
        return at + 2 if gap == " " else at + 1
    return stop


def _torn(words: str, items: Sequence[Pin | Name | Word], at: int, stop: int) -> Name | None:
    """Return the law that the only place after another law stands right before, if any."""
    return _name_after(words, items, stop) if stop == at + 2 else None


def _after(
    words: str, name: Name, pins: Sequence[Pin | Name | Word], torn: Name | None
) -> Iterator[Bound]:
    if not pins:
        yield Bound(name.start, name.stop, name)
    chapter, start = None, name.start
    for pin in pins:
        if isinstance(pin, Pin):
            placed = pin.inside(chapter)
            chapter, stop = placed.chapter, pin.stop
            if "(" in words[name.stop : pins[0].start] and words[stop : stop + 1] == ")":
                stop += 1
            yield Bound(start, stop, name, placed, torn)
            start = stop
            if pin is not pins[-1]:
                start = pins[list(pins).index(pin) + 1].start
