"""Whether a word is another word in another form, or has it as a part; it knows no dictionary.

Without one it cannot be sure: what looks like a part and often is none does not count.
"""

from __future__ import annotations

import re
from enum import Enum

from styrdok.swedish.words import WORDS

LEAST = 3  # letters that two forms of a word have in common
LEAST_PART = 4  # letters of a word that may be a part of another
SHORT = 5  # letters; what is as short is a part of many words by chance


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PLURALS = _set("ar ars arna arnas or ors orna ornas er ers erna ernas")
VERBAL = _set("a as at ats ad ade ades are ast aste")
NOMINAL = _set("s n ns en ens et ets t ts na nas e es r rs rna rnas d de des te tes")
LONE = _set("r d n s t")
ENDINGS = PLURALS | VERBAL | NOMINAL | {""}
# What follows a word and makes another word of it, but no compound: 'ansvarslös', 'dialogisk'.
DERIVED = re.compile(
    r"(?:lös|full|bar|sam|lig|het|skap|dom|ning|ing|ande|ende|ism|ist|isk|ator|atör|era|else|inna"
    r"|aktig|artad|ig|ör|ion|ik|itet|ant|ent|ell|ös|iv|abel|ikation|ikat|icer|are|ad|ens|ers|ars|arn|ern|orn"
    r")(?:a|t|t?s|n|en|er|ar|et|na|erna|arna|arnas|ernas|ens|ets|are|ast|te|de|het\w{0,4})?"
)
# Beginnings that make another word of what follows them: 'förhandling' is no sort of 'handling'.
BEGINNINGS = _set(
    "för ut upp ned efter miss åter över under mot fram kom kon per pre dis des trans inter pro"
    " sub genom kring hop sam ent till vid bort"
)
NO_COMPOUND = tuple(WORDS["no compound"])
VERBS = ("ering", "erad", "erat", "erar", "eras")  # 'parkering' is nothing of a park
JOINING = ("s", "e", "o", "u")
VOWEL = re.compile("[aeiouyåäöé]")
CONTRACTED = re.compile(r"[^aeiouyåäö][lrn]a")


class Part(Enum):
    """Which part of a word another word is."""

    WHOLE = "whole"
    FIRST = "first"
    LAST = "last"


def same_word(word: str, known: str) -> bool:
    """Tell whether two words in lower case are forms of one: 'klagomålet', 'klagomål'.

    Only endings that inflect count: 'saklig' is no form of 'sak', as a stemmer would have it.
    """
    if word == known or _inflected(word, known):
        return True
    if not CONTRACTED.search(word, max(0, len(word) - 3)):
        return False
    full = f"{word[:-2]}e{word[-2]}"  # 'enkla' is 'enkel'
    return known in (full, f"{full}t")


def _inflected(word: str, known: str) -> bool:
    size = _common(word, known)
    for at in range(size, max(LEAST, size - 2) - 1, -1):
        rest, own = word[at:], known[at:]
        if rest in ENDINGS and own in ENDINGS and VOWEL.search(word, 0, at):
            if at < SHORT and not rest and own in LONE:  # 'laga' is no form of 'lagar'
                continue
            declined = rest[0] != own[0] if {rest, own} <= PLURALS else False  # 'lager', 'lagar'
            verb = at <= SHORT and rest in VERBAL and own not in VERBAL  # 'pressa' is no 'press'
            if not declined and not verb:
                return True
    return False


def _common(one: str, other: str) -> int:
    at, last = 0, min(len(one), len(other))
    while at < last and one[at] == other[at]:
        at += 1
    return at


def heads(known: str) -> tuple[str, ...]:
    """Return how a word may begin a compound, the longest first: 'synpunkter', 'synpunkt'."""
    found = {known}
    for ending in ("arna", "orna", "erna", "ar", "or", "er", "en", "et", "a"):
        if known.endswith(ending):
            found.add(known.removesuffix(ending))
    kept = (one for one in found if len(one) >= LEAST)
    return tuple(sorted(kept, key=lambda one: (-len(one), one)))


def rest_after(word: str, known: str) -> str | None:
    """Return what follows a word that begins a compound, without what joins them; or None."""
    for head in (known,) if word.startswith(known) else heads(known):
        rest = word.removeprefix(head)
        if rest == word or (len(head) < LEAST_PART and known[-1] != "a"):
            continue
        found = [rest] if len(head) >= LEAST_PART else []  # 'gatukontor', but no 'gatt'
        found += [rest[1:] for one in JOINING if rest.startswith(one)]
        if not any(DERIVED.fullmatch(one) or one.startswith(VERBS) for one in found):
            for one in found:
                if len(one) >= LEAST and VOWEL.search(one) and one not in ENDINGS:
                    return one
    return None


def part_of(word: str, known: str) -> Part | None:
    """Return how a word in lower case holds another: as its own form, first or last; or None.

    'synpunktshantering' begins with 'synpunkter', 'medborgardialogen' ends with 'dialog'.
    """
    if word.startswith(NO_COMPOUND) and not known.startswith(NO_COMPOUND):
        return None
    if same_word(word, known):
        return Part.WHOLE
    if rest_after(word, known) is not None:
        return Part.FIRST
    return Part.LAST if _ends_with(word, known) else None


def _ends_with(word: str, known: str) -> bool:
    if len(known) < LEAST_PART:
        return False
    at = word.find(known[:LEAST_PART], LEAST)
    while at >= 0:
        before = word[:at]
        size = _common(word[at:], known)  # 'roller' in 'kontroll' is as short as 'roll'
        if same_word(word[at:], known) and _may_precede(before, size):
            return True
        at = word.find(known[:LEAST_PART], at + 1)
    return False


def _may_precede(before: str, size: int) -> bool:
    """Whether what stands before a part may be a word: for a short part an s must join them."""
    if before in BEGINNINGS or not VOWEL.search(before):
        return False
    if size <= LEAST_PART:
        return before.endswith("s") and len(before) > LEAST
    return len(before) > LEAST or size > SHORT


def joins(word: str, first: str, last: str) -> bool:
    """Tell whether a word is two others written as one: 'internkommunikation'."""
    rest = rest_after(word, first)
    return rest is not None and (part_of(rest, last) in (Part.WHOLE, Part.FIRST))
