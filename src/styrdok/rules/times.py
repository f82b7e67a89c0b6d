"""Rules of time: what is decided, in force, reviewed, replaced, and earlier editions."""

from __future__ import annotations

from itertools import pairwise

from styrdok.model import Audience, DecisionState, Outcome, PartialDate, Policy, Relation
from styrdok.read.findings import Findings
from styrdok.read.overheard import tells
from styrdok.register import Register

COUNTED = (Outcome.UNCHANGED, Outcome.EDITORIAL)


def check_times(policy: Policy, register: Register, found: Findings) -> None:
    """Note dates of a document that cannot all be true."""
    decided = policy.decision.date if policy.decision else None
    end = policy.validity.end
    if decided and decided.earliest > register.as_of:
        line = policy.at("beslut").line
        found.notice(line, "beslut", "decision-ahead", value=str(decided))
    if decided and end and end.latest < decided.earliest:
        found.error(policy.at("gäller till").line, "gäller till", "ends-before-decision")
    for review in policy.reviews:
        if review.date.earliest > register.as_of:
            found.notice(review.line, "granskningar", "review-ahead", value=str(review.date))
        elif decided and review.outcome in COUNTED and review.date.latest < decided.earliest:
            found.notice(review.line, "granskningar", "review-before", value=str(review.date))
    last = max(policy.reviews, key=lambda review: review.date.latest, default=None)
    if last and last.outcome is Outcome.REPEAL and not end:
        found.notice(last.line, "granskningar", "repeal-open")


def check_successors(policy: Policy, register: Register, found: Findings) -> None:
    """Note each document that this one says it replaces, where that cannot be so."""
    for reference in policy.references:
        old = register.target(policy, reference)
        if reference.relation is not Relation.REPLACES or old is None:
            continue
        if {policy.id, old.id} <= register.circling:
            found.error(reference.line, "ersätter", "replaced-in-circle", value=old.place.path)
            continue
        others = [p for p in register.heirs.get(old.id, ()) if p.document != policy.id]
        rival = next((p for p in others if p.decision_state is DecisionState.DECIDED), None)
        if rival and policy.decision_state is DecisionState.DECIDED:
            facts = {"value": old.place.path, "other": rival.place.path}
            found.notice(reference.line, "ersätter", "two-successors", **facts)
        if policy.inside_only and Audience.PUBLIC in old.audiences:
            found.notice(reference.line, "ersätter", "replaced-inside", value=old.place.path)


def check_edition(edition: Policy, register: Register, found: Findings) -> None:
    """Note an earlier edition that has no document, or no place of its own in time."""
    document, own = register.policies.get(edition.document), edition.edition
    if document is None:
        told = not edition.slug or edition.document in register.withheld
        if not told:  # of the name, or of the document's own fault
            found.error(1, "", "edition-alone", value=f"{edition.slug}.md")
        return
    if Audience.PUBLIC in edition.audiences & document.audiences and tells(edition, document):
        found.notice(1, "", "edition-tells", other=document.place.path)
    for before, after in pairwise(register.editions_of(edition)):
        if edition.id in (before.id, after.id) and _overlap(before.edition, after.edition):
            other = before if after.id == edition.id else after
            found.error(1, "", "edition-twice", value=str(own), other=other.place.path)
    decided = document.decision.date if document.decision else None
    if decided and own and _overlap(own, decided):
        found.error(1, "", "edition-twice", value=str(own), other=document.place.path)
    stated = edition.decision.date if edition.decision else None
    if stated and own and not _overlap(own, stated):
        found.notice(1, "", "edition-decided", value=str(own), other=str(stated))
    if decided and own and own.earliest > decided.latest:
        found.notice(1, "", "edition-later", value=str(own), other=document.place.path)


def _overlap(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates, as far as they are known, may be the same day."""
    return bool(one and other and one.earliest <= other.latest and other.earliest <= one.latest)


def in_force_from(policy: Policy) -> PartialDate | None:
    """When a decided policy comes into force: the stated day, but never before the decision."""
    decided = policy.decision.date if policy.decision else None
    start = policy.validity.start
    if start and decided and decided.earliest <= start.latest:
        return start
    known = [day for day in (policy.validity.start, decided) if day]
    return max(known, key=lambda day: day.latest, default=None)
