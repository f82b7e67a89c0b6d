"""Passages that share wording, as pages and commands know them; they know no page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec

from styrdok.model import Value


class Likeness(Enum):
    """How a passage is like another: word for word, with changes, or in other words."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    PARAPHRASE = "paraphrase"


class Passage(Value, frozen=True):
    """A paragraph, or a list with what introduces it: the text's id, its leaf and line.

    `leaf` counts from 0, before the first heading; `line` from 0 in the text. `number` tells which
    passage of the text it is, from 0; `text` names the text as set, so that the words are found
    when somebody is to read them (`paragraphs`), and never before.
    """

    policy: str
    number: int
    leaf: int
    line: int
    text: str


class Shared(Value, frozen=True):
    """Two passages of different texts with shared wording; `one` stands before `other` by id.

    `share` is how much of the shorter one's words the other has too, from 0 to 1, after names of
    municipalities and their people are made alike. `earlier` is the id of the text that is
    the earlier by its dates; None where dates do not tell, and then nobody knows who had it first.
    """

    one: Passage
    other: Passage
    likeness: Likeness
    share: float
    earlier: str | None = None


class Reuse(Value, frozen=True):
    """Shared passages of a register: by text, in its order, each pair with both of its texts.

    Of what many share not every pair is kept: `spread` tells of such passages, by text and
    number, how many others have the same in all.
    """

    by_text: Mapping[str, tuple[Shared, ...]] = msgspec.field(default_factory=dict)
    spread: Mapping[tuple[str, int], int] = msgspec.field(default_factory=dict)
