"""Swedish words become quantities, a number with its unit; it knows no text but this one."""

from __future__ import annotations

import re

from styrdok.read.spans import ONES, TENS

UNITS = (
    r"(?:arbets|var|kalender|bank|helgfria var)?dag(?:ar|ars|s|en)?",
    r"dygn(?:et)?",
    r"timm(?:e|ar|ars|es)",
    r"minut(?:er|ers)?",
    r"sekund(?:er)?",
    r"vecko?r?s?",
    r"vecka",
    r"månad(?:er|ers|s)?",
    r"kvartal",
    r"år(?:s|et)?",
    r"mandatperiod(?:er)?",
    r"gång(?:er)?",
    r"procent(?:enheter)?|%|‰|promille",
    r"(?:tusen|miljon(?:er)?|miljarder?)?\s?(?:kronor|kr|tkr|mkr|prisbasbelopp)",
    r"meter|kilometer|km|m²|kvadratmeter|hektar|grader|poäng|personer|platser|elever|barn",
)
MORE = ("hundra", "tusen", "halv", "halvt")
WORD = "|".join(sorted((*ONES, *TENS, *MORE), key=len, reverse=True))
QUANTITY = re.compile(
    rf"(?<![\w§])(?:\d+(?:[ .,:–-]\d+)*|(?:{WORD})(?:(?:{WORD}))?)"
    rf"\s?(?:helgfria\s|hela\s|halva\s)?(?:{'|'.join(UNITS)})(?!\w)",
    re.I,
)
A_YEAR = re.compile(r"(?:19|20)\d\d\sårs?", re.I)  # '2021 års budget' promises nothing


def quantities(words: str) -> tuple[str, ...]:
    """Return each number with a unit in a text, as worded: 'två arbetsdagar', '15 procent'."""
    found = (" ".join(match[0].split()) for match in QUANTITY.finditer(words))
    return tuple(one for one in found if not A_YEAR.fullmatch(one))
