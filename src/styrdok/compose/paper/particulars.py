"""What is changed among the facts of a document becomes a small table; it knows no text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from styrdok.compose.composer import Composer
from styrdok.compose.extracts import particulars_of
from styrdok.compose.wording import ORDER, say_date, say_fact, say_facts, sentence_case
from styrdok.derive.revision import Revision
from styrdok.model import Policy, Reference, Relation
from styrdok.read.vocabulary import OUTCOMES, TEXT_FORMS
from styrdok.texts import Texts

DERIVED = ("status", "review-due")  # they follow from the others, and from the day
FORMS = {inside: word for word, inside in TEXT_FORMS.items()}
OUTCOME_WORDS = {inside: word for word, inside in OUTCOMES.items()}
RELATIONS = {
    "above": Relation.SUPPORTS,
    "below": Relation.SUPPORTED_BY,
    "replaces": Relation.REPLACES,
    "mentions": Relation.MENTIONS,
}
Fact = tuple[str, str | None, str | None]
"""What a fact is called, and its words before and after; None is unknown."""


def changed_facts(revision: Revision, old: Composer, new: Composer) -> tuple[Fact, ...]:
    """Return the facts of a document that are others than before, in the order of its page."""
    before = _facts(revision.old, old) if revision.old else {}
    after = _facts(revision.new, new) if revision.new else {}
    was, is_ = _themes(revision.old, old), _themes(revision.new, new)
    if was != is_ and was and is_:  # the list is long, so what differs is told
        label = new.texts("fact.themes-differ")
        nothing = new.texts("paper.nothing")
        before[label] = ", ".join(name for name in was if name not in is_) or nothing
        after[label] = ", ".join(name for name in is_ if name not in was) or nothing
    else:
        label = new.texts("fact.themes")
        before[label], after[label] = ", ".join(was) or None, ", ".join(is_) or None
    if not (revision.old and revision.new):
        after.pop(new.texts("fact.language"), None)  # told where it changes
    return tuple(
        (label, before.get(label), after.get(label))
        for label in {**after, **before}
        if before.get(label) != after.get(label)
    )


def _facts(policy: Policy, composer: Composer) -> dict[str, str | None]:
    texts, entry = composer.texts, composer.entry(policy).value
    said = say_facts(entry, particulars_of(policy), texts)
    usual = {f.label: f.words for key, f in zip(ORDER, said, strict=True) if key not in DERIVED}
    first = {texts(f"fact.{key}"): say(policy, texts) for key, say in FIRST.items()}
    ties = {texts(f"page.{key}"): _named(policy, kind, composer) for key, kind in RELATIONS.items()}
    last = {texts(f"fact.{key}"): say(policy, texts) for key, say in LAST.items()}
    return first | usual | ties | last


def _themes(policy: Policy | None, composer: Composer) -> list[str]:
    """The names of the themes that a document treats, in the themes' order."""
    named = (
        {theme for section in policy.body.sections for theme in section.themes} if policy else ()
    )
    return [subject.name for key, subject in composer.subjects.items() if key in named]


def _named(policy: Policy, relation: Relation, composer: Composer) -> str | None:
    """The documents that a document names in one relation, by title."""

    def name(reference: Reference) -> str:
        found = composer.register.target(policy, reference)
        title = found.title if found else reference.title or reference.target or ""
        more = [word for word in (reference.decision, reference.record) if word]
        return f"{title} ({', '.join(more)})" if more else title

    return "; ".join(name(r) for r in policy.references if r.relation is relation) or None


def _reviews(policy: Policy, texts: Texts) -> str | None:
    rows = [
        ", ".join(filter(None, (say_date(r.date, texts), OUTCOME_WORDS[r.outcome], r.by, r.note)))
        for r in policy.reviews
    ]
    return "; ".join(rows) or None


def _amendments(policy: Policy, texts: Texts) -> str | None:
    rows = [f"{say_date(a.date, texts)}, {a.by}: {a.reason}" for a in policy.amendments]
    return "; ".join(rows) or None


def _change(policy: Policy, texts: Texts) -> str | None:
    told = policy.change
    if told is None:
        return None
    return " ".join(filter(None, (told.what, told.when, told.who, told.how)))


FIRST: dict[str, Callable[[Policy, Texts], Any]] = {
    "title": lambda p, t: p.title,
    "summary": lambda p, t: p.summary,
    "text-form": lambda p, t: FORMS.get(p.text_form or ""),
    "language": lambda p, t: p.language,
}
LAST: dict[str, Callable[[Policy, Texts], Any]] = {
    "reviews": _reviews,
    "amendments": _amendments,
    "change": _change,
    "inside-since": lambda p, t: say_date(p.inside_since, t) if p.inside_since else None,
}


def say_head(policy: Policy, composer: Composer) -> list[str]:
    """Return what a document is: its kind, its municipality, its decision and its record."""
    texts, entry = composer.texts, composer.entry(policy).value
    words = [sentence_case(entry.kind), entry.home.name]
    body, day, paragraph = (say_fact(entry, key, texts) for key in ("body", "decided", "paragraph"))
    words.append(", ".join(filter(None, (body, day, paragraph))) if entry.decision else body or "")
    if not words[-1]:
        words[-1] = texts("line.undecided")
    record = entry.record
    return [*words, texts("line.record", record=record) if record else texts("paper.no-record")]
