"""Two texts are laid beside each other, section by section, and shared wording found in them.

It knows no document, no page and no markup. `assets/beside.js` does the same in a browser, step
by step: what is changed here is changed there (a test lays the same texts with both).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from itertools import chain

from styrdok.model import Value
from styrdok.swedish.words import lists

WORD = re.compile(r"[^\W_]+(?:\u00ad[^\W_]+)*")  # a soft hyphen parts no word
SOFT = "\u00ad"
STOCK = lists("beside.yml")["stock"]
Gram = tuple[str, str, str, str]  # as many as `RUN`
RUN = 4  # words in a row, at least, that are a shared wording
TELLING = 2  # of them, at least, that are no small words
PLACES = 8  # where words stand in the other text: so many places are looked at
ALL = 900  # pairs of sections: so many are all looked at
WINDOW = 15  # sections before and after, of those that share a theme or a title
RARE = 8  # a word in more sections than so tells little of which belong together
NEAREST = 4  # sections that are looked at for the rare words that they share
ALIKE = 0.5  # how alike two sections are, at least, that share no theme and no title
WEIGHT = 3  # themes that wholly alike wording counts as: the same text belongs together
ALSO = 3  # sections that treat the theme of one without a counterpart
TITLED = 0.5  # and an equal title or anchor


class Part(Value, frozen=True):
    """A section of a text, with the sections below it that have no theme of their own.

    `words` are those of its text, in lower case and without punctuation; `themes` are ids.
    """

    title: str
    anchor: str
    themes: tuple[str, ...]
    words: tuple[str, ...]


class Row(Value, frozen=True):
    """Two sections beside each other by number, None where one has no counterpart.

    `themes` are those that both have, in the order of the first. Where one has no counterpart,
    `also` are some sections of the other text that treat a theme of it all the same.
    """

    one: int | None
    other: int | None
    themes: tuple[str, ...] = ()
    also: tuple[int, ...] = ()


Runs = tuple[tuple[int, int], ...]
"""Where words in a row stand that the other text has too: from and to, in order."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: in lower case, without punctuation."""
    words = WORD.findall(text)
    return tuple(map(plain if SOFT in text else str.lower, words))


def plain(word: str) -> str:
    """Return a word as it is compared."""
    return word.replace(SOFT, "").lower()


def units(levels: Sequence[int], themes: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return which sections belong together, as (from, to), of their levels and their themes.

    A section without a theme goes with the one above it that has one.
    """
    found: list[tuple[int, int]] = []
    top = 0  # the level of the last section with a theme; 0: the last had none
    for at, level in enumerate(levels):
        if not themes[at] and top and level > top:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
            top = level if themes[at] else 0
    return found


def lay(
    one: Sequence[Part], other: Sequence[Part], small: Collection[str] = STOCK
) -> tuple[Row, ...]:
    """Return the sections of two texts beside each other, each of them once.

    `small` are the words that say little, as are the names of whose texts they are. The rows
    stand in the first text's order, and what only the other has follows in its order. The best
    pair is taken first: by shared themes, by how alike the wording is, and by title.
    """
    sides = [[_Side(part, small) for part in parts] for parts in (one, other)]
    bags = [[side.bag for side in known] for known in sides]
    scored = []
    for i, near in enumerate(_near(one, other, *bags)):
        for j in near:
            score = _score(sides[0][i], sides[1][j])
            if score:
                scored.append((-score, i, j))
    mates: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in mates and j not in taken:
            mates[i] = j
            taken.add(j)
    treated = _treated(one), _treated(other)
    rows = [
        Row(i, mates[i], _common(part, other[mates[i]]))
        if i in mates
        else Row(i, None, (), _also(part, treated[1]))
        for i, part in enumerate(one)
    ]
    alone = (j for j in range(len(other)) if j not in taken)
    return (*rows, *(Row(None, j, (), _also(other[j], treated[0])) for j in alone))


def _treated(parts: Sequence[Part]) -> dict[str, list[int]]:
    """Return some sections that treat each theme, the first ones."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        for theme in part.themes:
            if len(found[theme]) < ALSO:
                found[theme].append(at)
    return found


def _also(part: Part, treated: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    found = {at for theme in part.themes for at in treated.get(theme, ())}
    return tuple(sorted(found))[:ALSO]


def _common(one: Part, other: Part) -> tuple[str, ...]:
    return tuple(theme for theme in one.themes if theme in other.themes)


class _Side:
    """What a section is compared by, worked out once for all that it is compared with."""

    __slots__ = ("bag", "keys", "themes", "total")

    def __init__(self, part: Part, small: Collection[str]) -> None:
        title = words_of(part.title)
        self.bag = Counter(word for word in (*title, *part.words) if word not in small)
        self.total = self.bag.total()
        self.keys, self.themes = _keys(part), part.themes


def _score(one: _Side, other: _Side) -> float:
    """How much two sections belong together; 0 where nothing says that they do."""
    themes = sum(theme in other.themes for theme in one.themes) if one.themes else 0
    titled = not one.keys.isdisjoint(other.keys)
    total = one.total + other.total
    told = themes or titled
    if not told and 2 * min(one.total, other.total) < ALIKE * total:
        return 0.0  # not if all the words of the shorter were in the longer
    bag, other_bag = one.bag, other.bag
    common = sum(min(bag[word], other_bag[word]) for word in bag.keys() & other_bag.keys())
    alike = 2 * common / total if total else 0.0
    if not told and alike < ALIKE:
        return 0.0
    return themes + WEIGHT * alike + (TITLED if titled else 0)


def _keys(part: Part) -> set[str]:
    """The title and the anchor, which say that two sections may be the same."""
    return {f"t {' '.join(words_of(part.title))}", f"a {part.anchor}"}


def _near(
    one: Sequence[Part],
    other: Sequence[Part],
    bags: Sequence[Counter[str]],
    other_bags: Sequence[Counter[str]],
) -> Iterable[Iterable[int]]:
    """Yield which sections of the other text are looked at for each: all of few, some of many."""
    if len(one) * len(other) <= ALL:
        yield from (range(len(other)) for _ in one)
        return
    having: dict[str, list[int]] = defaultdict(list)
    for j, part in enumerate(other):
        for key in (*_keys(part), *part.themes):
            having[key].append(j)
    rare: dict[str, list[int]] = defaultdict(list)
    for j, bag in enumerate(other_bags):
        for word in bag:
            rare[word].append(j)
    for i, part in enumerate(one):
        place = i * len(other) // len(one)
        found: set[int] = set()
        for key in (*_keys(part), *part.themes):
            found |= _around(having.get(key, ()), place)
        found |= _nearest(bags[i], rare)
        yield sorted(found)


def _around(places: Sequence[int], place: int) -> set[int]:
    at = bisect_left(places, place)
    return set(places[max(0, at - WINDOW) : at + WINDOW])


def _nearest(bag: Iterable[str], rare: Mapping[str, Sequence[int]]) -> set[int]:
    counts: Counter[int] = Counter()
    for word in bag:
        if len(rare.get(word, ())) <= RARE:
            counts.update(rare.get(word, ()))
    return set(sorted(counts, key=lambda j: (-counts[j], j))[:NEAREST])


def shared(
    one: Sequence[Part], other: Sequence[Part], small: Collection[str] = STOCK
) -> tuple[tuple[Runs, ...], tuple[Runs, ...]]:
    """Return the runs of words that both texts have, for each section of the one and the other.

    A run is as long as it can be, stays in its section, and stands somewhere in the other text;
    one of hardly anything but small words is none.
    """
    grams = [[_in_rows(part.words) for part in parts] for parts in (one, other)]
    first, second = (set(chain.from_iterable(rows)) for rows in grams)
    both = first & second
    if not both:
        return ((),) * len(one), ((),) * len(other)
    return (
        tuple(_marked(one, grams[0], _Text(other, grams[1], both), small)),
        tuple(_marked(other, grams[1], _Text(one, grams[0], both), small)),
    )


def _in_rows(words: Sequence[str]) -> list[Gram]:
    """Return the words that stand in a row, from each place on."""
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


class _Text:
    """The words of a text that another is compared with, and where those in a row stand."""

    __slots__ = ("places", "words")

    def __init__(
        self, parts: Sequence[Part], grams: Sequence[Sequence[Gram]], both: Set[Gram]
    ) -> None:
        self.words: list[str] = []
        self.places: dict[Gram, list[int]] = {}
        for part, rows in zip(parts, grams, strict=True):
            for at, gram in enumerate(rows, len(self.words)):
                if gram in both:
                    places = self.places.setdefault(gram, [])
                    if len(places) < PLACES:
                        places.append(at)
            self.words += (*part.words, "")  # nothing runs across ""


def _marked(
    parts: Sequence[Part],
    grams: Sequence[Sequence[Gram]],
    there: _Text,
    small: Collection[str],
) -> Iterable[Runs]:
    for part, rows in zip(parts, grams, strict=True):
        yield tuple(_runs(part.words, rows, there, small))


def _runs(
    words: Sequence[str], grams: Sequence[Gram], there: _Text, small: Collection[str]
) -> Iterable[tuple[int, int]]:
    known, free = there.places, 0
    if known.keys().isdisjoint(grams):
        return
    for at, gram in enumerate(grams):
        places = known.get(gram)
        if places is None or at < free:
            continue
        size = max(_length(words, at, there.words, place) for place in places)
        if sum(word not in small for word in words[at : at + size]) >= TELLING:
            yield at, at + size
            free = at + size
        else:
            free = at + size - RUN + 1


def _length(words: Sequence[str], at: int, there: Sequence[str], place: int) -> int:
    """How many words from two places are the same."""
    size = 0
    most = min(len(words) - at, len(there) - place)
    while size < most and words[at + size] == there[place + size]:
        size += 1
    return size


def number_in(runs: Runs) -> int:
    """Return how many words stand in runs."""
    return sum(stop - start for start, stop in runs)
