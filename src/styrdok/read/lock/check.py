"""A document's text is held against the lock of its decision; it knows no other document."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from styrdok.model import Amendment, Decision, Policy
from styrdok.read.commonmark import parse
from styrdok.read.findings import Findings
from styrdok.read.lock.companion import (
    Companion,
    companion_path,
    decision_words,
    read_companion,
    same_decision,
    with_title,
)
from styrdok.read.lock.editorial import refuse, why_not
from styrdok.read.normative import blocks
from styrdok.read.source import read_text
from styrdok.redline import Block, SentenceChange, changed_sentences

DECIDED_FORM = "decided"
MOST_TOLD = 10  # sentences
MOST_SIGNS = 240  # of a sentence that is quoted in a message
KEY, ENTRY, LOCK = "beslut: lås", "redaktionella ändringar", "lås"


def check_lock(policy: Policy, site: Path, found: Findings) -> None:
    """Tell whether a text is the one that was decided, and of each sentence that is not.

    Of a document without a lock nothing is read and nothing worked out.
    """
    decision = policy.decision
    locked = decision.lock if decision else None
    if not locked and not any(entry.lock for entry in policy.amendments):
        may = policy.text_form == DECIDED_FORM and decision and decision.date
        if decision and os.path.lexists(site / companion_path(policy.place.path)):
            file = companion_path(policy.place.path).rpartition("/")[2]
            found.error(policy.at("beslut").line, "beslut", "lock-taken-away", file=file)
        elif may and not found.failed:
            found.notice(policy.at("beslut").line, "beslut", "lock-missing")
        return
    line = policy.at(KEY).line if locked else policy.at(ENTRY).line
    key = KEY if locked else ENTRY
    if policy.text_form != DECIDED_FORM:
        found.error(line, key, "lock-form")
    elif not decision or not decision.date:
        found.error(line, key, "lock-undecided")
    elif not locked:
        found.error(line, key, "amend-alone")
    else:
        _check_text(policy, decision, site, found)


def _check_text(policy: Policy, decision: Decision, site: Path, found: Findings) -> None:
    line, file = policy.at(KEY).line, companion_path(policy.place.path).rpartition("/")[2]
    companion = find_companion(policy, site, found)
    check_entries(policy, decision, found)
    if companion is None:
        same = policy.normative in (decision.lock, *(entry.lock for entry in policy.amendments))
        if not same:
            found.error(line, KEY, "lock-nameless", file=file)
        elif not any(p.place.path.endswith(file) for p in found.problems):
            found.error(line, KEY, "lock-no-file", file=file)
    elif not same_decision(companion.decision, decision_words(decision)):
        at = policy.at("beslut").line
        found.error(at, "beslut", "lock-other-decision", was=companion.decision)
    elif not companion.lock == companion.fingerprint == decision.lock:
        found.error(line, KEY, "lock-edited", file=file)
    elif policy.amendments:
        _check_amended(policy, companion, found)
    else:
        _tell_changed(policy, companion, found)


def tell_changed(policy: Policy, site: Path, found: Findings) -> None:
    """Tell of each sentence that is not as the file beside the document says it was decided."""
    companion = find_companion(policy, site, found)
    if companion and companion.lock != companion.fingerprint:
        file = companion_path(policy.place.path).rpartition("/")[2]
        found.error(policy.at("beslut").line, "beslut", "lock-edited", file=file)
    elif companion:
        _tell_changed(policy, companion, found)


def _tell_changed(policy: Policy, companion: Companion, found: Findings) -> None:
    if policy.normative != companion.lock:  # which is what the companion's text does give
        changes = changed_sentences(companion.whole, current_blocks(policy))
        tell([(_code(change, policy.language), change) for change in changes], found)


def find_companion(policy: Policy, site: Path, found: Findings) -> Companion | None:
    """Return what was decided, as the file beside the document says; None where it is not there.

    What is wrong with that file is told in its own place.
    """
    path = companion_path(policy.place.path)
    if not (site / path).exists() and not (site / path).is_symlink():
        return None
    told = Findings(path)
    text = read_text(site / path, told)
    companion = None if text is None else read_companion(text)
    if text is not None and companion is None:
        told.error(1, "", "lock-not-companion")
    found.problems += told.problems
    return companion


def current_blocks(policy: Policy) -> tuple[Block, ...]:
    """Return the title and blocks of a document's text as it is, with their lines in the file."""
    first = policy.at("text").line
    made = blocks(parse(policy.body.text).tokens, lambda at: first + at)
    return with_title(policy.title, policy.at("titel").line, made)


def newest(amendments: Sequence[Amendment]) -> Amendment:
    """Return the last editorial change: by date, and of one day the one that stands last."""
    return max(enumerate(amendments), key=lambda one: (one[1].date.latest, one[0]))[1]


def check_entries(policy: Policy, decision: Decision, found: Findings) -> None:
    """Tell of each editorial change that has no lock, or is older than the decision."""
    for entry in policy.amendments:
        if decision.date and entry.date.latest < decision.date.earliest:
            found.error(entry.line, ENTRY, "amend-early", value=str(entry.date))
        if not entry.lock:
            found.error(entry.line, f"{ENTRY}: {LOCK}", "amend-unlocked")


def _check_amended(policy: Policy, companion: Companion, found: Findings) -> None:
    """Try the whole of what was changed since the decision, whatever the entries' locks say."""
    last = newest(policy.amendments)
    if policy.normative != companion.lock:
        refused = refuse(companion.whole, current_blocks(policy), policy.language)
        tell(refused, found)
    if last.lock and last.lock != policy.normative:
        found.error(last.line, f"{ENTRY}: {LOCK}", "amend-outdated")


def _code(change: SentenceChange, language: str) -> str:
    if change.old is None:
        return "lock-added"
    if change.new is None:
        return "lock-gone"
    if change.old == change.new:
        return "lock-moved"
    return "lock-ruling" if why_not(change, language) else "lock-changed"


def tell(changes: Sequence[tuple[str, SentenceChange]], found: Findings) -> None:
    """Note each change as an error at its line; of many the first ones, and how many more."""
    for code, change in changes[:MOST_TOLD]:
        old, new = excerpt(change.old or "", change.new or "")
        found.error(change.line, "text", code, old=old, new=new)
    if (left := len(changes) - MOST_TOLD) > 0:
        found.error(changes[MOST_TOLD][1].line, "text", "lock-more", number=str(left))


def excerpt(old: str, new: str) -> tuple[str, str]:
    """Return two sentences, or of long ones what differs with some words around it."""
    if max(len(old), len(new)) <= MOST_SIGNS:
        return old, new
    pair = old, new
    shortest = min(len(one) for one in pair if one)
    same = next((at for at in range(shortest) if old[at : at + 1] != new[at : at + 1]), shortest)
    if not old or not new:
        same = 0
    start = max(0, old.rfind(" ", 0, max(0, same - MOST_SIGNS // 4)) + 1)
    return tuple(_piece(one, start) for one in pair)  # type: ignore[return-value]


def _piece(words: str, start: int) -> str:
    end = start + MOST_SIGNS
    return ("…" if start else "") + words[start:end] + ("…" if end < len(words) else "")
