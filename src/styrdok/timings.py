"""Where the time went, by storey, and how far a long build has come; it knows no noun of ours."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from styrdok.texts import Texts

PATIENCE = 2.0  # seconds without a word
PAUSE = 0.2  # seconds between words


class Timings:
    """Seconds by the clock and seconds of work by stage, in the order the stages were met."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.spent: dict[str, tuple[float, float]] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done inside, and add it to the stage's sum."""
        start, work = time.perf_counter(), _work()
        try:
            yield
        finally:
            self.add({name: (time.perf_counter() - start, _work() - work)})

    @contextmanager
    def course(self, first: str) -> Iterator[Callable[[str], None]]:
        """Measure stages that follow on each other; it gives what is told the name of the next."""
        name, start, work = first, time.perf_counter(), _work()

        def turn(to: str) -> None:
            nonlocal name, start, work
            if to != name:
                now, done = time.perf_counter(), _work()
                self.add({name: (now - start, done - work)})
                name, start, work = to, now, done

        try:
            yield turn
        finally:
            turn("")

    def add(self, spent: dict[str, tuple[float, float]]) -> None:
        """Add another's seconds."""
        for name, (clock, work) in spent.items():
            before = self.spent.get(name, (0.0, 0.0))
            self.spent[name] = (before[0] + clock, before[1] + work)


def say_timings(timings: Timings, texts: Texts) -> str:
    """Return a line for each stage: seconds by the clock and seconds of work, and their sums."""
    rows = [(texts(f"stage.{name}"), *spent) for name, spent in timings.spent.items()]
    whole = time.perf_counter() - timings.start  # two processes at once are not twice the wait
    rows.append((texts("stage.sum"), whole, sum(row[2] for row in rows)))
    wide = max(len(name) for name, _, _ in rows)
    head = f"{texts('stage.head'):{wide}}  {texts('stage.clock'):>8}  {texts('stage.work'):>8}"
    lines = [f"{name:{wide}}  {clock:8.2f}  {work:8.2f}" for name, clock, work in rows]
    return "\n".join([head, *lines]).replace(".", texts("stage.point"))


def _work() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Progress:
    """Counts on one line of a terminal, once a build has taken its time; silent elsewhere."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self.stream = stream
        self.quiet = not stream.isatty() or bool(os.environ.get("CI"))
        self.start = self.last = time.monotonic()
        self.shown = False

    def tell(self, words: str) -> None:
        """Show words in place of the last ones, if it is time for it."""
        now = time.monotonic()
        if self.quiet or now - self.start < PATIENCE or now - self.last < PAUSE:
            return
        self.last, self.shown = now, True
        self.stream.write(f"\r\x1b[K{words}")
        self.stream.flush()

    def clear(self) -> None:
        """Leave the line as if nothing had been shown."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False
