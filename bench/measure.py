"""A command is run, and what it took is measured: from outside, with what the system counts."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PAUSE = 0.1  # seconds between two looks at the memory
SAID = ".utskrift"  # the file that a command's words are in
STAGE = re.compile(r"^(?P<name>\S.*?)\s{2,}[\d,]+\s+(?P<work>[\d,]+)$", re.M)


@dataclass(frozen=True)
class Cost:
    """Seconds of work by all processes, seconds by the clock, and the most memory in MB.

    Memory is the sum of what the processes hold at one time, shared pages counted once (PSS);
    None where the system does not tell.
    """

    cpu: float
    wall: float
    memory: float | None = None


def run(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Return what a command cost; raises `RuntimeError` with its words where it fails.

    Python may keep what it compiles of its modules, as it does unless it is told not to.
    """
    usual = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with (folder / SAID).open("w+b") as words:
        process = subprocess.Popen(
            command, cwd=folder, stdout=words, stderr=words, env=usual | dict(env or {})
        )
        most = [0.0]
        watch = threading.Thread(target=_watch, args=(process.pid, most), daemon=True)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode:
            words.seek(0)
            raise RuntimeError(f"{command}: {words.read()[-2000:].decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, most[0] or None)


def stages(words: str) -> dict[str, float]:
    """Return seconds of work by stage, as `styrdok build --timings` tells them, and their sum."""
    return {m["name"]: float(m["work"].replace(",", ".")) for m in STAGE.finditer(words)}


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of several costs, figure by figure."""
    known = [cost.memory for cost in costs if cost.memory is not None]
    memory = max(known) if known else None
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs), memory)


def rounds(number: int, *works: Callable[[], Cost]) -> list[Cost]:
    """Return the median cost of each work, done in turn so that a slow spell hits all of them."""
    costs: list[list[Cost]] = [[] for _ in works]
    for _ in range(number):
        for at, work in enumerate(works):
            costs[at].append(work())
    return [middle(own) for own in costs]


def _watch(pid: int, most: list[float]) -> None:
    while total := sum(map(_memory, _tree(pid))):
        most[0] = max(most[0], total)
        time.sleep(PAUSE)


def _tree(pid: int) -> list[int]:
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(other for child in below for other in _tree(int(child)))]


def _memory(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    except OSError:
        pass
    return 0.0


def size(folder: Path) -> float:
    """Return the bytes of all files under a folder, in MB; a file of two names counts once."""
    seen = {(s.st_dev, s.st_ino): s.st_size for s in map(os.stat, _files(folder))}
    return sum(seen.values()) / 1e6


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
