"""In which clause a verb stands: one that states, or one that depends on another.

A clause that depends begins with a word that says so and waits for its verb; the verb that comes
first is its own. What is left over is the main clause's (Svenska Akademiens grammatik, IV § 33).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from styrdok.read.duty.said import HARD, Said, is_finite
from styrdok.read.duty.words import (
    ADVERB,
    DEFINITE,
    ENDS,
    INFINITIVE,
    OPENS,
    PREPOSITION,
    STANDS,
    WORDS,
    is_actor,
    is_infinitive,
)
from styrdok.swedish.roles import role_of

WATCHED = STANDS | ENDS
MAIN, TOLD, OTHER, CLEFT, ON = "main", "told", "other", "cleft", "on"
BEFORE_SAYING = 5  # words between 'innebär' and its 'att'
SO_FAR = 6  # words between 'såväl' and its 'som'


class Place(NamedTuple):
    """Where a verb stands: its number, its clause's kind and first word; the clause before it.

    `before` is the first word and the verb of the main clause before, whose subject may be shared.
    """

    verb: int
    kind: str
    start: int
    before: tuple[int, int] | None


class _Walk:
    """What is known while a sentence is gone through."""

    __slots__ = ("before", "filled", "start", "told", "waiting")

    def __init__(self) -> None:
        self.waiting: list[tuple[int, str, bool]] = []
        self.start = 0
        self.filled = False
        self.before: tuple[int, int] | None = None
        self.told = OTHER


def places(words: Said, verbs: Set[int]) -> Iterator[Place]:
    """Yield the place of each of some finite verbs, in order."""
    walk = _Walk()
    waiting = walk.waiting
    for at, kind in enumerate(words.kind[: max(verbs) + 1]):
        if not (kind & WATCHED or waiting):
            continue
        if kind & STANDS and at in verbs:
            yield _settle(words, at, walk)
        elif kind & OPENS and (opened := _opens(words, at, walk)):
            waiting.append((at, *opened))
        elif not waiting:
            if kind & STANDS:
                _fill(words.low, at, walk)
        elif is_finite(words, at, waiting[-1][0], waiting[-1][2]):
            waiting.pop()
        if kind & ENDS and words.after[at]:
            _pause(words, at + 1, walk)


def _fill(low: list[str], at: int, walk: _Walk) -> None:
    """Take note of a verb of the main clause, or of what joins another clause to it."""
    word = low[at]
    if not walk.filled:
        if at > walk.start and word in WORDS["finite"]:
            walk.filled, walk.before = True, (walk.start, at)
    elif word in WORDS["joining"] and low[at - 1] != "var":
        walk.start = at + 1


def _pause(words: Said, at: int, walk: _Walk) -> None:
    """Take note of a sign before a word."""
    if words.after[at - 1] in HARD:
        walk.waiting.clear()
        walk.start, walk.filled, walk.before = at, False, None
    elif walk.filled and not walk.waiting:
        walk.start = at


def _settle(words: Said, at: int, walk: _Walk) -> Place:
    if walk.waiting and not inverted(words, at):
        start, kind, _ = walk.waiting.pop()
        if kind == OTHER and words.low[start] == "som" and _cleft(words, walk.start, start):
            return Place(at, CLEFT, walk.start, None)
        return Place(at, kind, start + 1, None)
    walk.waiting.clear()
    place = Place(at, MAIN, walk.start, walk.before)
    walk.filled, walk.before = True, (walk.start, at) if walk.start < at else walk.before
    return place


def _cleft(words: Said, start: int, som: int) -> bool:
    """Tell whether words bring somebody forward: 'Det är chefen som'."""
    front = words.low[start:som]
    return 2 < len(front) < 9 and sorted(front[:2]) == ["det", "är"]


def inverted(words: Said, at: int) -> bool:
    """Tell whether a subject follows directly on a verb, as in a main clause alone."""
    following = at + 1
    while following < len(words) and words.kind[following] & ADVERB:
        if words.kind[following] & PREPOSITION or words.after[following]:
            return False
        following += 1
    if following >= len(words) or words.after[at]:
        return False
    word = words.low[following]
    if words.kind[following] & INFINITIVE or word in WORDS["reflexive"]:
        return False
    known = word in WORDS["pronoun"] or word in WORDS["pronoun of things"]
    if known or word in WORDS["determiner"] or is_actor(word):
        return True
    return len(word) > 4 and word.endswith(DEFINITE)


def _opens(words: Said, at: int, walk: _Walk) -> tuple[str, bool] | None:
    """Return the kind of the clause that a word opens, and whether its verb may follow at once."""
    word = words.low[at]
    if word == "att":
        kind = _that(words, at, walk)
        return (kind, False) if kind else None
    if word in WORDS["relative"]:
        if not _relates(words, at):
            return None
        return (ON if _goes_on(words, at) else OTHER), True
    if word in WORDS["asking"]:
        return OTHER, word in ("vad", "vem")
    if word == "om":
        return (OTHER, False) if _conditions(words, at) else None
    if word == "medan" and at and words.after[at - 1] and not walk.waiting:
        return None  # as 'men'
    if word in WORDS["when"] and at + 1 < len(words):
        following = words.low[at + 1]
        return None if following in WORDS["finite"] else (OTHER, False)
    return None


def _that(words: Said, at: int, walk: _Walk) -> str | None:
    """Return the kind of clause that 'att' opens; None where it stands before an infinitive."""
    ahead = words.low[at + 1 : at + 4]
    for word in ahead:
        if is_infinitive(word):
            return None
        if word not in WORDS["adverb"]:
            break
    before = words.low[at - 1] if at else ""
    if before in WORDS["joining"]:
        return walk.told
    near = words.low[max(0, at - BEFORE_SAYING) : at]
    saying = WORDS["reminding"]
    if before not in WORDS["purpose before att"]:
        saying |= WORDS["saying"]
    walk.told = OTHER if saying.isdisjoint(near) else TOLD
    return walk.told


def _relates(words: Said, at: int) -> bool:
    """Tell whether a word opens a clause about something: not 'som möjligt', 'såväl … som'."""
    following = words.low[at + 1] if at + 1 < len(words) else ""
    if words.low[at] in ("där", "dit"):
        return at > 0 and following not in WORDS["finite"]
    if words.low[at] != "som":
        return True
    if following in WORDS["after som"]:
        return False
    near = words.low[max(0, at - SO_FAR) : at]
    if any(word in WORDS["so"] and word != "så" for word in near):
        return False
    if "så" in near[-3:] and following not in WORDS["finite"]:
        return False
    if _alike(words, at + 1):
        return False
    before = near[-1] if near else ""
    as_one = not near or before in WORDS["pronoun"] or before.startswith(("roll", "egenskap"))
    return not (as_one and (role_of(following) or is_actor(following)))


def _goes_on(words: Said, at: int) -> bool:
    """Tell whether 'som' tells what happens next, as 'och hon' would: ', som i sin tur ska'."""
    if not at or words.after[at - 1] != "," or words.low[at] != "som":
        return False
    return words.low[at + 1 : at + 4] == ["i", "sin", "tur"] or not WORDS["next"].isdisjoint(
        words.low[at + 1 : at + 2]
    )


def _alike(words: Said, at: int) -> bool:
    """Tell whether a word after 'som' tells what something counts as: 'klassad som känslig ska'."""
    if at + 1 >= len(words) or words.low[at + 1] not in WORDS["finite"]:
        return False
    word = words.low[at]
    known = word in WORDS["pronoun"] or word in WORDS["pronoun of things"] or is_actor(word)
    verb = word in WORDS["finite"] or word.endswith(("r", "s", "de", "te"))
    return not (known or verb or word in WORDS["determiner"] or word.endswith(DEFINITE))


def _conditions(words: Said, at: int) -> bool:
    """Tell whether 'om' means 'if', not 'about'."""
    following = words.low[at + 1] if at + 1 < len(words) else ""
    if following in ("möjligt", "så"):
        return False
    before = words.low[at - 1] if at else ""
    if (
        not at
        or words.after[at - 1]
        or before in ("och", "eller", "även", "bara", "endast", "utom")
    ):
        return True
    if following in WORDS["pronoun"] or before in WORDS["whether after"]:
        return True
    ahead = words.low[at + 2] if at + 2 < len(words) else ""
    return following in ("det", "den", "de", "någon", "något") and ahead in WORDS["finite"]
