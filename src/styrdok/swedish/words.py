"""Lists of Swedish words and of Sweden's municipalities, read from their files; nothing else."""

from __future__ import annotations

from pathlib import Path

import yaml


def _lists(name: str) -> dict[str, frozenset[str]]:
    lists = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return {
        key: frozenset(word.replace("_", " ") for word in str(words).split())
        for key, words in lists.items()
    }


WORDS = _lists("words.yml")
MUNICIPALITIES = _lists("places.yml")["kommuner"]
STOCK = _lists("stock.yml")
