"""A sentence as words that can be asked for by number, and the lists that words stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

import styrdok.swedish
from styrdok.swedish.roles import Heads, role_of

AROUND = "”\"»«“‘’'()[]*_,;:.!?…–—-•"
DEFINITE = ("en", "et", "na")  # how a noun ends that is known
PARTICIPLE = ("enda", "sedda", "ställda", "mälda", "lagda", "örda", "valda")
PAUSES = frozenset(",;:–—")
HARD = frozenset(";:–—")  # after these signs another clause begins
QUOTES = re.compile('[”"“»«]')


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


@dataclass(slots=True)
class Said:
    """A sentence: each word as worded, in lower case without signs, and the sign behind it."""

    words: str
    raw: list[str]
    low: list[str]
    after: list[str]

    def __len__(self) -> int:
        return len(self.low)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words from one number to another stand in the sentence, without signs."""
        start = sum(map(len, self.raw[:first])) + first
        head = self.raw[first]
        begin = start + len(head) - len(head.lstrip(AROUND))
        stop = start + len(" ".join(self.raw[first : last + 1]).rstrip(AROUND))
        return begin, max(begin, stop)

    def worded(self, first: int, last: int) -> str:
        """Return the words from one number to another, as worded."""
        start, stop = self.span(first, last)
        return self.words[start:stop]

    @property
    def quotes(self) -> bool:
        """Whether there is any quotation mark."""
        return bool(QUOTES.search(self.words))


def said(words: str) -> Said:
    """Return a sentence, its words parted by one space each, as words."""
    raw = words.split(" ")
    low = words.lower().split(" ")
    if len(low) != len(raw):  # a sign that is a space in lower case alone
        low = [word.lower() for word in raw]
    after = [""] * len(raw)
    for at in [at for at, word in enumerate(raw) if not word.isalpha()]:
        low[at] = low[at].strip(AROUND)
        if raw[at][-1:] in PAUSES:
            after[at] = raw[at][-1:]
    return Said(words, raw, low, after)


@lru_cache(1 << 15)
def is_infinitive(word: str) -> bool:
    """Tell whether a word in lower case looks like an infinitive, active or passive."""
    if word in WORDS["no infinitive"] or len(word) < 2:
        return False
    if word in SHORT:
        return True
    if word.endswith("as"):
        return not word.endswith(("rnas", "mas")) and len(word) > 3
    if not word.endswith("a") or len(word) < 3:
        return False
    adjective = word.endswith(("iga", "liga", "iska", "ella", "ala", "tiva", "rna", "ista"))
    if adjective and not word.endswith(("tala", "diska", "fiska", "befalla", "skala")):
        return word in ("beivra", "förtydliga", "möjlig", "synliga", "förenkliga", "skriva")
    return role_of(word) is None and not word.endswith(PARTICIPLE)


def is_passive(word: str) -> bool:
    """Tell whether an infinitive is passive: 'beslutas'."""
    return word.endswith("s")


@lru_cache(1 << 15)
def is_actor(word: str) -> bool:
    """Tell whether a word in lower case stands for somebody who can act."""
    if word in WORDS["no actor"] or word.endswith(("igare", "ligare")):
        return False
    return role_of(word) is not None or bool(ACTORS.find(word))


@lru_cache(1 << 15)
def _looks_finite(word: str) -> bool:
    if word in WORDS["no finite"] or word in WORDS["adverb"] or len(word) < 4:
        return False
    if word.endswith("s"):  # a passive, and no genitive
        return not word.endswith(("ens", "ets", "ans", "rnas", "res", "ners", "ars", "ss"))
    if not word.endswith("r") or is_actor(word):
        return False
    return not word.endswith(
        ("ingar", "heter", "ioner", "elser", "or", "inger", "skaper", "domar", "närer", "inter")
    )


def is_finite(words: Said, at: int, since: int, relative: bool) -> bool:
    """Tell whether a word may be the verb of a clause that began with the word at `since`."""
    word = words.low[at]
    if word in WORDS["finite"]:
        return True
    if not _looks_finite(word):
        return False
    before = words.low[at - 1]
    if at == since + 1:
        return relative and word not in WORDS["determiner"]
    return not (
        (before in WORDS["determiner"] and before not in WORDS["alone"])
        or before.endswith(("iga", "liga", "iska", "ella"))
        or before in WORDS["joining"]
        or before in WORDS["preposition"]
    )
