"""What the search is tried on: editors' questions, and the themes' own words; it knows no page.

Each is asked as a reader asks it. What comes of it is kept by all that it hangs on: every text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from styrdok.derive.lifecycle import Standing
from styrdok.derive.search.pieces import Pieces
from styrdok.derive.search.synonyms import known
from styrdok.derive.search.values import Filters, Hit
from styrdok.derive.themes.namings import treated_by_leaf
from styrdok.derive.themes.values import Naming
from styrdok.memory import Memory, encode
from styrdok.model import Question, Theme, Value, plain
from styrdok.register import Register
from styrdok.swedish.terms import fold, parts, root, tokens
from styrdok.swedish.words import WORDS

KIND = "search tried"
TOP = 10  # hits that anybody looks at
GOOD = 5  # the place that an answer may have at most
SILENT = WORDS["search silent"]
Spot = tuple[str, str | None]
"""A document's id and a heading's anchor in it, or None: the document as a whole."""


class Tried(Value, frozen=True):
    """What came of a question: the place of its first answer, from 1, among the first `TOP`.

    `first` is what came first, where that was no answer; `number` is how many hits there were.
    `answers` are those that are there, with the names that they have now.
    """

    question: Question
    answers: tuple[Spot, ...]
    place: int | None
    first: Spot | None
    number: int

    @property
    def good(self) -> bool:
        """Whether an answer is among the first that a reader sees."""
        return self.place is not None and self.place <= GOOD


class Vain(Value, frozen=True):
    """A word of a theme that leads nobody to the theme; `number` is how many hits there were.

    `tagged` tells whether any section is tagged with the theme.
    """

    theme: str
    word: str
    number: int
    tagged: bool


def answers_of(question: Question, register: Register) -> tuple[Spot, ...]:
    """Return a question's answers that are there, and that its filter lets through."""
    found = []
    for answer in question.answers:
        policy, anchor = register.answering(answer) or (None, None)
        if policy is None or question.municipality not in (None, policy.municipality):
            continue
        if anchor is None or any(anchor == s.anchor for s in policy.body.sections):
            found.append((policy.id, anchor))
    return tuple(found)


class Trial:
    """The search of one register, tried on its questions and on its themes' words."""

    def __init__(
        self,
        register: Register,
        standings: Mapping[str, Standing],
        namings: Mapping[str, tuple[Naming, ...]],
        pieces: Pieces,
        memory: Memory,
    ) -> None:
        self._register, self._standings, self._memory = register, standings, memory
        self._namings, self._pieces, self._finder = namings, pieces, pieces.finder

    @property
    def large(self) -> bool:
        """Whether trying takes longer than a build of a site should."""
        return self._pieces.national

    def tried(self) -> list[Tried]:
        """Return what comes of each question, in the questions' order."""
        questions = self._register.questions
        if not questions:
            return []
        self._finder.look_through()
        key = self._key([(one, answers_of(one, self._register)) for one in questions])
        work = partial(map, self.ask, questions)
        return self._memory.recall(KIND, key, list[Tried], lambda: list(work()))

    def vain(self) -> list[Vain]:
        """Return the words of themes that lead nobody to the theme, in the themes' order.

        Of a large register only those that nothing at all is found by.
        """
        themes = tuple(self._register.themes.values())
        if self.large:
            return list(self._unheld(themes))
        named = sorted((key, {one.theme for one in told}) for key, told in self._namings.items())
        told = [(theme.id, theme.name, theme.words) for theme in themes]
        key = self._key((told, [(one, sorted(names)) for one, names in named]))
        return self._memory.recall(KIND, key, list[Vain], lambda: list(self._seek(themes)))

    def _key(self, asked: object) -> str:
        """Return a name of all that an answer hangs on."""
        finder, register = self._finder, self._register
        homes = [(slug, home.short_name) for slug, home in register.municipalities.items()]
        statuses = [self._standings[key].status.value for key in finder.keys]
        said = (asked, homes, finder.keys, statuses, known(register), len(register.policies))
        return blake2b(encode(said), digest_size=16).hexdigest()

    def ask(self, question: Question) -> Tried:
        """Return what comes of a question, asked now."""
        answers = answers_of(question, self._register)
        hits = self._finder.search(question.text, Filters(question.municipality or "")).hits
        found = [self._spot(hit) for hit in hits[:TOP]]
        right = [at for at, spot in enumerate(found, 1) if _is_one(spot, answers)]
        first = found[0] if found and right[:1] != [1] else None
        return Tried(question, answers, right[0] if right else None, first, len(hits))

    def _spot(self, hit: Hit) -> Spot:
        sections = self._register.policies[hit.document].body.sections
        return hit.document, sections[hit.leaf - 1].anchor if hit.leaf else None

    def _seek(self, themes: Sequence[Theme]) -> Iterator[Vain]:
        for theme in themes:
            tagged = bool(self._register.covering(theme.id))
            leads = partial(self._leads, theme.id, tagged)
            for word in words_of(theme):
                hits = self._finder.search(word).hits
                if not any(map(leads, hits[:TOP])):
                    yield Vain(theme.id, word, len(hits), tagged)

    def _leads(self, theme: str, tagged: bool, hit: Hit) -> bool:
        policy = self._register.policies[hit.document]
        if not tagged:
            return any(one.theme == theme for one in self._namings.get(policy.id, ()))
        return theme in treated_by_leaf(policy.body)[hit.leaf]

    def _unheld(self, themes: Sequence[Theme]) -> Iterator[Vain]:
        """Yield the words of which no root is in any text, nor a part of one."""
        every = [(theme, word, _roots(word)) for theme in themes for word in words_of(theme)]
        roots = sorted({one for _, _, roots in every for one in roots})
        held = dict(zip(roots, self._pieces.holding(roots), strict=True))
        for theme, word, own in every:
            if own and not any(held[one] for one in own):
                yield Vain(theme.id, word, 0, bool(self._register.covering(theme.id)))


def _is_one(spot: Spot, answers: Sequence[Spot]) -> bool:
    return any(spot[0] == key and anchor in (None, spot[1]) for key, anchor in answers)


def words_of(theme: Theme) -> list[str]:
    """Return a theme's name and words, each once."""
    words: dict[str, str] = {}
    for word in (theme.name, *theme.words):
        words.setdefault(plain(word), word)
    return list(words.values())


def _roots(word: str) -> list[str]:
    told = [token.word for token in tokens(word) if token.word not in SILENT]
    return [fold(one) for each in told for one in (root(each), *parts(each))]
