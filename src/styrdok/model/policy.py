"""A policy document and its parts, as its file states them; they know no other document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from styrdok.model.dates import PartialDate
from styrdok.model.problem import Place


class Audience(Enum):
    """Who reads a site: employees on the intranet, or everyone."""

    INTRANET = "intranet"
    PUBLIC = "public"


@dataclass(frozen=True)
class Theme:
    """A subject that municipalities are compared by."""

    id: str
    name: str
    definition: str
    line: int = 1


@dataclass(frozen=True)
class Decision:
    """What a body decided and minuted; each part may be unknown."""

    body: str
    date: PartialDate | None = None
    paragraph: str | None = None


class DecisionState(Enum):
    """What the file says of a decision."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Validity:
    """From when and until when a policy applies; `open_ended`: until further notice."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    open_ended: bool = False


class ReviewBase(Enum):
    """What a review period is counted from."""

    IN_FORCE = "in force"
    DECISION = "decision"
    LAST_REVIEW = "last review"


@dataclass(frozen=True)
class ReviewRule:
    """When a policy is to be reviewed, as worded, and as far as the wording could be computed."""

    wording: str
    years: int | None = None
    base: ReviewBase = ReviewBase.LAST_REVIEW
    due: PartialDate | None = None


@dataclass(frozen=True)
class Check:
    """That somebody checked or revised a text: when, and by whom or by which paragraph."""

    date: PartialDate | None = None
    by: str | None = None
    paragraph: str | None = None


class Relation(Enum):
    """How a policy says that it hangs together with another."""

    SUPPORTS = "supports"
    SUPPORTED_BY = "supported by"
    REPLACES = "replaces"
    MENTIONS = "mentions"


@dataclass(frozen=True)
class Reference:
    """A relation to another document: by `target` (municipality/slug), by title, or by both."""

    relation: Relation
    target: str | None = None
    title: str | None = None
    decision: str | None = None
    record: str | None = None
    note: str | None = None
    line: int = 1


@dataclass(frozen=True)
class Passage:
    """Consecutive lines of a policy's Markdown that one and the same audience may read."""

    text: str
    internal: bool
    line: int


@dataclass(frozen=True)
class Section:
    """A heading with what follows until the next: level (2–6), anchor, themes, line.

    `has_text` tells whether there is anything to read in it or in a section below it.
    """

    title: str
    level: int
    anchor: str
    themes: tuple[str, ...]
    line: int
    has_text: bool = True


@dataclass(frozen=True)
class Link:
    """A link or picture in a policy's text: where it points, as written, and its line."""

    target: str
    line: int
    image: bool = False


@dataclass(frozen=True)
class Policy:
    """One edition of one policy document, as its file states it; what is absent is unknown."""

    municipality: str
    slug: str
    place: Place
    title: str
    kind: str
    audiences: frozenset[Audience]
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    contacts: tuple[tuple[str, int], ...] = ()  # shown in the text: function and line
    text_form: str | None = None
    summary: str | None = None
    topics: tuple[str, ...] = ()
    decision_state: DecisionState = DecisionState.UNKNOWN
    decision: Decision | None = None
    document_date: PartialDate | None = None
    record: str | None = None
    validity: Validity = Validity()
    review: ReviewRule | None = None
    revised: Check | None = None
    checked: Check | None = None
    owner: str | None = None
    language: str = "sv"  # BCP 47
    needs_decision: bool = True
    responsible: str | None = None
    references: tuple[Reference, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its identity across municipalities: `municipality/slug`."""
        return f"{self.municipality}/{self.slug}"

    @property
    def text(self) -> str:
        """All its Markdown, passage after passage."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def marked_text(self) -> str:
        """All its Markdown, with a mark where each internal passage begins and ends."""
        marked = "\n\n::: intern\n\n{}\n\n::: slut\n\n"
        texts = (marked.format(p.text) if p.internal else p.text for p in self.passages)
        return "\n".join(texts)

    def is_internal(self, line: int) -> bool:
        """Whether a line of the file stands in an internal passage."""
        return any(
            passage.internal and 0 <= line - passage.line <= passage.text.count("\n")
            for passage in self.passages
        )

    @property
    def inside_only(self) -> bool:
        """Whether the document is for employees alone."""
        return self.audiences == {Audience.INTRANET}

    def at(self, key: str) -> Place:
        """The place of a front-matter key in the file, or the file's first line."""
        return Place(self.place.path, self.lines.get(key, 1))
