"""What a text names and where it stands in it: laws and documents; they know no page."""

from __future__ import annotations

from styrdok.model.value import Value


class Extent(Value, frozen=True):
    """A place in a text as set: which leaf, and from and to which sign of its HTML."""

    leaf: int
    start: int
    stop: int


class Citation(Value, frozen=True):
    """A law that a text names: which, as far as chapter and sections are stated, and where.

    `law` is its number in the Swedish Code of Statutes ('2017:900'), or in the Union's journal
    ('2016/679'). `line` is counted from 0 in the text. With a `concept` the text names what
    stands for the law, as offentlighetsprincipen does.
    """

    law: str
    chapter: str | None
    sections: tuple[str, ...]
    words: str
    at: Extent
    line: int
    concept: str | None = None
