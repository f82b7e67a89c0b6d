"""Rules of what has been: a date of review that moves, and a lock that is exchanged.

A file alone cannot tell; the versions that have stood on main can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from styrdok.memory import Memory
from styrdok.model import Policy, Problem, Severity
from styrdok.read.history.git import read_blobs
from styrdok.read.history.ledger import Ledger
from styrdok.read.history.versions import Version, read_versions
from styrdok.read.lock.companion import ENDING
from styrdok.register import Register

MOST = 50  # versions of a file that are looked back on


def looks_back(register: Register) -> bool:
    """Whether there is anything decided, that history may tell something about."""
    everything = (*register.policies.values(), *register.editions.values())
    return any(policy.decision for policy in everything)


def _looked_at(register: Register, ledger: Ledger) -> list[Policy]:
    """The policies that history may tell something about: dated reviews, texts once locked."""
    locked = {path.removesuffix(ENDING) + ".md" for path in ledger.lines if path.endswith(ENDING)}
    return [
        policy
        for policy in (*register.policies.values(), *register.editions.values())
        if policy.text_form == "decided"
        or (policy.review and policy.review.due)
        or policy.place.path in locked
        or policy.place.path in ledger.changed  # it may be about to lose its date
    ]


def check_past(register: Register, site: Path, ledger: Ledger, memory: Memory) -> Iterator[Problem]:
    """Yield what has been moved or exchanged since the decision, or since the last review.

    A date of review that was moved is an error where it is only proposed, so that it never lands,
    and a notice where it has. A lock that was exchanged is an error until it is put back.
    """
    lines = {
        policy.id: [(policy.place.path, blob) for blob in _blobs(policy, ledger)]
        for policy in _looked_at(register, ledger)
    }
    wanted = {version for line in lines.values() for version in line}
    contents = read_blobs(site, {blob for _, blob in wanted}) if wanted else {}
    known = read_versions({v: contents[v[1]] for v in wanted if v[1] in contents}, memory)
    for key, line in lines.items():
        policy = register.policies.get(key) or register.editions[key]
        since = _since_decision(policy, line, known)
        yield from _moved(policy, since, policy.place.path not in ledger.changed)
        yield from _exchanged(policy, since)


def _blobs(policy: Policy, ledger: Ledger) -> list[str]:
    """The contents that a policy's file has had on main, the oldest first."""
    line = ledger.lines.get(policy.place.path, ())[-MOST:]
    return list(dict.fromkeys(stretch.blob for stretch in line))


def _since_decision(
    policy: Policy, line: list[Version], known: Mapping[Version, Policy]
) -> list[Policy]:
    """The versions of a policy that state the same decision as it does now, the oldest first."""
    older = [known[version] for version in line if version in known]
    return [old for old in older if _decided(old) == _decided(policy)]


def _decided(policy: Policy) -> object:
    """What names a decision: its day and paragraph, and where one is lacking the body too."""
    decision = policy.decision
    if decision is None:
        return None
    whole = decision.date and decision.paragraph
    return (None if whole else decision.body.casefold()), decision.date, decision.paragraph


def _moved(policy: Policy, since: list[Policy], landed: bool) -> Iterator[Problem]:
    """Compare with the first version that had the same reviews recorded."""
    reviews = _recorded(policy)
    before = next((old.review for old in since if _recorded(old) == reviews), None)
    now = policy.review.wording if policy.review else None
    if before and before.due and before.wording != now:
        severity = Severity.NOTICE if landed else Severity.ERROR
        facts = {"value": before.wording}
        yield Problem(policy.at("revideras"), "revideras", "review-moved", facts, severity)


def _recorded(policy: Policy) -> list[object]:
    return [(review.date, review.outcome) for review in policy.reviews]


def _exchanged(policy: Policy, since: list[Policy]) -> Iterator[Problem]:
    locks = (old.decision.lock for old in since if old.decision and old.decision.lock)
    lock = next(locks, None)
    if lock and policy.decision and policy.decision.lock != lock:
        yield Problem(policy.at("beslut"), "beslut: lås", "lock-exchanged")
