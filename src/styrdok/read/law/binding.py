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
DECIDED = re.compile(
    r"(?:\d{4}-)?\d\d-\d\d|(?:19|20)\d\d|KF|KS|KSAU|AU|FN|[A-ZÅÄÖ]{2,5}(?:N|AU)"
    r"|(?i:\w*(?:nämnd|fullmäktige|styrelse|utskott)\w*"
    r"|(?:protokoll|beslut|ärende|dnr|diarie|paragraf)\w*)"
)
"""A word before a section of minutes: who decided, on which day, or that somebody did."""
RULES = re.compile(
    "lag|balk|förordning|föreskrift|reglement|stadg|avtal|instruktion|ordning|polic|riktlinje|plan"
    "|beslut|protokoll|bilag|tax|program|villkor|direktiv|anvisning|rutin|strategi|dokument|regl"
)
CAPITALS = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,2}[A-ZÅÄÖ]+")
OF = {"i", "av", "ur", "ovan", "nedan"}
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
    if _minuted(words, pin) or _ruled(_next(words, pin.stop)):
        return True
    before = words[max(0, pin.start - NEAR) : pin.start].rstrip(" ,")
    if before.endswith(")"):
        before = before[: max(before.rfind("("), 0)]
    return _ruled(before.split()[-1:])


def _minuted(words: str, pin: Pin) -> bool:
    """Tell whether who decided, or on which day, stands right before a place."""
    before = words[max(0, pin.start - NEAR) : pin.start].rstrip(" ,.:;(").split()
    if before[-1:] == ["den"]:
        before.pop()
    return any(DECIDED.fullmatch(word.strip(",.:;()")) for word in before[-1:])


def _next(words: str, at: int) -> list[str]:
    """Return the word that follows a place after a space, if any."""
    return words[at + 1 : at + NEAR].split()[:1] if words[at : at + 1] == " " else []


def _ruled(word: list[str]) -> bool:
    """Tell whether a word beside a place may be the name of rules that it stands in."""
    return any(w in OF or RULES.search(w.lower()) or CAPITALS.match(w) for w in word)


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
    before = words[max(0, name.start - NEAR) : name.start].split()[-1:]
    after = words[name.stop : name.stop + NEAR].split()[:1]
    return any(LOUD.fullmatch(word) for word in (*before, *after))


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
    if pin.prefix and (name.short or _minuted(words, pin)):
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
    if not ON.fullmatch(gap) or (gap != " " and _ruled(_next(words, pin.stop))):
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
