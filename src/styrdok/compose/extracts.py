"""What pages show of a municipality or a policy is taken out of it, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from styrdok.compose import addresses
from styrdok.compose.chores import Concern
from styrdok.compose.entries import (
    Answer,
    End,
    Entry,
    Heading,
    Home,
    Manuscript,
    News,
    Particulars,
    Subject,
)
from styrdok.derive.lifecycle import Standing
from styrdok.derive.references import Fate, Mention
from styrdok.derive.relations import Tie
from styrdok.model import Extent, Look, Municipality, Policy, Section, Sender
from styrdok.register import Register
from styrdok.rules.confirmed import Doubt


def home_of(municipality: Municipality) -> Home:
    """Return a municipality as other pages name it."""
    return Home(municipality.slug, municipality.name, municipality.short_name)


def sender_of(municipality: Municipality) -> Sender:
    """Return a municipality as the head of its own pages shows it."""
    look = municipality.look or Look()
    return Sender(municipality.slug, municipality.name, bool(look.colour), look.emblem)


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
        policy.responsible if contact else None,
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
        policy.edition,
        policy.reviews,
        policy.amendments,
        bool(policy.decision and policy.decision.lock and policy.normative),
    )


def headings_of(policy: Policy, subjects: Mapping[str, Subject]) -> tuple[Heading, ...]:
    """Return the headings of a policy's text; a theme that is not known here is left out."""
    had: dict[str, list[str]] = {}
    for old, now in policy.moved_anchors.items():
        had.setdefault(now, []).append(old)
    return tuple(
        Heading(
            s.title,
            s.level,
            s.anchor,
            tuple(subjects[theme] for theme in s.themes if theme in subjects) if s.themes else (),
            tuple(had.get(s.anchor, ())),
            s.language,
        )
        for s in policy.body.sections
    )


Calls = tuple[tuple[Extent, str], ...]
"""Words of a text that lead on: where they stand, in order, and the address."""


def calls_of(policy: Policy, mentions: Iterable[Mention], register: Register) -> Calls:
    """Return the words that name a document published here, or a law, and where they lead."""
    led = ((one.at, one.targets[0]) for one in mentions if one.fate is Fate.LEADS)
    known = ((at, register.policies.get(key) or register.editions.get(key)) for at, key in led)
    calls = [(at, addresses.of_policy(found)) for at, found in known if found]
    calls += [(one.at, addresses.of_citation(one)) for one in policy.body.citations]
    kept: list[tuple[Extent, str]] = []
    for at, address in sorted(calls, key=lambda call: (call[0].leaf, call[0].start)):
        if not kept or (at.leaf, at.start) >= (kept[-1][0].leaf, kept[-1][0].stop):
            kept.append((at, address))  # links do not nest, nor cross
    return tuple(kept)


def manuscript_of(
    policy: Policy, headings: tuple[Heading, ...], register: Register, calls: Calls = ()
) -> Manuscript:
    """Return a policy's text, with what a page needs in order to set it."""
    body, links = policy.body, dict[str, str]()
    for link in body.links:
        if link.policy and (leads := register.linked(policy, link)):
            other, anchor = leads
            links[link.target] = addresses.of_policy(other) + (f"#{anchor}" if anchor else "")
    contacts = register.municipalities[policy.municipality].contacts
    shown = {name: contacts[name] for name, _ in body.contacts if name in contacts}
    return Manuscript(body.digest, policy.municipality, headings, links, shown, calls)


def news_of(policy: Policy, register: Register) -> News | None:
    """Return what employees have of a policy before everyone, or None where nothing waits."""
    wait = register.waiting.get(policy.id)
    if wait is None or not wait.held:
        return None
    texts = (wait.older.body.text, policy.body.text) if wait.older else None
    return News(wait.opens, wait.hours, policy.change, texts)


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


def concern_of(doubt: Doubt) -> Concern:
    """Return a document that another was checked against as the review board shows it."""
    way = addresses.of_policy(doubt.target) if doubt.target else None
    return Concern(doubt.cause.value, doubt.name, way, doubt.confirmation.date)


def leaves_of(policy: Policy, section: Section) -> tuple[int, int]:
    """Return from and to which leaf a section reaches, as far as no other theme begins."""
    sections = policy.body.sections
    start = stop = sections.index(section) + 1  # leaf 0 is before the first heading
    while stop < len(sections) and (
        sections[stop].level > section.level and not sections[stop].themes
    ):
        stop += 1
    return start, stop + 1


def answer_for(policy: Policy, municipality: Municipality) -> Answer:
    """Return who answers for a policy; without a channel of their own, the fallback is the way.

    Nobody shall have to use one channel and no other: with one alone, the fallback is beside.
    """
    responsible = municipality.contacts.get(policy.responsible or "")
    fallback = municipality.contacts.get(municipality.fallback or "")
    reached = responsible if responsible and responsible.reachable else fallback
    known = reached.channels if reached else ()
    other = bool(len(known) == 1 and fallback and set(fallback.channels) - set(known))
    return Answer(responsible, reached, fallback if other else None)
