"""What tells an editorial change from one that needs a decision; it knows no file and no lock."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from styrdok.read.bearing import bearing, opposed
from styrdok.redline import Block, SentenceChange, State, changed_sentences, runs, sentences
from styrdok.redline.align import likeness
from styrdok.redline.words import bag

MOST_WORDS, MOST_SIGNS = 0.6, 0.8  # how much of a sentence must be left, in words or in letters
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
    if found or _in_step(decided, current, language):
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
    if bearing(old, language) != bearing(new, language) or _opposed(old, new):
        return "amend-bearing"
    return None if _alike(old, new) else "amend-rewritten"


def _opposed(old: str, new: str) -> bool:
    """Tell whether a word has become its own opposite: 'lämpligt', 'olämpligt'."""
    made = runs(old, new)
    gone = {word for run in made if run.state is State.REMOVED for word in run.words.split()}
    came = {word for run in made if run.state is State.ADDED for word in run.words.split()}
    if len(gone) * len(came) > LONGEST:
        return True  # then it is no editorial change
    return any(opposed(one, other) for one in gone for other in came)


def _alike(old: str, new: str) -> bool:
    if likeness(bag(old), bag(new)) >= MOST_WORDS:
        return True
    if max(len(old), len(new)) > LONGEST:
        return False
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= MOST_SIGNS


def _in_step(decided: Sequence[Block], current: Sequence[Block], language: str) -> bool:
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
        if [bearing(one, language) for one in before] != [bearing(one, language) for one in after]:
            return False
    return True
