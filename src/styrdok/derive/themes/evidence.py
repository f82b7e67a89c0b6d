"""What speaks for a theme in a section: its own words, its definition, and what is tagged with it.

It knows sections as a heading and words, and no document. How common a word is among the sections
at hand tells how much it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from math import log, sqrt
from typing import NamedTuple

from styrdok.derive.themes.words import FUNCTION, WORD, Hit, Lookout
from styrdok.model import Theme, Value
from styrdok.swedish.kinds import kind_of, may_name
from styrdok.swedish.stems import stem

SHORTEST = 3  # letters of a word that says anything
ENOUGH = 60  # words; a section as short has no room to name a theme twice
MORE = 20  # sections that say nothing, besides those at hand
MOST_OF_CENTRE = 400  # words of what a theme's sections say together
MOST_WORDS = 5  # that are told as speaking for a theme
LEAST_SAID = 0.02  # of a word that is told as speaking for a theme
NAME = re.compile(
    r"\s(?:för|om|mot|vid|avseende|gällande|kring)(?:\s\w+[,-]*){1,3}(?:\s(?:och|samt)(?:\s\w+){1,2})?"
)
"""How a name goes on after the word that tells its kind: 'riktlinjer för service och bemötande'."""
Vector = Mapping[str, float]


class SectionText(NamedTuple):
    """A section's heading and text, and the themes that it is tagged with."""

    heading: str
    words: str
    themes: frozenset[str] = frozenset()


class Heard(Value, frozen=True):
    """What a section says, whatever other sections say.

    `words` are its stems and how often it has them, and `themes` what it is tagged with. The rest
    are phrases by theme and number: in the heading, in the text, and in names of documents alone.
    """

    words: dict[str, int]
    heading: tuple[tuple[int, int], ...]
    text: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]


class Signs(NamedTuple):
    """What speaks for a theme in a passage, each from 0 to about 1."""

    heading: float  # its own words in the heading
    named: float  # its own words in the text: how rare they are, and how many of them
    often: float  # how often, for the text's length
    defined: float  # words that its definition has too
    alike: float  # how like the sections tagged with it, beside those tagged with others


class Learned(Value, frozen=True):
    """What the sections at hand tell: how many they are, and how many say a word or a phrase.

    `centres` are what the sections tagged with each theme say together, each of length 1.
    """

    number: int
    words: dict[str, int]
    phrases: dict[int, int]
    centres: dict[str, dict[str, float]]


def hear(passage: SectionText, lookout: Lookout) -> Heard:
    """Return what a section says, with themes as somebody looks out for them."""
    hits = lookout.find(passage.words)
    said = _said(hits, passage.words)
    return Heard(
        dict(bag(passage)),
        _numbers(lookout.find(passage.heading)),
        _numbers(said),
        _numbers(hit for hit in hits if hit not in said),
        tuple(sorted(passage.themes)),
    )


def _numbers(hits: Iterable[Hit]) -> tuple[tuple[int, int], ...]:
    return tuple((hit.theme, hit.phrase) for hit in hits)


def learn(themes: Sequence[Theme], passages: Sequence[Heard]) -> Learned:
    """Return what sections tell of words and themes."""
    words = Counter(word for passage in passages for word in passage.words)
    phrases: Counter[int] = Counter()
    for passage in passages:
        phrases.update({n for _, n in (*passage.heading, *passage.text, *passage.names)})
    evidence = Evidence(themes, Learned(len(passages), dict(words), dict(phrases), {}))
    sums: dict[str, dict[str, float]] = {}
    for passage in passages:
        vector = evidence.vector(passage.words) if passage.themes else {}
        for theme in passage.themes:
            total = sums.setdefault(theme, {})
            for word, weight in vector.items():
                total[word] = total.get(word, 0.0) + weight / len(passage.themes)
    centres = {theme: _centre(sums[theme]) for theme in sorted(sums)}
    return Learned(len(passages), dict(words), dict(phrases), centres)


class Evidence:
    """What speaks for themes, given what the sections at hand have told."""

    def __init__(self, themes: Sequence[Theme], learned: Learned) -> None:
        self.themes, self.learned = tuple(themes), learned
        self.rarity: Callable[[int], float] = cache(self._rarity)  # many words are as rare

    def _rarity(self, found: int) -> float:
        """Return how much is said by what so many passages say: 1 by one of 100, 0 by all.

        A few sections tell little of how common a word is: it is as if there were some more.
        """
        share = (found + 0.5) / (self.learned.number + MORE)
        return max(0.0, -log(min(1.0, share)) / log(100))

    def vector(self, words: Mapping[str, int]) -> Vector:
        """Return words by how much they say, as a vector of length 1."""
        weights = {  # what is rarer still tells more of a passage, too
            word: (1 + log(number)) * self.rarity(self.learned.words.get(word, 0))
            for word, number in words.items()
        }
        size = sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / size for word, weight in weights.items()} if size else {}

    @cached_property
    def _defined(self) -> dict[str, Vector]:
        """What each theme's name, definition and own words say."""
        return {
            one.id: self.vector(_stems(" ".join((one.name, one.definition, *one.words))))
            for one in self.themes
        }

    def signs(self, passage: Heard) -> dict[str, Signs]:
        """Return what speaks for each theme in a passage, by the theme's id."""
        vector = self.vector(passage.words)
        length = max(ENOUGH, sum(passage.words.values()))
        heads, texts = _by_theme(passage.heading), _by_theme(passage.text)
        alike = {key: product(vector, centre) for key, centre in self.learned.centres.items()}
        usual = sum(alike.values()) / len(alike) if alike else 0.0
        signs: dict[str, Signs] = {}
        for number, theme in enumerate(self.themes):
            inside = texts.get(number, Counter())
            rare = [self._weight(n) for n in inside]
            signs[theme.id] = Signs(
                max((self._weight(n) for n in heads.get(number, ())), default=0.0),
                1 - _none_of(rare),
                min(1.0, inside.total() * ENOUGH / length / 3),
                product(vector, self._defined[theme.id]),
                alike.get(theme.id, usual) - usual,
            )
        return signs

    def _weight(self, phrase: int) -> float:
        """How much a phrase says."""
        return min(1.0, self.rarity(self.learned.phrases.get(phrase, 0)))

    def spoken(self, passage: SectionText, theme: str, lookout: Lookout) -> tuple[str, ...]:
        """Return the words of a passage that speak for a theme, as written: its own words first."""
        number = next(at for at, one in enumerate(self.themes) if one.id == theme)
        own: dict[int, str] = {}
        for text in (passage.heading, passage.words):
            for hit in lookout.find(text):
                if hit.theme == number:
                    said = " ".join(text[hit.start : hit.stop].lower().split())
                    own.setdefault(hit.phrase, said)
        found = dict.fromkeys(own.values())
        vector = self.vector(bag(passage))
        centre = self.learned.centres.get(theme, {})
        defined = self._defined[theme]
        weighed = {w: v * (centre.get(w, 0.0) + defined.get(w, 0.0)) for w, v in vector.items()}
        forms = {stem(word): word for word in _words(f"{passage.words} {passage.heading}")}
        for word in sorted(weighed, key=lambda one: (-weighed[one], one)):
            if len(found) >= MOST_WORDS or weighed[word] < LEAST_SAID:
                break
            if not any(forms[word] in one for one in found):
                found[forms[word]] = None
        return tuple(found)[:MOST_WORDS]


def _by_theme(found: Iterable[tuple[int, int]]) -> dict[int, Counter[int]]:
    """Return phrases and how often they are said, by theme."""
    phrases: dict[int, Counter[int]] = {}
    for theme, phrase in found:
        phrases.setdefault(theme, Counter())[phrase] += 1
    return phrases


def _said(hits: Sequence[Hit], words: str) -> list[Hit]:
    """Return hits without those in names of documents, which a section only leads to.

    'riktlinjer för sociala medier', 'servicepolicyn'; but 'styrdokument' is a word like others.
    """
    low = words.lower()
    if not hits or not may_name(low):
        return list(hits)
    named: list[tuple[int, int]] = []
    for match in WORD.finditer(low):
        if kind := kind_of(match[0]):
            reach = NAME.match(low, match.end())
            if kind.prefix or reach:
                named.append((match.start(), reach.end() if reach else match.end()))
    return [hit for hit in hits if not any(a <= hit.start < b for a, b in named)]


def bag(passage: SectionText) -> Counter[str]:
    """Return a passage's stems and how often it has them; the heading counts twice."""
    words = _stems(passage.words)
    for word, number in _stems(passage.heading).items():
        words[word] += 2 * number
    return words


def _stems(words: str) -> Counter[str]:
    return Counter(stem(word) for word in _words(words))


def _words(words: str) -> list[str]:
    low = (word.replace("\u00ad", "") for word in WORD.findall(words.lower()))
    return [one for one in low if len(one) >= SHORTEST and one not in FUNCTION and one.isalpha()]


def _none_of(chances: Iterable[float]) -> float:
    left = 1.0
    for chance in chances:
        left *= 1 - min(1.0, max(0.0, chance))
    return left


def product(one: Vector, other: Vector) -> float:
    """Return how alike two vectors of length 1 are: 0 for nothing in common, 1 for the same."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _centre(sums: Mapping[str, float]) -> dict[str, float]:
    """Return the words that say most, as a vector of length 1."""
    most = dict(sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:MOST_OF_CENTRE])
    size = sqrt(sum(weight * weight for weight in most.values()))
    return {word: weight / size for word, weight in most.items()} if size else {}
