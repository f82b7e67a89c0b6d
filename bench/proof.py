"""How long it takes until a saved page is seen in `styrdok serve`."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from pathlib import Path
from statistics import median
from urllib.request import urlopen

PATIENCE = 300  # seconds for the first reading


def seconds_until_seen(styrdok: list[str], root: Path, edited: str, times: int) -> float:
    """Return the median of the seconds from saving a document until its page shows it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = f"http://127.0.0.1:{port}/{edited.removeprefix('policies/').removesuffix('.md')}/"
    command = [*styrdok, "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=root, stdout=quiet, stderr=quiet)
    try:
        _wait_for(page, "<main", PATIENCE)
        return median(_edit(root / edited, page, number) for number in range(times))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _edit(path: Path, page: str, number: int) -> float:
    word = f"Tillägg{number}x{time.time_ns()}"
    time.sleep(1)
    start = time.perf_counter()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n\n{word}\n")
    _wait_for(page, word, PATIENCE)
    return time.perf_counter() - start


def _wait_for(page: str, words: str, patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urlopen(page) as answer:  # noqa: S310  (an address of our own)
                if words in answer.read().decode():
                    return
        except OSError:
            time.sleep(0.1)
        time.sleep(0.01)
    raise TimeoutError(words)
