"""Swedish wordings become values: paragraphs, review rules, weekdays; it knows no key."""

from __future__ import annotations

import re
from typing import Any

from styrdok.model import Former, Hours, ReviewBase, ReviewRule
from styrdok.read.commonmark import ANCHOR
from styrdok.read.findings import Findings
from styrdok.read.languages import is_language
from styrdok.read.tree import Node, Scalar
from styrdok.read.values import DATE, partial_date, text
from styrdok.slug import slugify_name

FILE_OR_SLUG = re.compile(r"[\w./ -]+\.[mM][dD]|(?:[a-z0-9-]+/)?[a-z0-9-]+")
UNTIL_FURTHER_NOTICE = ("tills vidare", "tillsvidare")


def paragraph(node: Node, name: str, found: Findings) -> str | None:
    """Read a paragraph of minutes: '225', '§ 225' and '225 §' are the same."""
    word = text(node, name, found)
    if word is None:
        return None
    number = word.strip("§ ").removeprefix("paragraf ").strip()
    if not re.fullmatch(r"[\w :./–-]*\d[\w :./–-]*", number):
        return found.error(node.line, name, "not-a-paragraph", value=word)
    return number


def language(node: Node, name: str, found: Findings) -> str | None:
    """Read a language by its code (BCP 47): 'sv', 'en', 'fi', 'ar'."""
    word = text(node, name, found)
    if word is None or is_language(word):
        return word
    return found.error(node.line, name, "not-a-language", value=word)


def validity_end(node: Node, name: str, found: Findings) -> Any:
    """Read an end: a date, or True for 'tills vidare'."""
    if isinstance(node, Scalar) and node.text.strip().casefold() in UNTIL_FURTHER_NOTICE:
        return True
    return partial_date(node, name, found)


NUMBERS = ("", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
ORDINALS = ("tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")
TERMS = frozenset({"varje mandatperiod", "en gång per mandatperiod", "en gång varje mandatperiod"})
EVERY = {
    "årligen": 1,
    "varje år": 1,
    "en gång per år": 1,
    "en gång om året": 1,
    "vartannat år": 2,
} | {f"vart {word} år": years for years, word in enumerate(ORDINALS, start=3)}
AMOUNT = rf"([1-9]\d?|{'|'.join(NUMBERS[1:])})"
PERIOD = re.compile(rf"vart ([1-9]\d?):[ae] år|inom {AMOUNT} år")
AFTER = re.compile(
    rf"(?:senast )?(?:inom )?{AMOUNT} år (?:efter|från) "
    r"(?:dagen för )?(ikraftträdandet?|beslut(?:et)?|antagandet?)"
)


def review_rule(node: Node, name: str, found: Findings) -> ReviewRule | None:
    """Read a review rule; a wording that cannot be computed is kept as worded, and told."""
    wording = text(node, name, found)
    if wording is None:
        return None
    if DATE.fullmatch(wording):
        due = partial_date(node, name, found)
        return ReviewRule(wording, due=due) if due else None
    words = wording.casefold().rstrip(".").removeprefix("minst ")
    if words in TERMS:
        return ReviewRule(wording, base=ReviewBase.TERM)
    if words in EVERY:
        return ReviewRule(wording, EVERY[words])
    if match := PERIOD.fullmatch(words):
        return ReviewRule(wording, _number(match[1] or match[2]))
    if match := AFTER.fullmatch(words):
        base = ReviewBase.IN_FORCE if match[2][0] == "i" else ReviewBase.DECISION
        return ReviewRule(wording, _number(match[1]), base)
    found.notice(node.line, name, "review-wording", value=wording)
    return ReviewRule(wording)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.index(word)


FINGERPRINT = re.compile(r"[0-9a-f]{32}")


def as_id(word: str) -> str:
    """Return the id that a file name or slug stands for: 'Ett.md' → 'ett', '../b/x.md' → 'b/x'."""
    parts = re.sub(r"\.md$", "", word, flags=re.I).split("/")
    return "/".join(slug for part in parts[-2:] if (slug := slugify_name(part)))


def former_file(node: Node, name: str, found: Findings) -> Former | None:
    """Read what a document's file was called: a file's name, a slug, or the address of its page."""
    word = text(node, name, found)
    if word is None:
        return None
    target = as_id(word.strip("/")) if FILE_OR_SLUG.fullmatch(word.strip("/")) else ""
    if not target:
        return found.error(node.line, name, "former-form", value=word)
    return Former(target, line=node.line)


def anchor(node: Node, name: str, found: Findings) -> str | None:
    """Read the address of a heading on its page, with or without its `#`."""
    word = text(node, name, found)
    if word is None or ANCHOR.fullmatch(word.removeprefix("#")):
        return word and word.removeprefix("#")
    return found.error(node.line, name, "anchor-form", value=word)


def fingerprint(node: Node, name: str, found: Findings) -> str | None:
    """Read a fingerprint of a text, as `styrdok lock` writes it."""
    word = text(node, name, found)
    if word is None or FINGERPRINT.fullmatch(word):
        return word
    return found.error(node.line, name, "not-a-lock", value=word)


def wording(node: Node, name: str, found: Findings) -> str | None:
    """Read a fingerprint of another text, as `styrdok refs confirm` writes it."""
    word = text(node, name, found)
    if word is None or FINGERPRINT.fullmatch(word):
        return word
    return found.error(node.line, name, "not-a-wording", value=word)


def document(node: Node, name: str, found: Findings) -> str | None:
    """Read a document's id: its file name, with the municipality's folder in front if another."""
    word = text(node, name, found)
    return as_id(word) or None if word else None


WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def weekdays(words: str) -> tuple[int, ...]:
    """Return ISO weekday numbers for 'måndag–fredag', 'mån, ons' and the like; () if unclear."""
    days: set[int] = set()
    for part in re.split(r"\s*(?:,|\boch\b|&)\s*", words.casefold()):
        ends = [
            next((n for n, day in enumerate(WEEKDAYS, 1) if len(w) > 2 and day.startswith(w)), 0)
            for w in re.split(r"\s*(?:[-–—]|\btill\b)\s*", part)
        ]
        if 0 in ends or len(ends) > 2 or ends[0] > ends[-1]:
            return ()
        days.update(range(ends[0], ends[-1] + 1))
    return tuple(sorted(days))


def make_hours(days: str, opens: str, closes: str) -> Hours:
    """Return opening hours with the weekdays that the words mean."""
    return Hours(days, opens, closes, weekdays(days))


def municipality_code(node: Node, name: str, found: Findings) -> str | None:
    """Read a municipality's code: four digits (Statistics Sweden)."""
    word = text(node, name, found)
    if word is None or re.fullmatch(r"\d{4}", word):
        return word
    return found.error(node.line, name, "not-a-code", value=word)


def lead_time(node: Node, name: str, found: Findings) -> int | None:
    """Read a lead time ('1 dygn', '12 timmar', '0 dygn') as hours."""
    word = text(node, name, found) or ""
    if not (
        match := re.fullmatch(r"(\d{1,4}) ?(dygn|dagar|dag|timmar|timme|tim)", word.casefold())
    ):
        return found.error(node.line, name, "not-a-duration", value=word)
    return int(match[1]) * (24 if match[2][0] == "d" else 1)
