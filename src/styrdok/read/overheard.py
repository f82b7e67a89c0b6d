"""Whether one text tells what another keeps inside; where it cannot be told, it does.

Used where an older text of a document may stay open: secrecy fails closed, so it is enough that
four words in a row, a short line, a number or a name is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from styrdok.model import Policy
from styrdok.read.commonmark import parse
from styrdok.read.normative import blocks

WORD = re.compile(r"\w+(?:[.:@/-]\w+)*")
ROW, SHORTEST = 4, 2  # words in a row, and of a line that counts whole


def tells(opened: Policy, inner: Policy) -> bool:
    """Tell whether what everyone may read of a document tells what another keeps inside.

    What the first keeps inside itself is no news.
    """
    kept = _marks(_inside(inner))
    kept -= _marks(_inside(opened)) if kept else set()
    return bool(kept) and bool(kept & _marks(_open(opened), shorter=True))


def _open(policy: Policy) -> str:
    """What everyone may read of a document, its head's words too."""
    more = (policy.title, policy.summary, policy.owner, *policy.topics)
    return "\n".join([*filter(None, more), *_words((policy.open_body or policy.body).text)])


def _inside(policy: Policy) -> str:
    """What only employees may read of a document."""
    if policy.open_body is None:
        return ""
    opened = set(_words(policy.open_body.text))
    return "\n".join(words for words in _words(policy.body.text) if words not in opened)


def _words(markdown: str) -> Iterator[str]:
    """The words of each block of a text, as they are read."""
    yield from (block.words for block in blocks(parse(markdown).tokens, lambda at: at))


def _marks(text: str, shorter: bool = False) -> set[tuple[str, ...]]:
    """What a text can be recognised by: rows of words, short lines, numbers, names of two words.

    With `shorter` every row counts that a short line could be.
    """
    marks: set[tuple[str, ...]] = set()
    for line in text.split("\n"):
        found = [word[0] for word in WORD.finditer(line)]
        plain = [word.casefold() for word in found]
        for size in range(SHORTEST if shorter else ROW, ROW + 1):
            marks |= {tuple(plain[at : at + size]) for at in range(len(plain) - size + 1)}
        marks |= {tuple(plain)} if SHORTEST <= len(plain) < ROW else set()
        marks |= {(word,) for word in plain if any(sign.isdigit() for sign in word)}
        for one, other in pairwise(found):
            if one[0].isupper() and other[0].isupper():
                marks.add((one.casefold(), other.casefold()))
    return marks
