"""A time in Swedish words becomes numbers with a unit: 'en till tre arbetsdagar'."""

from __future__ import annotations

import re

from styrdok.model import Span, Unit

ONES = {
    word: number
    for number, word in enumerate(
        re.findall(
            r"\w+",
            "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
            "sjutton arton nitton",
        )
    )
} | {"ett": 1, "aderton": 18}
TENS = {
    word: 20 + 10 * number
    for number, word in enumerate(
        re.findall(r"\w+", "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio")
    )
}
HALVES = {"en halv": 0.5, "ett halvt": 0.5, "halv": 0.5, "halvannan": 1.5, "en och en halv": 1.5}
NUMBERS: dict[str, float] = {
    **ONES,
    **TENS,
    **{f"{ten}{one}": TENS[ten] + ONES[one] for ten in TENS for one in ONES if 0 < ONES[one] < 10},
    **HALVES,
}
UNITS = (
    (r"arbets(?:dag(?:ar|arna|ars|en|s)?)|arb\.\s?dag(?:ar)?", Unit.WORKING_DAY, 1),
    (r"(?:helgfri\w?\s)?vardag(?:ar|arna|ars|en|s)?|bankdag(?:ar)?", Unit.WORKING_DAY, 1),
    (r"helgfri\w?\sdag(?:ar)?", Unit.WORKING_DAY, 1),
    (r"(?:kalender)?dag(?:ar|arna|ars|s)?", Unit.DAY, 1),
    (r"dygn(?:et|s)?", Unit.HOUR, 24),
    (r"arbetstimm(?:e|ar)", Unit.WORKING_HOUR, 1),
    (r"timm(?:e|ar|ars|en)|tim|h", Unit.HOUR, 1),
    (r"minut(?:er|ers)?|min", Unit.MINUTE, 1),
    (r"sekund(?:er|ers)?|sek", Unit.SECOND, 1),
    (r"veck(?:a|or|ors)", Unit.WEEK, 1),
    (r"månad(?:er|ers|s)?", Unit.MONTH, 1),
    (r"(?:ring|telefon)?signal(?:er)?", Unit.SIGNAL, 1),
)
ONE = r"(?:\d{1,3}(?:,\d)?|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
AGAIN = r"(?:\s?\((?:\d{1,3}|\w{2,12})\))?"  # 'två (2) arbetsdagar'
BETWEEN = r"\s?(?:[-–—]|till|à|eller|och\shögst)\s?"
QUANTITY = (
    rf"(?<![\w,.])(?P<low>{ONE}){AGAIN}(?:{BETWEEN}(?P<high>{ONE}){AGAIN})?[\s-]?(?:hela\s)?"
    rf"(?P<unit>{'|'.join(pattern for pattern, _, _ in UNITS)})(?!\w)"
)
NEXT_DAY = (
    r"(?P<which>samma|nästa|nästkommande|påföljande|närmaste)\s"
    r"(?:(?P<working>arbets|var|helgfria\svar)dag|dag)(?:en)?(?!\w)"
)
UNIT_OF = tuple((re.compile(pattern), unit, times) for pattern, unit, times in UNITS)


def span_of(found: re.Match[str], words: str) -> Span:
    """Return what a match of `QUANTITY` or `NEXT_DAY` means, in a text's own `words`."""
    named = found.groupdict()
    if named.get("which"):
        days = 0.0 if named["which"] == "samma" else 1.0
        unit = Unit.WORKING_DAY if named["working"] else Unit.DAY
        return Span(words, days, days, unit)
    low = _number(named["low"])
    high = _number(named["high"]) if named["high"] else low
    for pattern, unit, times in UNIT_OF:
        if pattern.fullmatch(named["unit"]):
            return Span(words, float(min(low, high) * times), float(max(low, high) * times), unit)
    raise ValueError(named["unit"])  # the pattern is made of the same units


def _number(word: str) -> float:
    return NUMBERS[word] if word in NUMBERS else float(word.replace(",", "."))
