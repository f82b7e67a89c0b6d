"""Whether words name a document that nobody has here, and what it is called; it knows no name."""

from __future__ import annotations

from styrdok.derive.naming.around import NO_NOUN, TOGETHER, Owner, Whose
from styrdok.derive.naming.decisions import Decided
from styrdok.derive.naming.line import Line
from styrdok.read.stream import seen
from styrdok.swedish.kinds import Kind, as_title, kind_of
from styrdok.swedish.words import WORDS

STRONG = WORDS["strong kinds"]
"""Kinds that name a document in definite form: 'policyn för …'; 'planen för …' may be any plan."""
ORDERS = ("delegation", "delegering", "arbets", "bolags", "förbunds", "attest")
LEADS = WORDS["leading to a name"]
PREPOSITIONS = WORDS["prepositions"]
MOST = 8  # words of a name after its kind
GENERIC = WORDS["generic"]


def reach(line: Line, at: int) -> int:
    """Return the last word of a name that begins with a word for a kind, as far as can be told."""
    last, here, named = at, at + 1, False
    while here < len(line) and here - at <= MOST:
        gap, word = line.gap(here - 1).strip(), line.word(here)
        if not named:
            if gap or (word not in PREPOSITIONS and here == at + 1):
                break
        elif gap == ",":
            if not _list_goes_on(line, here):
                break
        elif gap not in ("", "-", "–", "/", "&"):
            break
        if word in PREPOSITIONS and here == at + 1:
            here += 1
            continue
        if word in TOGETHER or word in ("i", "på", "till", "av", "med"):
            if not _noun(line, here + 1):
                break
            here += 1
            continue
        if not _noun(line, here):
            break
        last, named = here, True
        here += 1
    return last


def _noun(line: Line, at: int) -> bool:
    word = line.word(at)
    return bool(word) and word not in NO_NOUN and word not in GENERIC and not kind_of(word)


def _list_goes_on(line: Line, at: int) -> bool:
    """Whether a word after a comma is one in a list that ends with 'och'."""
    for step in range(at, min(at + 4, len(line) - 1)):
        if not _noun(line, step):
            return False
        gap = line.gap(step).strip()
        if not gap and line.word(step + 1) in TOGETHER:
            return True
        if gap not in ("", ",", "-", "-,"):
            return False
    return False


def is_named(  # noqa: PLR0913, PLR0917
    line: Line, at: int, last: int, kind: Kind, owner: Owner, decided: Decided | None, end: int
) -> bool:
    """Tell whether words from a word for a kind to a last one name one certain document."""
    phrase = last > at
    if not phrase and not kind.prefix:
        return False
    start, stop = line.starts[at], line.stops[last]
    if decided or line.apart(start, stop) or _alone(line, at, end):
        return True
    strong = kind.name in STRONG or (kind.name == "ordning" and kind.prefix.startswith(ORDERS))
    if owner.whose is Whose.OURS:
        return phrase or strong or kind.name in ("plan", "program")
    if line.words[at][:1].isupper() and not line.begins(start):
        return True
    if not strong:
        return False
    if kind.definite:
        return True
    leads = line.word(at - 1) in LEADS and line.joined(at - 1) if at else False
    capital = line.words[at][:1].isupper()
    return phrase and (leads or capital)


def _alone(line: Line, at: int, end: int) -> bool:
    """Whether a name is all that a block says, as an item in a list of documents is."""
    return at == 0 and line.words[0][:1].isupper() and not line.after(end).strip(" .;,")


def missing_name(line: Line, first: int, last: int, kind: Kind) -> str:
    """Return what words name, as a title is written: 'policyn för gåvor' → 'Policy för gåvor'."""
    at = next(n for n in range(first, last + 1) if kind_of(line.words[n]) == kind)
    before = seen(line.text[line.starts[first] : line.starts[at]])
    after = seen(line.text[line.stops[at] : line.stops[last]])
    word = as_title(line.words[at], kind)
    if before:
        word = word[:1].lower() + word[1:]
        before = before[:1].upper() + before[1:]
    return " ".join(filter(None, (before, word, after)))
