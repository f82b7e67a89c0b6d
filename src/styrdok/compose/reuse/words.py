"""How a passage is named in a list: by its first words."""

from __future__ import annotations

FIRST = 12  # words


def beginning(words: str) -> str:
    """Return the first words of a passage, with '…' where there are more."""
    said = words.split()
    return " ".join(said) if len(said) <= FIRST else f"{' '.join(said[:FIRST]).rstrip('.,:;–')} …"
