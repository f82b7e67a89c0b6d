"""All that a paper tells of: what changes, what follows, what could not be read; no wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from styrdok.compose.composer import Composer
from styrdok.compose.paper.touched import Touched
from styrdok.derive.effects import (
    Answering,
    Effects,
    Shift,
    Turn,
    answering,
    effects,
    shifts,
    turns,
)
from styrdok.derive.revision import Passage, Revision, revisions
from styrdok.model import Problem, Severity
from styrdok.read.history.branches import Span
from styrdok.texts import Texts


@dataclass(frozen=True)
class Broken:
    """A document that is changed, and cannot be read as it would be."""

    id: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Proposal:
    """What a branch proposes; `old` and `new` know every document, as employees would."""

    span: Span
    old: Composer
    new: Composer
    revised: tuple[tuple[Revision, Effects], ...]
    shifts: tuple[Shift, ...]
    turns: tuple[Turn, ...]
    answering: tuple[Answering, ...]
    broken: tuple[Broken, ...]
    touched: Mapping[str, tuple[Touched, ...]]

    @property
    def texts(self) -> Texts:
        """The catalogue that it is put into words by."""
        return self.new.texts

    @property
    def as_of(self) -> date:
        """The day that statuses are worked out for."""
        return self.new.register.as_of

    @property
    def inside(self) -> bool:
        """Whether anything told is for employees alone."""
        for revision, _ in self.revised:
            if any(policy and policy.inside_only for policy in (revision.old, revision.new)):
                return True
            told = (part for part in revision.parts if part.told)
            if any(_is_inside(p) for part in told for p in (part.heading, *part.passages) if p):
                return True
        return False


def _is_inside(passage: Passage) -> bool:
    return passage.told and bool(passage.was_inside or passage.is_inside)


def propose(
    span: Span,
    old: Composer,
    new: Composer,
    problems: list[Problem],
    touched: Mapping[str, tuple[Touched, ...]],
) -> Proposal:
    """Return what a branch proposes, of both its ends as employees would see them.

    `problems` are those of the new end.
    """
    found = revisions(old.register, new.register, span.changed)
    return Proposal(
        span,
        old,
        new,
        tuple((revision, effects(revision, old.digest, new.digest)) for revision in found),
        shifts(found, old.digest, new.digest),
        turns(old.digest, new.digest),
        answering(old.digest, new.digest),
        _broken(span, old, new, problems),
        touched,
    )


def _broken(
    span: Span, old: Composer, new: Composer, problems: list[Problem]
) -> tuple[Broken, ...]:
    """Documents that are withheld at the new end, and were not, or whose files are changed."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    found = []
    for key, title in sorted(new.register.withheld.items()):
        known = old.register.policies.get(key) or old.register.editions.get(key)
        own = tuple(p for p in errors if _concerns(p, key))
        if known or any(p.place.path in span.changed for p in own):
            found.append(Broken(key, title or (known.title if known else key), own))
    return tuple(found)


def _concerns(problem: Problem, key: str) -> bool:
    """Whether a problem is told of a document's file, or of what its whole folder hangs on."""
    home, name = key.split("/", 1)
    path = problem.place.path.casefold()
    return path.endswith((f"/{home}/{name}.md", f"/{home}/kommun.yml", "policies/teman.yml"))
