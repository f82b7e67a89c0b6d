"""A text's words as they are compared: stems as numbers, all municipalities' names as one.

It knows no passage. A word that carries no subject, or stands in a sentence that is stock, has
the sign `LIGHT`: it is laid beside others, and never counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from zlib import crc32

from styrdok.swedish.inhabitants import (
    EITHER,
    GENITIVES,
    NAMES,
    ONE_WORD,
    PEOPLE,
    demonyms,
    genitive,
    in_one_word,
)
from styrdok.swedish.stems import stem
from styrdok.swedish.words import STOCK
from styrdok.table import Table

LIGHT = 1 << 31
ODD = ("ı", "i\u0307")  # what 're.I' takes for an i and lower case does not
WORD = re.compile(r"[^\W_]+(?:[-‐‑:.@’'][^\W_]+)*|§")
BROKEN = re.compile(r"(?<=[a-zåäö])[-‐]\n\s*(?!(?:och|eller|samt|respektive)\b)(?=[a-zåäö])")
END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"”’(]?[A-ZÅÄÖ0-9])")  # of a sentence
LAW = re.compile(
    r".*lagens?|(?:tryck|yttrande)frihets\w+|grundlag(?:en|ens|ar|arna)|.*förordningens?"
    r"|\w+balkens?|lagstiftningen|dataskydds\w*direktivet|gdpr|osl|kl|fl|tf|ygl"
)
NO_LAW = re.compile(
    r".*(?:bo|under|an|arbets|lärar)lagens?|(?:.*(?:för|an|in|upp|ut|av|åter|om|till|på|be))?slagens?"
)
FEW = 6  # words that a sentence names a law within, when it is the law that it retells
STOCK_SHARE = 0.8  # of a sentence's words that are a document's of itself
HOME, NAME, AFTER, PERSON, IN, OURS = range(6)
NEVER_FIRST = (AFTER, IN)  # of words that stand for a municipality or its people
LEADING = frozenset(["i", "från", "till", "inom", "utanför"])
KOMMUN = "kommun"
HEAVY, ITSELF, LAWS, NAMED = 1, 1 << 16, 1 << 32, 1 << 48  # counted together, in one sum
Kinds = Sequence[int | None]
Said = tuple[list[str], list[int]]
"""Words as they are compared to the letter, and the numbers of their stems, perhaps `LIGHT`."""


def _kinds() -> dict[str, int]:
    """What the words that may stand for a municipality or its people are."""
    kinds = dict.fromkeys(STOCK["municipality after a name"], AFTER)
    kinds |= dict.fromkeys(STOCK["municipality"], HOME)
    kinds |= dict.fromkeys(ONE_WORD, NAME) | dict.fromkeys(PEOPLE, PERSON)
    return kinds | dict.fromkeys(("i", "inom"), IN) | dict.fromkeys(("vår", "er"), OURS)


KINDS = _kinds()
TELLING = frozenset(word for word, kind in KINDS.items() if kind in (HOME, NAME, PERSON, OURS))
AFTER_NAME = STOCK["municipality after a name"]
THEN = rf"(?:\s+(?:{'|'.join(sorted(AFTER_NAME))})(?!\w))?"
"""What may follow a name and is of it: a file may say 'Ale kommun', and its texts 'Ales kommun'."""
STEMS_OF_ITSELF = frozenset(stem(word) for word in STOCK["document"])
THE_HOME = ("kommunen", crc32(b"kommunen\0") | LIGHT)
THE_PEOPLE = ("kommunens invånare", crc32(b"kommunens invanare\0") & ~LIGHT)


def _number(word: str) -> int:
    """Return the number of a word's stem."""
    light = LIGHT if word in STOCK["small"] else 0
    return crc32(stem(word).encode()) & ~LIGHT | light


def _weight(word: str) -> int:
    """Return what a word tells of the sentence that it stands in, to be summed."""
    found = NAMED if word in TELLING else 0
    if word not in STOCK["small"]:
        itself = word[0].isdigit() or stem(word) in STEMS_OF_ITSELF
        found += HEAVY + (ITSELF if itself or word in STOCK["document"] else 0)
    if word == "§" or (LAW.fullmatch(word) and not NO_LAW.fullmatch(word)):
        found += LAWS
    return found


def _plain(written: str) -> str | None:
    """Return what stands between blanks as its one word; None where it is none, or several."""
    words: list[str] = WORD.findall(written)
    return words[0] if len(words) == 1 else None


NUMBERS, WEIGHTS, PLAIN = Table(_number), Table(_weight), Table(_plain)


def words_in(low: str) -> list[str]:
    """Return the words of a text in lower case."""
    words = list(map(PLAIN.__getitem__, low.split()))
    return WORD.findall(low) if None in words else words  # type: ignore[return-value]


class Neutral:
    """Reads the words of one municipality's texts, in which its own names count as any's.

    `names` are its own; a name that is among Sweden's is known anyway.
    """

    def __init__(self, names: Sequence[str]) -> None:
        plain = {name.casefold() for name in names if name}
        own = {name for name in plain if name.removesuffix(" kommun") not in NAMES}
        own = {name for name in own if name.removesuffix(" kommun") not in GENITIVES}
        said = sorted({form for name in own for form in (name, genitive(name))}, key=len)
        self._own = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(said)))})(?!\w){THEN}", re.I)
            if own
            else None
        )
        self._people = {form for name in own if " " not in name for form in demonyms(name)}
        self._signs = (*sorted(own), *ODD) if own else ()
        self.key = "\n".join(sorted(own))

    def _may_be_named(self, low: str) -> bool:
        """Whether a block in lower case may hold one of the names: few do, and this is quick."""
        for sign in self._signs:  # noqa: SIM110  (quicker than any(), on every block)
            if sign in low:
                return True
        return False

    def read(self, words: str) -> Said:
        """Return a block's words in order."""
        if "-\n" in words or "‐\n" in words or "\u00ad" in words:
            words = BROKEN.sub("", words.replace("\u00ad", ""))
        if self._own and self._may_be_named(words.casefold()):
            words = self._own.sub("Kommunen", words)
        words = in_one_word(words)
        said, numbers = list[str](), list[int]()
        for sentence in END.split(words):
            plain = words_in(sentence.casefold())
            total = sum(map(WEIGHTS.__getitem__, plain))
            codes = list(map(NUMBERS.__getitem__, plain))
            if (not total or total >= ITSELF) and _is_stock(plain, total):
                codes = [code | LIGHT for code in codes]
            if total >= NAMED or not self._people.isdisjoint(plain):
                plain, codes = self._without_names(sentence, plain, codes)
            said += plain
            numbers += codes
        return said, numbers

    def _without_names(self, sentence: str, plain: Sequence[str], codes: Sequence[int]) -> Said:
        """Return words with 'Ale kommun' and 'kommunen' alike, and 'alebor' and 'invånarna'."""
        kinds = [*map(KINDS.get, plain), None]
        if not self._people.isdisjoint(plain):
            kinds = [PERSON if w in self._people else k for w, k in zip_longest(plain, kinds)]
        given = WORD.findall(sentence) if NAME in kinds else ()
        words, numbers, done = list[str](), list[int](), 0
        for first, meant in enumerate(kinds):
            kind, at = meant, first
            if kind is None or kind in NEVER_FIRST or at < done:
                continue
            if kind == OURS and plain[at + 1 : at + 2] == [KOMMUN]:
                kind, at = HOME, at + 1
            elif kind == NAME and _is_name(given, plain, at):
                kind = HOME
                at += kinds[at + 1] in (AFTER, HOME) and plain[at + 1] in AFTER_NAME
            if kind == HOME and kinds[at + 1] == PERSON:  # 'kommunens invånare'
                kind, at = PERSON, at + 1
            if kind == PERSON and kinds[at + 1] == IN:  # 'invånarna i Ale kommun'
                at = _after_home(given, plain, kinds, at)
            if kind in (HOME, PERSON):
                said, number = THE_HOME if kind == HOME else THE_PEOPLE
                words += (*plain[done:first], said)
                numbers += (*codes[done:first], number | codes[first] & LIGHT)
                done = at + 1
        words += plain[done:]
        numbers += codes[done:]
        return words, numbers


def _is_name(given: Sequence[str], plain: Sequence[str], at: int) -> bool:
    """Whether a word that may be a name is one: 'Vara' may begin a sentence as a verb."""
    if not given[at][0].isupper():
        return False
    if plain[at] not in EITHER or (plain[at + 1 : at + 2] and plain[at + 1] in AFTER_NAME):
        return True
    return at > 0 and plain[at - 1] in LEADING


def _after_home(given: Sequence[str], plain: Sequence[str], kinds: Kinds, at: int) -> int:
    """Return the last place of 'i Ale kommun' after a place; the place itself without it."""
    if at + 2 >= len(plain):
        return at
    if plain[at + 2] in STOCK["municipality"]:
        return at + 2
    if kinds[at + 2] == NAME and _is_name(given, plain, at + 2):
        return at + 2 + (plain[at + 3 : at + 4] != [] and plain[at + 3] in AFTER_NAME)
    return at


def _is_stock(plain: Sequence[str], total: int) -> bool:
    """Tell whether a sentence says what any document says of itself, or retells a law."""
    laws = total % NAMED >= LAWS
    if laws and ("§" in plain or any(WEIGHTS[word] % NAMED >= LAWS for word in plain[:FEW])):
        return True
    heavy, itself = total % ITSELF, total % LAWS // ITSELF
    return itself >= STOCK_SHARE * heavy
