"""What pages are made from: plain values, as little as each page shows; no wording, no HTML.

A page is a function of such values and of its template alone, so that equal values are an equal
page. What is not in them no template can reach.
"""

from __future__ import annotations

from collections.abc import Mapping

from styrdok.compose import addresses
from styrdok.derive.comparison import Cell, Coverage
from styrdok.derive.lifecycle import Standing
from styrdok.derive.relations import Tie
from styrdok.memory import Sealed
from styrdok.model import (
    Check,
    Contact,
    Decision,
    DecisionState,
    Municipality,
    PartialDate,
    Policy,
    Validity,
    Value,
)
from styrdok.register import Register


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
    channels: tuple[str, ...]
    themes: tuple[str, ...]


class Particulars(Value, frozen=True):
    """What only a document's own page shows of its facts."""

    text_form: str | None
    document_date: PartialDate | None
    revised: Check | None
    checked: Check | None
    topics: tuple[str, ...]
    inside_only: bool


class Heading(Value, frozen=True):
    """A section's heading as a page shows it."""

    title: str
    level: int
    anchor: str
    themes: tuple[Subject, ...]


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


class End(Value, frozen=True):
    """The other end of a relation: a document published here, or one that is only named."""

    title: str
    address: str | None
    language: str | None
    elsewhere: str | None  # the municipality, where it is another
    named_as: str | None
    decision: str | None = None
    record: str | None = None
    note: str | None = None


class Answer(Value, frozen=True):
    """Who answers for a policy, and through which contact one reaches them; None is unknown."""

    responsible: Contact | None
    channel: Contact | None


class Face(Value, frozen=True):
    """What a document's own page, and its record in the open data, show around its text."""

    more: Particulars
    headings: tuple[Heading, ...]
    ties: tuple[tuple[str, tuple[End, ...]], ...]  # kind of relation, and the other ends
    answer: Answer
    website: str | None


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


class Spot(Value, frozen=True):
    """A section that a table leads to."""

    title: str
    address: str


class Square(Value, frozen=True):
    """One municipality's say on one theme, as a table shows it."""

    home: Home
    coverage: Coverage
    spots: tuple[Spot, ...]


def home_of(municipality: Municipality) -> Home:
    """Return a municipality as other pages name it."""
    return Home(municipality.slug, municipality.name, municipality.short_name)


def entry_of(policy: Policy, municipality: Municipality, home: Home, standing: Standing) -> Entry:
    """Return a policy as lists show it."""
    contact = municipality.contacts.get(policy.responsible or "")
    themes = {theme: None for section in policy.body.sections for theme in section.themes}
    return Entry(
        policy.id,
        addresses.of_policy(policy),
        home,
        policy.title,
        policy.kind,
        policy.language,
        policy.summary,
        standing,
        policy.decision_state,
        policy.decision,
        policy.record,
        policy.validity,
        policy.review.wording if policy.review else None,
        policy.owner,
        contact.name if contact else None,
        tuple(sorted(audience.value for audience in policy.audiences)),
        tuple(themes),
    )


def particulars_of(policy: Policy) -> Particulars:
    """Return what only the policy's own page shows of its facts."""
    return Particulars(
        policy.text_form,
        policy.document_date,
        policy.revised,
        policy.checked,
        policy.topics,
        policy.inside_only,
    )


def headings_of(policy: Policy, subjects: Mapping[str, Subject]) -> tuple[Heading, ...]:
    """Return the headings of a policy's text; a theme that is not known here is left out."""
    return tuple(
        Heading(
            s.title,
            s.level,
            s.anchor,
            tuple(subjects[theme] for theme in s.themes if theme in subjects) if s.themes else (),
        )
        for s in policy.body.sections
    )


def manuscript_of(policy: Policy, headings: tuple[Heading, ...], register: Register) -> Manuscript:
    """Return a policy's text, with what a page needs in order to set it."""
    body, links = policy.body, dict[str, str]()
    for link in body.links:
        if link.policy and (leads := register.linked(policy, link)):
            other, anchor = leads
            links[link.target] = addresses.of_policy(other) + (f"#{anchor}" if anchor else "")
    contacts = register.municipalities[policy.municipality].contacts
    shown = {name: contacts[name] for name, _ in body.contacts if name in contacts}
    return Manuscript(body.digest, policy.municipality, headings, links, shown)


def end_of(tie: Tie, policy: Policy, register: Register) -> End:
    """Return the other end of a relation of a policy."""
    there, reference = tie.policy, tie.reference
    told = (reference.decision, reference.record, reference.note) if reference else ()
    if there is None:
        named = (reference.title or reference.target or "") if reference else ""
        return End(named, None, None, None, None, *told)
    elsewhere = there.municipality != policy.municipality
    return End(
        there.title,
        addresses.of_policy(there),
        there.language,
        register.municipalities[there.municipality].name if elsewhere else None,
        reference.title if reference and reference.title not in (None, there.title) else None,
        *told,
    )


def square_of(cell: Cell, home: Home) -> Square:
    """Return a cell of the comparison as a table shows it."""
    spots = tuple(
        Spot(e.section.title, f"{addresses.of_policy(e.policy)}#{e.section.anchor}")
        for e in cell.excerpts
    )
    return Square(home, cell.coverage, spots)


def answer_for(policy: Policy, municipality: Municipality) -> Answer:
    """Return who answers for a policy; without a channel of their own, the fallback is the way."""
    responsible = municipality.contacts.get(policy.responsible or "")
    fallback = municipality.contacts.get(municipality.fallback or "")
    reached = responsible if responsible and responsible.reachable else fallback
    return Answer(responsible, reached)
