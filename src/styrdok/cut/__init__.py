"""Storey 3: the register as ONE audience may see it; the only place that asks who reads.

What only the withheld have used is withheld with it: a theme, a function, a municipality that
nothing visible names is gone, and so is every link and reference to a withheld document.
Everything else in Styrdok is derived from what this returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace as with_other

from styrdok.cut.access import asked_at, open_access
from styrdok.cut.inward import hide, without_links, without_references
from styrdok.cut.words import open_synonyms, sayings
from styrdok.memory import Memory
from styrdok.model import Audience, Contact, Municipality, Policy, Synonyms, Theme, replace
from styrdok.register import Register
from styrdok.slug import slugify


def cut(register: Register, audience: Audience, memory: Memory) -> Register:
    """Return what the audience may see; employees see everything that is published at all."""
    if audience is Audience.INTRANET:
        return register
    opened = open_policies(register)
    hidden = hide(register, opened, older_texts(register).keys() & opened.keys())
    everything = {**register.policies, **register.editions, **older_texts(register)}
    shown = {
        key: without_links(without_references(policy, hidden), everything[key], hidden, memory)
        for key, policy in opened.items()
    }
    policies = {key: policy for key, policy in shown.items() if not policy.edition}
    municipalities = _municipalities(register, policies.values())
    silent = {slug: _silent(register, slug, home) for slug, home in municipalities.items()}
    answered = {
        key: _answered(policy, municipalities, silent[policy.municipality])
        for key, policy in shown.items()
    }
    seen = with_other(
        register,
        policies={key: answered[key] for key in policies},
        editions={key: policy for key, policy in answered.items() if policy.edition},
        themes=_themes(register, policies.values()),
        municipalities=municipalities,
        withheld={},
        waiting={},
        wordings={},
        names_withheld=frozenset(),
        banned=tuple(one for one in register.banned if Audience.PUBLIC in one.audiences),
        questions=(),
        access=open_access(register.access, municipalities),
    )
    return with_other(seen, synonyms=_synonyms(register, seen))


def _synonyms(register: Register, seen: Register) -> tuple[Synonyms, ...]:
    """The synonyms for everyone, without words that only what they may not see holds."""
    groups = tuple(one for one in register.synonyms if Audience.PUBLIC in one.audiences)
    if not groups:
        return ()
    kept = (seen.everything, seen.municipalities, seen.themes)
    whole = (register.everything, register.municipalities, register.themes)
    withheld = [
        value
        for before, after in zip(whole, kept, strict=True)
        for key, value in before.items()
        if after.get(key) != value
    ]
    names = (register.withheld, register.names_withheld)
    shown = (value for after in kept for value in after.values())
    texts = sayings([*withheld, *names])
    return open_synonyms(groups, texts, sayings(shown), bool(register.withheld))


def open_policies(register: Register) -> dict[str, Policy]:
    """Return what everyone may read, its internal passages gone, earlier editions too.

    A text that has not had its lead time inside waits, and the older one stays.

    An edition of a document that not everyone may read is not for everyone either.
    """
    opened: dict[str, Policy] = {}
    for policy in (*register.policies.values(), *register.editions.values()):
        document, shown = register.policies[policy.document], _public_text(policy, register)
        if shown and Audience.PUBLIC in policy.audiences & document.audiences:
            opened[shown.id] = _opened(shown)
    return {key: policy for key, policy in opened.items() if policy.document in opened}


def _public_text(policy: Policy, register: Register) -> Policy | None:
    """The text that everyone may read: the newest, or an older one while that waits inside."""
    wait = register.waiting.get(policy.id)
    return wait.older if wait and wait.held else policy


def older_texts(register: Register) -> dict[str, Policy]:
    """Return the older texts that everyone reads while newer ones wait inside, by their ids."""
    held = (wait.older for wait in register.waiting.values() if wait.held)
    return {older.id: older for older in held if older}


def _opened(policy: Policy) -> Policy:
    """The policy without its internal passages, and without what reviewers note and confirm."""
    if policy.open_body:
        policy = replace(policy, body=policy.open_body, open_body=None, normative=None)
    if policy.confirmations:
        policy = replace(policy, confirmations=())
    if policy.former:  # what became of a heading for employees is theirs to know
        anchors = {section.anchor for section in policy.body.sections}
        kept = tuple(one for one in policy.former if one.target or one.now in anchors)
        policy = replace(policy, former=kept)
    if policy.reviews:
        reviews = tuple(replace(review, note=None) for review in policy.reviews)
        policy = replace(policy, reviews=reviews)
    return policy


def _silent(register: Register, slug: str, opened: Municipality) -> frozenset[str]:
    """The functions of a municipality that the audience may not know, in plain form."""
    closed = register.municipalities[slug].contacts.items()
    names = {slugify(n) for key, c in closed if key not in opened.contacts for n in (key, c.name)}
    return frozenset(names)


def _answered(
    policy: Policy, municipalities: Mapping[str, Municipality], silent: frozenset[str]
) -> Policy:
    """The policy without the name of a function that the audience may not know."""
    known = policy.responsible in municipalities[policy.municipality].contacts
    if policy.reviews or policy.checked or policy.revised or policy.amendments:
        policy = _signed(policy, silent)
    return policy if known else replace(policy, responsible=None)


def _signed(policy: Policy, silent: frozenset[str]) -> Policy:
    """The policy without the names of functions that may not be known, where one has signed."""

    def by(name: str | None) -> str | None:
        return None if slugify(name or "") in silent else name

    return replace(
        policy,
        reviews=tuple(replace(review, by=by(review.by)) for review in policy.reviews),
        amendments=tuple(replace(one, by=by(one.by)) for one in policy.amendments),
        checked=policy.checked and replace(policy.checked, by=by(policy.checked.by)),
        revised=policy.revised and replace(policy.revised, by=by(policy.revised.by)),
    )


def _themes(register: Register, policies: Iterable[Policy]) -> dict[str, Theme]:
    shown = {theme for p in policies for s in p.body.sections for theme in s.themes}
    used = {
        theme for p in register.policies.values() for s in p.body.sections for theme in s.themes
    }
    if register.withheld:  # what an unread file uses is unknown, so only what is shown is sure
        used = set(register.themes)
    return {key: theme for key, theme in register.themes.items() if key in shown or key not in used}


def _municipalities(register: Register, policies: Iterable[Policy]) -> dict[str, Municipality]:
    shown: dict[str, list[Policy]] = {}
    for policy in policies:
        shown.setdefault(policy.municipality, []).append(policy)
    unread = {key.split("/")[0] for key in register.withheld}
    kept: dict[str, Municipality] = {}
    for slug, municipality in register.municipalities.items():
        open_of_it = shown.get(slug, [])
        if (register.of(slug) or slug in unread) and not open_of_it:
            continue
        named = _functions(open_of_it) | {municipality.fallback, asked_at(register.access, slug)}
        used = _functions(register.of(slug)) if slug not in unread else set(municipality.contacts)
        contacts = {
            key: _open_contact(contact)
            for key, contact in municipality.contacts.items()
            if (key in named or key not in used) and not contact.internal
        }
        fallback = municipality.fallback if municipality.fallback in contacts else None
        kept[slug] = replace(municipality, contacts=contacts, fallback=fallback)
    return kept


def _functions(policies: Iterable[Policy]) -> set[str | None]:
    shown: set[str | None] = {name for policy in policies for name, _ in policy.body.contacts}
    return shown | {policy.responsible for policy in policies}


def _open_contact(contact: Contact) -> Contact:
    person = contact.person
    return replace(contact, person=None) if person is None or person.internal else contact
