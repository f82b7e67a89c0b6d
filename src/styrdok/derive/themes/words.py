"""A theme's own words, its name and `ord`, found in any text; it knows no document.

One pass over a text finds the words of all themes. What is asked of each different word is asked
once, whatever the number of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from styrdok.memory import encode
from styrdok.model import Theme
from styrdok.swedish.compounds import LEAST, joins, part_of, same_word
from styrdok.swedish.words import WORDS

WORD = re.compile(r"[^\W_]+(?:\u00ad[^\W_]+)*")
SOFT = "\u00ad"  # a hyphen that is only seen where a line breaks
PARTS = re.compile(r",|\b(?:och|samt|eller)\b", re.I)  # of a name: 'Service och bemötande'
MOST_KNOWN = 1 << 16  # words that are known at once: who serves a site meets ever more
GAP = 2  # words that may stand between two words of a phrase
BREAK = re.compile(r"[.!?:;•()”\"]")  # nothing belongs together across it
FUNCTION = WORDS["function words"]
"""Words that are no theme's own, and that a phrase does not reach across."""


class Phrase(NamedTuple):
    """Words that stand for a theme together, in lower case; `own`: as `ord` has them."""

    theme: int
    words: tuple[str, ...]
    own: bool


class Hit(NamedTuple):
    """That a text names a theme: which of the themes, by which phrase, from and to."""

    theme: int
    phrase: int
    start: int
    stop: int


class Said(NamedTuple):
    """What one word may say: the phrases that it is, and what it is of phrases of several words."""

    phrases: tuple[int, ...]
    words: frozenset[str]  # the words of phrases that it is a form of
    ends: frozenset[str]  # the last words of phrases that it holds in any way


NOTHING = Said((), frozenset(), frozenset())


class Lookout:
    """The own words of many themes, looked for at once; themes are known by their places."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self.themes = tuple(themes)
        self.phrases = tuple(
            Phrase(at, words, own) for at, one in enumerate(themes) for words, own in _phrases(one)
        )
        self._single: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        self._begins: dict[str, list[str]] = {}  # the words of all phrases by their first letters
        for number, one in enumerate(self.phrases):
            ways = self._begun if len(one.words) > 1 else self._single
            ways.setdefault(one.words[0], []).append(number)
        for word in sorted({word for one in self.phrases for word in one.words}):
            self._begins.setdefault(word[:LEAST], []).append(word)
        self._said: dict[str, Said] = {}
        self._telling: set[str] = set()  # the words met so far that are or begin a phrase
        self._quiet: set[str] = set()  # what stood between blanks where no word was telling

    @cached_property
    def digest(self) -> str:
        """What changes with any word that is looked for."""
        told = [(one.id, [*_phrases(one)]) for one in self.themes]
        return blake2b(encode(told), digest_size=16).hexdigest()

    def find(self, text: str) -> list[Hit]:
        """Return where a text names themes by their own words, in order; linear in the text."""
        low = text.lower()
        if len(low) != len(text):  # a few signs are longer in lower case, and places must hold
            low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
        written = low.split()
        if self._quiet.issuperset(written):
            return []
        places = list(map(re.Match.span, WORD.finditer(low)))
        words = [low[start:stop] for start, stop in places]
        self._learn(words)
        if self._telling.isdisjoint(words):
            self._quiet.update(written)
            return []
        line = _Line(low, words, places)
        saying: dict[tuple[int, ...], list[int]] = {}  # which words say which phrases
        for at, word in enumerate(words):
            if word in self._telling:
                for number, told in self._from(line, at):
                    saying.setdefault(told, []).append(number)
        found: dict[tuple[int, int, int], Hit] = {}
        for told in _outermost(saying):
            start, stop = places[told[0]][0], places[told[-1]][1]
            for number in saying[told]:
                theme = self.phrases[number].theme
                found.setdefault((theme, start, stop), Hit(theme, number, start, stop))
        return sorted(found.values(), key=lambda hit: (hit.start, -hit.stop, hit.theme))

    def _learn(self, words: Iterable[str]) -> None:
        """Ask once of each different word what it may say."""
        if len(self._said) > MOST_KNOWN:
            self._said.clear()
            self._telling.clear()
            self._quiet.clear()
        for word in set(words).difference(self._said):
            said = self._said[word] = self._look(word.replace(SOFT, ""))
            if said.phrases or not said.words.isdisjoint(self._begun):
                self._telling.add(word)

    def _look(self, word: str) -> Said:
        """Return what a word may say."""
        near = [*self._begins.get(word[:LEAST], ())]
        for at in range(LEAST, len(word) - LEAST):
            near += self._begins.get(word[at : at + LEAST], ())
        if not near:
            return NOTHING
        is_one: list[int] = []
        words, ends = set[str](), set[str]()
        for one in set(near):
            if _form(word, one):
                words.add(one)
            if _holds(word, one):
                ends.add(one)
                is_one += self._single.get(one, ())
            for number in self._begun.get(one, ()):
                phrase = self.phrases[number].words
                if len(phrase) == 2 and joins(word, *phrase):
                    is_one.append(number)
        if not (is_one or words or ends):
            return NOTHING
        return Said(tuple(sorted(is_one)), frozenset(words), frozenset(ends))

    def _from(self, line: _Line, at: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the phrases that a word is or begins, with the numbers of the words that say them.

        Two words that stand next to each other may change places: 'kommunikation internt'.
        """
        said = self._said[line.words[at]]
        for number in said.phrases:
            yield number, (at,)
        for begun in said.words:
            for number in self._begun.get(begun, ()):
                phrase = self.phrases[number].words
                if told := self._onwards(phrase, line, at):
                    yield number, told
                elif len(phrase) == 2 and at and phrase[1] in self._before(line, at):
                    yield number, (at - 1, at)

    def _before(self, line: _Line, at: int) -> frozenset[str]:
        """Return the words of phrases that the word just before one is a form of."""
        between = line.low[line.places[at - 1][1] : line.places[at][0]]
        return frozenset() if between.strip() else self._said[line.words[at - 1]].words

    def _onwards(self, phrase: tuple[str, ...], line: _Line, at: int) -> tuple[int, ...]:
        """Return the numbers of the words that say a phrase which begins with a word; or nothing.

        Words may stand between, but not such as make the next word belong to something else.
        """
        told = [at]
        for place, one in enumerate(phrase[1:], start=2):
            for step in range(1, GAP + 2):
                here = at + step
                if here >= len(line.words) or line.breaks(here):
                    return ()
                said = self._said[line.words[here]]
                fits = one in (said.ends if place == len(phrase) else said.words)
                if fits and line.belongs(at, here):
                    break
            else:
                return ()
            at = here
            told.append(at)
        return tuple(told)


class _Line(NamedTuple):
    """A text in lower case, its words, and where they stand."""

    low: str
    words: Sequence[str]
    places: Sequence[tuple[int, int]]

    def breaks(self, at: int) -> bool:
        """Whether nothing before a word belongs together with it."""
        return BREAK.search(self.low, self.places[at - 1][1], self.places[at][0]) is not None

    def belongs(self, at: int, here: int) -> bool:
        """Whether a word may belong to one before it: 'intern- och externkommunikation'.

        'intern, kommunikation' and 'social dokumentation och medier' do not.
        """
        before, start = self.places[here - 1][1], self.places[here][0]
        if "," in self.low[before:start]:
            return False
        halved = self.low.startswith("-", self.places[at][1])
        return here == at + 1 or halved or self.words[here - 1] not in FUNCTION


def _form(word: str, known: str) -> bool:
    """Whether a word is a form of another; a short one or one of every text is only itself."""
    if len(known) < LEAST or known in FUNCTION:
        return word == known
    return same_word(word, known)


def _holds(word: str, known: str) -> bool:
    """Whether a word is a form of another or a compound with it."""
    if len(known) < LEAST or known in FUNCTION:
        return word == known
    return part_of(word, known) is not None


def _phrases(theme: Theme) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield a theme's phrases in lower case, each once: its words, its name, the name's parts.

    A part that ends with a hyphen says nothing alone: 'Hälso- och sjukvård'.
    """
    halves = PARTS.split(theme.name)
    whole = any(half.rstrip().endswith("-") for half in halves)
    given = [(words, True) for words in theme.words]
    given += [(theme.name, False)]
    given += [] if whole else [(half, False) for half in halves]
    seen: set[tuple[str, ...]] = set()
    for said, own in given:
        words = tuple(word.replace(SOFT, "") for word in WORD.findall(said.lower()))
        if words and words not in seen and not FUNCTION.issuperset(words):
            seen.add(words)
            yield words, own


def _outermost(said: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return groups of words without those that are part of another: 'medier', 'sociala medier'.

    What only stands between the words of another stays: 'service, tillgänglighet och bemötande'.
    """
    groups = list(said)
    if max(map(len, groups), default=1) == 1:
        return groups
    over: dict[int, list[tuple[int, ...]]] = {}
    for group in groups:
        for word in group if len(group) > 1 else ():
            over.setdefault(word, []).append(group)
    return [one for one in groups if not any(set(one) < set(g) for g in over.get(one[0], ()))]


class ThemeWords:
    """The own words of one theme."""

    def __init__(self, theme: Theme) -> None:
        self._lookout = Lookout((theme,))

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where a text names the theme, from and to, in order; places may overlap."""
        return [(hit.start, hit.stop) for hit in self._lookout.find(text)]


@lru_cache(1 << 10)
def theme_words(theme: Theme) -> ThemeWords:
    """Return a theme's own words: its name, or each part of it, and its `ord`."""
    return ThemeWords(theme)
