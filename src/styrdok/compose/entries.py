"""What pages are made from: plain values, as little as each page shows; no wording, no HTML.

A page is a function of such values and of its template alone, so that equal values are an equal
page. What is not in them no template can reach.
"""

from __future__ import annotations

from datetime import date

from styrdok.derive.lifecycle import Standing
from styrdok.memory import Sealed
from styrdok.model import (
    Act,
    Amendment,
    Change,
    Channel,
    Check,
    Contact,
    Decision,
    DecisionState,
    Extent,
    PartialDate,
    Review,
    Span,
    Validity,
    Value,
)


class Home(Value, frozen=True):
    """A municipality as other pages name it."""

    slug: str
    name: str
    short_name: str


class Subject(Value, frozen=True):
    """A theme as other pages name it."""

    id: str
    name: str


class Entry(Value, frozen=True):
    """A document as lists show it, with the facts that a table may hold."""

    id: str
    address: str
    home: Home
    title: str
    kind: str
    language: str
    summary: str | None
    standing: Standing
    decision_state: DecisionState
    decision: Decision | None
    record: str | None
    validity: Validity
    review: str | None  # the rule as worded
    owner: str | None
    responsible: str | None  # the function's name
    function: str | None  # and its id
    channels: tuple[str, ...]
    themes: tuple[str, ...]


class Spot(Value, frozen=True):
    """A section that a table leads to, or a document: its title and address."""

    title: str
    address: str


class Version(Value, frozen=True):
    """A row in a document's table of editions; `day` is None for the newest."""

    day: PartialDate | None
    address: str
    standing: Standing
    decision: Decision | None
    changes: str | None  # the address of what the next edition changed


class Particulars(Value, frozen=True):
    """What only a document's own page shows of its facts."""

    text_form: str | None
    document_date: PartialDate | None
    revised: Check | None
    checked: Check | None
    topics: tuple[str, ...]
    inside_only: bool
    edition: PartialDate | None
    reviews: tuple[Review, ...]
    amendments: tuple[Amendment, ...]
    locked: bool  # to its decision


class Heading(Value, frozen=True):
    """A section's heading as a page shows it."""

    title: str
    level: int
    anchor: str
    themes: tuple[Subject, ...]
    former: tuple[str, ...] = ()  # anchors that it had
    language: str | None = None  # where it is another than the document's


class Manuscript(Value, frozen=True):
    """A text to be set: the name of its content, and what goes into its slots.

    `links` are the addresses from the site's root of its links to policies; a target that is not
    among them leads nowhere. `home` is the folder of its pictures.
    """

    digest: str
    home: str
    headings: tuple[Heading, ...]
    links: dict[str, str]
    contacts: dict[str, Contact]
    calls: tuple[tuple[Extent, str], ...] = ()  # words that lead on: where, and the address


class Saying(Value, frozen=True):
    """That something is named: the words, the sentence where it is known, and the section.

    On the text's own page the address is the bare anchor; before the first heading it is empty.
    """

    words: str
    sentence: str | None
    spot: Spot | None


class End(Value, frozen=True):
    """The other end of a relation: a document published here, or one that is only named.

    `stated`: front matter or a link tells of the relation, not the running text alone. `missing`
    is where the register of missing documents holds it; `foreign`: it is somebody else's.
    """

    title: str
    address: str | None
    language: str | None
    elsewhere: str | None  # the municipality, where it is another
    named_as: str | None
    decision: str | None = None
    record: str | None = None
    note: str | None = None
    stated: bool = True
    sayings: tuple[Saying, ...] = ()
    missing: str | None = None
    foreign: bool = False


class LawName(Value, frozen=True):
    """A law as pages name it; `union`: it has articles, as the Union's have."""

    number: str
    name: str
    short: str | None
    address: str
    union: bool


class Chapter(Value, frozen=True):
    """The sections of a chapter that a text cites; without a number, those of no chapter."""

    number: str | None
    address: str
    sections: tuple[Spot, ...]


class Cited(Value, frozen=True):
    """A law that a text cites: what of it, the concepts that stood for it, and where it is done."""

    law: LawName
    chapters: tuple[Chapter, ...]
    concepts: tuple[Spot, ...]
    spots: tuple[Spot, ...]


Ends = tuple[tuple[str, tuple[End, ...]], ...]
"""Kinds of relation, and the other ends."""


class Answer(Value, frozen=True):
    """Who answers for a policy, and through which contact one reaches them; None is unknown.

    `beside` is whom one can reach in another way, where that contact has one channel alone.
    """

    responsible: Contact | None
    channel: Contact | None
    beside: Contact | None = None


class Pledge(Value, frozen=True):
    """A promise as pages quote it: its words, and the document and section that give it."""

    lead: str
    words: str
    source: str  # the document's title
    section: str | None  # and its section's
    address: str  # the section's, from the site's root
    language: str
    span: Span
    act: Act
    channels: tuple[Channel, ...]


class Offprint(Value, frozen=True):
    """A document as PDF: the addresses of the file to read and of the one for the archive."""

    read: str
    kept: str


class Face(Value, frozen=True):
    """What a document's own page, and its record in the open data, show around its text."""

    more: Particulars
    headings: tuple[Heading, ...]
    refers: Ends
    referred: Ends  # to this, from others
    laws: tuple[Cited, ...]
    answer: Answer
    website: str | None
    instead: Spot | None = None  # what to read instead of this
    versions: tuple[Version, ...] = ()  # the newest first; where there is more than one
    news: News | None = None
    promises: tuple[Pledge, ...] = ()  # its own, while it is in force
    promises_beside: tuple[Pledge, ...] = ()  # what other documents of the municipality promise
    offprint: Offprint | None = None  # where it is made as PDF, too


class News(Value, frozen=True):
    """What is new in a text that employees have before everyone; `texts` are the old and the new.

    `opens` is when everyone gets it, None where that is not known yet; without an older text that
    everyone has, `texts` is None.
    """

    opens: date | None
    hours: int
    change: Change | None
    texts: tuple[str, str] | None


class Dossier(Value, frozen=True):
    """All that is shown of a document anywhere: in lists, around its text, and the text."""

    entry: Sealed[Entry]
    face: Sealed[Face]
    manuscript: Sealed[Manuscript]


class Quote(Value, frozen=True):
    """A section that another page quotes: the document, its text, and which leaves of it."""

    entry: Sealed[Entry]
    manuscript: Sealed[Manuscript]
    start: int
    stop: int

    @property
    def heading(self) -> Heading:
        """The heading that the quotation begins with."""
        heading: Heading = self.manuscript.headings[self.start - 1]
        return heading


class Way(Value, frozen=True):
    """A municipality in a list that leads on to it, and how many things are there."""

    home: Home
    address: str
    number: int
