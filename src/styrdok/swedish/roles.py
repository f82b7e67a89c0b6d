"""The roles that a policy may speak to, and which words stand for them; it knows no text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

SHORTEST = 3  # signs of a word that may end a compound


class Role(NamedTuple):
    """A role's id, and what one of them is called in Swedish."""

    id: str
    name: str


class Heads:
    """Words with stars: in front for the beginning of a compound, behind for any ending."""

    def __init__(self, words: dict[str, str]) -> None:
        given = words.items()
        self.whole = {word.strip("*"): meant for word, meant in given if word[-1] != "*"}
        self.tails = {word.strip("*"): meant for word, meant in given if word[0] == "*"}
        self.starts = {word.strip("*"): meant for word, meant in given if word[-1] == "*"}
        self._longest = max(map(len, self.tails), default=0)

    def find(self, word: str) -> str | None:
        """Return what a word in lower case stands for: a whole one, else the longest part."""
        if found := self.whole.get(word):
            return found
        for length in range(min(len(word) - 1, self._longest), SHORTEST - 1, -1):
            if found := self.tails.get(word[-length:]):
                return found
        if self.starts:
            for length in range(len(word), SHORTEST - 1, -1):
                if found := self.starts.get(word[:length]):
                    return found
        return None


_SOURCE = yaml.safe_load(Path(__file__).with_name("roles.yml").read_text("utf-8"))
ROLES = {one["id"]: Role(one["id"], one["namn"]) for one in _SOURCE}
_HEADS = Heads({word: one["id"] for one in _SOURCE for word in one["ord"].split()})
_OTHERS = frozenset(word for one in _SOURCE for word in one.get("inte", "").split())
_MISREAD = (("1", "l"), ("0", "o"), ("m", "rn"), ("ii", "ll"))  # what a scanner makes of letters


@lru_cache(1 << 15)
def role_of(word: str) -> str | None:
    """Return the id of the role that a word in lower case stands for, or None.

    A word that a scanner may have misread is tried once more: 'medarbetama', 'chefema'.
    """
    if word in _OTHERS:
        return None
    plain = re.sub(r"[\xad-]+(?=\w)", "", word)
    if found := _HEADS.find(word) or _HEADS.find(plain):
        return found
    for wrong, right in _MISREAD:
        at = plain.rfind(wrong)
        if at > 0 and (found := _HEADS.find(plain[:at] + right + plain[at + len(wrong) :])):
            return found
    return None


def in_order(roles: set[str]) -> tuple[str, ...]:
    """Return roles' ids in the roles' own order."""
    return tuple(role for role in ROLES if role in roles)
