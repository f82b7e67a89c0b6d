"""The words of a sentence that say how strongly it binds, before it is known whether they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from styrdok.model import Strength
from styrdok.read.duty.said import Said
from styrdok.read.duty.words import (
    DEFINITE,
    DENIES,
    ENDS,
    INFINITIVE,
    OPENS,
    WORDS,
    is_actor,
    is_infinitive,
    is_passive,
)

BACK = 6  # words between 'har' and its 'rätt'
MOST_DOER = 3  # words that name who may
AFTER = 4  # words between a modal and its 'inte'
SIMPLE = {
    **dict.fromkeys(WORDS["shall"], Strength.SHALL),
    **dict.fromkeys(WORDS["should"], Strength.SHOULD),
    **dict.fromkeys(WORDS["may"], Strength.MAY),
}
BEING = {
    **dict.fromkeys(WORDS["shall be"], Strength.SHALL),
    **dict.fromkeys(WORDS["should be"], Strength.SHOULD),
    **dict.fromkeys(WORDS["may be"] | WORDS["may be without att"], Strength.MAY),
    **dict.fromkeys(WORDS["forbidden"] | {"förbud"}, Strength.SHALL_NOT),
}
WATCHED = DENIES | INFINITIVE | OPENS | ENDS
MUST = ("måste", "mäste", "maste")
FRONT = 5  # words before a verb, at most, in 'under förra året måste'
HAVE_TO = "har att"
CHOSEN = tuple(word[:-1] for word in WORDS["choice"] if word[-1] == "*")
_PHRASES = "|".join(sorted(WORDS["softening"], key=len, reverse=True))
SOFTENING = re.compile(rf"(?<![\w-])(?<!som )(?:{_PHRASES})(?![\w-])")
BORNE = re.compile(rf"(?:{'|'.join(WORDS['borne'])})(?!\w)")
SOFT = ("öjlig", "elst", "ärna", "går", "imligt")


class Modal(NamedTuple):
    """Words that bind: the verb's number, the first and last word, a word of denial, how strongly.

    `denial` is the number of a word that turns it into its opposite, None without one.
    """

    verb: int
    first: int
    last: int
    strength: Strength
    denial: int | None


def modals(words: Said) -> Iterator[Modal]:
    """Yield what may bind in a sentence; 'har att' first."""
    low = words.low
    if HAVE_TO in words.words:
        for at, word in enumerate(low):
            if word == "att" and at and low[at - 1] == "har" and _must(words, at):
                yield Modal(at - 1, at - 1, at, Strength.SHALL, None)
    for at in words.binding:
        word = low[at]
        if strength := SIMPLE.get(word):
            if words.raw[at][:1].isupper() and at == 0 and len(words) > 1 and _asks(words):
                continue
            if (word == "skall" and _noise(words, at)) or (word in MUST and _past(words, at)):
                continue
            yield Modal(at, at, at, strength, _denial(words, at, at))
        elif (strength := BEING.get(word)) and (found := _with_being(words, at, strength)):
            yield found


def _noise(words: Said, at: int) -> bool:
    """Tell whether 'skall' is what a dog does: it rules nothing, and another verb follows."""
    following = words.low[at + 1 :]
    if following[:1] and following[0] not in WORDS["preposition"]:
        return False
    rest = (word in SIMPLE for word in following if word in SIMPLE or is_infinitive(word))
    return next(rest, False)


def _past(words: Said, at: int) -> bool:
    """Tell whether 'måste' is of the past, as its form does not: 'Tidigare måste'."""
    return 0 < at < FRONT and (words.low[0] if at == 1 else words.low[1]) in WORDS["past"]


def _asks(words: Said) -> bool:
    """Tell whether a verb in front asks or sets a condition: 'Ska du resa, boka i tid.'"""
    word = words.low[1]
    known = word in WORDS["pronoun"] or word in WORDS["pronoun of things"] or is_actor(word)
    return known or (word.endswith(DEFINITE) and not is_infinitive(word))


def _must(words: Said, at: int) -> bool:
    """Tell whether 'har att' is a duty: not 'har att göra med'."""
    ahead = words.low[at + 1 : at + 3]
    return bool(ahead) and is_infinitive(ahead[0]) and ahead != ["göra", "med"]


def _with_being(words: Said, at: int, strength: Strength) -> Modal | None:
    """Return what binds with a form of 'vara' or 'ha': 'är skyldiga att', 'har rätt att'."""
    word = words.low[at]
    ahead = words.low[at + 1 : at + 3]
    to = ahead[:1] == ["att"]
    if word == "förbud":
        if ahead != ["mot", "att"]:
            return None
        verb = _being(words, at)
        return Modal(at if verb is None else verb, at, at + 1, strength, None)
    if not to and word not in WORDS["may be without att"] | WORDS["forbidden"]:
        return None
    verb = _being(words, at)
    if verb is None or (word == "rätt" and words.low[verb] == "är"):
        return None
    denial = next((n for n in range(verb + 1, at) if words.low[n] in WORDS["negation"]), None)
    if denial is None and verb and words.low[verb - 1] in WORDS["negation"]:
        denial = verb - 1
    first = verb if denial is None or denial > verb else denial
    return Modal(verb, first, at + 1 if to else at, strength, denial)


def _being(words: Said, at: int) -> int | None:
    """Return the number of the verb before a word that binds with it, the nearest one."""
    for verb in range(at - 1, max(-1, at - 1 - BACK), -1):
        if words.low[verb] in WORDS["being"]:
            return verb if words.low[verb] not in ("vara", "ha") else None
        if words.after[verb]:
            return None
    return None


def _denial(words: Said, verb: int, last: int) -> int | None:
    """Return the number of the word that denies what a verb says, if one does."""
    if not words.denied:
        return None
    if verb and words.kind[verb - 1] & DENIES:
        return verb - 1
    if words.low[:2] == ["inte", "heller"] and verb == 2:
        return 0
    for at, kind in enumerate(words.kind[last + 1 : last + 1 + AFTER], last + 1):
        if not kind & WATCHED:
            continue
        if kind & DENIES:
            denied = at + 1 < len(words) and words.low[at + 1] in WORDS["not denied"]
            return None if denied else at
        if kind & INFINITIVE or words.after[at] or words.low[at] in ("att", "som"):
            return None
    return None


def grants(words: Said, modal: Modal, start: int, doing: int | None) -> bool:
    """Tell whether 'får' or 'kan' gives somebody leave or choice, in a clause from `start` on.

    `doing` is the number of its infinitive.
    """
    verb = modal.verb
    word = words.low[verb]
    if words.low[start] in WORDS["consequence"] and start + 1 == verb:
        return False
    if doing is None:
        return False
    if word == "kan":
        return _can(words, verb, doing)
    return _may(words, verb, doing, modal.denial is not None)


def _may(words: Said, verb: int, doing: int, denied: bool) -> bool:
    """Tell whether 'får' is leave: what is between it and its infinitive is nothing that is got."""
    if words.low[doing] in WORDS["given"]:
        return False
    if BORNE.match(" ".join(words.low[doing : doing + 2])) and not denied:
        return False
    if is_passive(words.low[doing]):  # what is between is what it is done to
        return True
    between = words.low[verb + 1 : doing]
    for at, word in enumerate(between, verb + 1):
        if word in WORDS["preposition"]:
            return at == verb + 1 or not _got(words, verb + 1, at)
        if word in WORDS["joining"] or word in ("som", "om"):
            return False
    return not _got(words, verb + 1, doing)


def _got(words: Said, start: int, stop: int) -> bool:
    """Tell whether some words name a thing, and not who does what follows."""
    rest = [at for at in range(start, stop) if words.low[at] not in WORDS["adverb"]]
    if not rest or words.low[rest[0]] in WORDS["pronoun"] | WORDS["pronoun of things"]:
        return False
    if len(rest) > MOST_DOER:
        return True
    doer = any(is_actor(words.low[at]) for at in rest)
    return not (doer or words.low[rest[0]].endswith(DEFINITE))


def _can(words: Said, verb: int, doing: int) -> bool:
    """Tell whether 'kan' is a choice: a verb of deciding, by somebody, or a passive."""
    done = words.low[doing]
    ahead = " ".join(words.low[doing : doing + 4])
    if ahead.startswith(tuple(WORDS["no choice"])):
        return False
    whole = f" {' '.join(words.low[max(0, verb - 8) : doing])} "
    if any(f" {phrase} " in whole for phrase in WORDS["at will"]):
        return True
    if done not in WORDS["choice"] and not done.startswith(CHOSEN):
        return False
    near = (*words.low[max(0, verb - 8) : verb], *words.low[verb + 1 : doing])
    someone = any(word in WORDS["pronoun"] or is_actor(word) for word in near)
    someone |= " den som " in whole or " de som " in whole
    return is_passive(done) or (someone and "vi" not in near and "man" not in near)


def softened(words: str) -> list[tuple[int, int]]:
    """Return where a sentence has words that make an aim of a duty."""
    if not any(part in words for part in SOFT):
        return []
    return [match.span() for match in SOFTENING.finditer(words.lower())]
