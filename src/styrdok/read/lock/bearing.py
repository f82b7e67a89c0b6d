"""Which words bear the weight of a rule, and what they come to; it knows no text and no lock.

The words stand in `bearing.yml`: general Swedish, and a little English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

NEGATION, NUMBER, BOUND, DATE = "negation", "number", "bound", "date"
Bearing = tuple[str, str]  # a kind, and the normal form of a word

WORDS = "bearing.yml"
TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
ONES = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
}
COMPOUND = re.compile(rf"({'|'.join(TENS)})({'|'.join(ONES)})")
PART = (
    "tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|tretton|fjorton|femton|sexton|sjutton|"
    "arton|nitton|hundra|tusen|tolv|elva|två|tre|fyra|fem|sex|sju|åtta|nio|tio"
)
ORDINAL = "första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte"
COUNTED = (
    "års?|årig|dag|dygn|veck|månad|tim|minut|gång|dubb|fald|del|sid|siffr|steg|person|kron|procent|"
    "tal|miljon|miljard|mann|rum|barn"
)
NUMERAL = re.compile(
    rf"(?:(?:en|ett)?(?:{PART})(?:{PART}|och|ett|en)*(?:{ORDINAL}|n?de)?(?:(?:{COUNTED})\w*)?)|"
    rf"(?:{ORDINAL})del\w*"
)
MINUS = re.compile(r"(?<![\w)/–-])[-−](?=\d)")
ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
THOUSANDS = re.compile(r"(?<![\d.,:/-])\d{1,3}(?: \d{3})+(?![\d])")
TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+\b|[^\W_]+(?:[.,:/–-]\d[^\W_]*|[:'’-][^\W_]+)*|§+|[%<>≤≥=±]|~~"
)
CONTRACTED = re.compile(r"n['’]t\b|(?<=\bcan)not\b")
STRUCK = "~~"  # what is struck out does not apply
SIGNS = frozenset("<>≤≥=±")
LONGEST = 4  # words of a phrase
OPPOSITES = ("o", "in", "icke", "icke-", "miss", "van", "non", "non-", "un", "im", "dis")


@dataclass(frozen=True)
class Table:
    """The words that bear weight in one language: whole ones and phrases, and beginnings."""

    whole: dict[str, Bearing]
    beginnings: dict[str, Bearing]

    def find(self, word: str) -> Bearing | None:
        """Return what a word or phrase comes to, the longest beginning that fits, or None."""
        if found := self.whole.get(word):
            return found
        for length in range(len(word), 2, -1):
            if found := self.beginnings.get(word[:length]):
                return found
        return None


@cache
def table(language: str) -> Table:
    """Return the table of a language (BCP 47); what is not English is read as Swedish."""
    words = (files(__package__) / WORDS).read_text(encoding="utf-8")
    source = yaml.load(words, yaml.BaseLoader)  # noqa: S506  (our own file; it makes only strings)
    whole: dict[str, Bearing] = {}
    beginnings: dict[str, Bearing] = {}
    for kind, meant in source["en" if language.partition("-")[0] == "en" else "sv"].items():
        for normal, forms in meant.items():
            for form in forms.split():
                held = beginnings if form.endswith("*") else whole
                held[form.rstrip("*").replace("_", " ")] = (kind, normal)
    return Table(whole, beginnings)


def bearing(words: str, language: str = "sv") -> tuple[Bearing, ...]:
    """Return the words that bear the weight of a rule, in order, as (kind, normal form).

    Kinds are modality, negation, number, bound, unit and date. The same number has one form,
    however it is written: `två`, `2`, `10 000`. The articles `en` and `ett` are not numbers.
    """
    known = table(language)
    plain = " ".join(unicodedata.normalize("NFC", words).split()).casefold()
    plain = MINUS.sub("minus ", CONTRACTED.sub(" not", plain))
    plain = THOUSANDS.sub(lambda match: match[0].replace(" ", ""), plain)
    tokens = list(_tokens(plain, known))
    found: list[Bearing] = []
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST, len(tokens) - at), 0, -1):
            if one := _one(" ".join(tokens[at : at + length]), known, length):
                found.append(one)
                at += length
                break
        else:
            at += 1
    return tuple(found)


def _tokens(plain: str, known: Table) -> Iterator[str]:
    """Yield the words of a text; one that is joined is taken apart where its parts bear weight."""
    for match in TOKEN.finditer(plain):
        word = match[0].rstrip(".")
        parts = word.split("-")
        apart = len(parts) > 1 and not known.find(word) and any(map(known.find, parts))
        yield from parts if apart else (word,)


def _one(word: str, known: Table, length: int) -> Bearing | None:
    if length > 1:
        return known.whole.get(word) if word in known.whole else None
    if ISO.fullmatch(word):
        return DATE, word
    if any(sign.isnumeric() for sign in word):
        return NUMBER, CLOCK.sub(r"\1.\2", word.replace("–", "-"))
    if word == STRUCK:
        return NEGATION, word
    if word in SIGNS:
        return BOUND, word
    if match := COMPOUND.fullmatch(word):
        return NUMBER, str(TENS[match[1]] + ONES[match[2]])
    found = known.find(word)
    return (NUMBER, word) if not found and NUMERAL.fullmatch(word) else found


def opposed(old: str, new: str) -> bool:
    """Tell whether two words are each other's opposites by a prefix: `lämplig`, `olämplig`."""
    short, long = sorted(
        (old.casefold().strip('.,;:!?”"()'), new.casefold().strip('.,;:!?”"()')), key=len
    )
    return len(short) > 2 and any(long == prefix + short for prefix in OPPOSITES)
