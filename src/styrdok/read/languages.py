"""Languages by their codes (BCP 47), and how words in one are told; it knows no text."""

from __future__ import annotations

import re
from html import escape

CODE = re.compile(r"(?P<own>[a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")
# ISO 639-1, as of https://www.loc.gov/standards/iso639-2/; three letters are let through by form.
TWO_LETTERS = frozenset(
    re.findall(
        r"\w+",
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
        "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
        "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
        "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl "
        "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
        "vi vo wa wo xh yi yo za zh zu",
    )
)
# Languages that are written from the right in the script that is usual for them.
FROM_THE_RIGHT = frozenset(
    re.findall(r"\w+", "aii ar arc ckb dv fa he ks nqo prs ps sd syr ug ur yi")
)
SCRIPTS_FROM_THE_RIGHT = re.compile(r"-(?:adlm|arab|hebr|mand|nkoo|rohg|syrc|thaa)(?:-|$)", re.I)
OTHER_SCRIPT = re.compile(r"-[a-z]{4}(?:-|$)", re.I)


def is_language(word: str) -> bool:
    """Tell whether a word is a language's code: `en`, `fi`, `en-GB`, `zh-Hans`, `fit`."""
    match = CODE.fullmatch(word)
    return match is not None and (len(match["own"]) == 3 or match["own"] in TWO_LETTERS)


def runs_from_the_right(code: str) -> bool:
    """Tell whether a language is written from right to left."""
    if OTHER_SCRIPT.search(code):
        return bool(SCRIPTS_FROM_THE_RIGHT.search(code))
    return code.partition("-")[0] in FROM_THE_RIGHT


def attributes(code: str) -> str:
    """Return the HTML attributes of words in a language (WCAG 3.1.2, and 1.3.2 for direction)."""
    direction = "rtl" if runs_from_the_right(code) else "ltr"
    return f' lang="{escape(code)}" dir="{direction}"'
