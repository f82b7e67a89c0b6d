"""Synonyms as everyone may see them: without words that only what is withheld holds.

An editor may have taken a word from a text for employees. So a word that stands in what is
withheld, and in nothing that everyone may read, is taken out of the synonyms; a word of the stock
is everyone's already. It errs on the safe side: parts and other forms of words count as held.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import islice

import msgspec

from styrdok.model import Body, Policy, Synonyms, Value, plain, replace
from styrdok.swedish.stems import stem
from styrdok.swedish.synonyms import stock

MARKS = re.compile(r"[*_`~\\\xad\u200b-\u200d\u2060]+")  # may stand inside a word
PARTS = re.compile(r"\w+")  # without marks
UNKNOWN = ""  # stands for what an unread text may hold; no word is so
BATCH = 1000  # texts, after which it is asked whether there is more to look for
SHORTEST = 4  # signs of a stem that is looked for inside other words


def open_synonyms(
    groups: tuple[Synonyms, ...], withheld: Iterable[str], shown: Iterable[str], unread: bool
) -> tuple[Synonyms, ...]:
    """Return groups without the words that `withheld` texts hold and `shown` ones do not.

    Where something is `unread`, nobody knows what it holds, so only words that are shown stay.
    """
    known = {plain(word) for group in stock() for word in group.words}
    words = {plain(word) for group in groups for word in group.words} - known
    phrases = {word for word in words if len(PARTS.findall(word)) > 1}
    parts = {part for word in words for part in PARTS.findall(word)}
    common = {stem(part) for word in known for part in PARTS.findall(word)}
    parts = {part for part in parts if stem(part) not in common}
    if not words:
        return groups
    held = heard(withheld, phrases)
    doubts = {part: {UNKNOWN} if unread else held.inside(part) for part in parts}
    phrases = phrases if unread else phrases & held.phrases
    phrases, doubts = _left(phrases, doubts, iter(shown))
    lost = {word for word in words if word in phrases or doubts.keys() & PARTS.findall(word)}
    left = (group.without(lost) for group in groups)
    return tuple(group for group in left if group)


def _left(
    phrases: set[str], doubts: dict[str, set[str]], shown: Iterator[str]
) -> tuple[set[str], dict[str, set[str]]]:
    """The phrases, and the words with the withheld ones that hold them, which no shown text has.

    Most are found in the first few texts, so the many after them are only glanced at.
    """
    doubts = {word: withheld for word, withheld in doubts.items() if withheld}
    while (phrases or doubts) and (batch := tuple(islice(shown, BATCH))):
        said = heard(batch, phrases, {stem(PARTS.findall(one)[0]) for one in (*phrases, *doubts)})
        phrases = phrases - said.phrases
        doubts = {
            word: rest
            for word, withheld in doubts.items()
            if not said.says(word) and (rest := withheld - said.words)
        }
    return phrases, doubts


@dataclass(frozen=True)
class Heard:
    """The words that some texts hold, in lower case, and which of the phrases asked for."""

    words: set[str]
    phrases: set[str]

    @cached_property
    def _lines(self) -> str:
        return "\n".join(self.words)

    def inside(self, word: str) -> set[str]:
        """Return the words of the texts that are a form of this one, or that have it inside."""
        root = stem(word)
        if root not in self._lines:
            return set()
        found = {other for other in self.words if root in other}
        return found if len(root) >= SHORTEST else {one for one in found if stem(one) == root}

    def says(self, word: str) -> bool:
        """Tell whether a word stands in the texts by itself, in any of its forms."""
        root = stem(word)
        forms = re.findall(rf"^{re.escape(root)}.*$", self._lines, re.MULTILINE)
        return any(form == word or stem(form) == root for form in forms)


def heard(
    texts: Iterable[str], phrases: Iterable[str], roots: Collection[str] | None = None
) -> Heard:
    """Return the words of texts in Markdown, and those of the phrases that stand there.

    With `roots` nothing is heard in texts that have none of them.
    """
    words, known = set[str](), set[str]()
    sought = {phrase: _pattern(phrase) for phrase in phrases}
    for text in texts:
        read = text.casefold()
        if roots is not None and not any(root in read for root in roots):
            continue
        read = MARKS.sub("", unescape(read))
        words.update(PARTS.findall(read))
        if "-" in read:
            seams = (word for word in read.replace("-\n", "-").split() if "-" in word)
            words.update(part for word in seams for part in PARTS.findall(word.replace("-", "")))
        for phrase, (parts, pattern) in sought.items():
            if phrase not in known and all(part in read for part in parts):
                known.update([phrase] if _begins_a_word(pattern, read) else ())
    return Heard(words, known)


def _pattern(phrase: str) -> tuple[list[str], re.Pattern[str]]:
    """The stems of a phrase, and a pattern of the whole in any form."""
    roots = [stem(part) for part in PARTS.findall(phrase)]
    return roots, re.compile(r"\w*\W+".join(map(re.escape, roots)))


def _begins_a_word(pattern: re.Pattern[str], text: str) -> bool:
    return any(not text[at.start() - 1 : at.start()].isalnum() for at in pattern.finditer(text))


def sayings(values: Iterable[object]) -> Iterator[str]:
    """Yield every text of some values of the model; of a body its Markdown, which says it all."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Body):
            yield value.text
        elif isinstance(value, Policy):
            yield from sayings(msgspec.structs.astuple(replace(value, lines={})))
        elif isinstance(value, Value):
            yield from sayings(msgspec.structs.astuple(value))
        elif isinstance(value, Mapping):
            yield from sayings((*value.keys(), *value.values()))
        elif isinstance(value, tuple | list | frozenset):
            yield from sayings(value)
