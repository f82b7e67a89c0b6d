"""Synonyms as everyone may see them: without words that only what is withheld holds.

An editor may have taken a word from a text for employees. So a word that stands in what is
withheld, and in nothing that everyone may read, is taken out of the synonyms; a word of the stock
is everyone's already. It errs on the safe side: parts and other forms of words count as held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

import msgspec

from styrdok.model import Body, Policy, Synonyms, Value, plain, replace
from styrdok.swedish.stems import stem
from styrdok.swedish.synonyms import stock

MARKS = dict.fromkeys(map(ord, "*_`~\\\xad\u200b\u200c\u200d\u2060"))  # may stand inside a word
PARTS = re.compile(r"[^\W_]+")
SEAM = re.compile(r"-\n?")
HYPHENATED = re.compile(rf"{PARTS.pattern}(?:{SEAM.pattern}{PARTS.pattern})+")
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
    if not unread:
        phrases &= held.phrases
        parts = {part for part in parts if held.may_hold(part)}
    if parts or phrases:
        said = heard(shown, phrases)
        phrases -= said.phrases
        hidden = Heard(held.words - said.words)
        parts = {p for p in parts if not said.says(p) and (unread or hidden.may_hold(p))}
    lost = {word for word in words if word in phrases or parts.intersection(PARTS.findall(word))}
    left = (group.without(lost) for group in groups)
    return tuple(group for group in left if group)


@dataclass(frozen=True)
class Heard:
    """The words that some texts hold, in lower case, and which of the phrases asked for."""

    words: frozenset[str]
    phrases: frozenset[str] = frozenset()

    @cached_property
    def _lines(self) -> str:
        return "\n".join(self.words)

    def may_hold(self, word: str) -> bool:
        """Tell whether a word stands in the texts, in any form or inside another one."""
        root = stem(word)
        return root in self._lines if len(root) >= SHORTEST else self.says(word)

    def says(self, word: str) -> bool:
        """Tell whether a word stands in the texts by itself, in any of its forms."""
        root = stem(word)
        forms = re.findall(rf"^{re.escape(root)}.*$", self._lines, re.MULTILINE)
        return any(form == word or stem(form) == root for form in forms)


def heard(texts: Iterable[str], phrases: Iterable[str]) -> Heard:
    """Return the words of texts in Markdown, and those of the phrases that stand there."""
    words, known = set[str](), set[str]()
    sought = {phrase: _pattern(phrase) for phrase in phrases}
    for text in texts:
        read = unescape(text).translate(MARKS).casefold()
        words.update(PARTS.findall(read))
        words.update(SEAM.sub("", word) for word in HYPHENATED.findall(read))
        for phrase, (root, pattern) in sought.items():
            if phrase not in known and root in read and pattern.search(read):
                known.add(phrase)
    return Heard(frozenset(words), frozenset(known))


def _pattern(phrase: str) -> tuple[str, re.Pattern[str]]:
    """The first stem of a phrase, and a pattern of the whole in any form."""
    roots = [stem(part) for part in PARTS.findall(phrase)]
    return roots[0], re.compile(r"\b" + r"\w*\W+".join(map(re.escape, roots)))


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
