"""A policy document and its parts, as its file states them; they know no other document."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec

from styrdok.model.dates import PartialDate
from styrdok.model.length import Length
from styrdok.model.mention import Citation
from styrdok.model.problem import Place
from styrdok.model.statement import Promise, Statement
from styrdok.model.value import Value


class Audience(Enum):
    """Who reads a site: employees on the intranet, or everyone."""

    INTRANET = "intranet"
    PUBLIC = "public"


class Theme(Value, frozen=True):
    """A subject that municipalities are compared by; `words` are what texts call it by."""

    id: str
    name: str
    definition: str
    words: tuple[str, ...] = ()
    line: int = 1


class Decision(Value, frozen=True):
    """What a body decided and minuted; each part may be unknown.

    `lock` is the fingerprint of the text that was decided.
    """

    body: str
    date: PartialDate | None = None
    paragraph: str | None = None
    lock: str | None = None


class DecisionState(Enum):
    """What the file says of a decision."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"


class Validity(Value, frozen=True):
    """From when and until when a policy applies; `open_ended`: until further notice."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    open_ended: bool = False


class ReviewBase(Enum):
    """What a review period is counted from."""

    IN_FORCE = "in force"
    DECISION = "decision"
    LAST_REVIEW = "last review"
    TERM = "term of office"


class ReviewRule(Value, frozen=True):
    """When a policy is to be reviewed, as worded, and as far as the wording could be computed."""

    wording: str
    years: int | None = None
    base: ReviewBase = ReviewBase.LAST_REVIEW
    due: PartialDate | None = None


class Check(Value, frozen=True):
    """That somebody checked or revised a text: when, and by whom or by which paragraph."""

    date: PartialDate | None = None
    by: str | None = None
    paragraph: str | None = None


class Outcome(Enum):
    """What a review came to."""

    UNCHANGED = "unchanged"
    EDITORIAL = "editorial"
    NEW_DECISION = "new decision"
    REPEAL = "repeal"


class Review(Value, frozen=True):
    """That a document was reviewed: when, by whom, with which outcome; its line in the file."""

    date: PartialDate
    outcome: Outcome
    by: str | None = None
    note: str | None = None
    line: int = 1


class Amendment(Value, frozen=True):
    """An editorial change of a decided text; `lock` is the fingerprint of the text after it."""

    date: PartialDate
    by: str | None  # None: who it was may not be known
    reason: str
    lock: str | None = None
    line: int = 1


class Confirmation(Value, frozen=True):
    """That a text was gone through as against another document's; its line in the file.

    `wording` is the fingerprint of the other's text then.
    """

    document: str
    wording: str
    date: PartialDate
    by: str | None = None
    line: int = 1


class Change(Value, frozen=True):
    """What is new in this version of a text, in its editor's own words."""

    what: str
    when: str | None = None
    who: str | None = None
    how: str | None = None


class Relation(Enum):
    """How a policy says that it hangs together with another."""

    SUPPORTS = "supports"
    SUPPORTED_BY = "supported by"
    REPLACES = "replaces"
    MENTIONS = "mentions"


class Reference(Value, frozen=True):
    """A relation to another document: by `target` (municipality/slug), by title, or by both."""

    relation: Relation
    target: str | None = None
    title: str | None = None
    decision: str | None = None
    record: str | None = None
    note: str | None = None
    line: int = 1


class Former(Value, frozen=True):
    """An address that a document had under another name of its file, or that a heading had.

    Of a file that is its `target` (slug or municipality/slug), of a heading its `anchor` and the
    one that it has `now`.
    """

    target: str | None = None
    anchor: str | None = None
    now: str | None = None
    line: int = 1


class Section(Value, frozen=True):
    """A heading with what follows until the next: level (2–6), anchor, themes, line.

    `has_text` tells whether there is anything to read in it or in a section below it. `language`
    is that of a heading in a passage in another language than the document's.
    """

    title: str
    level: int
    anchor: str
    themes: tuple[str, ...]
    line: int
    has_text: bool = True
    language: str | None = None


class Link(Value, frozen=True):
    """A link or picture in a policy's text: where it points, as written, and its line."""

    target: str
    line: int
    image: bool = False
    policy: str | None = None  # the id of the policy whose file it leads to


class Definition(Value, frozen=True):
    """A link's address given on lines of its own (from 0): `[label]: address "title"`."""

    label: str
    target: str
    start: int
    stop: int


class Body(Value, frozen=True):
    """A text as read: its Markdown and what that holds; `digest` names the text as set.

    `contacts` are the contact blocks it shows: function and line. `citations` are the laws it cites
    and where, in order. `promises` are what it promises within a time, `statements` the facts in
    it that other texts may state too. `length` counts its words, `roles` are the ids of the roles
    that its duties bind.
    """

    text: str
    digest: str
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    contacts: tuple[tuple[str, int], ...] = ()
    definitions: tuple[Definition, ...] = ()
    citations: tuple[Citation, ...] = ()
    promises: tuple[Promise, ...] = ()
    statements: tuple[Statement, ...] = ()
    length: Length = Length()
    roles: tuple[str, ...] = ()


class Policy(Value, frozen=True):
    """One edition of one policy document, as its file states it; what is absent is unknown.

    `open_body` is what is left of the text without its internal passages, where it has any.
    `edition` is the date of an earlier edition, which lives beside the document under its name.
    """

    id: str  # its identity across municipalities: `municipality/slug`, or `municipality/slug@date`
    municipality: str
    slug: str
    place: Place
    title: str
    kind: str
    audiences: frozenset[Audience]
    body: Body
    open_body: Body | None = None
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
    reviews: tuple[Review, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    change: Change | None = None
    inside_since: PartialDate | None = None  # employees had it before it came here
    edition: PartialDate | None = None
    normative: str | None = None  # the fingerprint of its text, where it is locked or may be
    aliases: tuple[str, ...] = ()  # other names that it goes by
    former: tuple[Former, ...] = ()  # addresses that it had
    text_line: int = 1  # of the file, on which its text begins
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)

    @property
    def document(self) -> str:
        """The id of the document that this is an edition of; its own where it is no earlier one."""
        return self.id.partition("@")[0]

    @property
    def inside_only(self) -> bool:
        """Whether the document is for employees alone."""
        return self.audiences == {Audience.INTRANET}

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The ids that the document had under other names of its file."""
        named = (one.target for one in self.former if one.target)
        return tuple(word if "/" in word else f"{self.municipality}/{word}" for word in named)

    @property
    def moved_anchors(self) -> dict[str, str]:
        """The anchors that headings of its text had, and the ones that they have now."""
        return {one.anchor: one.now for one in self.former if one.anchor and one.now}

    def at(self, key: str) -> Place:
        """The place of a front-matter key in the file, or the file's first line."""
        return Place(self.place.path, self.lines.get(key, 1))
