"""Which documents wait for their lead time inside, and what everyone reads meanwhile.

What must not wait is secrecy: where the newest text keeps inside what an older one told
everyone, or is not for everyone at all, the older one is gone at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from styrdok.cut.gate import Line, moment, open_stretch, opens_on
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
from styrdok.read.git import read_blobs
from styrdok.read.ledger import Ledger, Stretch
from styrdok.read.versions import Version, read_versions
from styrdok.register import Register

KEY = "inåt före utåt"
NAMED = 5  # documents that are told one by one
LEAST = 8  # signs of a line that is recognised where it stood in the open
LEAST_NUMBER = 4  # signs of one that holds a number


@dataclass(frozen=True)
class _Case:
    """An open document under its municipality's rule, with its line on main."""

    policy: Policy
    rule: InsideFirst
    line: Line
    changed: bool

    @property
    def is_first(self) -> bool:
        """Whether its file is as it was when it first came to main."""
        return not self.changed and len({stretch.blob for stretch in self.line}) == 1

    def opens(self, since: date | None = None) -> date | None:
        """The first date on which its newest text may be public."""
        if not self.changed and self.line and self._known(self.line[-1]):
            return date.min
        return opens_on(self.line, self.changed, self.rule.hours, since)

    def older(self, as_of: date, since: date | None = None) -> Stretch | None:
        """The newest text that may be public on a date."""
        found = open_stretch(self.line, self.rule.hours, as_of, since)
        known = [stretch for stretch in self.line if self._known(stretch)]
        if not known or (found and found.since > known[-1].since):
            return found
        return known[-1]

    def _known(self, stretch: Stretch) -> bool:
        """Whether a text was on main before the rule began."""
        start = self.rule.start
        return bool(start and stretch.since < moment(start.earliest))


def rules_in_force(register: Register) -> dict[str, InsideFirst]:
    """Return the rules of lead time that apply on the register's date, by municipality."""
    return {
        slug: rule
        for slug, home in register.municipalities.items()
        if (rule := home.inside_first)
        and rule.hours
        and (rule.start is None or rule.start.earliest <= register.as_of)
    }


def waits(register: Register, site: Path, ledger: Ledger, memory: Memory) -> dict[str, Waiting]:
    """Return what waits on the register's date, by id."""
    pending = [c for c in _cases(register, ledger) if not _is_open(c, register.as_of)]
    since = _inside_since(pending, site, memory)
    cases = [c for c in pending if not _is_open(c, register.as_of, since.get(c.policy.id))]
    stood = {
        case.policy.id: stretch
        for case in cases
        if (stretch := case.older(register.as_of, since.get(case.policy.id)))
    }
    wanted = {
        case.policy.id: (case.policy.place.path, stood[case.policy.id].blob)
        for case in cases
        if case.policy.id in stood
    }
    versions = _versions(wanted.values(), site, memory)
    return {
        case.policy.id: Waiting(
            case.rule.hours,
            case.rule.strength is Strength.SHALL,
            case.opens(since.get(case.policy.id)),
            _still_open(case.policy, versions.get(wanted.get(case.policy.id, ("", "")))),
        )
        for case in cases
    }


def told_of_waiting(register: Register) -> Iterator[Problem]:
    """Yield a notice for each municipality that has texts that wait, or that ought to."""
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


def _cases(register: Register, ledger: Ledger) -> Iterator[_Case]:
    rules = rules_in_force(register)
    for policy in (*register.policies.values(), *register.editions.values()):
        rule, path = rules.get(policy.municipality), policy.place.path
        if rule and Audience.PUBLIC in policy.audiences:
            yield _Case(policy, rule, ledger.lines.get(path, ()), path in ledger.changed)


def _is_open(case: _Case, as_of: date, since: date | None = None) -> bool:
    opens = case.opens(since)
    return opens is not None and opens <= as_of


def _inside_since(cases: Iterable[_Case], site: Path, memory: Memory) -> dict[str, date]:
    """Return when employees had the first text of each, where that very text says so."""
    stated: dict[str, PartialDate | None] = {}
    asked: dict[str, Version] = {}
    for case in cases:
        if case.is_first:
            stated[case.policy.id] = case.policy.inside_since
        elif case.line:
            asked[case.policy.id] = (case.policy.place.path, case.line[0].blob)
    versions = _versions(asked.values(), site, memory)
    for key, version in asked.items():
        stated[key] = versions[version].inside_since if version in versions else None
    return {key: day.latest for key, day in stated.items() if day}


def _versions(wanted: Iterable[Version], site: Path, memory: Memory) -> dict[Version, Policy]:
    known = set(wanted)
    contents = read_blobs(site, {blob for _, blob in known}) if known else {}
    return read_versions({v: contents[v[1]] for v in known if v[1] in contents}, memory)


def _still_open(policy: Policy, older: Policy | None) -> Policy | None:
    """Return an older text where everyone may go on reading it."""
    if older is None or Audience.PUBLIC not in older.audiences:
        return None
    told = _plain((older.open_body or older.body).text)
    kept_inside = _plain_lines(policy) - _plain_lines(older)
    return None if any(line in told for line in kept_inside) else older


def _plain_lines(policy: Policy) -> set[str]:
    """The lines of a text that stand in its internal passages alone, in plain form."""
    if policy.open_body is None:
        return set()
    opened = set(policy.open_body.text.split("\n"))
    inner = (_plain(line) for line in policy.body.text.split("\n") if line not in opened)
    return {
        line for line in inner if len(line) >= (LEAST_NUMBER if re.search(r"\d", line) else LEAST)
    }


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
