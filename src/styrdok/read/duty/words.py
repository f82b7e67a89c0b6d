"""Single Swedish words, what each can be, and the lists that they stand in; no sentence is known.

What is found of a word is kept: a language has fewer words than its texts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from pathlib import Path
from typing import Final

import yaml

import styrdok.swedish
from styrdok.swedish.roles import Heads, role_of

AROUND = "”\"»«“‘’'()[]*_,;:.!?…–—-•"
DEFINITE = ("en", "et", "na")  # how a noun ends that is known
PARTICIPLE = ("enda", "sedda", "ställda", "mälda", "lagda", "örda", "valda")
PAUSES = frozenset(",;:–—")
MOST_KEPT = 1 << 16  # words that are kept before all is forgotten


def _lists() -> dict[str, frozenset[str]]:
    source = Path(styrdok.swedish.__file__).with_name("duties.yml").read_text("utf-8")
    lists = yaml.safe_load(source)
    return {
        key: frozenset(word.replace("_", " ") for word in str(words).split())
        for key, words in lists.items()
    }


WORDS = _lists()
ACTORS = Heads({word: word for word in WORDS["actor"]})
SHORT = Heads({word: word for word in WORDS["short infinitive"]}).whole

BINDING = (
    "shall", "should", "may", "shall be", "should be", "may be", "may be without att", "forbidden",
)  # fmt: skip
TRIGGERS = frozenset(("förbud",)).union(*(WORDS[key] for key in BINDING))
# Words that open a clause that depends on another; and all that tell where a clause stands.
OPENING = WORDS["relative"] | WORDS["asking"] | WORDS["when"] | {"att", "om"}
KNOWN = OPENING | WORDS["finite"] | WORDS["joining"] | TRIGGERS | WORDS["being"]
# What scanners do: letters become digits, and words run together.
MIXED = re.compile(r"[a-zåäö][10]|[10][a-zåäö]")
OTHER_DIGITS = re.compile(r"[2-9]")
RUN_ON = ("ska", "skall", "får", "bör", "måste", "kan", "har")
WITH_DENIAL = re.compile(r"(ska|skall|får|bör|måste|kan)(inte|aldrig)")
PREFIXES = ("an", "av", "be", "för", "god", "in", "med", "sam", "till", "upp", "ut", "åter", "över")


# What a word may be or do, as bits, since each is asked for very often.
BINDS, DENIES, STANDS, INFINITIVE, FINITE, ADVERB, PREPOSITION = (1 << bit for bit in range(7))
PRONOUN, ACTOR, ALONE, LEAVES, DESCRIBES, OPENS, ENDS, VERBLIKE = (1 << bit for bit in range(7, 15))


Word = tuple[str, str, int, tuple[str, ...], bool]
"""A word as worded: in lower case without signs, the pause behind it, its kind, its parts, marked.

A plain tuple, since all that is asked of it is asked for every word. Its kind are bits: it may say
how strongly (BINDS), it denies, it tells where a clause stands (STANDS) or opens one, a sentence
may end with it (ENDS), it is no part of a name before it (LEAVES), it may describe who is named
after it. One that binds, denies or has a sign is marked. The parts are the words that a scanner
has run together, as worded; none where it is one word.
"""
LOW: Final = 0
AFTER: Final = 1
KIND: Final = 2
PARTS: Final = 3
MARKED: Final = 4


class _Lexicon(dict[str, Word]):
    """All words that have been met, by how they are worded."""

    def __missing__(self, raw: str) -> Word:
        if len(self) >= MOST_KEPT:
            self.clear()
        word = self[raw] = _word(raw)
        return word


LEXICON = _Lexicon()


def look_up(raw: list[str]) -> list[Word]:
    """Return what is known of some words as worded."""
    return list(map(LEXICON.__getitem__, raw))


def kinds_of(words: list[Word]) -> list[int]:
    """Return the kinds of some words."""
    return list(map(itemgetter(KIND), words))


def marked(words: list[Word]) -> list[int]:
    """Return the numbers of the words that are to be looked at."""
    return list(compress(range(len(words)), map(itemgetter(MARKED), words)))


def _word(raw: str) -> Word:
    low = _plain(raw)
    parts = _parts(low)
    kind = _kind(low) | BINDS * (not TRIGGERS.isdisjoint(parts) or parts[1:] == ("har",))
    kind |= ENDS * (not raw[-1:].isalpha())
    if parts and len(raw.lower()) == len(raw):
        at = len(raw) - len(raw.lstrip(AROUND)) + len(parts[0])
        parts = raw[:at], raw[at:]
    after = raw[-1:] if raw[-1:] in PAUSES else ""
    return low, after, kind, parts, kind & (BINDS | DENIES | ENDS) > 0


def _kind(low: str) -> int:
    told = {
        BINDS: low in TRIGGERS,
        DENIES: low in WORDS["negation"],
        STANDS: low in KNOWN,
        OPENS: low in OPENING,
        INFINITIVE: is_infinitive(low),
        VERBLIKE: looks_finite(low) or (len(low) == 3 and low[-1] in "rs"),
        FINITE: low in WORDS["finite"],
        ADVERB: low in WORDS["adverb"],
        PREPOSITION: low in WORDS["preposition"],
        PRONOUN: low in WORDS["pronoun"],
        ACTOR: is_actor(low),
        ALONE: low in WORDS["alone"],
        LEAVES: _leaves(low),
        DESCRIBES: _describes(low),
    }
    return sum(bit for bit, so in told.items() if so)


def _leaves(low: str) -> bool:
    return (
        any(low in WORDS[key] for key in ("adverb", "joining", "finite", "relative"))
        or low in ("att", "respektive", "en", "ett", "den", "det", "/")
        or is_infinitive(low)
    )


def _describes(low: str) -> bool:
    """Tell whether a word may describe the one who follows: a determiner, adjective, genitive."""
    if low in WORDS["determiner"]:
        return True
    if not low or low in WORDS["adverb"] or low in WORDS["joining"] or low in ("som", "att"):
        return False
    if is_infinitive(low) and not low.endswith(("da", "na", "la", "ka")):
        return False
    definite = low.endswith(("et", "rna", "en"))
    return not (definite and low not in ("egen", "annan", "någon", "ingen", "varken", "liten"))


def _plain(raw: str) -> str:
    """Return a word in lower case without signs; digits that were letters are letters again."""
    low = raw.lower().strip(AROUND)
    if MIXED.search(low) and not OTHER_DIGITS.search(low):
        return low.replace("1", "l").replace("0", "o")
    return low


def _parts(low: str) -> tuple[str, ...]:
    """Return two words that a scanner has run together: 'nämndernaska', 'fårinte', 'skabemöta'."""
    if match := WITH_DENIAL.fullmatch(low):
        return match.groups()
    for modal in RUN_ON:
        rest = low.removesuffix(modal)
        sure = modal not in ("ska", "skall", "kan", "har") or is_actor(rest)
        if len(rest) > 4 and rest != low and rest.endswith(DEFINITE) and sure:
            return rest, modal
        rest = low.removeprefix(modal)
        verb = len(rest) > 4 and rest != low and modal not in ("kan", "har") and is_infinitive(rest)
        if verb and (rest in WORDS["choice"] or rest.startswith(PREFIXES)):
            return modal, rest
    return ()


@lru_cache(1 << 15)
def is_infinitive(word: str) -> bool:
    """Tell whether a word in lower case looks like an infinitive, active or passive."""
    if word in WORDS["no infinitive"] or len(word) < 2:
        return False
    if word in SHORT:
        return True
    if word.endswith("ena") and not word.endswith(("rena", "mena")):  # 'boendena'
        return False
    if word.endswith("as"):
        return not word.endswith(("rnas", "mas")) and len(word) > 3
    if not word.endswith("a") or len(word) < 3:
        return False
    adjective = word.endswith(("iga", "liga", "iska", "ella", "ala", "tiva", "rna", "ista"))
    if word in ("varna", "värna"):
        return True
    if adjective and not word.endswith(("tala", "diska", "fiska", "befalla", "skala")):
        return word in ("beivra", "förtydliga", "möjlig", "synliga", "förenkliga", "skriva")
    return role_of(word) is None and not word.endswith(PARTICIPLE)


def is_passive(word: str) -> bool:
    """Tell whether an infinitive is passive: 'beslutas', and not 'finnas'."""
    return word.endswith("s") and word not in WORDS["deponent"]


@lru_cache(1 << 15)
def is_actor(word: str) -> bool:
    """Tell whether a word in lower case stands for somebody who can act."""
    if word in WORDS["no actor"] or word.endswith(("igare", "ligare")):
        return False
    return role_of(word) is not None or bool(ACTORS.find(word))


@lru_cache(1 << 15)
def looks_finite(word: str) -> bool:
    """Tell whether a word in lower case is like a finite verb in its ending."""
    if word in WORDS["no finite"] or word in WORDS["adverb"] or len(word) < 4:
        return False
    if word.endswith("s"):  # a passive, and no genitive
        return not word.endswith(("ens", "ets", "ans", "rnas", "res", "ners", "ars", "ss"))
    if not word.endswith("r") or is_actor(word):
        return False
    return not word.endswith(
        ("ingar", "heter", "ioner", "elser", "or", "inger", "skaper", "domar", "närer", "inter")
    )
