"""The documents that a text names are found in it, by one municipality's names, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from styrdok.derive.naming.around import (
    TOGETHER,
    Owner,
    Whose,
    goes_on,
    owner_after,
    owner_before,
)
from styrdok.derive.naming.decisions import Decided, following
from styrdok.derive.naming.identified import identified
from styrdok.derive.naming.line import Line, stems_of
from styrdok.derive.naming.missing import is_named, missing_name, reach
from styrdok.derive.naming.names import JOINING, YEARS_AFTER, Key, Named, Names, plain_years
from styrdok.derive.references import By
from styrdok.model import Extent, Value
from styrdok.read.stream import NOTES, Stream
from styrdok.swedish.kinds import MANY, Kind

MOST_BEFORE = 3  # words of a name that stand before its kind: 'lokala ordningsföreskrifter'
LONG = 5  # words; so long a name without a kind is nothing but a name
FIRST = ("för", "om", "vid", "mot", "i", "till", "inom", "av", "gällande", "avseende", "rörande",
         "angående", "kring")  # fmt: skip


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
    ids: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    stems: tuple[str, ...] = ()
    name: str = ""
    years: str = ""
    decided: Decided | None = None
    others: bool = False  # somebody else's document
    by: By = By.NAME
    place: str = ""  # the municipality that it is said to be of


def find(streams: Iterable[Stream], names: Names) -> list[Found]:
    """Return what a text may name, in order; what is found does not overlap."""
    found: list[Found] = []
    for stream in streams:
        line = Line(stream)
        done = 0
        for one in _in_line(line, names):
            start, stop, made = one
            if start >= done:
                found.append(made)
                done = stop
    return found


def _in_line(line: Line, names: Names) -> Iterator[tuple[int, int, Found]]:
    """Yield what a block may name, with where it stands and ends, by where it begins."""
    candidates: list[tuple[int, int, Found]] = []
    candidates += _by_kind(line, names)
    candidates += _by_words(line, names) if names.first else []
    covered = [(start, stop) for start, stop, _ in candidates]
    for start, stop, ids, by in identified(line, names):
        if all(stop <= a or start >= b for a, b in covered):
            candidates.append((start, stop, _found(line, start, stop, ids=ids, by=by)))
    yield from sorted(candidates, key=lambda one: (one[0], -one[1]))


def _found(line: Line, start: int, stop: int, **more: object) -> Found:
    stream = line.stream
    section = None if stream.leaf in (NOTES, 0) else stream.leaf - 1
    words = " ".join(line.after(start)[: len(line.text[start:stop].replace("\x02", ""))].split())
    return Found(
        words,
        line.sentence(start),
        stream.extent(start, stop),
        stream.line_at(start),
        section,
        **more,  # type: ignore[arg-type]
    )


def _by_kind(line: Line, names: Names) -> Iterator[tuple[int, int, Found]]:
    """Yield names that tell a kind of document, found here or missing."""
    done = -1
    for at, kind in line.kinds():
        if at <= done:
            continue
        hit = _longest(line, at, kind, names)
        first, last, named = hit or (at, at, ())
        owner = owner_before(line, first, names)
        if hit and goes_on(line, last):
            named = ()
        named = tuple(one for one in named if _same_number(kind, one))
        if owner.whose is Whose.ANY and not kind.definite:
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
    start, stop, years, decided, end = _with_decision(line, first, last)
    owner = owner if owner.whose is not Whose.UNSAID else owner_after(line, stop, names)
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


def _with_decision(line: Line, first: int, last: int) -> tuple[int, int, str, Decided | None, int]:
    """Return where a name stands, the years in it, its decision, and where that ends."""
    start, stop = line.starts[first], line.stops[last]
    years = ""
    if match := YEARS_AFTER.match(line.text[stop:]):
        years, stop = plain_years(match), stop + match.end()
    told = following(line.text[stop:].replace("\x02", ""))
    if told is None:
        return start, stop, years, None, stop
    return start, stop, years, told[0], stop + told[1]


def _same_number(kind: Kind, named: Named) -> bool:
    """Whether a plural may mean one document: 'policyer' is not 'Policy för …'."""
    return named.plural or kind.name in MANY or not kind.plural or kind.definite


def _longest(
    line: Line, at: int, kind: Kind, names: Names
) -> tuple[int, int, tuple[Named, ...]] | None:
    """Return the longest name around a word that tells a kind: its first and last word."""
    known = names.stems.get(kind.name)
    if not known:
        return None
    own = stems_of(line.words[at]) - {kind.name}
    if not own <= known:
        return None
    before = _backwards(line, at, known)
    for last, after in reversed(_onwards(line, at, known)):
        for first, earlier in reversed(before):
            key: Key = (kind.name, own | earlier | after)
            if named := names.by_kind.get(key):
                return first, last, named
    return None


def _onwards(line: Line, at: int, known: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
    """Return how far a name may reach after its kind, and the stems up to there."""
    reached = [(at, frozenset[str]())]
    stems: frozenset[str] = frozenset()
    here, named = at + 1, False
    while here < len(line):
        gap, word = line.gap(here - 1).strip(), line.word(here)
        if gap and not (named and gap in (",", "/", "-", "–", "&")):
            break
        if word in JOINING:
            if not named and word not in FIRST:
                break
            here += 1
            continue
        more = stems_of(line.words[here])
        if not more <= known:
            break
        stems, named = stems | more, True
        reached.append((here, stems))
        here += 1
    return reached


def _backwards(line: Line, at: int, known: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
    """Return how far a name may reach before its kind, and the stems from there.

    'lokala ordningsföreskrifter', 'service-, bemötande- och kommunikationspolicyn'.
    """
    reached = [(at, frozenset[str]())]
    stems: frozenset[str] = frozenset()
    here = at - 1
    while here >= 0 and at - here <= 2 * MOST_BEFORE:
        gap, word = line.gap(here).strip(), line.word(here)
        if word in TOGETHER and not gap:
            here -= 1
            continue
        more = stems_of(line.words[here])
        halved = gap in ("-", "-,")  # 'service-, bemötande- och …'
        if not more <= known or (gap and not halved) or (word in JOINING):
            break
        if not halved and line.word(here + 1) in TOGETHER:
            break
        stems |= more
        reached.append((here, stems))
        here -= 1
    return reached


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
            start, stop, years, decided, end = _with_decision(line, at, last)
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


def _is_name(line: Line, at: int, last: int, words: tuple[str, ...], names: Names) -> bool:
    """Whether words that a document is called are its name here, and not just the words."""
    start, stop = line.starts[at], line.stops[last]
    if line.apart(start, stop) or len(words) >= LONG:
        return True
    if words in names.lower and len(words) > 1:
        return not goes_on(line, last)
    capital = line.words[at][:1].isupper()
    return capital and not line.begins(start) and not goes_on(line, last)


def _unknown(
    line: Line, at: int, kind: Kind, owner: Owner, names: Names
) -> tuple[int, int, int, Found] | None:
    """Return a name that nothing here has, where it is one: a document that is missing."""
    last = reach(line, at)
    first = at
    start, stop, years, decided, end = _with_decision(line, first, last)
    after = owner_after(line, stop, names)
    owner = owner if owner.whose is not Whose.UNSAID else after
    others = owner.whose is Whose.OTHERS
    if not is_named(line, at, last, kind, owner, decided, end):
        return None
    made = _found(
        line, start, stop, kind=kind.name, name=missing_name(line, first, last, kind), years=years,
        decided=decided, others=others, place=owner.place if others else "",
        stems=_stems(line, first, last, kind),
    )  # fmt: skip
    return last, start, end, made
