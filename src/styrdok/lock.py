"""`styrdok lock`: a decided text is locked to its decision, or an editorial change to its entry."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from styrdok.compose.problems import say_problem
from styrdok.model import Decision, Policy, Problem, Severity
from styrdok.read.findings import Findings
from styrdok.read.library import FOLDER
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


class LockError(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


class LockRefusedError(LockError):
    """The text or its front matter does not allow it; the message names each place."""


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

    Raises `LockError` for a file that is no policy, and `LockRefusedError` for one that may not
    be locked as it is.
    """
    path = _policy_path(site, name, texts)
    found = Findings(path)
    raw = read_bytes(site / path, found)
    reading = read_policy(path, raw) if raw is not None else None
    _refuse([*found.problems, *(reading.problems if reading else ())], path, texts)
    if raw is None or reading is None or reading.policy is None:
        raise LockError(texts("lock.not-policy", path=path))
    work = _Work(site, raw, reading.policy, _decision(reading.policy, texts), texts)
    companion = find_companion(work.policy, site, found)
    _refuse(found.problems, path, texts)
    if _is_new(work.decision, companion):
        return _lock_decision(work, companion)
    known = companion is not None or work.policy.amendments
    if not known and work.lock == work.decision.lock:
        _write({site / companion_path(path): _companion_bytes(work)}, texts)
        return texts("lock.restored", path=companion_path(path))
    return _lock_amendments(work)


def _policy_path(site: Path, name: str, texts: Texts) -> str:
    """Return a policy file's path under the site folder; it may be given from either folder."""
    places = [Path(os.path.normpath(start / name)) for start in (Path.cwd(), site)]
    whole = next((p for p in places if p.is_relative_to(site) and os.path.lexists(p)), None)
    if whole is None:
        raise LockError(
            texts("lock.not-policy" if os.path.lexists(name) else "lock.no-file", path=name)
        )
    if whole.is_dir():
        raise LockError(texts("lock.folder", path=name))
    path = whole.relative_to(site)
    placed = len(path.parts) == 3 and path.parts[0] == FOLDER and path.suffix.lower() == ".md"
    if not placed or whole.parent.is_symlink() or whole.parent.parent.is_symlink():
        raise LockError(texts("lock.not-policy", path=name))
    return path.as_posix()


def _decision(policy: Policy, texts: Texts) -> Decision:
    """Return the decision that a text can be locked to."""
    found = Findings(policy.place.path)
    if policy.text_form != DECIDED_FORM:
        found.error(policy.at("textform").line, "textform", "lock-form")
    decision = policy.decision
    if decision is None or decision.date is None:
        found.error(policy.at("beslut").line, "beslut", "lock-undecided")
    _refuse(found.problems, policy.place.path, texts)
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
    _refuse([p for p in found.problems if p.code != UNLOCKED], work.path, work.texts)
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
    _refuse([p for p in found.problems if p.code != UNLOCKED], work.path, work.texts)
    bare = [at for at, entry in enumerate(work.policy.amendments) if not entry.lock]
    if lost or bare:
        _write_locked(work, lost, bare, {})
    done = "lock.amended" if bare else "lock.again" if lost else "lock.same"
    return work.texts(done, path=work.path, lock=work.lock)


def _refuse(problems: Collection[Problem], path: str, texts: Texts) -> None:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        words = [say_problem(p, texts) for p in sorted(errors, key=lambda p: p.place)]
        raise LockRefusedError("\n".join([*words, texts("lock.refused", path=path)]))


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
        _refuse(found.problems, work.path, work.texts)
    _write({**beside, work.site / work.path: made}, work.texts)


def _companion_bytes(work: _Work) -> bytes:
    _, *parts = current_blocks(work.policy)
    return write_companion(work.policy.title, work.decision, work.lock, parts).encode()


def _write(contents: Mapping[Path, bytes], texts: Texts) -> None:
    """Write files whole, all of them or as good as none: first aside, and then in their places."""
    aside: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            mode = path.stat().st_mode & 0o666 if path.is_file() else 0o644
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".las-", delete=False) as file:
                aside[path] = Path(file.name)
                file.write(content)
            aside[path].chmod(mode)
        for path, made in aside.items():
            made.replace(path)
    except OSError as trouble:
        raise LockError(texts("cli.cannot-write", why=trouble)) from trouble
    finally:
        for made in aside.values():
            made.unlink(missing_ok=True)
