"""`make bench BENCH="--reuse"`: what of planted reuse is found, how surely, and what it costs."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from math import log
from multiprocessing import get_context
from pathlib import Path

from bench.planted import SHARES, Truth, plant
from styrdok.derive.digest import digest
from styrdok.derive.reuse.values import Reuse
from styrdok.memory import Memory
from styrdok.read.library import read_library
from styrdok.rules import admit


@dataclass(frozen=True)
class Score:
    """What was found of what was planted in so many documents, and what it cost.

    `recall` is by kind of copy; `precision` the share of what was found that was planted.
    `memory` is MB, the most that all processes held; `seconds` are the wall's, `work` all
    processors'. `edit` is the seconds after one document was changed.
    """

    documents: int
    passages: int
    planted: int
    found: int
    precision: float
    recall: dict[str, float]
    judged: dict[str, dict[str, int]]
    seconds: float
    work: float
    edit: float
    memory: int

    @property
    def whole(self) -> float:
        """The recall of all kinds together."""
        return self.recall["all"]


def score(documents: int, folder: Path) -> Score:
    """Plant a corpus, look for what was copied, and return how it went, by a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(_score, documents, folder).result()


def _score(documents: int, folder: Path) -> Score:
    truth = plant(folder, documents)
    memory = Memory(folder)
    register, _ = admit(read_library(folder, memory, lambda number: None), date(2026, 11, 22))
    memory.save()
    before = _work(), time.perf_counter()
    found = digest(register, memory).reuse
    work, seconds = _work() - before[0], time.perf_counter() - before[1]
    memory.save()
    edited = folder / "policies/kommun-000/dokument-05.md"
    edited.write_text(edited.read_text("utf-8") + "\n\nEtt tillägg.\n", encoding="utf-8")
    again = Memory(folder)
    register, _ = admit(read_library(folder, again, lambda number: None), date(2026, 11, 22))
    after = time.perf_counter()
    digest(register, again).reuse  # noqa: B018  (it is worked out when it is asked for)
    edit = time.perf_counter() - after
    return judge(documents, truth, found, (seconds, work, edit))


def judge(
    documents: int, truth: Truth, found: Reuse, cost: tuple[float, float, float] = (0, 0, 0)
) -> Score:
    """Return how what was found answers to what was planted."""
    pairs = {
        ((s.one.policy, s.one.leaf), (s.other.policy, s.other.leaf)): s.likeness.value
        for rows in found.by_text.values()
        for s in rows
    }
    good = sum(
        one in truth.family and truth.family[one] == truth.family.get(other) for one, other in pairs
    )
    hits, all_of, judged = Counter[str](), Counter[str](), dict[str, Counter[str]]()
    for source, copy, kind in truth.copies:
        first, second = sorted((source, copy))
        is_found = pairs.get((first, second))
        for name in (kind, "all"):
            all_of[name] += 1
            hits[name] += is_found is not None
        judged.setdefault(kind, Counter())[is_found or "none"] += 1
    kinds = [kind for kind, _ in SHARES]
    return Score(
        documents,
        len(truth.family),
        len(truth.copies),
        len(pairs),
        good / len(pairs) if pairs else 1.0,
        {kind: hits[kind] / all_of[kind] for kind in (*kinds, "all")},
        {kind: dict(judged[kind]) for kind in kinds},
        *cost,
        _held(),
    )


def _work() -> float:
    return sum(os.times()[:4])


def _held() -> int:
    """The most that this process held, and twice what the largest of its own did: MB."""
    own, others = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return (own + others) // 1024


def say(rows: Sequence[Score]) -> str:
    """Return the figures as lines."""
    lines = []
    for row in rows:
        lines.append(
            f"{row.documents} documents, {row.passages} passages, {row.planted} copies: "
            f"recall {row.whole:.3f}, precision {row.precision:.3f} ({row.found} pairs); "
            f"{row.seconds:.1f} s, {row.work:.1f} s work, after an edit {row.edit:.2f} s, "
            f"{row.memory} MB"
        )
        lines += [
            f"  {kind:<12} recall {row.recall[kind]:.3f}, judged {row.judged[kind]}"
            for kind in row.judged
        ]
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        grown = log(last.work / first.work) / log(last.documents / first.documents)
        lines.append(f"growth: N^{grown:.2f}")
    return "\n".join(lines)


def main(documents: Sequence[int], folder: Path | None) -> None:
    """Print the figures for each number of documents."""
    rows = []
    for number in documents:
        with tempfile.TemporaryDirectory(dir=folder) as desk:
            rows.append(score(number, Path(desk)))
        print(say(rows[-1:]), flush=True)
    if len(rows) > 1:
        print(say(rows).splitlines()[-1])
