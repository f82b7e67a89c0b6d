"""Whom a clause binds: the actor that is its subject, or the agent of its passive."""

from __future__ import annotations

import re
from typing import NamedTuple

from styrdok.read.duty.said import Said
from styrdok.read.duty.words import (
    ACTOR,
    ADVERB,
    ALONE,
    DESCRIBES,
    ENDS,
    FINITE,
    INFINITIVE,
    LEAVES,
    OPENS,
    PREPOSITION,
    PRONOUN,
    WORDS,
    is_passive,
)
from styrdok.swedish.roles import in_order, role_of

MOST_BEFORE = 5  # words in front of a head: 'den närmast ansvariga chefen'
MOST_HEADS = 5
MOST_WORDS = 8  # of a subject that is quoted whole
MOST_BETWEEN = 12  # words between a verb and its infinitive
# What somebody's own doing is called: after 'beslut' nobody's 'av' tells who is bound.
OF = ("ning", "ande", "ende", "beslut", "stöd", "del", "hjälp", "antal", "form", "kopia", "delar")

COUNTER = re.compile(r"\(?\w{1,3}[.)]|[-–—•*§]+")  # of an item that is no list to the reader
WATCHED = INFINITIVE | OPENS | ENDS
STOPS = (";", ":")
OF_A_NOUN = WORDS["of a noun"]


class Who(NamedTuple):
    """Somebody: as worded, and the roles that the words stand for."""

    words: str
    roles: tuple[str, ...]


class _Phrase(NamedTuple):
    """Words that name somebody: the first, the last, and the roles."""

    first: int
    last: int
    roles: frozenset[str]


def infinitive_after(words: Said, verb: int) -> int | None:
    """Return the number of the infinitive that a verb rules, as far as it can be told."""
    low = words.low
    for at, kind in enumerate(words.kind[verb + 1 : verb + 1 + MOST_BETWEEN], verb + 1):
        if not kind & WATCHED:
            continue
        if kind & INFINITIVE and (at == verb + 1 or low[at - 1] not in OF_A_NOUN):
            return at
        if low[at] == "att" or words.after[at] in STOPS:
            return None
    return None


def subject(words: Said, start: int, verb: int, stop: int, doing: int | None) -> Who | None:
    """Return who is bound by a clause that begins at `start`; `stop` is where the next may begin.

    `doing` is the infinitive that the verb rules. None where it is a thing, nobody, or somebody
    who cannot be told.
    """
    if doing is not None and is_passive(words.low[doing]):  # its subject is what it is done to
        by = _agent(words, doing, stop) or _agent_in_front(words, start, verb)
        return _who(words, by) if by else None
    if found := _behind(words, verb, doing if doing is not None else stop):
        return _who(words, found)
    front = _front(words, start, verb)
    return _who(words, front) if front else None


def named(words: Said, start: int, stop: int) -> Who | None:
    """Return who is named first from a word on, before another."""
    found = _phrase(words, start, stop)
    return _who(words, found) if found else None


def _who(words: Said, found: _Phrase) -> Who:
    return Who(words.worded(found.first, found.last), in_order(set(found.roles)))


def _agent(words: Said, doing: int, stop: int) -> _Phrase | None:
    """Return the agent of a passive: 'beslutas av nämnden'."""
    for at in range(doing + 1, min(stop, doing + MOST_BETWEEN)):
        word = words.low[at]
        if word == "av" and not words.low[at - 1].endswith(OF):
            found = _phrase(words, at + 1, stop)
            if found and found.first == at + 1:
                return found
        if word in ("att", "som", "om") or words.after[at] in (";", ":", ","):
            return None
    return None


def _agent_in_front(words: Said, start: int, verb: int) -> _Phrase | None:
    """Return the agent that a clause begins with: 'Av alla anställda ska legitimation bäras'."""
    if start + 1 >= verb or words.low[start] != "av":
        return None
    found = _phrase(words, start + 1, verb)
    return _with_place(words, found, verb) if found and found.first == start + 1 else None


def before(words: Said, stop: int) -> Who | None:
    """Return who is named last before a word, and up to it."""
    best = None
    for first in range(stop - 1, max(-1, stop - MOST_BEFORE), -1):
        found = _phrase(words, first, stop)
        if not found or found.last + 1 != stop:
            break
        best = found
    return _who(words, best) if best else None


def _behind(words: Said, verb: int, stop: int) -> _Phrase | None:
    """Return the subject after a verb in inverted order."""
    at = verb + 1
    while at < stop and words.kind[at] & ADVERB:
        if words.kind[at] & PREPOSITION:
            return None
        at += 1
    if at >= stop or words.after[verb]:
        return None
    found = _phrase(words, at, stop)
    return found if found and found.first == at else None


def _front(words: Said, start: int, verb: int) -> _Phrase | None:
    """Return the subject that a clause begins with, before its verb."""
    at = start
    while at < verb and (
        words.low[at] in WORDS["conjunction in front"]
        or (words.kind[at] & ENDS and COUNTER.fullmatch(words.raw[at]))
    ):
        at += 1
    if at >= verb:
        return None
    if words.low[at] in ("den", "de", "envar") and words.low[at + 1 : at + 2] == ["som"]:
        return _Phrase(at, verb - 1 if verb - at <= MOST_WORDS else at + 1, frozenset())
    found = _phrase(words, at, verb)
    if not found or found.last + 1 == verb:
        return found
    if words.kind[found.last + 1] & FINITE and not words.after[found.last]:
        return found if _shared(words, found.last + 1, verb) else None
    return _with_place(words, found, verb)


def _with_place(words: Said, found: _Phrase, stop: int) -> _Phrase:
    """Return somebody with what tells where they are: 'anställda i kommunen', if it is short."""
    if not words.kind[found.last + 1] & PREPOSITION or words.after[found.last]:
        return found
    whole = words.low[found.last + 1 : stop]
    plain = len(whole) + found.last - found.first < MOST_WORDS and "som" not in whole
    return (
        found._replace(last=stop - 1)
        if plain and not any(words.after[found.last + 1 : stop])
        else found
    )


def _shared(words: Said, other: int, verb: int) -> bool:
    """Tell whether two verbs share the subject before the first: 'leder arbetet och ska'."""
    return words.low[verb - 1] in WORDS["joining"] or other == verb - 1


def _phrase(words: Said, start: int, stop: int) -> _Phrase | None:
    """Return words that name somebody from a word on, with all that 'och' joins to them."""
    at, first, last = start, start, -1
    roles: set[str] = set()
    for _ in range(MOST_HEADS):
        head = _head(words, at, stop)
        if head is None:
            break
        last = head
        roles |= _roles(words, at, head)
        following = words.low[head + 1] if head + 1 < stop else ""
        if following and words.raw[head + 1][0] == "(":
            break
        if following in ("och", "eller", "samt", "respektive", "liksom"):
            at = head + 2
        elif words.after[head] == "," and head + 1 < stop:
            at = head + 1
        elif following == "som" and role_of(words.low[head + 2] if head + 2 < stop else ""):
            at = head + 2  # 'du som chef'
            if head + 3 < stop and words.low[head] not in WORDS["pronoun"]:
                break
        else:
            break
    return _Phrase(first, last, frozenset(roles)) if last >= 0 else None


def _roles(words: Said, first: int, head: int) -> set[str]:
    """Return the role of a head; a word that a line's end has parted is tried whole too."""
    role = None
    if head > first and words.raw[head - 1].endswith("-"):
        role = role_of(words.low[head - 1] + words.low[head])
    if role:
        return {role}
    parts = words.low[head].split("/")  # 'chefen/handläggaren'
    return {role for role in map(role_of, parts) if role}


def _head(words: Said, start: int, stop: int) -> int | None:
    """Return the number of the word that names somebody, with what describes it before it."""
    low, after = words.low, words.after
    for at, kind in enumerate(words.kind[start : min(stop, start + MOST_BEFORE + 1)], start):
        if kind & (PRONOUN | ALONE | ACTOR):
            if kind & PRONOUN:
                return at if at == start else None
            last = at + 1 >= stop or bool(after[at]) or _leaves(words, at + 1)
            if last and (kind & ACTOR or at == start):
                return at
        word = low[at]
        if word == "en" and low[max(0, at - 2) : at] == ["var", "och"]:
            return at
        joined = words.raw[at][-1:] == "-" or word == "var"
        if after[at] and not joined:
            return None
        if at > start and word in ("och", "samt") and _joins(words, at, stop):
            continue
        if not joined and not kind & DESCRIBES:
            return None
    return None


def _joins(words: Said, at: int, stop: int) -> bool:
    """Tell whether 'och' stands inside a name: 'kultur- och fritidsnämnden', 'var och en'."""
    if words.raw[at - 1].endswith("-") or words.low[at - 1] == "var":
        return True
    following = role_of(words.low[at + 1]) if at + 1 < stop else None
    return following in ("namnd", "forvaltning") and words.low[at + 1] not in (
        "nämnden", "nämnder", "nämnd", "förvaltning", "förvaltningen", "nämnderna",
    )  # fmt: skip


def _leaves(words: Said, at: int) -> bool:
    """Tell whether a word after somebody's name is no part of it."""
    return bool(words.kind[at] & LEAVES) or words.raw[at][:1] == "("
