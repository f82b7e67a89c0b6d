"""What stands around a name tells whose document it is, and where the name ends.

It knows no name. In doubt a name is somebody else's, or goes on: then nothing is linked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from styrdok.derive.naming.line import Line
from styrdok.derive.naming.names import Names
from styrdok.swedish.kinds import kind_of
from styrdok.swedish.words import WORDS


class Whose(Enum):
    """Whose document a name means, as far as the words before and after it tell."""

    OURS = "ours"  # 'kommunens …', 'vår …', 'Ale kommuns …' in Ale
    OTHERS = "others"  # 'regionens …', 'Socialstyrelsens …', 'Lerums …' in Ale
    PART = "part"  # of ours: 'nämndens …', 'förvaltningens …'
    ANY = "any"  # 'en …', 'varje nämnds egna …': none in particular
    UNSAID = "unsaid"


class Owner(NamedTuple):
    """Whose document it is, and the place's name in lower case where one is named."""

    whose: Whose
    place: str = ""


SKIPPED = WORDS["before a name"]
ANY = WORDS["none in particular"]
PART = WORDS["a part of ours"]
OURS = WORDS["ours"]
OUR_BODIES = re.compile(
    r"[\w-]*(?:nämndens|nämndernas|styrelsens|utskottets|förvaltningens|sektorns|beredningens"
    r"|kontorets|rådets|fullmäktiges|direktörens|chefens)"
)
OTHER_BODIES = WORDS["other bodies"]
OTHERS = WORDS["others"]
NO_GENITIVE = WORDS["no genitive"]
LAW = re.compile(
    r"(?!\w*(?:bo|för|an|in|av|upp|ut|om|be|neder|under|arbet|ledning)s?lagens?$)"
    r"\w*(?:lagens?|balkens?|förordningens?)"
)
GENITIVE = re.compile(r"\w+(?:ens|ets|ans|arnas|ernas|ornas|[A-ZÅÄÖ]:s)")
TOWN = frozenset(("kommuns", "stads", "kommun", "stad"))
DECIDES = re.compile(r"[\w-]*(?:fullmäktige|styrelsen|nämnden|utskottet|direktören|chefen)")
COMPANY = re.compile(r"\s+(?:i|för|hos|inom|från)\s+[A-ZÅÄÖ][\w-]*(?:\s[\w-]+){0,3}\sAB(?!\w)")
WIDER = frozenset(("eu", "fn", "sverige", "norden", "europa"))
PLACE_AFTER = re.compile(
    r"(?:\s+(?P<lead>i|för|hos|inom|från)\s+|\s*\()(?P<name>[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ][\w-]*)?)"
    r"(?:\s+(?P<town>kommun|stad|region)s?\b)?"
)


def owner_before(line: Line, at: int, names: Names) -> Owner:
    """Return whose document a name means that begins with a word, as told before it."""
    before = at - 1
    while before >= 0 and at - before <= 3 and line.joined(before) and _tells_nothing(line, before):
        before -= 1
    if before < 0 or not line.joined(before):
        return Owner(Whose.UNSAID)
    word, written = line.word(before), line.words[before]
    if word in ANY or _in_general(line, before):
        return Owner(Whose.ANY)
    if word in OURS:
        return Owner(Whose.OURS)
    if word in OTHERS or word in OTHER_BODIES:
        return Owner(Whose.OTHERS)
    if word in TOWN:
        return _town(line, before, names)
    if OUR_BODIES.fullmatch(word) or word in PART:
        return Owner(Whose.PART)
    if written[:1].isupper() and word.endswith("s"):
        return _named(line, before, names)
    return Owner(Whose.OTHERS if GENITIVE.fullmatch(written) else Whose.UNSAID)


def _in_general(line: Line, at: int) -> bool:
    """Whether words before a name make it any such document: 'en dokumenterad policy'."""
    return at > 0 and line.joined(at - 1) and line.word(at - 1) in ("en", "ett")


def _tells_nothing(line: Line, at: int) -> bool:
    """Whether a word only describes a document: 'nya', 'grafiska' after a genitive."""
    word, before = line.word(at), line.word(at - 1)
    described = word.endswith("a") and before.endswith("s") and line.joined(at - 1) and at > 0
    return word in SKIPPED or (described and word not in ANY and word not in OURS)


def _town(line: Line, at: int, names: Names) -> Owner:
    """Whose: the name before 'kommuns' or 'stads' tells."""
    said: list[str] = []
    before = at - 1
    while before >= 0 and line.joined(before) and line.words[before][:1].isupper():
        said.insert(0, line.word(before))
        before -= 1
    for first in range(len(said)):
        place = " ".join(said[first:])
        if is_home(place, names.home):
            return Owner(Whose.OURS, place)
    if not said:
        return Owner(Whose.OTHERS)
    known = (" ".join(said[first:]) for first in range(len(said)))
    place = next((one for one in known if plain_place(one, names) in names.places), said[-1])
    return Owner(Whose.OTHERS, plain_place(place, names))


def _named(line: Line, at: int, names: Names) -> Owner:
    """Whose: a name in the genitive tells, as 'Ales' or 'Skolverkets'."""
    word = line.word(at).removesuffix(":s")
    whole = f"{line.word(at - 1)} {word}" if at and line.joined(at - 1) else word
    for place in (whole, word):
        if is_home(place, names.home) or is_home(place.removesuffix("s"), names.home):
            return Owner(Whose.OURS, place)
    for place in (whole, word):
        if plain_place(place, names) in names.places:
            return Owner(Whose.OTHERS, plain_place(place, names))
    if line.begins(line.starts[at]) and line.word(at) in NO_GENITIVE:
        return Owner(Whose.UNSAID)  # 'Trots …', 'Används …'
    return Owner(Whose.OTHERS, word.removesuffix("s"))


def is_home(place: str, home: Sequence[str]) -> bool:
    """Whether a name in lower case is the municipality's own."""
    return place in home or place.removesuffix("s") in home


def plain_place(place: str, names: Names) -> str:
    """Return a place's name without the genitive, where the name is known without it."""
    return place if place in names.places else place.removesuffix("s")


def owner_after(line: Line, stop: int, names: Names) -> Owner:
    """Return whose document a name means that ends at a place, as told after it."""
    after = line.after(stop)
    if COMPANY.match(after):
        return Owner(Whose.OTHERS)
    match = PLACE_AFTER.match(after)
    if not match:
        return Owner(Whose.UNSAID)
    said = match["name"].casefold()
    if said.startswith("region") or said in WIDER:
        return Owner(Whose.OTHERS)
    for place in (said, said.split()[0]):
        if is_home(place, names.home):
            return Owner(Whose.OURS, place)
        if plain_place(place, names) in names.places:
            return Owner(Whose.OTHERS, plain_place(place, names))
    said_of = match["town"] or match["lead"] == "hos"
    return Owner(Whose.OTHERS, said) if said_of else Owner(Whose.UNSAID)


TOGETHER = frozenset(("och", "samt"))
FURTHER = frozenset(("för", "avseende", "gällande", "rörande", "vid", "till", "mot", "av"))
AT_PLACES = frozenset(("i", "inom", "på", "under"))
WHOLE = frozenset(("kommunen", "hela", "alla", "staden", "verksamheten"))
NO_NOUN = WORDS["no noun"]
"""Words that no name goes on with."""
VERB_FOLLOWERS = WORDS["after a verb"]


def goes_on(line: Line, at: int, last: int) -> bool:
    """Tell whether a name that ends with a word may go on after it, and so be another one.

    'riktlinjerna för stöd' followed by 'och omsorg' may; followed by 'och ska' it does not.
    `at` is the word that tells its kind: what is written as a title goes on as one.
    """
    if last + 1 >= len(line):
        return False
    gap, following = line.gap(last).strip(), line.word(last + 1)
    if gap == "&" or line.gap(last) in ("/", "-", "–"):  # with spaces it is a dash
        return True
    if gap == ",":
        return last > at and _listed(line, last + 1)
    if gap or not line.joined(last + 1):
        return False
    if following in TOGETHER:
        return last > at and _is_noun(line, last + 2)
    if following in FURTHER or (following in AT_PLACES and _as_title(line, at)):
        return _is_noun(line, last + 2) and not _is_body(line.word(last + 2))
    return False


def _is_body(word: str) -> bool:
    """Whether a word means who decides, or the whole municipality: no name goes on with those."""
    return word in WHOLE or DECIDES.fullmatch(word) is not None


def _as_title(line: Line, at: int) -> bool:
    """Whether a word is written as a title begins: with a capital, and not in definite form."""
    kind = kind_of(line.words[at])
    return line.words[at][:1].isupper() and not (kind and kind.definite)


def _listed(line: Line, at: int) -> bool:
    """Tell whether a word after a comma goes on a list: another comma or 'och' follows soon."""
    if not _is_noun(line, at):
        return False
    for step in (at, at + 1):
        if step + 1 >= len(line):
            return False
        gap = line.gap(step).strip()
        if gap == "," or (not gap and line.word(step + 1) in TOGETHER):
            return _is_noun(line, step + 1 if gap else step + 2)
        if gap:
            return False
    return False


def _is_kind(word: str) -> bool:
    kind = kind_of(word)
    return kind is not None and (not kind.prefix or kind.definite)


def _is_noun(line: Line, at: int) -> bool:
    """Tell whether a word may be a noun that goes on a name, and does not name a kind itself."""
    word = line.word(at)
    if (
        not word
        or word in NO_NOUN
        or kind_of(word)
        or LAW.fullmatch(word)
        or not line.words[at][:1].islower()
    ):
        return False
    nearby = [line.word(at + n) for n in (1, 2) if line.joined(at + n - 1)]
    if any(_is_kind(other) for other in nearby[:1]):  # 'och kommunens riktlinjer'
        return False
    return not (word.endswith("r") and nearby and nearby[0] in VERB_FOLLOWERS)
