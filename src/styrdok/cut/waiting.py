"""Which documents wait for their lead time inside, and what everyone reads meanwhile.

What must not wait is secrecy. An older text stays only where every text since then has been read
without errors and has been for everyone, and none of them keeps inside what the older one told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_other
from datetime import date
from itertools import pairwise
from pathlib import Path

from styrdok.cut.counted import counted, is_same_text
from styrdok.cut.gate import Line, moment, open_stretch, opens_on
from styrdok.cut.lead import rules_of
from styrdok.memory import Memory
from styrdok.model import (
    Audience,
    InsideFirst,
    PartialDate,
    Place,
    Policy,
    Problem,
    Severity,
    Strength,
    Waiting,
)
from styrdok.read.findings import Findings
from styrdok.read.history.git import read_blobs
from styrdok.read.history.ledger import Ledger
from styrdok.read.history.versions import Version, read_versions
from styrdok.read.overheard import tells
from styrdok.read.source import read_bytes
from styrdok.register import Register

KEY = "inåt före utåt"
NAMED = 5  # documents that are told one by one


@dataclass(frozen=True)
class _Case:
    """An open document under its municipality's rule, with its line on main.

    `counted` is that line with one stretch for each text, whatever was confirmed in it, and
    `starts` where each of them begins in the line.
    """

    policy: Policy
    rule: InsideFirst
    line: Line
    changed: bool
    counted: Line
    starts: Sequence[int]

    @property
    def is_first(self) -> bool:
        """Whether its file is as it was when it first came to main."""
        return not self.changed and len({stretch.blob for stretch in self.counted}) == 1

    def opens(self, as_of: date, since: date | None = None) -> date | None:
        """The first date on which its newest text may be public."""
        start = self.rule.start
        if self.changed and start and as_of < start.earliest:
            return date.min  # the rule has not begun
        if not self.changed and self.counted and self._known(len(self.counted) - 1):
            return date.min
        return opens_on(self.counted, self.changed, self.rule.hours, since)

    def is_open(self, as_of: date, since: date | None = None) -> bool:
        """Whether its newest text may be public on a date."""
        opens = self.opens(as_of, since)
        return opens is not None and opens <= as_of

    def stood(self, as_of: date, since: date | None = None) -> Line:
        """The newest stretch that may be public on a date, and those after it, without a gap."""
        found = open_stretch(self.counted, self.rule.hours, as_of, since)
        at = self.counted.index(found) if found else -1
        at = max([at, *(place for place in range(len(self.counted)) if self._known(place))])
        whole = all(one.until == other.since for one, other in pairwise(self.counted[max(at, 0) :]))
        there = at >= 0 and whole and self.counted[-1].until is None
        return self.line[self.starts[at] :] if there else ()

    def _known(self, at: int) -> bool:
        """Whether a text was on main before the rule began."""
        start = self.rule.start
        return bool(start and self.counted[at].since < moment(start.earliest))


def waits(
    register: Register, site: Path, ledger: Ledger, memory: Memory
) -> tuple[dict[str, Waiting], list[Policy]]:
    """Return what waits on the register's date, by id, and what does not for `intern sedan`."""
    as_of = register.as_of
    pending = [case for case in _cases(register, ledger, site) if not case.is_open(as_of)]
    pending = [_counted(case, site, memory) for case in pending]
    pending = [case for case in pending if not case.is_open(as_of)]
    since = _inside_since(pending, site, memory)
    cases = [case for case in pending if not case.is_open(as_of, since.get(case.policy.id))]
    stood = {case.policy.id: case.stood(as_of, since.get(case.policy.id)) for case in cases}
    versions = _versions(
        ((stretch.path, stretch.blob) for line in stood.values() for stretch in line), site, memory
    )
    found = {
        case.policy.id: Waiting(
            case.rule.hours,
            case.rule.strength is Strength.SHALL,
            case.opens(as_of, since.get(case.policy.id)),
            _still_open(case.policy, stood[case.policy.id], versions, register),
        )
        for case in cases
    }
    return found, [case.policy for case in pending if case.policy.id not in found]


def told_of_waiting(register: Register, sooner: Iterable[Policy]) -> Iterator[Problem]:
    """Yield a notice for each municipality that has texts that wait, or that ought to."""
    for policy in sooner:
        place = policy.at("intern sedan")
        yield Problem(place, "intern sedan", "inside-since-opens", {}, Severity.NOTICE)
    for slug, home in register.municipalities.items():
        for held in (True, False):
            found = sorted(
                (wait.opens or date.max, key)
                for key, wait in register.waiting.items()
                if wait.held is held and key.startswith(f"{slug}/")
            )
            if found:
                names = [f"{key} ({'–' if day == date.max else day})" for day, key in found]
                more = ", …" if len(names) > NAMED else ""
                facts = {"number": str(len(found)), "names": ", ".join(names[:NAMED]) + more}
                place = Place(home.place.path, home.lines.get(KEY, 1))
                code = "texts-wait" if held else "texts-ought-to-wait"
                yield Problem(place, KEY, code, facts, Severity.NOTICE)


def _cases(register: Register, ledger: Ledger, site: Path) -> Iterator[_Case]:
    rules = rules_of(register, ledger, site)
    for policy in (*register.policies.values(), *register.editions.values()):
        rule, path = rules.get(policy.municipality), policy.place.path
        if rule and Audience.PUBLIC in policy.audiences:
            line = ledger.lines.get(path, ())
            yield _Case(policy, rule, line, path in ledger.changed, line, range(len(line)))


def _counted(case: _Case, site: Path, memory: Memory) -> _Case:
    """Return a case as it is without its confirmations; of one that has none nothing is read."""
    if not case.policy.confirmations or not case.line:
        return case
    contents = read_blobs(site, {stretch.blob for stretch in case.line})
    known = {(one.path, one.blob): contents[one.blob] for one in case.line if one.blob in contents}
    readable = {blob for _, blob in read_versions(known, memory)}
    tip, raw = case.line[-1].blob, read_bytes(site / case.policy.place.path, Findings(""))
    same = raw is not None and tip in contents and is_same_text(raw, contents[tip])
    texts, starts = counted(case.line, contents, readable)
    return with_other(case, changed=case.changed and not same, counted=texts, starts=starts)


def _inside_since(cases: Iterable[_Case], site: Path, memory: Memory) -> dict[str, date]:
    """Return when employees had the first text of each, where that very text says so."""
    stated: dict[str, PartialDate | None] = {}
    asked: dict[str, Version] = {}
    for case in cases:
        if case.is_first:
            stated[case.policy.id] = case.policy.inside_since
        elif case.line:
            asked[case.policy.id] = (case.line[0].path, case.line[0].blob)
    versions = _versions(asked.values(), site, memory)
    for key, version in asked.items():
        stated[key] = versions[version].inside_since if version in versions else None
    return {key: day.latest for key, day in stated.items() if day}


def _versions(wanted: Iterable[Version], site: Path, memory: Memory) -> dict[Version, Policy]:
    known = set(wanted)
    contents = read_blobs(site, {blob for _, blob in known}) if known else {}
    return read_versions({v: contents[v[1]] for v in known if v[1] in contents}, memory)


def _still_open(
    policy: Policy, stood: Line, versions: dict[Version, Policy], register: Register
) -> Policy | None:
    """Return the older text where everyone may go on reading it, at the address that it had."""
    texts = [versions.get((stretch.path, stretch.blob)) for stretch in stood]
    older, later = (texts[0], [*texts[1:], policy]) if texts else (None, [])
    if older is None:
        return None
    taken = older.id in register.policies or older.id in register.editions
    if older.id != policy.id and (taken or older.municipality != policy.municipality):
        return None
    for text in (older, *later):
        if text is None or Audience.PUBLIC not in text.audiences or tells(older, text):
            return None
    return older
