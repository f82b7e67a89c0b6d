"""Plain BM25 over the words of whole records, with or without stems: the floor to stand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import log

from bench.search.figures import WIDE
from bench.search.judged import Record

K1, B = 1.2, 0.75
WORD = re.compile(r"\w+")


def plain(records: Sequence[Record], form: Callable[[str], str]) -> Callable[[str], list[str]]:
    """Return what ranks records for a question by BM25 (Robertson & Zaragoza 2009)."""

    def words(text: str) -> list[str]:
        return [form(word) for word in WORD.findall(text.casefold())]

    bags = [Counter(words(f"{r.title} {r.heading} {r.words}")) for r in records]
    usual = sum(map(sum, (bag.values() for bag in bags))) / max(1, len(bags))
    held = Counter(word for bag in bags for word in bag)

    def worth(word: str, bag: Counter[str]) -> float:
        rare = log(1 + (len(bags) - held[word] + 0.5) / (held[word] + 0.5))
        pull = 1 - B + B * bag.total() / usual
        return rare * bag[word] * (K1 + 1) / (bag[word] + K1 * pull)

    def answer(question: str) -> list[str]:
        asked = [word for word in words(question) if word in held]
        scores = [(sum(worth(word, bag) for word in asked), at) for at, bag in enumerate(bags)]
        best = sorted((-score, at) for score, at in scores if score)
        return [records[at].key for _, at in best[:WIDE]]

    return answer
