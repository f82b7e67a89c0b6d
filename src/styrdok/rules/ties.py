"""Rules of what a document names: contacts, themes, other documents, links; it knows no date."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from styrdok.model import Link, Policy, Severity, replace
from styrdok.read.findings import Findings
from styrdok.read.vocabulary import RELATION_KEYS
from styrdok.register import Register, full_id


def check_themes(policy: Policy, register: Register, found: Findings) -> None:
    """Note each heading's theme that is not known."""
    for section in policy.body.sections:
        for theme in section.themes:
            if not register.themes:
                found.error(section.line, "tema", "no-themes")
            elif theme not in register.themes:
                found.unknown(section.line, "tema", "unknown-theme", theme, register.themes)


def check_contacts(policy: Policy, register: Register, found: Findings) -> None:
    """Note each function that the municipality does not have."""
    known = register.municipalities[policy.municipality].contacts
    if policy.responsible is not None and policy.responsible not in known:
        line = policy.at("ansvarig").line
        found.unknown(line, "ansvarig", "unknown-contact", policy.responsible, known)
    for name, line in policy.body.contacts:
        if name not in known:
            found.unknown(line, "::: kontakt", "unknown-contact", name, known)


def check_references(policy: Policy, register: Register, found: Findings) -> None:
    """Note each reference in the front matter that leads nowhere, or back."""
    for reference in policy.references:
        if not reference.target:
            continue
        target = full_id(policy, reference.target)
        key = RELATION_KEYS[reference.relation]
        if target == policy.id:
            found.error(reference.line, key, "self-reference")
        elif meant := register.target(policy, reference):
            if target in register.formerly:
                now = meant.id.removeprefix(f"{policy.municipality}/")
                found.notice(reference.line, key, "former-name", value=reference.target, now=now)
        elif target not in register.withheld and target not in register.names_withheld:
            near = [p.slug for p in register.of(policy.municipality) if p.id != policy.id]
            report = Findings(found.path)
            report.unknown(reference.line, key, "unknown-document", target, near)
            # A document that nobody has published here is a fact to show, not a mistake.
            found.problems += [replace(p, severity=Severity.NOTICE) for p in report.problems]


def check_links(policy: Policy, register: Register, found: Findings) -> None:
    """Note each link in the text that leads nowhere."""
    for link in policy.body.links:
        target = link.target
        if link.image or not (target.startswith("#") or ".md" in target.lower()) or "://" in target:
            continue
        leads = register.linked(policy, link)
        unseen = link.policy in register.withheld or link.policy in register.names_withheld
        if leads is None and unseen:
            continue
        if leads is None:
            files = [Path(p.place.path).name for p in register.of(policy.municipality)]
            found.unknown(link.line, "länk", "link-nowhere", target, files)
            continue
        other, anchor = leads
        _check_names(link, other, anchor, register, found)
        if anchor and unquote(anchor) not in {section.anchor for section in other.body.sections}:
            found.error(link.line, "länk", "anchor-nowhere", anchor=anchor, value=other.place.path)


def _check_names(
    link: Link, other: Policy, anchor: str, register: Register, found: Findings
) -> None:
    """Note what a link calls by a name that it had; it leads right, but the new one is better."""
    if link.policy in register.formerly:
        name = Path(other.place.path).name
        found.notice(link.line, "länk", "former-name", value=link.target, now=name)
    if unquote(anchor) != unquote(link.target.partition("#")[2]):
        found.notice(link.line, "länk", "former-name", value=link.target, now=f"#{anchor}")
