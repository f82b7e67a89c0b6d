"""The nouns of the search: what is indexed, how a query is planned, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from styrdok.model import Value

SLOT = 16  # units that a document may have before it takes another: a new section moves nothing
LEVELS = 15  # steps of impact, which takes four bits


def slots_for(units: int) -> int:
    """Return how many slots so many units of a document take, one at the least."""
    return -(-units // SLOT) or 1


class Unit(Value, frozen=True):
    """A part of a document that may be found: number 0 is its head and the text before headings.

    `terms` are sorted, and `impacts` are as many numbers from 1 to `LEVELS`: how much the unit is
    about each of them, if nothing is known of other units.
    """

    terms: tuple[str, ...]
    impacts: tuple[int, ...]


class Row(Value, frozen=True):
    """One document as the index has it: its units by leaf, and the words that roots stand for.

    It is `bare` where no text stands before its first heading.
    """

    units: tuple[Unit, ...]
    bare: bool
    forms: Mapping[str, str]  # how each root is written most often


class Listing(Value, frozen=True):
    """Where a term stands in a shard: pairs of unit (slot × `SLOT` + leaf) and impact, by unit."""

    units: tuple[int, ...]
    impacts: tuple[int, ...]


class Shard(Value, frozen=True):
    """The index of one municipality: its documents by slot, and its terms in order.

    `documents` are ids; one with more than `SLOT` units stands in as many slots as it takes.
    `sizes` are how many units the document of each slot has in all, and `bare` tells whether no
    text stands before its first heading.
    `forms` is how each term is written, `listings` where it stands.
    """

    municipality: str
    documents: tuple[str, ...]
    sizes: tuple[int, ...]
    bare: tuple[bool, ...]
    units: int
    terms: tuple[str, ...]
    forms: tuple[str, ...]
    listings: tuple[Listing, ...]


class Why(Enum):
    """Why a root of the index stands for a word of a query."""

    EXACT = "exact"
    FOLDED = "folded"
    DERIVED = "derived"
    STARTS = "starts"
    SPLIT = "split"
    JOINED = "joined"
    SYNONYM = "synonym"
    TYPO = "typo"
    PART = "part"


class Way(Value, frozen=True):
    """One way in which a word of a query may be met: all these roots, for a share of its worth."""

    roots: tuple[str, ...]
    share: float
    why: Why


class Want(Value, frozen=True):
    """A word of a query as it was written, and the ways to meet it, the best first."""

    written: str
    ways: tuple[Way, ...]


class Plan(Value, frozen=True):
    """What a query asks for; `corrected` are the words that were read as others.

    `homes` are the municipalities that it names, by slug: others' units rank lower.
    """

    wants: tuple[Want, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    homes: tuple[str, ...] = ()


class Filters(Value, frozen=True):
    """What hits are kept to; an empty word keeps to nothing."""

    municipality: str = ""
    kind: str = ""
    theme: str = ""
    status: str = ""


class Hit(Value, frozen=True):
    """A unit that answers a query: the document's id, the leaf, its score, the roots that met it.

    `first` tells that it was found by the document's head, so that the page's top answers.
    """

    document: str
    leaf: int
    score: float
    roots: tuple[str, ...]
    first: bool = False


class Answers(Value, frozen=True):
    """The units that answer a query, the best first, and how the query was read."""

    hits: tuple[Hit, ...]
    plan: Plan
