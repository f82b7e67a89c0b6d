"""The index term of a Swedish word, one for all its forms; it knows no dictionary and no text.

`overrides/assets/search/swedish.js` says the same in JavaScript, and a test holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = "aeiouyåäö"
# Where the region begins in which an ending may fall off: after the first vowel's consonant.
REGION = re.compile(f"[^{VOWELS}]*[{VOWELS}]+[^{VOWELS}]")
MAIN = re.compile(
    "(?:heterna|hetens|anden|andes|andet|arens|arnas|ernas|heten|heter|ornas|ades|ande|aren|arna"
    "|arne|aste|erna|erns|orna|ade|are|ast|ens|ern|het|ad|ar|as|at|en|er|es|et|or|a|e|s)$"
)
AFTER_ET = re.compile(f".[{VOWELS}][^{VOWELS}]$")
ET_STAYS = re.compile(
    "(?:fab|h|pak|rak|stak|kom|iet|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|uit|ivit|kvit|xit)$"
)
S_FOLLOWS = frozenset("bcdfghjklmnoprtvy")
PAIRS = frozenset(("dd", "gd", "nn", "dt", "gt", "kt", "tt"))
HET = re.compile("(?:lig|ig)?het")  # nothing falls off before '-het': 'enhet' is not 'en'
OTHER = re.compile("(?:lig|els|ig|fullt|(?<=[iklnprtuv])öst)$")


def _rows(least: int, drop: int, add: str, endings: str) -> dict[str, tuple[int, int, str]]:
    return dict.fromkeys(endings.split(), (least, drop, add))


# What Snowball leaves of one form and not of another: by the ending, how many letters are left at
# the least, how many fall off, and what comes instead.
REPAIRS = {
    **_rows(3, 2, "", "an"),  # gatan, taxans
    **_rows(3, 1, "", "in on yn ån ön én än un ln"),  # policyn, miljön, regeln
    **_rows(0, 0, "", "tion sion xion nion gion lion"),  # information, but radion
    **_rows(4, 1, "", "is os us ys ås és"),  # akademis, nivås
    **_rows(4, 1, "", "jös kös pös iet éet yet"),  # köns, partiet
    **_rows(5, 1, "", "orn ot"),  # sektorn, kontot
    **_rows(3, 2, "", " ".join(f"{one}et" for one in "bdfgkpvsrlntm")),  # fältet, behovet
    **_rows(
        4, 1, "", "ivt mt md jt jd pt llt lld yrt yrd ört örd"
    ),  # aktivt, gemensamt, anställd, utförd
    **_rows(5, 1, "", "alt elt bart ärt"),  # digitalt, flexibelt, hållbart
    **_rows(3, 1, "", "mm"),  # rummen
    **_rows(4, 1, "", "gn kn tn vn dn"),  # angivna, tecknet
    **_rows(3, 1, "", "pn"),  # öppna
    **_rows(3, 1, "el", " ".join(f"{one}l" for one in "bdfgkmpstvx")),  # regler, exemplet
    **_rows(3, 1, "", " ".join(f"{one}r" for one in "bdfgkmnpstv")),  # registret, åldrar
    **_rows(3, 3, "", "and"),  # Snowball takes 'anden' from 'armbanden' and nothing from 'armband'
    **_rows(4, 2, "", "ium"),  # gymnasium, gymnasiet
    **_rows(3, 1, "", "frit"),  # avgiftsfritt
}
LONGEST_REPAIR = max(map(len, REPAIRS))
LONGEST = 64  # letters: what is longer is no word


def _region(word: str) -> int:
    found = REGION.match(word) if len(word) >= 3 else None
    return max(3, found.end()) if found else len(word)


def _et_falls(rest: str) -> bool:
    return bool(AFTER_ET.search(rest)) and not ET_STAYS.search(rest)


def _main(word: str, region: int, again: bool) -> str:
    found = MAIN.search(word, region)
    if found is None:
        return word
    ending, rest = found[0], word[: found.start()]
    if ending == "s":
        if rest.endswith("et") and _et_falls(rest[:-2]):
            return rest[:-2]
        return rest if rest[-1] in S_FOLLOWS else word
    if ending == "et" and not _et_falls(rest):
        return word
    if ending == "es" and again:  # 'tjänsteres' is no form of 'tjänst'
        return word
    return rest


def _snowball(word: str, region: int, main: bool, again: bool) -> str:
    """Snowball's Swedish algorithm (https://snowballstem.org/algorithms/swedish/stemmer.html)."""
    if main:
        word = _main(word, region, again)
    if len(word) - 2 >= region and word[-2:] in PAIRS:
        word = word[:-1]
    found = OTHER.search(word, region)
    if found is None:
        return word
    if found[0] in ("fullt", "öst"):
        return word[:-1]
    return word[: found.start()]


def _repair(word: str, region: int) -> str:
    for size in range(min(LONGEST_REPAIR, len(word)), 1, -1):
        row = REPAIRS.get(word[-size:])
        if row is not None:
            least, drop, add = row
            kept = len(word) - drop
            return word[:kept] + add if kept >= least and kept >= region else word
    return word


@lru_cache(1 << 17)
def root(word: str) -> str:
    """Return a word's index term, in lower case and with å, ä and ö: 'policyn' and 'policy' one.

    Snowball's algorithm and a few endings that it takes from one form and leaves on another, until
    nothing more falls off; a hyphen within the word does not count ('e-post' is 'epost'). From what
    is too long for a word nothing falls off.
    """
    before, after, main = "", word.lower().replace("-", ""), True
    region = _region(after)
    while after != before and len(after) <= LONGEST:
        again, before = bool(before), after
        after = _repair(_snowball(after, region, main, again), region)
        main = main and not HET.match(before, len(after))
    return after
