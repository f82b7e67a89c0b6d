"""What tells an editorial change from one that needs a decision; it knows no file and no lock."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from styrdok.read.lock.bearing import bearing, opposed
from styrdok.redline import Block, SentenceChange, changed_sentences, sentences
from styrdok.redline.align import likeness
from styrdok.redline.words import bag

MOST_WORDS, MOST_SIGNS = 0.6, 0.8  # how much of a sentence must be left, in words or in letters
LANGUAGES = ("sv", "en")  # that there is a table for
SIGNS = ".,;:!?\"”“’'()[]«»…"
LONGEST = 2000  # signs of a sentence whose letters are compared
Refused = tuple[str, SentenceChange]  # why a change is not editorial, and the change


def refuse(
    decided: Sequence[Block], current: Sequence[Block], language: str = "sv"
) -> list[Refused]:
    """Return each change that is not editorial, with why, as the code of a problem.

    An editorial change leaves every block and sentence in its place and every word that bears
    the weight of a rule as it was, and most of each sentence. The decided text is always what
    is compared with, so that small steps cannot add up.
    """
    changes = changed_sentences(decided, current)
    found = [(code, change) for change in changes if (code := why_not(change, language))]
    if found or _in_step(decided, current):
        return found
    return [("amend-order", change) for change in changes]


def why_not(change: SentenceChange, language: str = "sv") -> str | None:
    """Return why a sentence's change is not editorial, as the code of a problem, or None."""
    old, new = change.old, change.new
    if old is None:
        return "amend-added"
    if new is None:
        return "amend-gone"
    if old == new:
        return "amend-moved"
    if _bears(old, new) or _turned(old, new):
        return "amend-bearing"
    known = language.partition("-")[0] in LANGUAGES  # of others nobody here can tell
    return None if known and _alike(old, new) else "amend-rewritten"


def _bears(old: str, new: str) -> bool:
    """Tell whether words that bear weight differ, in any language: a text may be called another."""
    return any(bearing(old, language) != bearing(new, language) for language in LANGUAGES)


def _turned(old: str, new: str) -> bool:
    """Tell whether a word is its own opposite, stands elsewhere, or is disguised.

    A word that goes from one place to another carries its weight along: 'vi ska inte lämna ut men
    får hänvisa'.
    """
    gone, came = _differing(_plain(old), _plain(new))
    if len(gone) * len(came) > LONGEST or gone & came or any(map(_disguised, came)):
        return True  # then it is no editorial change
    return any(opposed(one, other) for one in gone for other in came)


def _differing(old: Sequence[str], new: Sequence[str]) -> tuple[set[str], set[str]]:
    """The words that go and the words that come, where what stands in order is the same."""
    gone, came = set[str](), set[str]()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone.update(old[a:b])
            came.update(new[c:d])
    return gone, came


def _plain(words: str) -> list[str]:
    """The words of a sentence, without the signs around them."""
    return [plain for word in words.split() if (plain := word.casefold().strip(SIGNS))]


def _disguised(word: str) -> bool:
    """Tell whether a word is spelled with other letters than it seems, or letter by letter."""
    if len(word) == 1 and word.isalpha() and word not in "åiöà":
        return True
    return any(
        unicodedata.category(sign) in ("Mn", "Me", "Cf", "Sk", "Sm")
        or (sign.isalpha() and "LATIN" not in unicodedata.name(sign, ""))
        for sign in unicodedata.normalize("NFC", word)
    )


def _alike(old: str, new: str) -> bool:
    if likeness(bag(old), bag(new)) >= MOST_WORDS:
        return True
    if max(len(old), len(new)) > LONGEST:
        return False
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= MOST_SIGNS


def _in_step(decided: Sequence[Block], current: Sequence[Block]) -> bool:
    """Tell whether two texts go side by side, block by block and sentence by sentence.

    This asks again, without any alignment, what the named sentences have already answered: a
    slip in how changes are paired cannot let one through.
    """
    if [block.shape for block in decided] != [block.shape for block in current]:
        return False
    for old, new in zip(decided, current, strict=True):
        if old.words == new.words:
            continue
        before, after = sentences(old.words), sentences(new.words)
        if len(before) != len(after) or any(map(_bears, before, after)):
            return False
    return True
