"""Storey 2: rules that must hold between files; a policy that breaks one is not published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace as with_other
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from styrdok.model import Municipality, Place, Policy, Problem, Severity, replace
from styrdok.read.findings import Findings
from styrdok.read.library import FOLDER, THEMES_FILE, Library
from styrdok.read.vocabulary import RELATION_KEYS
from styrdok.register import Register, full_id


def admit(library: Library, as_of: date) -> tuple[Register, list[Problem]]:
    """Return the register of what holds, and every problem found in reading and here, in order."""
    wrong = {m.place: _municipality_problems(m, library) for m in library.municipalities}
    homes = {m.slug: m for m in library.municipalities if not wrong[m.place]}
    twice = _twice(library)
    known = {p.id: p for p in library.policies if p.municipality in homes and p.id not in twice}
    problems = [*library.problems, *(p for found in wrong.values() for p in found)]
    problems += [_twice_problem(p, library) for p in library.policies if p.id in twice]
    themes = {theme.id: theme for theme in library.themes}
    register = Register(homes, known, themes, as_of, _withheld(library, known))
    broken: set[str] = set()
    themeless = False
    for policy in (*known.values(), *library.broken):
        if policy.municipality in homes:
            found = Findings(policy.place.path)
            _check_policy(policy, register, found)
            if found.problems:
                problems += [p for p in found.problems if p.code != "no-themes"]
                themeless |= any(p.code == "no-themes" for p in found.problems)
                broken |= {policy.id} if found.failed else set()
    if themeless:  # told once, where the fault is, and not at every heading
        problems.append(Problem(Place(f"{FOLDER}/{THEMES_FILE}"), "teman", "no-themes"))
    sound = {key: policy for key, policy in known.items() if key not in broken}
    register = with_other(register, policies=sound, withheld=_withheld(library, sound))
    return register, sorted(problems, key=lambda p: (p.place, p.key))


def _withheld(library: Library, admitted: Collection[str]) -> dict[str, str]:
    """Ids of files that are there and not admitted, with their titles as far as they were read."""
    titles = {policy.id: policy.title for policy in (*library.policies, *library.broken)}
    return {key: titles.get(key, "") for key in library.files if key not in admitted}


def _twice(library: Library) -> set[str]:
    counts = Counter(policy.id for policy in library.policies)
    return {key for key, count in counts.items() if count > 1}


def _twice_problem(policy: Policy, library: Library) -> Problem:
    others = [p.place.path for p in library.policies if p.id == policy.id and p is not policy]
    return Problem(policy.place, "", "slug-twice", {"slug": policy.slug, "other": others[0]})


def _municipality_problems(municipality: Municipality, library: Library) -> list[Problem]:
    """What is wrong with a municipality; it is then withheld with all its policies."""
    found = Findings(municipality.place.path)
    fallback = municipality.fallback
    if fallback is not None and fallback not in municipality.contacts:
        line = municipality.lines.get("reserv", 1)
        found.unknown(line, "reserv", "unknown-contact", fallback, municipality.contacts)
    if sum(other.slug == municipality.slug for other in library.municipalities) > 1:
        found.error(1, "", "municipality-twice")
    if found.failed:
        found.notice(1, "", "home-withheld")
    return found.problems


def _check_policy(policy: Policy, register: Register, found: Findings) -> None:
    _check_contacts(policy, register, found)
    for section in policy.body.sections:
        for theme in section.themes:
            if not register.themes:
                found.error(section.line, "tema", "no-themes")
            elif theme not in register.themes:
                found.unknown(section.line, "tema", "unknown-theme", theme, register.themes)
    _check_references(policy, register, found)
    _check_links(policy, register, found)


def _check_contacts(policy: Policy, register: Register, found: Findings) -> None:
    known = register.municipalities[policy.municipality].contacts
    if policy.responsible is not None and policy.responsible not in known:
        line = policy.at("ansvarig").line
        found.unknown(line, "ansvarig", "unknown-contact", policy.responsible, known)
    for name, line in policy.body.contacts:
        if name not in known:
            found.unknown(line, "::: kontakt", "unknown-contact", name, known)


def _check_references(policy: Policy, register: Register, found: Findings) -> None:
    for reference in policy.references:
        if not reference.target:
            continue
        target = full_id(policy, reference.target)
        key = RELATION_KEYS[reference.relation]
        if target == policy.id:
            found.error(reference.line, key, "self-reference")
        elif not register.target(policy, reference) and target not in register.withheld:
            near = [p.slug for p in register.of(policy.municipality) if p.id != policy.id]
            report = Findings(found.path)
            report.unknown(reference.line, key, "unknown-document", target, near)
            # A document that nobody has published here is a fact to show, not a mistake.
            found.problems += [replace(p, severity=Severity.NOTICE) for p in report.problems]


def _check_links(policy: Policy, register: Register, found: Findings) -> None:
    for link in policy.body.links:
        target = link.target
        if link.image or not (target.startswith("#") or ".md" in target.lower()) or "://" in target:
            continue
        leads = register.linked(policy, link)
        if leads is None and link.policy in register.withheld:
            continue
        if leads is None:
            files = [Path(p.place.path).name for p in register.of(policy.municipality)]
            found.unknown(link.line, "länk", "link-nowhere", target, files)
            continue
        other, anchor = leads
        if anchor and unquote(anchor) not in {section.anchor for section in other.body.sections}:
            found.error(link.line, "länk", "anchor-nowhere", anchor=anchor, value=other.place.path)
