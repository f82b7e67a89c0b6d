"""Storeys 1 to 4 in one step: a site folder becomes its register and all that is wrong in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from dataclasses import replace as with_other
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from styrdok.cut import cut, open_policies
from styrdok.cut.inward import inward_links
from styrdok.cut.lead import has_rule
from styrdok.cut.waiting import KEY, told_of_waiting, waits
from styrdok.derive.agreement import disagreements
from styrdok.derive.digest import Digest, digest
from styrdok.derive.themes.told import told_of_general, told_of_untagged
from styrdok.derive.unclear import told_of_unclear
from styrdok.memory import Memory
from styrdok.model import Audience, Place, Problem, Severity
from styrdok.read.handwritten import read_handwritten
from styrdok.read.history.ledger import MAINS, OWN, History, read_ledger
from styrdok.read.library import FOLDER, read_library
from styrdok.register import Register
from styrdok.rules import admit, without
from styrdok.rules.access import told_of_no_access
from styrdok.rules.confirmed import told_of_doubts, with_wordings
from styrdok.rules.lost import check_lost
from styrdok.rules.past import check_past, looks_back


@dataclass(frozen=True)
class Survey:
    """A site folder as read on a date: register, readers of hand-written pages, what was met."""

    register: Register
    readers: Mapping[Path, frozenset[Audience]]
    met: list[Problem]  # in reading
    digest: Digest  # of the register as it was read, before any cut
    memory: Memory
    unproven: str | None = None  # why nobody can tell how long texts have been inside
    patient: bool = False  # who asks waits for the editors' questions, however many documents

    @cached_property
    def problems(self) -> list[Problem]:
        """All that is wrong, in order; what themes and questions tell is found when it is asked.

        Raises `MemoryBrokenError`.
        """
        found = [*self.met, *told_of_general(self.register, self.digest.outlook)]
        found += told_of_untagged(self.register, self.digest.standings, self.memory)
        if self.register.questions:
            from styrdok.derive.search.told import told_of_lost  # noqa: PLC0415  (where it is needed)

            found += told_of_lost(self.digest, self.patient)
        return sorted(found, key=lambda p: (p.place, p.key))

    @property
    def empty(self) -> bool:
        """Whether there is no folder to read, so that there is nothing to publish."""
        return any(problem.code == "no-folder" for problem in self.met)

    @property
    def failed(self) -> bool:
        """Whether anything in the folder is withheld for an error."""
        return any(problem.severity is Severity.ERROR for problem in self.met)


def survey(  # noqa: PLR0913
    site: Path,
    docs: Path,
    as_of: date,
    memory: Memory,
    tell: Callable[[int], None] = lambda number: None,
    *,
    stage: Callable[[str], AbstractContextManager[None]] = lambda name: nullcontext(),
    patient: bool = False,
    home: str | None = None,
) -> Survey:
    """Read a site folder whole; the folder itself decides nothing about audiences.

    With `home`, the municipality in the folder of that name alone, as if there were no other.

    `stage` measures what is done inside it. Who is `patient` has the editors' questions tried where
    there are so many documents that it takes long, too, and is told what the site itself lacks.
    """
    with stage("read"):
        register, problems = admit(read_library(site, memory, tell, home), as_of)
        register, told, unproven = _with_history(register, site, memory)
        register = with_wordings(register, memory)
        problems += [*told, *told_of_doubts(register)]
        problems += inward_links(register, open_policies(register))
        readers, page_problems = read_handwritten(docs, site) if docs.is_dir() else ({}, [])
        problems += told_of_no_access(site, docs, readers) if patient else ()
        whole = digest(register, memory)
        problems += [*page_problems, *disagreements(register, whole.standings)]
    with stage("references"):
        problems += told_of_unclear(register, whole.references)
    return Survey(register, readers, problems, whole, memory, unproven, patient)


def look_through(found: Survey, stage: Callable[[str], AbstractContextManager[None]]) -> None:
    """Work out what takes all cores; what is cut has most of it from here."""
    with stage("search"):
        found.digest.finder.look_through()
    with stage("themes"):
        _ = found.problems
    with stage("reuse"):
        _ = found.digest.reuse


def seen_by(found: Survey, audience: Audience, memory: Memory) -> Digest:
    """Return what follows from what one audience may see; where that is all, it is known."""
    register = cut(found.register, audience, memory)
    if register is found.register:
        return found.digest
    return digest(register, memory, found.digest)


def _with_history(
    register: Register, site: Path, memory: Memory
) -> tuple[Register, list[Problem], str | None]:
    """Return the register with what waits, what there is to tell, and what cannot be proven."""
    ruled = has_rule(register)
    if not register.policies:
        return register, [], None
    ledger = read_ledger(site, memory)
    if ledger.state is not History.WHOLE:
        cut = ledger.state is History.CUT_SHORT and looks_back(register)
        notice = Problem(Place(FOLDER), KEY if ruled else "", ledger.why, {}, Severity.NOTICE)
        # Where history is cut short a lock or a date may have been exchanged.
        return register, [notice] if ruled or cut else [], ledger.why if ruled else None
    told = list(check_past(register, site, ledger, memory))
    told += check_lost(register, site, ledger, memory)
    wrong = {problem.place.path for problem in told if problem.severity is Severity.ERROR}
    register = without(register, wrong)
    waiting, sooner = waits(register, site, ledger, memory)
    register = with_other(register, waiting=waiting)
    unproven = "history-dirty" if ledger.changed else None
    unproven = unproven if ledger.main in (*OWN, *MAINS) else "history-no-main"
    return register, [*told, *told_of_waiting(register, sooner)], unproven if ruled else None


def today() -> date:
    """Return the date of the build: SOURCE_DATE_EPOCH where it is set, else the clock's.

    This is the only place that asks which day it is (https://reproducible-builds.org/specs/);
    who publishes makes sure, besides, that the day has begun.
    """
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # MkDocs would fall over it
        return date.today()
