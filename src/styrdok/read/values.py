"""Nodes become values of one type each, or a problem; it knows no key of ours.

A reader is called with a node, the key's name for messages, and the list of findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from styrdok.model import PartialDate
from styrdok.read.addresses import safe_address
from styrdok.read.findings import Findings
from styrdok.read.tree import Items, Node, Pairs, Scalar
from styrdok.slug import slugify

Reader = Callable[[Node, str, Findings], Any]

PLACEHOLDER = re.compile(
    r"ÅÅÅÅ|YYYY|\bX{3,}\b|\[\s*(?:skriv|ange|fyll)|klicka (?:eller tryck )?här|lorem ipsum", re.I
)
FIRST_YEAR, LAST_YEAR = 1800, 2200
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
CLOCK = re.compile(r"(?:kl\.?\s*)?([01]?\d|2[0-4])(?:[.:]([0-5]\d))?")
EMAIL = re.compile(r"[^@\s<>\"':]{1,64}@[^@\s<>\"':.]+(?:\.[^@\s<>\"':.]+)+")
NOTHING = re.compile(r"okän[dt]|saknas|vet ej|n/?a|[-–—?.._]+", re.I)


@dataclass(frozen=True)
class Key:
    """A key at the door: its name there, the field it fills inside, and how it is read."""

    name: str
    field: str
    read: Reader
    required: bool = False


def record(keys: Sequence[Key]) -> Callable[[Node, str, Findings], dict[str, Any] | None]:
    """Return a reader of a mapping with these keys, which gives the fields that are known."""
    by_name = {key.name: key for key in keys}

    def read(node: Node, name: str, found: Findings) -> dict[str, Any] | None:
        if not isinstance(node, Pairs):
            return found.error(node.line, name, "want-mapping", keys=", ".join(by_name))
        fields: dict[str, Any] = {}
        for word, value in node.entries:
            key = by_name.get(word.text)
            label = f"{name}: {word.text}" if name else word.text
            if key is None:
                found.unknown(word.line, label, "unknown-key", word.text, by_name)
            elif not blank(value) and (got := key.read(value, label, found)) is not None:
                fields[key.field] = got
        _check_required(keys, node, name, found)
        return fields

    return read


def whole(keys: tuple[Key, ...], make: Any, lined: bool = False, **given: Any) -> Reader:
    """Return a reader of a mapping that makes a value of the model, or None where parts fail.

    With `lined` the value is given the line it begins on.
    """
    fields_of = record(keys)
    required = {key.field for key in keys if key.required}

    def read(node: Node, name: str, found: Findings) -> Any:
        fields = fields_of(node, name, found)
        if fields is None or required - set(fields):
            return None
        return make(**given, **fields, **({"line": node.line} if lined else {}))

    return read


def _check_required(keys: Sequence[Key], node: Pairs, name: str, found: Findings) -> None:
    written = {word.text: (word, value) for word, value in node.entries}
    meant = {p.facts.get("near") for p in found.problems if p.code == "unknown-key-near"}
    for key in keys:
        label = f"{name}: {key.name}" if name else key.name
        if not key.required or key.name in meant:
            continue
        if key.name not in written:
            found.error(node.line, label, "missing-key")
        elif blank(written[key.name][1]):
            found.error(written[key.name][0].line, label, "empty-key")


def blank(node: Node) -> bool:
    """Tell whether a value is left empty, which says as little as an absent key."""
    if isinstance(node, Scalar):
        return node.text.strip() in ("", "~", "null")
    return not (node.nodes if isinstance(node, Items) else node.entries)


def text(node: Node, name: str, found: Findings) -> str | None:
    """Read one line of text; an unfilled template ('Skriv ÅÅÅÅ-MM-DD') is a problem."""
    if not isinstance(node, Scalar):
        return found.error(node.line, name, "want-text")
    value = " ".join(node.text.split())
    if NOTHING.fullmatch(value):
        return found.error(node.line, name, "says-nothing", value=value)
    if PLACEHOLDER.search(value):
        return found.error(node.line, name, "placeholder", value=value)
    if "<" in value and re.search(r"<[a-zA-Z!/]", value):
        return found.error(node.line, name, "html-in-value")
    return value


def choice(values: Mapping[str, Any], shown: Sequence[str] | None = None) -> Reader:
    """Return a reader of one of these words, which gives what the word stands for.

    Of words that mean the same only the `shown` ones are suggested.
    """

    def read(node: Node, name: str, found: Findings) -> Any:
        if (word := text(node, name, found)) is None:
            return None
        if word.casefold() not in values:
            if "," in word and all(part.strip() in values for part in word.split(",")):
                return found.error(node.line, name, "want-brackets", value=word)
            return found.unknown(node.line, name, "unknown-value", word, shown or values)
        return values[word.casefold()]

    return read


def list_of(read_one: Reader) -> Reader:
    """Return a reader of a list; a single value is read as a list of one."""

    def read(node: Node, name: str, found: Findings) -> tuple[Any, ...]:
        nodes = node.nodes if isinstance(node, Items) else (node,)
        values = [read_one(one, name, found) for one in nodes if not blank(one)]
        return tuple(value for value in values if value is not None)

    return read


def map_of(read_one: Callable[[Node, str, Findings, str], Any]) -> Reader:
    """Return a reader of a mapping with names of the editor's own choice."""

    def read(node: Node, name: str, found: Findings) -> dict[str, Any] | None:
        if not isinstance(node, Pairs):
            return found.error(node.line, name, "want-names")
        values = {
            word.text: read_one(value, f"{name}: {word.text}", found, word.text)
            for word, value in node.entries
        }
        return {word: value for word, value in values.items() if value is not None}

    return read


def partial_date(node: Node, name: str, found: Findings) -> PartialDate | None:
    """Read ÅÅÅÅ, ÅÅÅÅ-MM or ÅÅÅÅ-MM-DD (ISO 8601), which must exist in the calendar."""
    if (word := text(node, name, found)) is None:
        return None
    if not DATE.fullmatch(word):
        return found.error(node.line, name, "not-a-date", value=word)
    return as_date(word) or found.error(node.line, name, "no-such-date", value=word)


def as_date(word: str) -> PartialDate | None:
    """Return the date that ÅÅÅÅ, ÅÅÅÅ-MM or ÅÅÅÅ-MM-DD means, or None where there is none."""
    if not (match := DATE.fullmatch(word)):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not FIRST_YEAR <= (year or 0) <= LAST_YEAR:  # a slip, and no calendar's day
        return None
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year or 0, month, day)


def whole_day(node: Node, name: str, found: Findings) -> date | None:
    """Read a day by its date, ÅÅÅÅ-MM-DD; a month or a year is not enough."""
    when = partial_date(node, name, found)
    if when is None:
        return None
    if not (when.month and when.day):
        return found.error(node.line, name, "want-day", value=str(when))
    return date(when.year, when.month, when.day)


def clock(node: Node, name: str, found: Findings) -> str | None:
    """Read a time of day ('8.00', '08:00', 'kl. 8') as HH:MM."""
    word = text(node, name, found)
    if word is None:
        return None
    match = CLOCK.fullmatch(word)
    if not match or int(match[1]) * 60 + int(match[2] or 0) > 24 * 60:
        return found.error(node.line, name, "not-a-time", value=word)
    return f"{int(match[1]):02d}:{match[2] or '00'}"


def email(node: Node, name: str, found: Findings) -> str | None:
    """Read an e-mail address."""
    word = text(node, name, found)
    if word is not None and (len(word) > 254 or not EMAIL.fullmatch(word)):
        return found.error(node.line, name, "not-email", value=word)
    return word


def phone(node: Node, name: str, found: Findings) -> str | None:
    """Read a telephone number as written: digits, spaces and the usual signs."""
    word = text(node, name, found)
    if word is not None and not re.fullmatch(r"\+?[\d\s()/–-]{3,}", word):
        return found.error(node.line, name, "not-phone", value=word)
    return word


def web_address(node: Node, name: str, found: Findings) -> str | None:
    """Read an http(s) address without credentials."""
    word = text(node, name, found)
    if word is None or safe_address(word):
        return word
    return found.error(node.line, name, "not-url", value=word)


YES_NO = {"ja": True, "true": True, "nej": False, "false": False}
yes_or_no = choice(YES_NO, shown=("ja", "nej"))


def identifier(node: Node, name: str, found: Findings) -> str | None:
    """Read a name of ours: lower-case letters a–z, digits, hyphens."""
    word = text(node, name, found)
    if word is not None and (not word or slugify(word) != word):
        return found.error(node.line, name, "not-an-id", value=word, slug=slugify(word) or "namn")
    return word
