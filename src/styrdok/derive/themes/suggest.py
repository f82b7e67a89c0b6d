"""Themes that may fit the sections that nobody has tagged; they are told, and never published.

It works on a register before the cut, for editors. It knows no page. No model is downloaded: what
is known of a theme is its own words, its definition, and the sections of the register tagged with
it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from math import exp
from typing import NamedTuple

from styrdok.derive.lifecycle import Standing, Status
from styrdok.derive.themes.evidence import Evidence, Learned, Signs, learn
from styrdok.derive.themes.namings import treated_by_leaf
from styrdok.derive.themes.passages import passages_of
from styrdok.derive.themes.values import Suggestion
from styrdok.memory import Memory, encode
from styrdok.model import Policy, Section
from styrdok.register import Register

# Fitted by logistic regression on the judged sections in `tests/themes/` and the project's own, a
# document's tags taken away at a time; `tests/test_suggest.py` holds how often they are right.
START = -4.0
WEIGHTS = Signs(heading=4.1, named=3.6, often=2.4, defined=4.3, alike=3.1)
FLOOR = 0.5  # what is less sure is not suggested at all: no suggestion is an answer, too
MOST_SURE = 0.99  # nobody but an editor is sure
MOST_TEXTS = 200  # that a large register's words are learned from
OF_EACH = 5  # texts besides, of each theme
PAST = (Status.ENDED, Status.REPLACED)


class Untagged(NamedTuple):
    """A section that no theme is on, its leaf, and what is suggested for it: the surest first."""

    policy: Policy
    section: Section
    leaf: int
    suggestions: tuple[Suggestion, ...]


class Adviser:
    """Suggests themes for the sections of one register."""

    def __init__(self, register: Register, memory: Memory) -> None:
        self.register, self.memory = register, memory

    @cached_property
    def _evidence(self) -> Evidence:
        """What the register's sections tell, worked out once for the same texts and themes."""
        themes = list(self.register.themes.values())
        bodies = [policy.body for policy in self._read]
        parts = encode(([one.digest for one in bodies], themes))
        key = blake2b(parts, digest_size=16).hexdigest()

        def work_out() -> Learned:
            texts = (passages_of(body, self.memory).values() for body in bodies)
            return learn(themes, [passage for text in texts for passage in text])

        return Evidence(themes, self.memory.recall("evidence", key, Learned, work_out))

    @property
    def _read(self) -> list[Policy]:
        """The texts that are learned from: all, or every so many, and some of each theme."""
        policies = sorted(self.register.policies.values(), key=lambda one: one.id)
        step = -(-len(policies) // MOST_TEXTS)
        chosen = {one.id for one in policies[:: max(1, step)]}
        for theme in self.register.themes:
            chosen.update(one.id for one, _ in self.register.covering(theme)[:OF_EACH])
        return [one for one in policies if one.id in chosen]

    def suggest(self, policy: Policy, sections: Iterable[int]) -> Iterator[Untagged]:
        """Yield sections of a policy, by their leaves, with what is suggested for each."""
        passages = passages_of(policy.body, self.memory)
        for leaf in sections:
            passage = passages.get(leaf)
            found = []
            signs = self._evidence.signs(passage) if passage else {}
            for theme, one in signs.items():
                confidence = min(MOST_SURE, round(confidence_of(one), 2))
                if passage and confidence >= FLOOR:
                    words = self._evidence.spoken(passage, theme)
                    found.append(Suggestion(theme, confidence, words))
            found.sort(key=lambda one: -one.confidence)
            yield Untagged(policy, policy.body.sections[leaf - 1], leaf, tuple(found))


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
        if register.themes and standings[policy.id].status not in PAST:
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


def _says(lines: Iterable[str]) -> bool:
    """Whether lines of Markdown have anything to read, besides marks."""
    return any(
        not line.lstrip().startswith(":::") and any(sign.isalnum() for sign in line)
        for line in lines
    )
