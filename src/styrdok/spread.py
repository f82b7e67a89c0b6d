"""Work is spread over the machine's cores, by processes; it knows no noun of ours."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
PAUSE = 0.1  # seconds between two looks at whether the first process lives
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
    with multiprocessing.get_context("fork").Pool(cores(), _attend) as pool:
        yield from pool.imap(work, items, chunksize=25)


def side_by_side(works: Sequence[Callable[[], Result]], apart: bool = True) -> list[Result]:
    """Return what each of a few works gives, done at the same time where processes can be forked.

    Not `apart`, one is done after the other, in this process.

    What one of them raises is raised here; `ChildProcessError` where a process was killed.
    """
    if not apart or cores() == 1 or len(works) < 2 or threading.active_count() > 1:
        return [work() for work in works]
    fork = multiprocessing.get_context("fork")
    others = []
    for work in works[1:]:
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_run, args=(work, theirs, ours))
        process.start()
        theirs.close()
        others.append((process, ours))
    try:
        results = [works[0]()]
        for _, ours in others:
            done, given = _receive(ours)
            if not done:
                raise given
            results.append(given)
    finally:
        for process, _ in others:
            process.terminate()
            process.join()
    return results


def _receive(ours: Connection) -> tuple[bool, Any]:
    try:
        answer: tuple[bool, Any] = ours.recv()
        return answer
    except EOFError:
        raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD)) from None


def _run(work: Callable[[], Result], answer: Connection, unwanted: Connection) -> None:
    """Do a work in a process of its own, and send what it gives or raises."""
    unwanted.close()  # else a dead parent would never be noticed when sending
    _attend()
    try:
        answer.send((True, work()))
    except (Exception, SystemExit) as trouble:
        answer.send((False, trouble))
    answer.close()


def _attend() -> None:
    """Leave it to the first process to be interrupted, and end when it has ended.

    A forked process holds the first one's files, and with them the lock of the sites' folder.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = os.getppid()

    def watch() -> None:
        while os.getppid() == first:
            time.sleep(PAUSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
