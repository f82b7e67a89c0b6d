"""The words and identifiers of a Swedish text as a search knows them; it knows no index.

`overrides/assets/search/swedish.js` says the same in JavaScript, and a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from styrdok.swedish.lexicon import lexicon
from styrdok.swedish.roots import root
from styrdok.swedish.split import Way, pieces
from styrdok.table import Table

__all__ = ["Kind", "Token", "fold", "parts", "root", "said", "tokens"]

LETTER = "a-zà-öø-ʯ\u0300-\u036fͰ-\u1fff⺀-\ud7ff\u00ad"
MARKS = re.compile("[\u0300-\u036f]")
MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
MONTH = (
    "jan(?:uari)?|feb(?:r|ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?"
    "|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
YEAR = "(?:19|20)[0-9]{2}"
BLANKS = " \u00a0\u202f\n\t"
BLANK = f"[{BLANKS}]"
END = f"(?![0-9{LETTER}])"
WORD = f"([0-9{LETTER}]+(?:[-\u2011][0-9{LETTER}]+)*)(?::[a-zåäö]{{1,4}}{END})?"
TOKEN = re.compile(
    # 1-4: 2021-11-02
    f"({YEAR})([-./])(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01]){END}"
    # 5-7: 2 november 2021, november 2021
    f"|(?:(0?[1-9]|[12][0-9]|3[01]){BLANK}+)?({MONTH})\\.?{BLANK}+({YEAR}){END}"
    # 8: § 225, § 4 a; 9: 225 §
    f"|§{BLANK}*([0-9]+(?:{BLANK}?[a-h]{END})?)"
    f"|([0-9]+(?:{BLANK}?[a-h])?){BLANK}?§(?!§|{BLANK}*[0-9])"
    # 10-12: KS 2020/293, ks/2020:293, KS 2020-293, but no 'åren 2020-2024'
    f"|([a-zåäö]{{1,6}})(?:{BLANK}|[-/.])?({YEAR})(?:[/:.]|-(?!{YEAR}{END}))([0-9]{{1,6}}){END}"
    # 13-14: 2020/293, 2021.462
    f"|({YEAR})[/:.]([0-9]{{1,6}}){END}"
    # 15: e-post, EU:s
    f"|{WORD}"
)
WORDS_ALONE = re.compile(WORD)
DIGIT = re.compile("[0-9]")  # every identifier has one
# What no identifier goes beyond: a sign that none has, or a full stop before a letter.
RUN = re.compile(f"(?:[-/:§\u2011{BLANKS}0-9{LETTER}]|\\.(?!{BLANK}+[{LETTER}]))+")
OGHAM_BLANK, WIDE_BLANK = "\u1680", "\u3000"  # among others' letters, and blanks to Python
ODD = re.compile("[\u00ad\u2011\u0300-\u036f]")
NO_PREFIX = frozenset(("dnr", "diarienr", "nr"))


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    IDENTIFIER = 1
    SHORTER = 2  # a part by which the identifier before it is found too


class Token(NamedTuple):
    """A word in lower case or an identifier in its normal form, and where it stands in its text."""

    word: str
    at: int
    end: int
    kind: Kind


def fold(word: str) -> str:
    """Return a word in lower case without accents: 'bemötande' and 'bemotande' are the same."""
    word = word.lower()
    if not word.isascii():
        word = MARKS.sub("", unicodedata.normalize("NFD", word))
        word = word.replace("æ", "a").replace("ø", "o")
    return word


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def _words(found: re.Match[str], text: str) -> Iterator[tuple[str, Kind]]:
    """Yield what a place in a text is found by."""
    last = found.lastindex or 0
    group = found.group
    if last == 4:
        yield f"{group(1)}-{group(3)}-{group(4)}", Kind.IDENTIFIER
        yield f"{group(1)}-{group(3)}", Kind.SHORTER
    elif last == 7:
        month = f"{group(7)}-{MONTHS.index(group(6)[:3]) + 1:02}"
        if group(5):
            yield f"{month}-{int(group(5)):02}", Kind.IDENTIFIER
        yield month, Kind.SHORTER if group(5) else Kind.IDENTIFIER
    elif last in (8, 9):
        yield "§" + re.sub(BLANK, "", group(last)), Kind.IDENTIFIER
    elif last == 12:
        yield from _numbered(found, text)
    elif last == 14:
        yield f"{group(13)}/{int(group(14))}", Kind.IDENTIFIER


def _numbered(found: re.Match[str], text: str) -> Iterator[tuple[str, Kind]]:
    """Yield a record number with its letters, its number alone, and the letters if a word."""
    prefix, number = found.group(10), f"{found.group(11)}/{int(found.group(12))}"
    written = text[found.start(10) : found.end(10)]
    if prefix in NO_PREFIX:
        yield number, Kind.IDENTIFIER
        return
    yield f"{prefix} {number}", Kind.IDENTIFIER
    yield number, Kind.SHORTER
    if written != written.upper():
        yield prefix, Kind.WORD


def tokens(text: str) -> list[Token]:
    """Return the words and identifiers of a text, in order.

    A record number ('KS 2020/293'), a paragraph ('§ 225') and a date ('2 november 2021') is one
    token in normal form ('ks 2020/293', '§225', '2021-11-02'), followed by shorter ones by which it
    is found too ('2020/293', '2021-11'). A word keeps its hyphens and loses its soft ones.
    """
    return list(_tokens(_lowered(text), text, 0, len(text)))


def said(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text and its identifiers, both in order: `tokens` without places.

    It is quicker, since only runs with a digit are looked through for identifiers.
    """
    lowered = _lowered(text)
    if not DIGIT.search(lowered):
        return _said_alone(lowered), []
    words, identifiers = list[str](), list[str]()
    done = 0
    for run in RUN.finditer(lowered):
        start, stop = run.span()
        if DIGIT.search(lowered, start, stop):
            words += _said_alone(lowered[done:start])
            done = stop
            for token in _tokens(lowered, text, start, stop):
                (identifiers if token.kind else words).append(token.word)
    return words + _said_alone(lowered[done:]), identifiers


def _written(written: str) -> str | None:
    """Return what stands between blanks as the word in it, "" for none; None where several are."""
    words = _looked_for(written)
    return None if len(words) > 1 else "".join(words)


WRITTEN = Table(_written)


def _said_alone(lowered: str) -> list[str]:
    """Return the words of a text in lower case where no identifier can be."""
    words = list(map(WRITTEN.__getitem__, lowered.split()))
    if None in words or OGHAM_BLANK in lowered or WIDE_BLANK in lowered:
        return _looked_for(lowered)
    return list(filter(None, words))


def _looked_for(lowered: str) -> list[str]:
    words: list[str] = WORDS_ALONE.findall(lowered)
    return [plain for word in words if (plain := _plain(word))] if ODD.search(lowered) else words


def _tokens(lowered: str, text: str, start: int, stop: int) -> Iterator[Token]:
    for match in TOKEN.finditer(lowered, start, stop):
        at, end = match.span()
        if match.lastindex == 15:
            if word := _plain(match[15]):
                yield Token(word, at, end, Kind.WORD)
        else:
            yield from (Token(word, at, end, kind) for word, kind in _words(match, text))


def _plain(word: str) -> str:
    if word.isascii() or not ODD.search(word):
        return word
    word = word.replace("\u00ad", "").replace("\u2011", "-")
    return unicodedata.normalize("NFC", word) if MARKS.search(word) else word


def _ways(word: str) -> Way:
    known = lexicon()
    own = root(word)
    if own in known.joined and word.startswith(known.joined[own][0]):
        head = known.joined[own]
        rest = word[len(head[0]) :]
        if (end := root(rest)) in known.ends:
            return (head, *(_ways(rest) or ((rest, end),)))
    if own in known.ends or own in known.whole:
        return ()
    return pieces(word, known.heads, known.ends.__contains__)


def _runs(word: str, way: Way) -> Iterator[str]:
    """Yield the roots of a compound's parts, and of those that stand side by side."""
    yield from (found for _, found in way)
    for size in range(2, len(way)):
        for at in range(len(way) - size + 1):
            before = "".join(part for part, _ in way[at : at + size - 1])
            yield root(before + way[at + size - 1][1])


@lru_cache(1 << 17)
def parts(word: str) -> tuple[str, ...]:
    """Return the roots of the words in a compound, () where it is none.

    First its parts in order, then the compounds in it: 'barnomsorgsavgift' has 'barn', 'omsorg',
    'avgift', 'barnomsorg' and 'omsorgsavgift'. What a hyphen parts is parts ('it-policy').
    """
    found: dict[str, None] = {}
    joined = [one for one in word.lower().split("-") if one]
    for one in joined:
        if len(joined) > 1 and len(one) > 1:
            found[root(one)] = None
        found.update(dict.fromkeys(_runs(one, _ways(one))))
    found.pop(root(word), None)
    return tuple(found)
