"""What the texts of a register name: documents here, documents that are missing, and laws.

It knows no page. A text is one edition's; what names it and what it names are its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from styrdok.model import Extent, Value


class Fate(Enum):
    """What became of a mention of a document."""

    LEADS = "leads"  # to one document here
    ITSELF = "itself"  # the text names its own document
    UNCLEAR = "unclear"  # two or more could be meant
    MISSING = "missing"  # nothing here is called that
    ELSEWHERE = "elsewhere"  # somebody else's document


class By(Enum):
    """What a mention names a document by."""

    NAME = "name"
    DECISION = "decision"
    RECORD = "record"


class Mention(Value, frozen=True):
    """A document as a text names it: the words, where they stand, and what became of it.

    `line` is counted from 0 in the text; `section` is the number of the section in the text's
    own list, or None before the first heading and in a note. `targets` are the ids of what could
    be meant: one where it leads. `name` is what a missing document is called, in the form of a
    title, and `decision` the decision or record that was named with it. `by`
    tells whether they are a name at all, or a decision or a record number.
    """

    words: str
    sentence: str
    at: Extent
    line: int
    section: int | None
    fate: Fate
    targets: tuple[str, ...] = ()
    name: str = ""
    decision: str | None = None
    by: By = By.NAME


class Call(Value, frozen=True):
    """That a text names something: the text's id, its section, the words and the sentence.

    Where it is the front matter that names it, there is no sentence.
    """

    text: str
    section: int | None
    words: str
    sentence: str | None
    decision: str | None = None


class Missing(Value, frozen=True):
    """A document that is named and not published here.

    `promised`: a policy says that it supports it. `variants` are other names it is given.
    """

    name: str
    variants: tuple[str, ...]
    promised: bool
    calls: tuple[Call, ...]


class LawUse(Value, frozen=True):
    """That a text cites a law: the text's id, its section there, and the law's own place."""

    text: str
    section: int | None
    chapter: str | None
    sections: tuple[str, ...]
    words: str
    concept: str | None = None


@dataclass(frozen=True)
class References:
    """All mentions of a register.

    `mentions` by the id of the text they stand in, earlier editions too; `back` what names a
    document or edition, by its id; `missing` by municipality, promised ones first, then by name;
    `laws` by their numbers. `names` are what was looked for, by municipality.
    """

    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    back: Mapping[str, tuple[Call, ...]] = field(default_factory=dict)
    missing: Mapping[str, tuple[Missing, ...]] = field(default_factory=dict)
    laws: Mapping[str, tuple[LawUse, ...]] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
