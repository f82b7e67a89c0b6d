"""What a sentence binds to, and whom; it knows no other sentence."""

from __future__ import annotations

from typing import NamedTuple

from styrdok.model import Strength
from styrdok.read.duty.clauses import CLEFT, ON, OTHER, Place, places
from styrdok.read.duty.modals import SIMPLE, Modal, grants, modals, softened
from styrdok.read.duty.said import QUOTES, Said
from styrdok.read.duty.subjects import Who, before, infinitive_after, named, subject
from styrdok.read.duty.words import WORDS, is_passive

TITLES = WORDS["asking"] | WORDS["pronoun"] | {"så", "här", "när", "då"}


class Bound(NamedTuple):
    """One thing that a sentence binds to: how strongly, the words that say so, and whom."""

    strength: Strength
    modal: str
    start: int
    stop: int
    who: Who | None
    above: str = ""  # the words that name who it is, where they stand above the sentence


def bound(words: Said, named_before: bool = False) -> tuple[Bound, ...]:
    """Return what a sentence binds to, in order.

    'De' are somebody where somebody was `named_before`, as the one that the sentence before binds.
    """
    if "?" in words.raw[-1] and words.words.rstrip('”"»’) ').endswith("?"):
        return ()
    known = {modal.verb: modal for modal in modals(words)}
    stated = [one for one in places(words, known.keys()) if one.kind != OTHER] if known else []
    if not stated:
        return ()
    found: list[Bound] = []
    soft = softened(words.words)
    begin = 0
    for number, place in enumerate(stated, 1):
        end = stated[number].start if number < len(stated) else len(words.low)
        stop = max(end, place.verb + 1)
        if one := _bound(words, known[place.verb], place, (begin, stop), soft):
            if not one.who and (named_before or any(other.who for other in found)):
                one = one._replace(who=_they(words, place))
            found.append(one)
        begin = stop
    return tuple(found)


def _bound(
    words: Said, modal: Modal, place: Place, part: tuple[int, int], soft: list[tuple[int, int]]
) -> Bound | None:
    """Return what a clause binds to; `part` are the words that are nearer to it than to another."""
    if _titled(words, modal.verb) or (words.quotes and _quoted(words, modal.verb)):
        return None
    doing = infinitive_after(words, modal.last)
    strength = _strength(words, modal, place, doing)
    if strength is None:
        return None
    who = _whom(words, modal, place, part[1], doing)
    if strength is not Strength.SHALL_NOT and _nobody(words, place):
        if strength is Strength.SHOULD or words.low[modal.verb] in ("måste", "mäste", "kan"):
            return None
        strength = Strength.SHALL_NOT
    first, last = _range(modal)
    start, end = words.span(first, last)
    beside = ""
    if modal.denial is not None and not first <= modal.denial <= last:
        beside = words.low[modal.denial]
    if strength is Strength.SHALL and (aim := _aim(words, modal, part, doing, soft)):
        strength = Strength.SHOULD
        if words.words[end : aim[0]].isspace():
            end = aim[1]
        else:
            beside = words.words[aim[0] : aim[1]]
    return Bound(strength, f"{words.words[start:end]} {beside}".strip().lower(), start, end, who)


def _quoted(words: Said, verb: int) -> bool:
    """Tell whether a verb stands in quotation marks: a title, or somebody else's words."""
    before = words.span(verb, verb)[0]
    return len(QUOTES.findall(words.words, 0, before)) % 2 == 1


def _titled(words: Said, verb: int) -> bool:
    """Tell whether a verb stands in a title without marks: 'rutinen Så ska du göra vid brand'."""
    at = verb - 1
    if at < 1 or not words.raw[at][:1].isupper() or words.after[at - 1]:
        return False
    return words.low[at] in TITLES and words.raw[at - 1][-1:].isalpha()


def _strength(words: Said, modal: Modal, place: Place, doing: int | None) -> Strength | None:
    """Return how strongly a clause binds that stands by itself, None where it does not bind."""
    word, denied = words.low[modal.verb], modal.denial is not None
    if SIMPLE.get(word) is None or modal.last > modal.verb:
        return _strength_of_being(words, modal, denied)
    if modal.strength is Strength.SHALL:
        if not denied:
            return Strength.SHALL
        return Strength.SHALL_NOT if word.startswith("sk") else None
    if modal.strength is Strength.SHOULD:
        late = word == "borde" and doing is not None and words.low[doing] == "ha"
        return None if late else Strength.SHOULD  # 'borde ha kommit'
    if word in ("får", "fär", "fdr", "fâr", "kan"):
        ends = modal.verb + 1 >= len(words) or bool(words.after[modal.verb] == ":")
        if denied and word != "kan":
            ends = ends or (modal.denial or 0) + 1 >= len(words)
        if not (ends and word != "kan") and not grants(words, modal, place.start, doing):
            return None
        if denied:
            return None if word == "kan" else Strength.SHALL_NOT
        return Strength.MAY
    return Strength.SHALL_NOT if denied else Strength.MAY


def _strength_of_being(words: Said, modal: Modal, denied: bool) -> Strength | None:
    if not denied:
        return modal.strength
    chance = any(word.startswith("möjlig") for word in words.low[modal.first : modal.last + 1])
    return Strength.SHALL_NOT if modal.strength is Strength.MAY and not chance else None


def _whom(words: Said, modal: Modal, place: Place, stop: int, doing: int | None) -> Who | None:
    """Return who is bound."""
    if place.kind == CLEFT:
        return named(words, place.start + 2, place.verb)
    if words.low[modal.verb] in ("åligger", "åläggs"):
        return named(words, modal.verb + 1, stop) or subject(
            words, place.start, modal.verb, modal.verb, None
        )
    ahead = words.low[modal.last + 1] if modal.last + 1 < len(words) else ""
    if ahead == "för" and modal.last > modal.verb:  # 'är inte tillåtet för chefer att'
        return named(words, modal.last + 2, stop)
    if modal.last > modal.verb:  # 'har varje medarbetare rätt att'
        stop, doing = modal.last - (words.low[modal.last] == "att"), None
    if found := subject(words, place.start, modal.verb, stop, doing):
        return found
    front = words.low[place.start : modal.verb]
    if place.kind == ON:
        return before(words, place.start - 1)
    if doing is not None and is_passive(words.low[doing]):
        return None
    if place.before and all(word in WORDS["conjunction in front"] for word in front):
        return subject(words, *place.before, place.before[1], None)
    return None


def _they(words: Said, place: Place) -> Who | None:
    """Return 'de' as somebody whose role nobody can tell, where it is the subject of an active."""
    doing = infinitive_after(words, place.verb)
    front = words.low[place.start : place.verb]
    front = front[1:] if front[:1] and front[0] in WORDS["conjunction in front"] else front
    if front != ["de"] or doing is None or is_passive(words.low[doing]):
        return None
    return Who(words.worded(place.verb - 1, place.verb - 1), ())


def _nobody(words: Said, place: Place) -> bool:
    """Tell whether a clause says of nobody, or of nothing, what it says."""
    low = words.low
    front = place.start if place.start < place.verb else place.verb
    behind = low[place.verb + 1 : place.verb + 2]
    return low[front] in WORDS["none"] or not WORDS["none"].isdisjoint(behind)


def _range(modal: Modal) -> tuple[int, int]:
    """Return the first and last word that are marked: a denial too where it stands beside."""
    first, last, denial = modal.first, modal.last, modal.denial
    if denial is not None and denial == last + 1:
        return first, denial
    if denial is not None and denial == first - 1:
        return denial, last
    return first, last


def _aim(
    words: Said,
    modal: Modal,
    part: tuple[int, int],
    doing: int | None,
    soft: list[tuple[int, int]],
) -> tuple[int, int] | None:
    """Return where the words stand that make an aim of a duty."""
    if doing is not None and words.low[doing] in WORDS["aim verbs"]:
        return words.span(doing, doing)
    if soft:
        start, end = words.span(part[0], part[1] - 1)
        for first, last in soft:
            if start <= first < end:
                return first, last
    for at in range(part[0], modal.verb):
        if words.low[at] in WORDS["aim nouns"]:
            return words.span(at, at)
    return None
