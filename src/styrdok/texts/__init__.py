"""The catalogue of all texts of the interface, by language; it knows nothing that uses them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Texts:
    """The texts of one language by dotted key; calling it fills a text's blanks."""

    language: str
    by_key: dict[str, str]

    def __call__(self, key: str, **facts: object) -> str:
        """Return a text with its `{blanks}` filled; an unknown key is a programmer's mistake."""
        return self.by_key[key].format_map(facts)

    def count(self, key: str, number: int) -> str:
        """Return the text for one or for many, with the number in it."""
        return self(f"{key}-{'one' if number == 1 else 'many'}", number=number)


@cache
def catalogue(language: str = "sv") -> Texts:
    """Return the texts in a language ('sv' or 'en'); each key stands in both."""
    source = (files(__package__) / f"{language}.yml").read_text(encoding="utf-8")
    tree = yaml.load(source, LOADER)  # noqa: S506  (a safe loader, in C where there is one)
    return Texts(language, dict(_flat(tree, "")))


def _flat(tree: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return pairs
