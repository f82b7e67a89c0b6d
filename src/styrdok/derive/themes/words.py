"""A theme's own words, its name and `ord`, found in any text; it knows no document.

One pass over a text finds the words of all themes. What is asked of each different word is asked
once, whatever the number of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from styrdok.memory import encode
from styrdok.model import Theme
from styrdok.swedish.compounds import LEAST, joins, part_of, same_word
from styrdok.swedish.words import WORDS
from styrdok.table import Table

WORD = re.compile(r"([^\W_]+(?:\u00ad[^\W_]+)*)")  # a group, so that it can part a text, too
SOFT = "\u00ad"  # a hyphen that is only seen where a line breaks
PARTS = re.compile(r",|\b(?:och|samt|eller)\b", re.I)  # of a name: 'Service och bemötande'
MOST_KNOWN = 1 << 16  # words that are known at once: there is a lookout for each theme, too
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
    telling: bool  # whether it is or begins a phrase


NOTHING = Said((), frozenset(), frozenset(), telling=False)


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
        self._said = Table(self._look, MOST_KNOWN)
        self._tells = Table(self._has_telling, MOST_KNOWN)  # of what stands between blanks

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
        if not any(map(self._tells.__getitem__, low.split())):
            return []
        parts = WORD.split(low)
        line = _Line(words := parts[1::2], parts[::2], [self._said[word] for word in words])
        saying: dict[tuple[int, ...], list[int]] = {}  # which words say which phrases
        for at, said in enumerate(line.said):
            if said.telling:
                for number, told in self._from(line, at):
                    saying.setdefault(told, []).append(number)
        found: dict[tuple[int, int, int], Hit] = {}
        ends = list(accumulate(map(len, parts)))
        for told in _outermost(saying):
            start, stop = ends[2 * told[0]], ends[2 * told[-1] + 1]
            for number in saying[told]:
                theme = self.phrases[number].theme
                found.setdefault((theme, start, stop), Hit(theme, number, start, stop))
        return sorted(found.values(), key=lambda hit: (hit.start, -hit.stop, hit.theme))

    def _has_telling(self, written: str) -> bool:
        """Whether a word of some signs is or begins a phrase."""
        return any(self._said[word].telling for word in WORD.findall(written))

    def _look(self, written: str) -> Said:
        """Return what a word may say."""
        word = written.replace(SOFT, "")
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
        telling = bool(is_one) or not words.isdisjoint(self._begun)
        return Said(tuple(sorted(is_one)), frozenset(words), frozenset(ends), telling)

    def _from(self, line: _Line, at: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the phrases that a word is or begins, with the numbers of the words that say them.

        Two words that stand next to each other may change places: 'kommunikation internt'.
        """
        said = line.said[at]
        for number in said.phrases:
            yield number, (at,)
        for begun in said.words:
            for number in self._begun.get(begun, ()):
                phrase = self.phrases[number].words
                if told := self._onwards(phrase, line, at):
                    yield number, told
                elif len(phrase) == 2 and at and phrase[1] in line.before(at):
                    yield number, (at - 1, at)

    @staticmethod
    def _onwards(phrase: tuple[str, ...], line: _Line, at: int) -> tuple[int, ...]:
        """Return the numbers of the words that say a phrase which begins with a word; or nothing.

        Words may stand between, but not such as make the next word belong to something else.
        """
        told = [at]
        for place, one in enumerate(phrase[1:], start=2):
            for step in range(1, GAP + 2):
                here = at + step
                if here >= len(line.words) or line.breaks(here):
                    return ()
                said = line.said[here]
                fits = one in (said.ends if place == len(phrase) else said.words)
                if fits and line.belongs(at, here):
                    break
            else:
                return ()
            at = here
            told.append(at)
        return tuple(told)


class _Line(NamedTuple):
    """A text's words in lower case, what stands before each and behind the last, what they say."""

    words: Sequence[str]
    gaps: Sequence[str]
    said: Sequence[Said]

    def before(self, at: int) -> frozenset[str]:
        """Return the words of phrases that the word just before one is a form of."""
        return frozenset() if self.gaps[at].strip() else self.said[at - 1].words

    def breaks(self, at: int) -> bool:
        """Whether nothing before a word belongs together with it."""
        return BREAK.search(self.gaps[at]) is not None

    def belongs(self, at: int, here: int) -> bool:
        """Whether a word may belong to one before it: 'intern- och externkommunikation'.

        'intern, kommunikation' and 'social dokumentation och medier' do not.
        """
        if "," in self.gaps[here]:
            return False
        halved = self.gaps[at + 1].startswith("-")
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
