"""Storey 2: rules that must hold between files; a policy that breaks one is not published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from styrdok.model import Audience, Policy, Problem, Severity
from styrdok.read.findings import Findings
from styrdok.read.library import Library
from styrdok.register import Register, full_id, linked_id


def admit(library: Library, as_of: date) -> tuple[Register, list[Problem]]:
    """Return the register of what holds, and every problem found in reading and here, in order."""
    municipalities = {m.slug: m for m in library.municipalities}
    themes = {theme.id: theme for theme in library.themes}
    problems = list(library.problems) + list(_municipality_problems(library))
    twice = _twice(library)
    problems += [
        _twice_problem(policy, library) for policy in library.policies if policy.id in twice
    ]
    policies = {p.id: p for p in library.policies if p.id not in twice}
    unread = frozenset(library.files - set(policies))
    register = Register(municipalities, policies, themes, as_of, unread)
    broken: set[str] = set()
    for policy in (*register.policies.values(), *library.broken):
        found = Findings(policy.place.path)
        _check_policy(policy, register, found)
        problems += found.problems
        if found.failed:
            broken.add(policy.id)
    sound = {key: p for key, p in register.policies.items() if key not in broken}
    register = replace(register, policies=sound, withheld=frozenset(library.files - set(sound)))
    return register, sorted(problems, key=lambda p: (p.place, p.key))


def _twice(library: Library) -> set[str]:
    counts = Counter(policy.id for policy in library.policies)
    return {key for key, count in counts.items() if count > 1}


def _twice_problem(policy: Policy, library: Library) -> Problem:
    others = [p.place.path for p in library.policies if p.id == policy.id and p is not policy]
    return Problem(policy.place, "", "slug-twice", {"slug": policy.slug, "other": others[0]})


def _municipality_problems(library: Library) -> Iterator[Problem]:
    counts = Counter(m.slug for m in library.municipalities)
    for municipality in library.municipalities:
        fallback = municipality.fallback
        if fallback is not None and fallback not in municipality.contacts:
            found = Findings(municipality.place.path)
            found.unknown(1, "reserv", "unknown-contact", fallback, municipality.contacts)
            yield from found.problems
        if counts[municipality.slug] > 1:
            yield Problem(municipality.place, "", "municipality-twice")


def _check_policy(policy: Policy, register: Register, found: Findings) -> None:
    _check_contacts(policy, register, found)
    for section in policy.sections:
        for theme in section.themes:
            if theme not in register.themes:
                found.unknown(section.line, "tema", "unknown-theme", theme, register.themes)
    _check_references(policy, register, found)
    _check_links(policy, register, found)


def _check_contacts(policy: Policy, register: Register, found: Findings) -> None:
    known = register.municipalities[policy.municipality].contacts
    if policy.responsible is not None and policy.responsible not in known:
        line = policy.at("ansvarig").line
        found.unknown(line, "ansvarig", "unknown-contact", policy.responsible, known)
    for name, line in policy.contacts:
        if name not in known:
            found.unknown(line, "::: kontakt", "unknown-contact", name, known)


def _check_references(policy: Policy, register: Register, found: Findings) -> None:
    for reference in policy.references:
        if not reference.target:
            continue
        target = full_id(policy, reference.target)
        if target == policy.id:
            found.error(reference.line, "hänvisning", "self-reference")
        elif target not in register.policies and target not in register.withheld:
            near = [p.slug for p in register.of(policy.municipality) if p.id != policy.id]
            report = Findings(found.path)
            report.unknown(reference.line, "hänvisning", "unknown-document", target, near)
            # A document that nobody has published here is a fact to show, not a mistake.
            found.problems += [replace(p, severity=Severity.NOTICE) for p in report.problems]


def _check_links(policy: Policy, register: Register, found: Findings) -> None:
    for link in policy.links:
        target = link.target
        if link.image or not (target.startswith("#") or ".md" in target.lower()) or "://" in target:
            continue
        leads = register.linked(policy, target)
        if leads is None and linked_id(policy, target) in register.withheld:
            continue
        if leads is None:
            found.error(link.line, "länk", "link-nowhere", value=target)
            continue
        other, anchor = leads
        if anchor and anchor not in {section.anchor for section in other.sections}:
            found.error(link.line, "länk", "anchor-nowhere", anchor=anchor, value=other.place.path)
        seen = Audience.PUBLIC in policy.audiences and not policy.is_internal(link.line)
        if seen and Audience.PUBLIC not in other.audiences:
            found.notice(link.line, "länk", "link-inward", value=target)
