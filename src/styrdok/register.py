"""Storey 2: all policies and municipalities together, and the questions one may put to them.

It does not know audiences: a public register is this same type, with less in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import unquote

from styrdok.model import (
    AccessStatement,
    Answer,
    Banned,
    Link,
    Municipality,
    Policy,
    Question,
    Reference,
    Relation,
    Section,
    Synonyms,
    Theme,
    Waiting,
)
from styrdok.slug import slugify

SUPPORT = (Relation.SUPPORTS, Relation.SUPPORTED_BY)


@dataclass(frozen=True)
class Register:
    """Municipalities by slug, policies by id, themes by id, as seen on one date."""

    municipalities: Mapping[str, Municipality]
    policies: Mapping[str, Policy]
    themes: Mapping[str, Theme]
    as_of: date
    withheld: Mapping[str, str] = field(default_factory=dict)  # not admitted: id and title, or ""
    editions: Mapping[str, Policy] = field(default_factory=dict)  # earlier ones, by id
    waiting: Mapping[str, Waiting] = field(default_factory=dict)  # for their lead time, by id
    wordings: Mapping[str, str] = field(default_factory=dict)  # fingerprints of texts confirmed to
    names_withheld: frozenset[str] = frozenset()  # ids that what is not admitted had before
    synonyms: tuple[Synonyms, ...] = ()  # the editors' own
    banned: tuple[Banned, ...] = ()  # words of the stock of synonyms that they do not want
    questions: tuple[Question, ...] = ()  # what searching must answer; never for everyone
    access: AccessStatement | None = None  # what the publisher says of the site

    @cached_property
    def everything(self) -> dict[str, Policy]:
        """Every document and every earlier edition, by id."""
        return {**self.policies, **self.editions}

    def of(self, municipality: str) -> tuple[Policy, ...]:
        """A municipality's policies, by title."""
        return self._by_municipality.get(municipality, ())

    @cached_property
    def _by_municipality(self) -> dict[str, tuple[Policy, ...]]:
        grouped: dict[str, list[Policy]] = {}
        for policy in sorted(self.policies.values(), key=lambda p: (p.title.casefold(), p.id)):
            grouped.setdefault(policy.municipality, []).append(policy)
        return {slug: tuple(policies) for slug, policies in grouped.items()}

    @cached_property
    def _by_title(self) -> dict[tuple[str, str], str]:
        """Policy ids by municipality and plain title; a title that two share leads nowhere."""
        ids: dict[tuple[str, str], list[str]] = {}
        for policy in self.policies.values():
            ids.setdefault((policy.municipality, slugify(policy.title)), []).append(policy.id)
        return {key: found[0] for key, found in ids.items() if len(found) == 1}

    def editions_of(self, policy: Policy) -> tuple[Policy, ...]:
        """A document's earlier editions, the oldest first."""
        return self._by_document.get(policy.document, ())

    @cached_property
    def _by_document(self) -> dict[str, tuple[Policy, ...]]:
        grouped: dict[str, list[Policy]] = {}
        for edition in self.editions.values():
            grouped.setdefault(edition.document, []).append(edition)
        return {key: tuple(sorted(found, key=dated)) for key, found in grouped.items()}

    @cached_property
    def heirs(self) -> dict[str, tuple[Policy, ...]]:
        """The documents and editions that say they replace another, by the other's id."""
        heirs: dict[str, list[Policy]] = {}
        for policy in (*self.policies.values(), *self.editions.values()):
            for old in self.replaces(policy):
                heirs.setdefault(old.id, []).append(policy)
        return {key: tuple(found) for key, found in heirs.items()}

    @cached_property
    def circling(self) -> frozenset[str]:
        """The documents that replace each other in circles, by id.

        What replaces nothing that is left is taken away in turn, each once, and then what nothing
        that is left replaces.
        """
        ahead = {key: [old.id for old in self.replaces(p)] for key, p in self.policies.items()}
        behind: dict[str, list[str]] = {key: [] for key in ahead}
        for key, old in ahead.items():
            for one in old:
                behind[one].append(key)
        left = set(ahead)
        for ways, back in ((ahead, behind), (behind, ahead)):
            number = {key: sum(one in left for one in ways[key]) for key in left}
            ended = [key for key, many in number.items() if not many]
            for key in ended:  # grows as it goes
                left.discard(key)
                for one in back[key]:
                    if one in left:
                        number[one] -= 1
                        ended += [] if number[one] else [one]
        return frozenset(left)

    @cached_property
    def circles(self) -> dict[str, int]:
        """The documents that support each other in circles: which circle, by id.

        What shares a number reaches each other and stays there (a strongly connected component,
        found by Kosaraju's two walks, in time linear in the references).
        """
        ahead: dict[str, list[str]] = {key: [] for key in self.policies}
        behind: dict[str, list[str]] = {key: [] for key in self.policies}
        for key, policy in self.policies.items():
            for reference in policy.references:
                said = reference.relation in SUPPORT
                found = self.target(policy, reference) if said else None
                if found and found.id != key:
                    supports = reference.relation is Relation.SUPPORTS
                    below, above = (key, found.id) if supports else (found.id, key)
                    ahead[below].append(above)
                    behind[above].append(below)
        seen: set[str] = set()
        done = [one for key in ahead for one in walk(key, ahead, seen)]
        seen.clear()
        groups = [walk(key, behind, seen) for key in reversed(done)]
        return {key: at for at, group in enumerate(groups) if len(group) > 1 for key in group}

    @cached_property
    def formerly(self) -> dict[str, str]:
        """The ids that documents had, and the ones they have; never an id that one has now."""
        named = {old: p.id for p in self.policies.values() for old in p.former_ids}
        return {old: new for old, new in named.items() if old not in self.policies}

    def known_as(self, key: str) -> Policy | None:
        """The document that has an id, or had it under another name of its file."""
        return self.policies.get(key) or self.policies.get(self.formerly.get(key, ""))

    def replaces(self, policy: Policy) -> list[Policy]:
        """The documents here that a document says it replaces."""
        said = (r for r in policy.references if r.relation is Relation.REPLACES)
        found = (self.target(policy, reference) for reference in said)
        return [old for old in found if old and old.id != policy.document]

    def target(self, policy: Policy, reference: Reference) -> Policy | None:
        """The policy that a reference means, or None where it is not in this register.

        A title without a slug means a document of the same municipality with the same title.
        A reference with a decision or record of its own that differs means another document.
        """
        named = self.known_as(full_id(policy, reference.target)) if reference.target else None
        if named and reference.target:
            itself = named.id == policy.document and full_id(policy, reference.target) != named.id
            return None if itself else named
        title = slugify(reference.title or reference.target or "")
        found = self.policies.get(self._by_title.get((policy.municipality, title), ""))
        if not found or found.id == policy.id or _differs(reference, found):
            return None
        return found

    def linked(self, policy: Policy, link: Link) -> tuple[Policy, str] | None:
        """The policy and anchor that a link in a policy's text leads to, or None.

        A file or heading that has another name now is found by the one that it had.
        """
        path, _, anchor = link.target.partition("#")
        there = link.policy or ""
        found = policy if not path else self.editions.get(there) or self.known_as(there)
        return (found, found.moved_anchors.get(unquote(anchor), anchor)) if found else None

    def answering(self, answer: Answer) -> tuple[Policy, str | None] | None:
        """The document that an answer means, and the anchor that its heading has now, or None.

        The anchor is not looked for in the document; None is the document as a whole.
        """
        found, anchor = self.known_as(answer.document), answer.anchor
        return (found, anchor and found.moved_anchors.get(anchor, anchor)) if found else None

    def covering(self, theme: str) -> tuple[tuple[Policy, Section], ...]:
        """Every section on a theme, with its policy, by municipality and title."""
        return self._by_theme.get(theme, ())

    @cached_property
    def _by_theme(self) -> dict[str, tuple[tuple[Policy, Section], ...]]:
        grouped: dict[str, list[tuple[Policy, Section]]] = {}
        for slug in sorted(self.municipalities, key=lambda s: self.municipalities[s].name):
            for policy in self.of(slug):
                for section in policy.body.sections:
                    for theme in section.themes if section.has_text else ():
                        grouped.setdefault(theme, []).append((policy, section))
        return {theme: tuple(pairs) for theme, pairs in grouped.items()}


def walk(start: str, ways: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    """Return what is reached from a start and not seen before, each after what it leads to."""
    done: list[str] = []
    ahead = [(start, iter(ways[start]))] if start not in seen else []
    seen.add(start)
    while ahead:
        here, rest = ahead[-1]
        following = next((one for one in rest if one not in seen), None)
        if following is None:
            done.append(here)
            ahead.pop()
        else:
            seen.add(following)
            ahead.append((following, iter(ways[following])))
    return done


def dated(edition: Policy) -> date:
    """The first day that an earlier edition's date may mean."""
    return edition.edition.earliest if edition.edition else date.max


def full_id(policy: Policy, target: str) -> str:
    """The id that a reference's slug stands for, seen from a policy: its own municipality first."""
    return target if "/" in target else f"{policy.municipality}/{target}"


def _differs(reference: Reference, found: Policy) -> bool:
    if reference.record:
        return slugify(reference.record) != slugify(found.record or "")
    if not reference.decision:
        return False
    decided = found.decision.date if found.decision else None
    day = re.search(r"\b(?:19|20)\d\d-\d\d-\d\d\b", reference.decision)
    rest = re.sub(r"\b(?:19|20)\d\d(?:-\d\d){0,2}\b", " ", reference.decision)
    paragraph = re.search(r"§+\s*(\d+)", rest) or re.search(r"(\d+)\s*§", rest)
    years = set(re.findall(r"\b(?:19|20)\d\d\b", reference.decision))
    known = found.decision.paragraph if found.decision else None
    if paragraph and known and known != paragraph[1]:
        return True
    if day:
        return day[0] != str(decided)
    return bool(years) and str(decided.year if decided else "") not in years
