"""The stock of synonyms of general municipal Swedish, read from its file; it knows no text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from styrdok.model.search import Synonyms

SOURCE = Path(__file__).with_name("synonyms.yml")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # `ja` and `nej` are words here


@cache
def stock() -> tuple[Synonyms, ...]:
    """Return the stock's groups in the file's order: a list means the same, `sök` finds `visa`.

    A file that is not so is a programmer's mistake, and raises.
    """
    entries = yaml.load(SOURCE.read_text("utf-8"), LOADER)["synonymer"]  # noqa: S506  (no types)
    return tuple(map(_group, entries))


def _group(entry: Any) -> Synonyms:
    if isinstance(entry, list):
        return Synonyms(tuple(entry), tuple(entry), both=True)
    return Synonyms(tuple(entry["sök"]), tuple(entry["visa"]))
