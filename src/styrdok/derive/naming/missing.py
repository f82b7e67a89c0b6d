"""Whether words name a document that nobody has here, and what it is called; it knows no name."""

from __future__ import annotations

import re

from styrdok.derive.naming.around import LAW, NO_NOUN, TOGETHER, Owner, Whose, owner_after
from styrdok.derive.naming.decisions import Decided
from styrdok.derive.naming.line import DAMAGED, Line
from styrdok.derive.naming.names import Names
from styrdok.read.stream import seen
from styrdok.swedish.kinds import MANY, Kind, as_title, kind_of
from styrdok.swedish.stems import stem
from styrdok.swedish.words import WORDS

STRONG = WORDS["strong kinds"]
"""Kinds that name a document in definite form: 'policyn för …'; 'planen för …' may be any plan."""
ORDERS = ("delegation", "delegering", "arbets", "bolags", "förbunds", "attest")
OF_BODIES = ("reglemente", "ordning", "instruktion")
BODY = re.compile(
    r"[\w-]+(?:nämndens|styrelsens|utskottets|fullmäktiges|direktörens|chefens|rådets)"
)
LEADS = WORDS["leading to a name"]
PREPOSITIONS = WORDS["prepositions"]
ONE = ("rutin", "instruktion", "taxa", "stadga")
GENERIC_PLANS = frozenset(stem(word) for word in WORDS["generic plans"])
SHORT = 4  # letters; a shorter plan is a plan of any kind
MOST_STRAIGHT = 4  # words; a name without a preposition is told by its decision alone
MOST = 8  # words of a name after its kind
GENERIC = WORDS["generic"]


def reach(line: Line, at: int, names: Names) -> int:
    """Return the last word of a name that begins with a word for a kind, as far as can be told."""
    last, here, named = at, at + 1, False
    while here < len(line) and here - at <= MOST:
        gap, word = line.gap(here - 1).strip(), line.word(here)
        if not named:
            if gap or (word not in PREPOSITIONS and here == at + 1):
                break
        elif gap == ",":
            if not _list_goes_on(line, here):
                break
        elif gap not in ("", "-", "–", "/", "&"):
            break
        if word in PREPOSITIONS and here == at + 1:
            if owner_after(line, line.stops[at], names).whose is not Whose.UNSAID:
                break  # 'för Lerums kommun' tells whose it is
            here += 1
            continue
        if named and owner_after(line, line.stops[last], names).whose is not Whose.UNSAID:
            break
        if word in TOGETHER or word in ("i", "på", "till", "av", "med"):
            if not _noun(line, here + 1):
                break
            here += 1
            continue
        if not _noun(line, here):
            break
        last, named = here, True
        here += 1
    return last


def reach_straight(line: Line, at: int) -> int:
    """Return the last word of a name without a word between: 'riktlinjer synpunktshantering'."""
    last = at
    while last - at < MOST_STRAIGHT and line.joined(last) and _noun(line, last + 1):
        if line.words[last + 1][0].isdigit():
            break
        last += 1
    return last


def _noun(line: Line, at: int) -> bool:
    word = line.word(at)
    if len(word) < 2 or word in NO_NOUN or word in GENERIC or LAW.fullmatch(word):
        return False
    kind = kind_of(word)
    halved = at + 1 < len(line) and line.gap(at).startswith("-")  # 'plan- och byggverksamhet'
    return kind is None or halved or bool(kind.prefix and not kind.definite)


def _list_goes_on(line: Line, at: int) -> bool:
    """Whether a word after a comma is one in a list that ends with 'och'."""
    for step in range(at, min(at + 4, len(line) - 1)):
        if not _noun(line, step):
            return False
        gap = line.gap(step).strip()
        if not gap and line.word(step + 1) in TOGETHER:
            return True
        if gap not in ("", ",", "-", "-,"):
            return False
    return False


def is_named(  # noqa: PLR0913, PLR0917
    line: Line, at: int, last: int, kind: Kind, owner: Owner, decided: Decided | None, end: int
) -> bool:
    """Tell whether words from a word for a kind to a last one name one certain document."""
    phrase = last > at
    if not phrase and not kind.prefix:
        return False
    start, stop = line.starts[at], line.stops[last]
    if decided or line.apart(start, stop) or _alone(line, at, end):
        return True
    if owner.whose is Whose.ANY or (kind.plural and not kind.definite and kind.name not in MANY):
        return False
    word = line.words[at]
    if word[:1].isupper() and word[1:2].islower() and not line.begins(start):
        return True
    if owner.whose is Whose.OURS:
        return phrase or is_strong(kind) or kind.name in ("plan", "program")
    if phrase:
        return _named_phrase(line, at, kind)
    return kind.definite and (is_strong(kind) or word.partition("-")[0].isupper())


def _named_phrase(line: Line, at: int, kind: Kind) -> bool:
    """Whether a word for a kind with more after it is a name: 'rutinen vid hot och våld'."""
    if kind.definite:
        return is_strong(kind) or (not kind.plural and kind.name in ONE)
    leads = at > 0 and line.word(at - 1) in LEADS and line.joined(at - 1)
    if line.words[at][:1].isupper():  # no sentence begins with a thing in general: 'Plan för …'
        return is_strong(kind) or not kind.plural
    return is_strong(kind) and leads


def is_strong(kind: Kind) -> bool:
    """Tell whether a word can only name a governing document, in definite form."""
    if kind.name == "kod":
        return kind.prefix.startswith(("uppförande", "etik"))
    if kind.name == "ordning":
        return kind.prefix.startswith(ORDERS)
    if kind.name in ("plan", "program"):
        return len(kind.prefix) > SHORT and stem(kind.prefix) not in GENERIC_PLANS
    return kind.name in STRONG


def _alone(line: Line, at: int, end: int) -> bool:
    """Whether a name is all that a block says, as an item in a list of documents is."""
    return at == 0 and line.words[0][:1].isupper() and not line.after(end).strip(" .;,")


def first_word(line: Line, at: int, kind: Kind) -> int:
    """Return where a name begins that ends with a kind: 'kommundirektörens instruktion'.

    A body's or an officer's own rules are known by whose they are; halves of a compound
    ('kart- och mättaxan') belong to the name.
    """
    first = at
    if kind.name in OF_BODIES and at and line.joined(at - 1) and BODY.fullmatch(line.word(at - 1)):
        first = at - 1
    if first < at or kind.prefix:
        while first > 1 and line.word(first - 1) in TOGETHER:
            if line.gap(first - 2).strip() not in ("-", "-,"):
                break
            first -= 2
    return first


def missing_name(line: Line, first: int, last: int, kind: Kind) -> str:
    """Return what words name, as a title is written: 'policyn för gåvor' → 'Policy för gåvor'."""
    at = next(n for n in range(first, last + 1) if kind_of(line.words[n]) == kind)
    before = seen(line.text[line.starts[first] : line.starts[at]])
    after = seen(line.text[line.stops[at] : line.stops[last]])
    after = " ".join("för" if one.casefold() in DAMAGED else one for one in after.split())
    word = as_title(line.words[at], kind)
    if before and kind.name in OF_BODIES and BODY.fullmatch(line.word(at - 1)):
        return f"{word} för {before[:1].lower()}{before[1:].removesuffix('s')}"
    if before:
        word = word[:1].lower() + word[1:]
        before = before[:1].upper() + before[1:]
    return " ".join(filter(None, (before, word, after)))
