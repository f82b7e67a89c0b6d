"""Work is spread over the machine's cores, by processes; it knows no noun of ours."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
FEW = 100  # below this a process costs more than it saves


def cores() -> int:
    """Return how many processes may run at once: 1 where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if given := os.environ.get("STYRDOK_KARNOR", ""):
        return max(1, int(given)) if given.isdigit() else 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Yield the work's result for each item, in the items' order, whatever the cores."""
    if cores() == 1 or len(items) < FEW or threading.active_count() > 1:
        yield from map(work, items)
        return
    with multiprocessing.get_context("fork").Pool(cores(), _deaf) as pool:
        yield from pool.imap(work, items, chunksize=25)


def side_by_side(works: Sequence[Callable[[], Result]]) -> list[Result]:
    """Return what each of a few works gives, done at the same time where processes can be forked.

    What one of them raises is raised here.
    """
    if cores() == 1 or len(works) < 2:
        return [work() for work in works]
    fork = multiprocessing.get_context("fork")
    others = []
    for work in works[1:]:
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_run, args=(work, theirs))
        process.start()
        theirs.close()
        others.append((process, ours))
    try:
        results = [works[0]()]
        for process, ours in others:
            done, given = ours.recv()
            process.join()
            if not done:
                raise given
            results.append(given)
    finally:
        for process, _ in others:
            process.terminate()
    return results


def _run(work: Callable[[], Result], answer: Connection) -> None:
    """Do a work in a process of its own, and send what it gives or raises."""
    _deaf()
    try:
        answer.send((True, work()))
    except Exception as trouble:
        answer.send((False, trouble))
    answer.close()


def _deaf() -> None:
    """Leave it to the first process to be interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
