"""Storey 3: the register as ONE audience may see it; the only place that asks who reads.

What only the withheld have used is withheld with it: a theme, a function, a municipality that
nothing visible names is gone, and so is every link and reference to a withheld document.
Everything else in Styrdok is derived from what this returns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from styrdok.model import Audience, Contact, Municipality, Passage, Person, Policy, Theme
from styrdok.read.commonmark import definitions, outline
from styrdok.register import Register, full_id, linked_id
from styrdok.slug import slugify


def cut(register: Register, audience: Audience) -> Register:
    """Return what the audience may see; employees see everything that is published at all."""
    if audience is Audience.INTRANET:
        return register
    opened = {
        key: _open_text(policy)
        for key, policy in register.policies.items()
        if Audience.PUBLIC in policy.audiences
    }
    policies = {key: _without_inward(policy, register, opened) for key, policy in opened.items()}
    municipalities = _municipalities(register, policies.values())
    return replace(
        register,
        policies={key: _answered(p, municipalities) for key, p in policies.items()},
        themes=_themes(register, policies.values()),
        municipalities=municipalities,
        withheld=frozenset(),
    )


def _open_text(policy: Policy) -> Policy:
    """The policy with internal passages gone, and read again as if they had never been there."""
    if not any(passage.internal for passage in policy.passages):
        return policy
    kept = tuple(
        replace(passage, text="") if passage.internal else passage for passage in policy.passages
    )
    return _with_passages(policy, tuple(replace(passage, internal=False) for passage in kept))


def _with_passages(policy: Policy, passages: tuple[Passage, ...]) -> Policy:
    read = outline("\n".join(passage.text for passage in passages))
    return replace(
        policy,
        passages=passages,
        sections=read.sections,
        links=tuple(read.links),
        contacts=tuple(read.contacts),
    )


def _without_inward(policy: Policy, register: Register, kept: Mapping[str, Policy]) -> Policy:
    """The policy without references and links to what was withheld."""
    hidden = register.withheld | (register.policies.keys() - kept.keys())
    names = _names_of(policy.municipality, hidden, register)
    references = tuple(
        reference
        for reference in policy.references
        if full_id(policy, reference.target or "") not in hidden
        and slugify(reference.title or "") not in names
        and slugify(reference.record or "") not in names
    )
    policy = replace(policy, references=references)

    def inward(target: str) -> bool:
        return linked_id(policy, target) in hidden

    text = _undefine(policy.text, inward)
    targets = {link.target for link in policy.links if inward(link.target)}
    if text == policy.text and not targets:
        return policy
    policy = _with_passages(policy, (Passage(_unlink(text, targets), internal=False, line=1),))
    if any(inward(link.target) for link in policy.links):
        # A link in a form that was not foreseen: rather no text than a way in.
        return _with_passages(policy, ())
    return policy


def _undefine(text: str, inward: Callable[[str], bool]) -> str:
    """Take out definitions of inward links, and the links that lean on them, words and all."""
    gone = [given for given in definitions(text) if inward(given.target)]
    lines = text.split("\n")
    for given in gone:
        lines[given.start : given.stop] = [""] * (given.stop - given.start)
    text = "\n".join(lines)
    for given in gone:
        name = r"\s+".join(map(re.escape, given.label.split()))
        text = re.sub(rf"\[(?:[^\[\]\\]|\\.)*\]\[\s*{name}\s*\]", "", text, flags=re.I)
        text = re.sub(rf"\[\s*{name}\s*\](?:\[\])?", "", text, flags=re.I)
    return text


def _names_of(municipality: str, ids: Iterable[str], register: Register) -> set[str]:
    """Titles and record numbers of a municipality's policies among the ids, in plain form."""
    policies = [register.policies[key] for key in ids if key in register.policies]
    names = {n for p in policies if p.municipality == municipality for n in (p.title, p.record)}
    return {slugify(name) for name in names if name} - {""}


def _answered(policy: Policy, municipalities: Mapping[str, Municipality]) -> Policy:
    """The policy without the name of a function that the audience may not know."""
    known = policy.responsible in municipalities[policy.municipality].contacts
    return policy if known else replace(policy, responsible=None)


def _unlink(text: str, targets: Iterable[str]) -> str:
    """Take out links to the targets, words and all."""
    for target in targets:
        address = re.escape(target)
        text = re.sub(rf"!?\[(?:[^\[\]\\]|\\.)*\]\(\s*<?{address}>?[^()]*\)", "", text)
    return text


def _themes(register: Register, policies: Iterable[Policy]) -> dict[str, Theme]:
    shown = {theme for p in policies for s in p.sections for theme in s.themes}
    used = {theme for p in register.policies.values() for s in p.sections for theme in s.themes}
    if register.withheld:  # what an unread file uses is unknown, so only what is shown is sure
        used = set(register.themes)
    return {key: theme for key, theme in register.themes.items() if key in shown or key not in used}


def _municipalities(register: Register, policies: Iterable[Policy]) -> dict[str, Municipality]:
    shown = list(policies)
    unread = {key.split("/")[0] for key in register.withheld}
    kept: dict[str, Municipality] = {}
    for slug, municipality in register.municipalities.items():
        open_of_it = [policy for policy in shown if policy.municipality == slug]
        if (register.of(slug) or slug in unread) and not open_of_it:
            continue
        named = _functions(open_of_it) | {municipality.fallback}
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
    shown: set[str | None] = {name for policy in policies for name, _ in policy.contacts}
    return shown | {policy.responsible for policy in policies}


def _open_contact(contact: Contact) -> Contact:
    person: Person | None = contact.person
    return replace(contact, person=None) if person is None or person.internal else contact
