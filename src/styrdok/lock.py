"""`styrdok lock`: a decided text is locked to its decision, or an editorial change to its entry."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from styrdok.compose.problems import say_problem
from styrdok.model import Decision, Place, Policy, Problem, Severity
from styrdok.read.companion import (
    Companion,
    companion_path,
    decision_words,
    write_companion,
)
from styrdok.read.findings import Findings
from styrdok.read.header_edit import with_lock
from styrdok.read.library import FOLDER
from styrdok.read.lock import (
    DECIDED_FORM,
    check_lock,
    current_blocks,
    find_companion,
    tell_changed,
)
from styrdok.read.policy_file import read_policy
from styrdok.read.source import read_bytes
from styrdok.texts import Texts

UNLOCKED = "amend-unlocked"  # what the command is for


class LockError(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


class LockRefusedError(LockError):
    """The text or its front matter does not allow it; the message names each place."""


@dataclass(frozen=True)
class _File:
    """A policy file as it was read, and where it lies."""

    site: Path
    raw: bytes
    policy: Policy
    texts: Texts

    @property
    def path(self) -> str:
        return self.policy.place.path

    @property
    def companion(self) -> str:
        return companion_path(self.path)


def lock_file(site: Path, name: str, texts: Texts) -> str:
    """Lock the text of a policy file, and return what was done, in words.

    Raises `LockError` for a file that is no policy, and `LockRefusedError` for one that may not
    be locked as it is.
    """
    path = _policy_path(site, name, texts)
    found = Findings(path)
    raw = read_bytes(site / path, found)
    reading = read_policy(path, raw) if raw is not None else None
    problems = [*found.problems, *(reading.problems if reading else ())]
    _refuse([p for p in problems if p.severity is Severity.ERROR], path, texts)
    if raw is None or reading is None or reading.policy is None:
        raise LockError(texts("lock.not-policy", path=path))
    policy, file = reading.policy, _File(site, raw, reading.policy, texts)
    decision = _decision(policy, texts)
    companion = find_companion(policy, site, found)
    if _is_new(decision, companion):
        return _lock_decision(file, decision, again=companion is not None)
    if companion is None and not policy.amendments and policy.normative == decision.lock:
        _write(site / file.companion, _companion_bytes(policy, decision), texts)
        return texts("lock.restored", path=file.companion)
    return _lock_amendments(file)


def _policy_path(site: Path, name: str, texts: Texts) -> str:
    """Return a policy file's path under the site folder; it may be given from either folder."""
    for start in (Path.cwd(), site):
        whole = Path(os.path.normpath(start / name))
        if whole.is_relative_to(site) and (whole.exists() or whole.is_symlink()):
            path = whole.relative_to(site)
            if whole.is_dir():
                raise LockError(texts("lock.folder", path=name))
            is_policy = len(path.parts) == 3 and path.parts[0] == FOLDER
            linked = any(folder.is_symlink() for folder in (whole.parent, whole.parent.parent))
            if is_policy and path.suffix.lower() == ".md" and not linked:
                return path.as_posix()
            raise LockError(texts("lock.not-policy", path=name))
    if Path(name).exists():
        raise LockError(texts("lock.not-policy", path=name))
    raise LockError(texts("lock.no-file", path=name))


def _decision(policy: Policy, texts: Texts) -> Decision:
    """Return the decision that a text can be locked to."""
    found = Findings(policy.place.path)
    line = policy.at("beslut").line
    if policy.text_form != DECIDED_FORM:
        found.error(policy.at("textform").line, "textform", "lock-form")
    if not policy.decision or not policy.decision.date:
        found.error(line, "beslut", "lock-undecided")
    _refuse(found.problems, policy.place.path, texts)
    assert policy.decision  # noqa: S101  (refused above)
    return policy.decision


def _is_new(decision: Decision, companion: Companion | None) -> bool:
    """Tell whether there is a decision that no lock was made for."""
    if companion is None:
        return decision.lock is None
    return companion.decision != decision_words(decision)


def _lock_decision(file: _File, decision: Decision, again: bool) -> str:
    """Lock a text to a decision, with whatever was mended in it before it was locked."""
    policy, path, texts = file.policy, file.path, file.texts
    found = Findings(path)
    for entry in policy.amendments:
        if decision.date and entry.date.latest < decision.date.earliest:
            key = "redaktionella ändringar"
            found.error(entry.line, key, "amend-early", value=str(entry.date))
    _refuse(found.problems, path, texts)
    _write_locked(file, True, range(len(policy.amendments)))
    _write(file.site / file.companion, _companion_bytes(policy, decision), texts)
    words, lock = decision_words(decision), policy.normative or ""
    done = "lock.done-again" if again else "lock.done"
    return texts(done, path=path, decision=words, lock=lock, file=file.companion)


def _lock_amendments(file: _File) -> str:
    """Lock the editorial changes that have no lock, if they are no more than that."""
    policy, path, texts = file.policy, file.path, file.texts
    found = Findings(path)
    if policy.decision and not policy.decision.lock:
        tell_changed(policy, file.site, found)
        if not found.failed:  # the line was lost, and the text is the one that was decided
            _write_locked(file, True, ())
            return texts("lock.same", path=path)
    else:
        check_lock(policy, file.site, found)
    _refuse([p for p in found.problems if p.code != UNLOCKED], path, texts)
    bare = [at for at, entry in enumerate(policy.amendments) if not entry.lock]
    if not bare:
        return texts("lock.same", path=path)
    _write_locked(file, False, bare)
    return texts("lock.amended", path=path, lock=policy.normative or "")


def _refuse(problems: Collection[Problem], path: str, texts: Texts) -> None:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        words = [say_problem(p, texts) for p in sorted(errors, key=lambda p: p.place)]
        raise LockRefusedError("\n".join([*words, texts("lock.refused", path=path)]))


def _write_locked(file: _File, decision: bool, entries: Collection[int]) -> None:
    """Write the lock into the file's front matter, if what comes of it reads as it should."""
    policy, path, lock = file.policy, file.path, file.policy.normative or ""
    made = with_lock(file.raw, lock, decision, entries)
    again = read_policy(path, made).policy
    locks = [again.decision.lock if again and again.decision else None] if decision else []
    locks += [again.amendments[at].lock if again else None for at in entries]
    if again is None or again.normative != lock or set(locks) - {lock}:
        place = Problem(
            Place(path, policy.at("beslut").line), "beslut", "lock-by-hand", {"lock": lock}
        )
        _refuse([place], path, file.texts)
    _write(file.site / path, made, file.texts)


def _companion_bytes(policy: Policy, decision: Decision) -> bytes:
    _, *parts = current_blocks(policy)
    return write_companion(policy.title, decision, policy.normative or "", parts).encode()


def _write(path: Path, content: bytes, texts: Texts) -> None:
    """Write a file whole or not at all."""
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".las-", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(mode)
        Path(file.name).replace(path)
    except OSError as trouble:
        raise LockError(texts("cli.cannot-write", why=trouble.strerror)) from trouble
