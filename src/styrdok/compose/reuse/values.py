"""What pages show of passages that documents share: plain values, no wording, no HTML."""

from __future__ import annotations

from styrdok.compose.entries import Home, Spot
from styrdok.derive.reuse.values import Passage
from styrdok.model import Value


class Place(Value, frozen=True):
    """Where a passage stands: its municipality, its document, and its section with address.

    Before the first heading the section has no title.
    """

    home: Home
    document: str  # id
    title: str
    language: str
    section: Spot
    retold: bool  # that the words are the retelling's, not the document's own


class Fellow(Value, frozen=True):
    """A passage that is like one of ours: where, how (a likeness' value) and how much.

    `older` tells whose text is the older by its dates: 'ours', 'theirs', or None.
    """

    place: Place
    passage: Passage
    likeness: str
    share: float
    older: str | None


class Alike(Value, frozen=True):
    """A passage of a document and its like in others, the most alike first.

    `more` is how many there are besides.
    """

    passage: Passage
    section: Spot
    fellows: tuple[Fellow, ...]
    more: int


class Kept(Value, frozen=True):
    """An edition of the same document, and how many passages it shares, by likeness."""

    title: str
    address: str
    numbers: tuple[tuple[str, int], ...]


class SharedBy(Value, frozen=True):
    """What a document shares: passages with other documents, and with its other editions."""

    passages: tuple[Alike, ...]
    editions: tuple[Kept, ...]


class SharedRow(Value, frozen=True):
    """Two documents that share passages, how many of each likeness, and where both stand beside.

    Without a page of both, `way` is None.
    """

    one: Place
    other: Place
    numbers: tuple[tuple[str, int], ...]
    way: str | None
