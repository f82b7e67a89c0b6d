"""A text's words become sentences, as Swedish writes them; it knows no text but this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache

NOTES = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # the mark of a note stands after the full stop
CLOSING = "”\"»’')]" + NOTES
OPENING = "”\"»«“‘’'(["
# What never ends a sentence, since something belongs to it and follows.
ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        """
        adj adr ang anm ansv art avd avg avs bet betr bil bitr bl ca dir div dnr doc dr dvs eftr
        ekon eg enl ev ex exkl exv ff fig forts fr fru förf förk hr inkl ing inst jfr jur kand kap
        kl komm kons kv lic lit max min mom mr mrs nr nuv obs omkr ordf pers prof prop ref reg resp
        rskr sek sekr sid sign st särsk tab tel tfn tim univ uppl utg vol vs årg äv övers
        """,
    )
)
# What as often ends a sentence as not: then a capital letter tells.
MAY_END = frozenset(("m.m", "m.fl", "osv", "o.s.v", "etc", "o.d", "o.dyl", "dyl", "e.d", "kr"))
MAYBE = re.compile(rf"[.!?…][{re.escape(CLOSING)}]*\s+(?=([^\sa-zåäö]\S*))")
DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}")
ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zåäö]|[ivx]{1,4})[.)]", re.I)
MARKS = ".!?…"


class Ending(Enum):
    """How a word may end a sentence: before any that may begin one, or before what is no number."""

    SURE = "sure"
    NUMBER = "number"


def sentences(words: str) -> list[str]:
    """Return the sentences of a text in order; joined by a space they are its words again.

    White space counts as one space. In doubt two sentences are left together, since half a
    sentence says less than two.
    """
    tokens = words.split()
    return [" ".join(tokens[start:stop]) for start, stop in parted(tokens)]


def parted(tokens: Sequence[str], signed: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text stands in its words: the first, and behind the last.

    `signed` are the numbers of the words that end with a sign, where they are known.
    """
    if signed is None:
        signed = [at for at, token in enumerate(tokens) if not token[-1].isalpha()]
    start = 0
    for at in signed:
        if at + 1 < len(tokens) and _ends(tokens[at], tokens[at + 1], first=at == start):
            yield start, at + 1
            start = at + 1
    if start < len(tokens):
        yield start, len(tokens)


def count_sentences(words: str) -> int:
    """Return how many sentences a text has, as `sentences` finds them, without taking them out."""
    number = 1 if words and not words.isspace() else 0
    begun = 0  # words before this stand in sentences that have been counted
    for mark in MAYBE.finditer(words):
        before = words[begun : mark.end()].rsplit(None, 1)
        if _ends(before[-1], mark[1], first=len(before) == 1):
            number, begun = number + 1, mark.end()
    return number


def _ends(token: str, following: str, first: bool) -> bool:
    """Tell whether a sentence ends with a word, before the one that follows."""
    ending = _ending(token)
    if not ending or not _begins(following) or (first and ENUMERATOR.fullmatch(token)):
        return False
    return ending is not Ending.NUMBER or not following[0].isdigit()


@lru_cache(1 << 16)
def _ending(token: str) -> Ending | None:
    """Return how a word may end a sentence, None where it never does; what is found is kept."""
    bare = token.rstrip(CLOSING)
    unmarked = bare.rstrip(MARKS)
    mark = bare[len(unmarked) :]
    if mark != ".":
        return Ending.SURE if mark else None
    stem = bare[:-1].lstrip(OPENING)
    word = stem.casefold()
    if word in MAY_END:
        return Ending.SURE
    if len(stem) == 1 and stem.isalpha():  # an initial: 'A. Ek'
        return None
    if stem[-1:].isdigit():  # '1. 2.' are numbers of something; 'år 2021. Kommunen' is an end
        return Ending.NUMBER
    known = word in ABBREVIATIONS or ("." in word and DOTTED.fullmatch(word))
    return None if known else Ending.SURE


@lru_cache(1 << 16)
def _begins(token: str) -> bool:
    """Tell whether a sentence may begin with a word: a capital, a number, a dash, a paragraph."""
    sign = token.lstrip(OPENING + "*-–—§•¿¡")[:1]
    return not sign or not sign.islower()
