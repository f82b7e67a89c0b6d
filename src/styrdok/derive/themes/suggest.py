"""Themes that may fit the sections that nobody has tagged; they are told, and never published.

It works on a register before the cut, for editors. It knows no page. No model is downloaded: what
is known of a theme is its own words, its definition, and the sections of the register tagged with
it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from math import exp
from typing import NamedTuple

from styrdok.derive.lifecycle import Standing
from styrdok.derive.themes.evidence import Evidence, Heard, Learned, Signs, hear, learn
from styrdok.derive.themes.namings import treated_by_leaf
from styrdok.derive.themes.sections import section_texts
from styrdok.derive.themes.values import Suggestion
from styrdok.derive.themes.words import Lookout
from styrdok.memory import Memory, encode
from styrdok.model import Body, Policy, Section, Value
from styrdok.register import Register

# Fitted by logistic regression on the judged sections in `tests/themes/` and the project's own, a
# document's tags taken away at a time; `tests/test_suggest.py` holds how often they are right.
START = -4.0
WEIGHTS = Signs(heading=4.1, named=3.6, often=2.4, defined=4.3, alike=3.1)
MUCH = 50  # words, for a text without headings to lack some
FLOOR = 0.5  # what is less sure is not suggested at all: no suggestion is an answer, too
MOST_SURE = 0.99  # nobody but an editor is sure
MOST_TEXTS = 200  # that a large register's words are learned from
OF_EACH = 5  # texts besides, of each theme
READ = re.compile(r"[^\W_]")  # a letter or a number


class Untagged(NamedTuple):
    """A section that no theme is on, its leaf, and what is suggested for it: the surest first."""

    policy: Policy
    section: Section
    leaf: int
    suggestions: tuple[Suggestion, ...]


class Suggested(Value, frozen=True):
    """What is suggested for some sections of one text, in their order, as kept in a memory."""

    found: tuple[tuple[Suggestion, ...], ...]


class Listened(Value, frozen=True):
    """What the sections of one text say, by their leaf, as kept in a memory."""

    found: dict[int, Heard]


class Adviser:
    """Suggests themes for the sections of one register."""

    def __init__(self, register: Register, memory: Memory) -> None:
        self.register, self.memory = register, memory
        self._themes = list(register.themes.values())

    @cached_property
    def _texts(self) -> list[Body]:
        """The texts that are learned from: all, or every so many, and some of each theme."""
        policies = sorted(self.register.policies.values(), key=lambda one: one.id)
        step = max(1, -(-len(policies) // MOST_TEXTS))
        chosen = {one.id for one in policies[::step]}
        for theme in self.register.themes:
            chosen.update(one.id for one, _ in self.register.covering(theme)[:OF_EACH])
        return [one.body for one in policies if one.id in chosen]

    @cached_property
    def _key(self) -> str:
        """What changes with anything that suggestions follow from, besides the section itself."""
        parts = encode(([one.digest for one in self._texts], self._themes))
        key = blake2b(parts, digest_size=16).hexdigest()
        self.memory.live |= {("evidence", key), *map(self._heard_as, self._texts)}
        return key

    @cached_property
    def _evidence(self) -> Evidence:
        """What the register's sections tell, worked out once for the same texts and themes."""

        def work_out() -> Learned:
            texts = (self._heard(body).values() for body in self._texts)
            return learn(self._themes, [passage for text in texts for passage in text])

        return Evidence(self._themes, self.memory.recall("evidence", self._key, Learned, work_out))

    @cached_property
    def _lookout(self) -> Lookout:
        return Lookout(self._themes)

    def _heard_as(self, body: Body) -> tuple[str, str]:
        """Return what it is kept by that a text's sections say of the themes."""
        return "heard", f"{body.digest} {self._named}"

    @cached_property
    def _named(self) -> str:
        return blake2b(encode(self._themes), digest_size=16).hexdigest()

    def _heard(self, body: Body) -> dict[int, Heard]:
        """Return what a text's sections say, by their leaf."""

        def work_out() -> Listened:
            passages = section_texts(body, self.memory).items()
            return Listened({leaf: hear(one, self._lookout) for leaf, one in passages})

        return self.memory.recall(*self._heard_as(body), Listened, work_out).found

    def suggest(self, policy: Policy, leaves: Sequence[int]) -> Iterator[Untagged]:
        """Yield sections of a policy, by their leaves, with what is suggested for each."""

        def work_out() -> Suggested:
            heard = self._heard(policy.body)
            return Suggested(tuple(self._suggestions(policy.body, heard, leaf) for leaf in leaves))

        self.memory.live.add(self._heard_as(policy.body))
        key = f"{policy.body.digest} {self._key} {leaves}"
        found = self.memory.recall("suggest", key, Suggested, work_out).found
        for leaf, suggestions in zip(leaves, found, strict=True):
            yield Untagged(policy, policy.body.sections[leaf - 1], leaf, suggestions)

    def _suggestions(
        self, body: Body, heard: Mapping[int, Heard], leaf: int
    ) -> tuple[Suggestion, ...]:
        """Return what is suggested for a section of a text, the surest first."""
        found: list[Suggestion] = []
        for theme, signs in self._evidence.signs(heard[leaf]).items() if leaf in heard else ():
            confidence = min(MOST_SURE, round(confidence_of(signs), 2))
            if confidence >= FLOOR:
                passage = section_texts(body, self.memory)[leaf]
                words = self._evidence.spoken(passage, theme, self._lookout)
                found.append(Suggestion(theme, confidence, words))
        return tuple(sorted(found, key=lambda one: -one.confidence))


def confidence_of(signs: Signs) -> float:
    """Return how likely a theme is right, given what speaks for it: from 0 to 1."""
    total = START + sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))
    return 1 / (1 + exp(-total))


def suggest(
    register: Register,
    standings: Mapping[str, Standing],
    memory: Memory,
    paths: Collection[str] = (),
) -> Iterator[Untagged]:
    """Yield each untagged section of a register with its suggestions, in the files' order.

    A register without themes has none; what has ended or is replaced needs none. With `paths`
    only those files are gone through.
    """
    adviser = Adviser(register, memory)
    for policy in sorted(register.policies.values(), key=lambda one: one.place.path):
        if paths and policy.place.path not in paths:
            continue
        if register.themes and not standings[policy.id].status.past:
            yield from adviser.suggest(policy, untagged(policy))


def untagged(policy: Policy) -> list[int]:
    """Return the leaves of a policy's sections that have text of their own and no theme.

    A section below a tagged one is on that one's theme. A contact block alone is no text.
    """
    treated = treated_by_leaf(policy.body)
    sections = policy.body.sections
    if all(treated[1:]):
        return []
    lines = policy.body.text.split("\n")
    ends = [one.line for one in sections[1:]] + [len(lines) + policy.text_line]
    return [
        leaf
        for leaf, (section, end) in enumerate(zip(sections, ends, strict=True), start=1)
        if not treated[leaf]
        and _says(lines[section.line - policy.text_line + 1 : end - policy.text_line])
    ]


def has_no_headings(policy: Policy) -> bool:
    """Tell whether a policy has more than a few words, and no heading to put a theme on."""
    return not policy.body.sections and policy.body.length.words >= MUCH


def _says(lines: Iterable[str]) -> bool:
    """Whether lines of Markdown have anything to read, besides marks."""
    return any(
        not line.lstrip().startswith(":::") and READ.search(line) is not None for line in lines
    )
