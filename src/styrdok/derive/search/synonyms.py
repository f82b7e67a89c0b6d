"""The synonyms that a search knows, as editors write them and as roots; it knows no index."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from styrdok.model import Synonyms, plain
from styrdok.register import Register
from styrdok.swedish.synonyms import stock
from styrdok.swedish.terms import fold, root, tokens
from styrdok.swedish.words import WORDS

SILENT = WORDS["search silent"]
Roots = tuple[str, ...]


def known(register: Register) -> tuple[Synonyms, ...]:
    """Return the editors' groups, and then the stock's without the words that editors ban.

    For a site, of a register that has been cut: who may have which group is settled by then.
    """
    banned = {plain(one.word) for one in register.banned}
    return (*register.synonyms, *(left for one in stock() if (left := one.without(banned))))


def resolve(groups: Iterable[Synonyms]) -> dict[Roots, tuple[Roots, ...]]:
    """Return what each word, or few words in a row, leads to, in the groups' order, each once.

    What is asked stands without marks too, so that 'aldreboende' leads where 'äldreboende' does,
    unless that is another word.

    Words that say nothing are kept in what is asked, where they stand in a row with others ('hur
    fort'), and left out of what is looked for.
    """
    found: dict[Roots, dict[Roots, None]] = {}
    for group in groups:
        shown = [told for one in group.show if (told := _told(one))]
        for word in group.seek:
            key = _roots(word)
            own = {key, _told(word)}
            targets = {one: None for one in shown if one not in own}
            if key and targets:
                found.setdefault(key, {}).update(targets)
    for key in list(found):
        found.setdefault(tuple(map(fold, key)), found[key])
    return {key: tuple(targets) for key, targets in found.items()}


@cache  # both sites ask, of the stock's words above all
def _roots(words: str) -> Roots:
    return tuple(root(token.word) for token in tokens(words))


@cache
def _told(words: str) -> Roots:
    return tuple(root(token.word) for token in tokens(words) if token.word not in SILENT)
