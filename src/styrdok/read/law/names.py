"""Laws, and words that stand for a place in one, as texts name them; it knows no text as set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from styrdok.read.law.pins import PIN, Pin, pin_of
from styrdok.read.law.table import CONCEPTS, LAWS

LONGEST = 60  # signs of a word
GENERIC = {"lag", "lagen", "lagens", "förordning", "förordningen", "förordningens"}
LAW_WORD = re.compile(r"[\w-]*(?:lag|balk|förordning)(?:ens?|s)?")
HYPHENS = ("-och ", " - och ", " och ", "-, och ")  # how the one in plan- och bygglagen goes wrong
SAID_BEFORE = {"lag": "law", "kapitel": "chapter"}


@dataclass(frozen=True)
class Name:
    """A law as a text names it, and from where to where it stands in the words.

    `numbers` are the laws that it may be by name, those in force first; none where the name is
    not known. `stated` is the number that the text gives. `back` tells that it only points to
    something said before: 'law' for samma lag, 'chapter' for samma kapitel, 'the' for lagen.
    """

    start: int
    stop: int
    numbers: tuple[str, ...]
    stated: str | None = None
    short: str | None = None
    presents: str | None = None  # the short name that it says it will go by
    back: str | None = None


@dataclass(frozen=True)
class Word:
    """A word that stands for a place in a law, and from where to where it stands."""

    start: int
    stop: int
    concept: str


@dataclass(frozen=True)
class _Form:
    """A way to name laws; with `number` only where their number follows."""

    words: str
    numbers: tuple[str, ...]
    number: bool
    concept: str | None = None


def _forms() -> tuple[dict[str, tuple[_Form, ...]], dict[str, tuple[str, ...]]]:
    """Return the forms by their last word, the longest first, and the long ones ('lagen om …')."""
    found: dict[tuple[str, bool], list[str]] = defaultdict(list)
    long: dict[str, list[str]] = defaultdict(list)
    for law in sorted(LAWS.values(), key=lambda law: law.repealed):
        for name in dict.fromkeys((law.name, *law.forms, law.title)):
            plain, bare = name.lower(), name == law.title
            if plain.endswith(law.number):
                continue
            if plain.startswith(("lag ", "lagen ", "förordning ", "förordningen ")):
                long[plain].append(law.number)
            else:
                for spelt in {plain, *(plain.replace("- och ", bad) for bad in HYPHENS)}:
                    found[spelt, bare].append(law.number)
                    found[f"{spelt}s", bare].append(law.number)
    forms = [_Form(words, tuple(numbers), bare) for (words, bare), numbers in found.items()]
    forms += [
        _Form(form.lower(), (), False, concept.id)
        for concept in CONCEPTS.values()
        for form in (concept.name, *concept.forms)
    ]
    tails: dict[str, list[_Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: -len(form.words)):
        tails[form.words.split()[-1]].append(form)
    return (
        {word: tuple(forms) for word, forms in tails.items()},
        {words: tuple(numbers) for words, numbers in long.items()},
    )


def _shorts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for law in sorted(LAWS.values(), key=lambda law: law.repealed):
        if law.short:
            found[law.short].append(law.number)
    return {short: tuple(numbers) for short, numbers in found.items()}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


TAILS, LONG = _forms()
SHORTS = _shorts()
SAFE = {law.short for law in LAWS.values() if law.short and law.safe}
STEMS = (
    *("lag", "Lag", "balk", "Balk", "förordn", "Förordn", "regeringsform", "Regeringsform"),
    *("konvention", "princip", "frihet", "offentlighet", "förbud", "självstyr", "jäv", "Jäv"),
)
TRIGGERS = ("§", *STEMS, "(EU)", "SFS", *sorted(SAFE))
NAMES = (
    rf"(?P<short>(?<![\w-])(?:{_any(SHORTS)})(?=(?::?s)?(?![\w-])))"
    r"|(?P<sfs>\bSFS:? ?(?:nr )?(?P<sfs_number>\d{4}:\d{1,4})(?!\d))"
    r"|(?P<eu>\(EU\)(?: nr)? (?P<eu_number>\d{4}/\d{1,4})(?!\d))"
    rf"|(?P<back>\b[Ss]amma (?P<what>{_any(SAID_BEFORE)})(?!\w))"
    rf"|(?P<stem>{_any(STEMS)})"
)
NAME = re.compile(f"(?P<pin>(?!))|{NAMES}")
TOKEN = re.compile(f"(?P<pin>{PIN})|{NAMES}")
SIGN = re.compile(_any((*STEMS, *SHORTS, "SFS", "(EU)", "Samma", "samma")))
"""How a name may begin: plain words alone, for the speed of what most texts have nothing of."""
PLACED = ("§", "kap", "Kap", "rtik")  # where one of these is there may be a place
ALSO_PLACED = (("rt", re.compile(r"[Aa]rt\.? ?\d")), (":", re.compile(r"\d:\d")))
NUMBER = re.compile(
    r" ?\((?:SFS:? ?|nr )?(?P<one>\d{4}:\d{1,4})(?:[,;] ?(?:(?:nedan|förkortad|kallad) ){0,2}"
    rf"(?P<short>{_any(SHORTS)}))?\)"
    r"|,? SFS:? ?(?P<two>\d{4}:\d{1,4})(?!\d)| (?P<three>\d{4}:\d{1,4})(?!\d)"
    r"|,? \(EU\)(?: nr)? (?P<four>\d{4}/\d{1,4})(?!\d)| \((?P<five>20\d\d/\d{1,4})\)"
)
NUMBER_KEYS = ("one", "two", "three", "four", "five")
PRESENTED = re.compile(
    r",? ?(?P<open>\()?(?:(?:nedan|härefter|förkortad|förkortat|kallad|kallat) ){0,3}"
    rf"(?P<short>{_any(SHORTS)})(?(open)\)|(?![\w-]))"
)
LONG_NAME = re.compile(rf"(?:{_any(LONG)})(?!\w)", re.I)
ABOUT = re.compile(r" (?:om|med) ")


def names_in(words: str) -> list[Pin | Name | Word]:
    """Return the places, laws and concepts in a block's plain words, in order, none in another."""
    found: list[Pin | Name | Word] = []
    at = 0
    for token in _tokens(words):
        if token.start() < at:
            continue
        item = _item(words, token, at)
        if item:
            found.append(item)
            at = item.stop
    return found


def _tokens(words: str) -> Iterator[re.Match[str]]:
    if any(sign in words for sign in PLACED) or any(
        sign in words and pattern.search(words) for sign, pattern in ALSO_PLACED
    ):
        yield from TOKEN.finditer(words)
        return
    for sign in SIGN.finditer(words):
        if token := NAME.match(words, sign.start()):
            yield token


def _item(words: str, token: re.Match[str], after: int) -> Pin | Name | Word | None:
    start, stop = token.span()
    if token["pin"]:
        return pin_of(token)
    if short := token["short"]:
        stop += len(":s") if words[stop : stop + 2] == ":s" else words[stop : stop + 1] == "s"
        return _numbered(words, Name(start, stop, SHORTS[short], short=short))
    if number := token["sfs_number"] or token["eu_number"]:
        known = number in LAWS or bool(token["sfs"])
        return _titled(words, Name(start, stop, (), number)) if known else None
    if what := token["what"]:
        return Name(start, stop, (), back=SAID_BEFORE[what])
    return _worded(words, token, after)


def _worded(words: str, token: re.Match[str], after: int) -> Name | Word | None:
    """Return the law or concept that a word names, from its stem; None where it names none."""
    start, stop = token.span()
    while start > after and (words[start - 1].isalnum() or words[start - 1] == "-"):
        start -= 1
        if token.start() - start > LONGEST:
            return None
    while stop < len(words) and words[stop].isalnum():
        stop += 1
    if words[stop : stop + 1] == "-":
        return None  # the first part of a longer word
    word = words[start:stop].lower()
    if word in GENERIC and (long := LONG_NAME.match(words, start)):
        return _numbered(words, Name(start, long.end(), LONG[long[0].lower()]))
    for form in TAILS.get(word, ()):
        begin = stop - len(form.words)
        if begin < after or words[begin:stop].lower() != form.words or _runs_on(words, begin):
            continue
        if form.concept:
            return Word(begin, stop, form.concept)
        name = _numbered(words, Name(begin, stop, form.numbers))
        if name.stated or not form.number:
            return name
    if NUMBER.match(words, stop) and LAW_WORD.fullmatch(word):
        return _titled(words, _numbered(words, Name(start, stop, ())))
    return Name(start, stop, (), back="the") if word in ("lagen", "lagens") else None


def _runs_on(words: str, start: int) -> bool:
    """Tell whether a word begins before a place."""
    return start > 0 and (words[start - 1].isalnum() or words[start - 1] in "-:")


def _numbered(words: str, name: Name) -> Name:
    """Return a name with the number and the short name that follow it."""
    number, short, stop = None, None, name.stop
    if found := NUMBER.match(words, stop):
        number = next(found[key] for key in NUMBER_KEYS if found[key])
        short, stop = found["short"], found.end()
    if not name.short and (found := PRESENTED.match(words, stop)):
        mine = {LAWS[one].short for one in name.numbers} | {
            number and number in LAWS and LAWS[number].short
        }
        if found["short"] in mine and not (found["open"] is None and words[stop] != ","):
            short, stop = found["short"], found.end()
            if not number and (found := NUMBER.match(words, stop)):
                number = next(found[key] for key in NUMBER_KEYS if found[key])
                stop = found.end()
    return Name(name.start, stop, name.numbers, number, name.short, short)


def _titled(words: str, name: Name) -> Name:
    """Return a law named by its number, with the title that may follow: 'lagen (…) om …'."""
    law = LAWS.get(name.stated or "")
    if law is None or not (about := ABOUT.match(words, name.stop)):
        return name
    for form in (law.name, *law.forms, law.title):
        rest = form.partition(" ")[2].lower()
        stop = name.stop + 1 + len(rest)
        if (
            rest
            and words[name.stop + 1 : stop].lower() == rest
            and not words[stop : stop + 1].isalnum()
        ):
            return _numbered_again(words, name, stop)
    said = set(words[about.end() : about.end() + 80].lower().split()[:7])
    if " " in law.title and not {word for word in said if len(word) > 4} & set(
        law.title.lower().split()
    ):
        return Name(name.start, name.stop, ("",), name.stated)  # another law's title
    return name


def _numbered_again(words: str, name: Name, stop: int) -> Name:
    """Return a name whose title stands after its number, with the short name after that."""
    full = Name(name.start, stop, (name.stated or "",))
    return Name(
        name.start,
        (more := _numbered(words, full)).stop,
        full.numbers,
        name.stated,
        None,
        more.presents,
    )
