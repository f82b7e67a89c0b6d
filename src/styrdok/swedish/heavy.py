"""Heavy words and the lighter ones that guides to plain Swedish advise; it knows no text.

The list is our own, of what the guides have in common (Språkrådet, Myndigheternas skrivregler).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

SOURCE = Path(__file__).with_name("heavy.yml")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
FIRST = ("a", "ar", "ade", "at", "as", "ades", "ats")  # endings of the first conjugation


class Heavy(NamedTuple):
    """A heavy word or phrase as it is listed, a lighter one, and words that it may not follow."""

    word: str
    lighter: str
    unless: frozenset[str]


@cache
def heavy() -> dict[str, tuple[tuple[tuple[str, ...], Heavy], ...]]:
    """Return the forms of heavy words by their first word, the longest first, all in lower case.

    A file that is not so, and a form that stands twice, is a programmer's mistake, and raises.
    """
    lists = yaml.load(SOURCE.read_text("utf-8"), LOADER)  # noqa: S506  (no types)
    unless = {key: frozenset(words.split()) for key, words in lists["inte efter"].items()}
    forms: dict[tuple[str, ...], Heavy] = {}
    for written, lighter in _entries(lists):
        names = [tuple(form.split("_")) for form in written.split()]
        one = Heavy(" ".join(names[0]), lighter, unless.pop(names[0][0], frozenset()))
        for form in names:
            if forms.setdefault(form, one) is not one:
                raise ValueError(form)
    if unless:
        raise ValueError(unless)
    found: dict[str, list[tuple[tuple[str, ...], Heavy]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[0], []).append((form, forms[form]))
    return {first: tuple(rows) for first, rows in found.items()}


def _entries(lists: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Return the entries with all their forms written out."""
    verbs = [
        (" ".join(verb[:-1] + ending for ending in FIRST), lighter)
        for verb, lighter in lists["verb"].items()
    ]
    return [*verbs, *lists["ord"].items()]
