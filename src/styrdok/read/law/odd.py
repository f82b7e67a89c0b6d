"""What is odd about a place in a law, as far as the law's numbering is known; it knows no text."""

from __future__ import annotations

from collections.abc import Iterable

from styrdok.model import Value
from styrdok.read.law.pins import Pin
from styrdok.read.law.table import LAWS, Law, number_of


class Oddity(Value, frozen=True):
    """Something about law in a text that is told: its line, from 0, which kind, and what of."""

    line: int
    code: str
    facts: dict[str, str]


def odd(law: Law, pin: Pin) -> tuple[str, dict[str, str]] | None:
    """Return what is odd about a place in a law, as far as its numbering is known; else None."""
    last = law.last
    if pin.chapter and law.chapters is not None:
        highest = max(map(number_of, law.chapters), default=0)
        if not 0 < number_of(pin.chapter) <= highest:
            code = "law-chapter" if highest else "law-no-chapters"
            return code, {"last": str(highest)} if highest else {}
        last = law.chapters.get(pin.chapter)
    elif pin.sections and law.chapters:
        return "law-which-chapter", {}
    numbers = [number_of(section) for section in pin.sections]
    if last is None:
        return ("law-no-section", {}) if 0 in numbers else None
    return ("law-section", {"last": str(last)}) if not all(0 < n <= last for n in numbers) else None


def listed(laws: Iterable[str]) -> str:
    """Return laws by their full names, in the order given."""
    return ", ".join(LAWS[number].full for number in laws)
