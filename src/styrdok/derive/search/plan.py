"""A query becomes a plan: for each of its words, the roots of the index that may stand for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from styrdok.derive.search.values import Plan, Want, Way, Why
from styrdok.derive.search.vocabulary import Vocabulary
from styrdok.derive.search.weights import RANKING
from styrdok.swedish.lexicon import lexicon
from styrdok.swedish.terms import Kind, fold, root, tokens
from styrdok.swedish.words import WORDS

SILENT = WORDS["search silent"]
LONGEST = 5  # words in a row that synonyms, or a municipality's name, are looked for
GENERAL = frozenset(("kommun", "kommuns", "stad", "stads", "region"))  # of a municipality's name
MOST = 32  # words of a query that are read
LONG = 8  # letters of a word that is known and is taken apart all the same
NOUN, LEAST = "ning", 4  # what makes a noun of a verb, and letters of the verb's root
JOINTS = ("", "s")  # what stands between two words that are joined
Roots = tuple[str, ...]
Also = Mapping[Roots, Sequence[Roots]]
"""What synonyms a word, or up to five in a row, have: roots, and the roots they lead to."""


class Places(NamedTuple):
    """The municipalities' names, without marks and general words, and their slugs.

    Of the names `ordinary` are words of the language as well ('vara').
    """

    slugs: Mapping[str, str]
    ordinary: Collection[str]


NOWHERE = Places({}, ())


class _Word:
    """A word of a query, and what may stand for it; `shorter` is an identifier's number alone.

    It is `titled` where it is written as a name is, and no sentence begins with it.
    """

    def __init__(
        self, written: str, kind: Kind = Kind.WORD, shorter: str = "", titled: bool = False
    ) -> None:
        self.written, self.kind, self.shorter, self.titled = written, kind, shorter, titled
        self.root = root(written) if kind is Kind.WORD else written
        self.silent = written in SILENT
        self.ways: list[Way] = []

    @property
    def exact(self) -> bool:
        """Whether the word itself is in the index, with its marks or without."""
        return any(way.why in (Why.EXACT, Why.FOLDED) for way in self.ways)

    def add(self, roots: Roots, share: float, why: Why) -> None:
        """Add a way, unless the same is there with as great a share."""
        for at, way in enumerate(self.ways):
            if way.roots == roots:
                if share > way.share:
                    self.ways[at] = Way(roots, share, why)
                return
        self.ways.append(Way(roots, share, why))


def plan(
    query: str,
    known: Vocabulary,
    also: Also,
    places: Places = NOWHERE,
    typing: bool = False,
) -> Plan:
    """Return what a query asks for; while it is typed, its last word may be a beginning."""
    words = list(islice(_words(query), MOST))
    homes, rest = _homes(words, places)
    words = rest if any(not word.silent for word in rest) else words
    told = [word for word in words if not word.silent] or words
    for number, word in enumerate(told):
        _as_it_is(word, known, unfinished=typing and number == len(told) - 1)
    _joined(told, known)
    extra = _synonyms(words, told, known, also)
    corrected = []
    for word in told:
        if word.ways or word.silent or word.kind is not Kind.WORD:
            continue
        if read := _otherwise(word, known, also):
            corrected.append((word.written, read))
    wants = [Want(word.written, tuple(word.ways)) for word in (*told, *extra)]
    return Plan(tuple(wants), tuple(corrected), tuple(homes))


def _words(query: str) -> Iterator[_Word]:
    """Yield the words and identifiers of a query; what an identifier is read as too is its own."""
    end = 0
    found = tokens(query)
    for token in found:
        if token.end > end:
            end = token.end
            inside = (one.word for one in found if one.at == token.at and one.kind is Kind.SHORTER)
            shown = query[token.at : token.end]
            titled = shown[0] != shown[0].lower() and shown[1:] == shown[1:].lower()
            first = token is found[0]
            yield _Word(token.word, token.kind, next(inside, ""), titled and not first)


def named(name: str) -> str:
    """Return a municipality's name as `plan` looks for it: without marks and general words."""
    words = (fold(token.word) for token in tokens(name) if token.word not in GENERAL)
    return " ".join(words)


def is_ordinary(name: str) -> bool:
    """Tell whether a municipality's name may stand in a query and mean something else.

    That is one of the words that say nothing ('vara'), or one that begins compounds ('mark').
    """
    return name.lower() in SILENT or name.lower() in lexicon().heads


def _homes(words: list[_Word], places: Places) -> tuple[list[str], list[_Word]]:
    """Return the municipalities that a query names, and its other words.

    A name that is an ordinary word is meant where it has a capital letter, or 'kommun' after it.
    """
    homes, rest, at = [], [], 0
    while at < len(words):
        for size in range(LONGEST, 0, -1):
            name = " ".join(fold(word.written) for word in words[at : at + size])
            known = name if name in places.slugs else name.removesuffix("s")
            slug = places.slugs.get(known)
            general = any(one.written in GENERAL for one in words[at + size : at + size + 1])
            if slug and (known not in places.ordinary or words[at].titled or general):
                homes.append(slug)
                at += size + general
                break
        else:
            rest.append(words[at])
            at += 1
    return homes, rest


def _as_it_is(word: _Word, known: Vocabulary, unfinished: bool) -> None:
    """Add the word itself, what it is without marks, and the parts it has as a compound.

    An identifier is found as it is, or by its number alone.
    """
    if word.kind is not Kind.WORD:
        for one, share in ((word.written, 1.0), (word.shorter, RANKING["shorter"])):
            if one in known.held:
                word.add((one,), share, Why.EXACT)
        return
    alike = known.alike(word.root)
    sure = word.root in alike or fold(word.root) != word.root  # that no marks are left out
    for one in alike:
        if one == word.root:
            word.add((one,), 1.0, Why.EXACT)
        else:
            word.add((one,), RANKING["other marks" if sure else "folded"], Why.FOLDED)
    for one in (word.root + NOUN, word.root.removesuffix(NOUN)):
        if one != word.root and len(one) >= LEAST and one in known.held:
            word.add((one,), RANKING["derived"], Why.DERIVED)
    whole = word.written if sure or not alike else known.form[alike[0]]
    if (inside := known.split(whole)) and (not alike or len(word.written) >= LONG):
        word.add(inside, RANKING["split"], Why.SPLIT)
    if unfinished:
        for one in known.starting(word.written):
            word.add((one,), RANKING["starts"], Why.STARTS)


def _joined(told: Sequence[_Word], known: Vocabulary) -> None:
    """Add to two words in a row the compound that they make."""
    for one, other in pairwise(told):
        if one.kind is not Kind.WORD or other.kind is not Kind.WORD:
            continue
        for joint in JOINTS:
            for whole in known.alike(root(one.written + joint + other.written)):
                if len(whole) > len(one.written):  # else an ending fell off with the second word
                    one.add((whole,), RANKING["joined"], Why.JOINED)
                    other.add((whole,), RANKING["joined"], Why.JOINED)


def _synonyms(
    words: Sequence[_Word], told: Sequence[_Word], known: Vocabulary, also: Also
) -> list[_Word]:
    """Add what synonyms lead to; return words of their own for phrases of silent words alone."""
    extra = []
    for start in range(len(words)):
        for size in range(1, LONGEST + 1):
            row = words[start : start + size]
            if len(row) < size:
                break
            if all(word.silent for word in row) and size == 1:
                continue
            targets = _targets(tuple(word.root for word in row), known, also)
            met = [word for word in row if word in told]
            if targets and not met:
                met = [_Word(" ".join(word.written for word in row))]
                extra += met
            for target in targets:
                for word in met:
                    share = RANKING["synonym beside" if word.exact else "synonym"]
                    word.add(target, share, Why.SYNONYM)
    for word in (one for one in told if not one.exact):
        for target in _within(word, known, also):
            word.add(target, RANKING["synonym"] * RANKING["split"], Why.SYNONYM)
    return extra


def _within(word: _Word, known: Vocabulary, also: Also) -> Iterator[Roots]:
    """Yield a compound's parts with one of them as its synonym."""
    inside = known.split(word.written)
    for at, part in enumerate(inside):
        for target in _targets((part,), known, also):
            yield (*inside[:at], *target, *inside[at + 1 :])


def _targets(roots: Roots, known: Vocabulary, also: Also) -> list[Roots]:
    """Return what roots lead to that is there, as the index has it."""
    return [there for target in also.get(roots, ()) if (there := known.resolve(target))]


def _otherwise(word: _Word, known: Vocabulary, also: Also) -> str:
    """Read an unknown word as one that it may be a slip for, or as a beginning or part of one.

    Return how it is read; '' where it is read as it is.
    """
    slips = known.slips(word.root)
    for one, cost in slips:
        word.add((one,), RANKING["typo"] / cost, Why.TYPO)
    if slips:
        nearest, cost = slips[0]
        meant = _Word(known.form[nearest])
        _as_it_is(meant, known, unfinished=False)
        _synonyms([meant], [meant], known, also)
        for way in meant.ways:
            word.add(way.roots, way.share * RANKING["typo"] / cost, Why.TYPO)
        return meant.written
    for one in known.starting(word.written):
        word.add((one,), RANKING["beginning"], Why.STARTS)
    if not word.ways:
        inside, cost = known.misspelt(word.written)
        if cost:
            word.add(inside, RANKING["split"] * RANKING["typo"] / cost, Why.TYPO)
        elif inside:
            word.add(inside, RANKING["part"], Why.PART)
    return ""
