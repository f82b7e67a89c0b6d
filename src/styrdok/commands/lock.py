"""`styrdok lock`: a decided text is locked to its decision, or an editorial change to its entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from styrdok.commands.editing import policy_path, refuse, write_whole
from styrdok.commands.errors import CommandError
from styrdok.model import Decision, Policy
from styrdok.read.findings import Findings
from styrdok.read.lock.check import (
    DECIDED_FORM,
    check_entries,
    check_lock,
    current_blocks,
    find_companion,
    tell_changed,
)
from styrdok.read.lock.companion import (
    Companion,
    companion_path,
    decision_words,
    same_decision,
    write_companion,
)
from styrdok.read.lock.header_edit import with_lock
from styrdok.read.policy_file import read_policy
from styrdok.read.source import read_bytes
from styrdok.texts import Texts

UNLOCKED = "amend-unlocked"  # what the command is for


@dataclass(frozen=True)
class _Work:
    """A policy file as it is, and what to do with it."""

    site: Path
    raw: bytes
    policy: Policy
    decision: Decision
    texts: Texts

    @property
    def path(self) -> str:
        """The file's path under the site folder."""
        return self.policy.place.path

    @property
    def lock(self) -> str:
        """The fingerprint of the text as it is."""
        return self.policy.normative or ""


def lock_file(site: Path, name: str, texts: Texts) -> str:
    """Lock the text of a policy file, and return what was done, in words.

    Raises `CommandError` for a file that is no policy, and `RefusedError` for one that may not
    be locked as it is.
    """
    path = policy_path(site, name, texts)
    found = Findings(path)
    raw = read_bytes(site / path, found)
    reading = read_policy(path, raw) if raw is not None else None
    refuse([*found.problems, *(reading.problems if reading else ())], path, texts, "lock.refused")
    if raw is None or reading is None or reading.policy is None:
        raise CommandError(texts("lock.not-policy", path=path))
    work = _Work(site, raw, reading.policy, _decision(reading.policy, texts), texts)
    companion = find_companion(work.policy, site, found)
    refuse(found.problems, path, texts, "lock.refused")
    if _is_new(work.decision, companion):
        return _lock_decision(work, companion)
    known = companion is not None or work.policy.amendments
    if not known and work.lock == work.decision.lock:
        write_whole({site / companion_path(path): _companion_bytes(work)}, texts)
        return texts("lock.restored", path=companion_path(path))
    return _lock_amendments(work)


def _decision(policy: Policy, texts: Texts) -> Decision:
    """Return the decision that a text can be locked to."""
    found = Findings(policy.place.path)
    if policy.text_form != DECIDED_FORM:
        found.error(policy.at("textform").line, "textform", "lock-form")
    decision = policy.decision
    if decision is None or decision.date is None:
        found.error(policy.at("beslut").line, "beslut", "lock-undecided")
    refuse(found.problems, policy.place.path, texts, "lock.refused")
    return decision or Decision("")


def _is_new(decision: Decision, companion: Companion | None) -> bool:
    """Tell whether there is a decision that no lock was made for."""
    if companion is None:
        return decision.lock is None
    return not same_decision(companion.decision, decision_words(decision))


def _lock_decision(work: _Work, companion: Companion | None) -> str:
    """Lock a text to a decision, with whatever was mended in it before it was locked."""
    found = Findings(work.path)
    check_entries(work.policy, work.decision, found)
    refuse([p for p in found.problems if p.code != UNLOCKED], work.path, work.texts, "lock.refused")
    file = companion_path(work.path)
    beside = {work.site / file: _companion_bytes(work)}
    _write_locked(work, True, range(len(work.policy.amendments)), beside)
    words = decision_words(work.decision)
    done = "lock.done-again" if companion else "lock.done"
    return work.texts(done, path=work.path, decision=words, lock=work.lock, file=file)


def _lock_amendments(work: _Work) -> str:
    """Lock the editorial changes that have no lock, if they are no more than that."""
    found = Findings(work.path)
    lost = work.decision.lock is None  # the line is gone, but what was decided is known
    if lost and not work.policy.amendments:
        tell_changed(work.policy, work.site, found)
    elif lost:
        found.error(work.policy.at("beslut").line, "beslut: lås", "lock-lost")
    else:
        check_lock(work.policy, work.site, found)
    refuse([p for p in found.problems if p.code != UNLOCKED], work.path, work.texts, "lock.refused")
    bare = [at for at, entry in enumerate(work.policy.amendments) if not entry.lock]
    if lost or bare:
        _write_locked(work, lost, bare, {})
    done = "lock.amended" if bare else "lock.again" if lost else "lock.same"
    return work.texts(done, path=work.path, lock=work.lock)


def _write_locked(
    work: _Work, decision: bool, entries: Collection[int], beside: Mapping[Path, bytes]
) -> None:
    """Write the lock into the file's front matter, if what comes of it reads as it should.

    What is to stand `beside` it is written with it, or nothing is.
    """
    made = with_lock(work.raw, work.lock, decision, entries)
    again = read_policy(work.path, made).policy
    locks = [again.decision.lock if again and again.decision else None] if decision else []
    locks += [again.amendments[at].lock if again else None for at in entries]
    if again is None or again.normative != work.lock or set(locks) - {work.lock}:
        found = Findings(work.path)
        found.error(work.policy.at("beslut").line, "beslut", "lock-by-hand", lock=work.lock)
        refuse(found.problems, work.path, work.texts, "lock.refused")
    write_whole({**beside, work.site / work.path: made}, work.texts)


def _companion_bytes(work: _Work) -> bytes:
    _, *parts = current_blocks(work.policy)
    return write_companion(work.policy.title, work.decision, work.lock, parts).encode()
