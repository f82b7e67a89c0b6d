"""The passages of each text as numbers, worked out once for each content; it knows no other text.

Numbers, and not words: a register of fifty thousand passages is laid side by side in a moment.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import blake2b

from styrdok.derive.kept import kept
from styrdok.derive.reuse.neutral import LIGHT, Neutral
from styrdok.derive.reuse.passages import paragraphs
from styrdok.memory import Memory, decode, encode
from styrdok.model import Municipality, Value
from styrdok.read.readings import set_text
from styrdok.read.setting import SetText
from styrdok.spread import FEW, cores, side_by_side

KIND = "passages"
LEAST = 10  # words that count, about twenty in all; a shorter passage is never reuse
Text = tuple[str, Neutral]
"""The digest of a text as set, and who reads it."""


class Row(Value, frozen=True):
    """A text's passages that are long enough, as arrays of the machine's numbers.

    For each: which passage of the text it is, its leaf, its line, how many words it has (`I`), and
    the digest of its words to the letter (`Q`). `words` are the words of all, one after another.
    """

    numbers: bytes
    leaves: bytes
    lines: bytes
    lengths: bytes
    exact: bytes
    words: bytes


def row_of(text: SetText, neutral: Neutral) -> Row:
    """Return a text's passages as numbers."""
    numbers, leaves, lines, lengths, words = (array("I") for _ in range(5))
    exact = bytearray()
    for number, paragraph in enumerate(paragraphs(text)):
        said, codes = list[str](), list[int]()
        for block in paragraph.blocks:
            read = neutral.read(block)
            said += read[0]
            codes += read[1]
        if sum(map(LIGHT.__gt__, codes)) < LEAST:
            continue
        whole = " ".join(said).encode()
        numbers.append(number)
        leaves.append(paragraph.leaf)
        lines.append(paragraph.line)
        lengths.append(len(codes))
        exact += blake2b(whole, digest_size=8).digest()
        words.extend(codes)
    return Row(
        numbers.tobytes(),
        leaves.tobytes(),
        lines.tobytes(),
        lengths.tobytes(),
        bytes(exact),
        words.tobytes(),
    )


class Rows:
    """Rows of texts as kept in a memory; what was asked for once is at hand."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._at_hand: dict[str, Row] = {}

    def of(self, texts: Sequence[Text]) -> list[Row]:
        """Return each text's row; what nobody has worked out before is, on all cores."""
        asked = {_key(text): text for text in texts}
        self.memory.live.update((KIND, key) for key in asked)
        wanted = asked.keys() - self._at_hand.keys()
        known = kept(self.memory, KIND, wanted)
        new = [asked[key] for key in sorted(wanted - known.keys())]
        many = cores() if len(new) >= FEW else 1
        for rows in side_by_side([partial(self._work_out, new[n::many]) for n in range(many)]):
            for key, row in rows:
                self.memory.put(KIND, key, row)
                known[key] = row
        self._at_hand |= {key: decode(row, Row) for key, row in known.items()}
        return [self._at_hand[_key(text)] for text in texts]

    @staticmethod
    def kept_as(texts: Sequence[Text]) -> set[tuple[str, str]]:
        """Return where the memory has each text's row."""
        return {(KIND, _key(text)) for text in texts}

    def _work_out(self, texts: Sequence[Text]) -> list[tuple[str, bytes]]:
        return [
            (_key(text), encode(row_of(set_text(text[0], self.memory), text[1]))) for text in texts
        ]


def _key(text: Text) -> str:
    return f"{text[0]} {text[1].key}" if text[1].key else text[0]


def readers(municipalities: Mapping[str, Municipality]) -> dict[str, Neutral]:
    """Return who reads each municipality's texts."""
    return {slug: Neutral((home.name, home.short_name)) for slug, home in municipalities.items()}
