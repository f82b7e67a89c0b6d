"""Lists of Swedish words and of Sweden's municipalities, read from their files; nothing else."""

from __future__ import annotations

from pathlib import Path

import yaml


def lists(name: str) -> dict[str, frozenset[str]]:
    """Return the lists of words in a file beside this one, by their names."""
    found = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return {
        key: frozenset(word.replace("_", " ") for word in str(words).split())
        for key, words in found.items()
    }


WORDS = lists("words.yml")
MUNICIPALITIES = lists("places.yml")["kommuner"]
STOCK = lists("stock.yml")
