"""The documents that a text names are found in it, by one municipality's names, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from styrdok.derive.naming.around import (
    Owner,
    Whose,
    goes_on,
    owner_after,
    owner_before,
)
from styrdok.derive.naming.decisions import MORE, Decided, following
from styrdok.derive.naming.identified import TRIGGER, Ids, identified
from styrdok.derive.naming.line import FOLDED, SOFT, Line, has_kind, stems_of
from styrdok.derive.naming.missing import first_word, is_named, missing_name, reach, reach_straight
from styrdok.derive.naming.names import JOINING, YEARS_AFTER, Named, Names, plain_years
from styrdok.derive.naming.reach import longest
from styrdok.derive.references import By
from styrdok.model import Extent, Value
from styrdok.read.stream import NOTES, UNSEEN, Stream
from styrdok.swedish.kinds import MANY, Kind

LONG = 5  # words; so long a name without a kind is nothing but a name


class Found(Value, frozen=True):
    """Words that may name a document, before anyone asks which of those with the name it is.

    `ids` are the documents with that name, with the years that end it; `stems` and `kind` are
    what the name is known by; `name` is its form as a title where nothing here is called that.
    """

    words: str
    sentence: str
    at: Extent
    line: int
    section: int | None
    ids: Ids = ()
    kind: str = ""
    stems: tuple[str, ...] = ()
    name: str = ""
    years: str = ""
    decided: Decided | None = None
    others: bool = False  # somebody else's document
    by: By = By.NAME
    place: str = ""  # the municipality that it is said to be of


class Finds(Value, frozen=True):
    """What a text may name, in order and without overlap; `touched` are the documents met at all.

    Without names of any other documents than those the same would have been found.
    """

    found: tuple[Found, ...] = ()
    touched: frozenset[str] = frozenset()


def find(streams: Iterable[Stream], names: Names) -> Finds:
    """Return what a text may name."""
    found: list[Found] = []
    touched: set[str] = set()
    nearby = 0  # how many were found before the block before this
    for stream in streams:
        before = len(found)
        if not _may_name(stream.words, names):
            nearby = before
            continue
        line = Line(stream)
        done = 0
        for start, stop, made in _in_line(line, names, touched):
            alone = made.by is not By.NAME and line.holds_only(start, stop)
            told = alone and any(_keys(made.ids) <= _keys(one.ids) for one in found[nearby:])
            if start >= done and not told:  # 'KF § 12' in the cell after a name tells of it
                found.append(made)
                done = stop
        nearby = before
    return Finds(tuple(found), frozenset(touched))


def _may_name(words: str, names: Names) -> bool:
    """Whether any of it is worth a closer look: most blocks name nothing."""
    if has_kind(words):
        return True
    folded = words.replace(SOFT, "").casefold().translate(FOLDED) if names.first else ""
    if any(first in folded for first in names.first):
        return True
    return bool(names.decided or names.records) and TRIGGER.search(words) is not None


def _keys(ids: Ids) -> set[str]:
    return {key for key, _ in ids}


def _in_line(line: Line, names: Names, touched: set[str]) -> Iterator[tuple[int, int, Found]]:
    """Yield what a block may name, with where it stands and ends, by where it begins."""
    candidates: list[tuple[int, int, Found]] = []
    candidates += _by_kind(line, names, touched)
    candidates += _by_words(line, names) if names.first else []
    touched |= {key for _, _, one in candidates for key in _keys(one.ids)}
    named = list(candidates)
    for start, stop, ids, by in identified(line, names):
        touched |= _keys(ids)
        if not any(_told_already(line, start, stop, ids, one) for one in named):
            candidates.append((start, stop, _found(line, start, stop, ids=ids, by=by)))
    yield from sorted(candidates, key=lambda one: (one[0], not one[2].ids, -one[1]))


def _told_already(
    line: Line, start: int, stop: int, ids: Ids, named: tuple[int, int, Found]
) -> bool:
    """Whether a decision or number only tells more of a document that is named just before it."""
    if start < named[1] and named[0] < stop:
        return True
    if start < named[1] or not _keys(ids) <= _keys(named[2].ids):
        return False
    return bool(MORE.fullmatch(line.text[named[1] : start].replace(UNSEEN, "")))


def _found(line: Line, start: int, stop: int, **more: object) -> Found:
    stream = line.stream
    section = None if stream.leaf in (NOTES, 0) else stream.leaf - 1
    words = " ".join(line.text[start:stop].replace(UNSEEN, "").split())
    return Found(
        words,
        line.sentence(start),
        stream.extent(start, stop),
        stream.line_at(start),
        section,
        **more,  # type: ignore[arg-type]
    )


def _by_kind(line: Line, names: Names, touched: set[str]) -> Iterator[tuple[int, int, Found]]:
    """Yield names that tell a kind of document, found here or missing."""
    done = -1
    for at, kind in line.kinds():
        if at <= done:
            continue
        hit = longest(line, at, kind, names)
        first, last, named = hit or (at, at, ())
        touched |= {one.id for one in named}
        owner = owner_before(line, first, names)
        if hit and goes_on(line, at, last):
            named = ()
        named = tuple(one for one in named if _same_number(kind, one))
        if (
            owner.whose is Whose.ANY
            and not kind.definite
            and not _with_decision(line, at, last, names)[3]
        ):
            done = last
            continue
        made: tuple[int, int, int, Found] | None
        if named:
            made = _known(line, first, last, kind, owner, named, names)
        else:
            made = _unknown(line, at, kind, owner, names)
        if made:
            done = max(done, made[0])
            yield made[1:]


def _known(  # noqa: PLR0913, PLR0917
    line: Line,
    first: int,
    last: int,
    kind: Kind,
    owner: Owner,
    named: tuple[Named, ...],
    names: Names,
) -> tuple[int, int, int, Found]:
    town = any(one.town for one in named)
    start, stop, years, decided, end = _with_decision(line, first, last, names, town)
    if owner.whose is Whose.UNSAID:
        owner = owner_after(line, line.stops[last], names)
    if owner.whose is Whose.UNSAID:  # it may also stand after the years of the name
        owner = owner_after(line, stop, names)
    ids = tuple((one.id, one.years) for one in named)
    others = owner.whose is Whose.OTHERS
    place = owner.place if others else ""
    title = missing_name(line, first, last, kind)
    made = _found(
        line, start, stop, ids=() if others else ids, kind=kind.name, name=title, years=years,
        decided=decided, others=others, place=place, stems=_stems(line, first, last, kind),
    )  # fmt: skip
    return last, start, end, made


def _stems(line: Line, first: int, last: int, kind: Kind) -> tuple[str, ...]:
    found = {kind.name}
    for at in range(first, last + 1):
        found |= stems_of(line.words[at]) if line.word(at) not in JOINING else set()
    return tuple(sorted(found - {kind.name}))


def _with_decision(
    line: Line, first: int, last: int, names: Names, town: bool = False
) -> tuple[int, int, str, Decided | None, int]:
    """Return where a name stands, the years in it, its decision, and where that ends.

    With `town` the name may go on with the municipality's own.
    """
    start, stop = line.starts[first], line.stops[last]
    home, years = names.after.match(line.text, stop), ""
    at = home.end() if home else stop
    stop = at if town else stop
    if match := YEARS_AFTER.match(line.text, at):
        years, stop = plain_years(match), match.end()
    told = following(line.after(stop))
    if told is None:
        return start, stop, years, None, stop
    return start, stop, years, told[0], stop + told[1]


def _same_number(kind: Kind, named: Named) -> bool:
    """Whether a plural may mean one document: 'policyer' is not 'Policy för …'."""
    return named.plural or kind.name in MANY or not kind.plural or kind.definite


def _by_words(line: Line, names: Names) -> Iterator[tuple[int, int, Found]]:
    """Yield names that tell no kind, where nothing but the name can be meant."""
    done = -1
    for at, word in enumerate(line.words):
        stems = stems_of(word)
        if at <= done or len(stems) != 1:
            continue
        for words in names.first.get(next(iter(stems)), ()):
            last = at + len(words) - 1
            if last >= len(line) or not _same_words(line, at, words):
                continue
            if not _is_name(line, at, last, words, names):
                continue
            owner = owner_before(line, at, names)
            if owner.whose is Whose.OTHERS:
                continue
            start, stop, years, decided, end = _with_decision(line, at, last, names)
            ids = tuple((one.id, one.years) for one in names.by_words[words])
            yield (
                start,
                end,
                _found(line, start, stop, ids=ids, years=years, decided=decided, stems=words),
            )
            done = last
            break


def _same_words(line: Line, at: int, words: tuple[str, ...]) -> bool:
    for number, stem in enumerate(words):
        if stems_of(line.words[at + number]) != {stem}:
            return False
        if number and line.gap(at + number - 1).strip() not in ("", ",", "-", "–", ":"):
            return False
    return True


def _more(line: Line, last: int) -> bool:
    """Whether a name without a kind may go on."""
    return goes_on(line, last - 1, last)


def _is_name(line: Line, at: int, last: int, words: tuple[str, ...], names: Names) -> bool:
    """Whether words that a document is called are its name here, and not just the words."""
    start, stop = line.starts[at], line.stops[last]
    numbered = any(word.isdigit() for word in words) and line.words[at][:1].isupper()
    if line.apart(start, stop) or len(words) >= LONG or numbered:
        return True
    if words in names.lower and len(words) > 1:
        return not _more(line, last)
    capital = line.words[at][:1].isupper()
    return capital and not line.begins(start) and not _more(line, last)


def _unknown(
    line: Line, at: int, kind: Kind, owner: Owner, names: Names
) -> tuple[int, int, int, Found] | None:
    """Return a name that nothing here has, where it is one: a document that is missing."""
    last = reach(line, at, names)
    if last == at and _with_decision(line, at, straight := reach_straight(line, at), names)[3]:
        last = straight
    first = first_word(line, at, kind)
    owner = owner_before(line, first, names) if first < at else owner
    start, stop, years, decided, end = _with_decision(line, first, last, names)
    after = owner_after(line, line.stops[last], names)
    after = after if after.whose is not Whose.UNSAID else owner_after(line, stop, names)
    owner = owner if owner.whose is not Whose.UNSAID else after
    others = owner.whose is Whose.OTHERS
    sought = others and owner.place in names.places  # by that municipality's names
    if not sought and not (first < at or is_named(line, at, last, kind, owner, decided, end)):
        return None
    made = _found(
        line, start, stop, kind=kind.name, name=missing_name(line, first, last, kind), years=years,
        decided=decided, others=others, place=owner.place if others else "",
        stems=_stems(line, first, last, kind),
    )  # fmt: skip
    return last, start, end, made
