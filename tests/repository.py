"""Real git in temporary repositories, with a clock that is what a test says."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from styrdok.cut.gate import moment
from styrdok.memory import Memory
from styrdok.read.history.ledger import Ledger, read_ledger

HOUR, DAY = 3600, 86400
START = date(2026, 11, 1)
NOON = moment(START) + 14 * HOUR  # 12:00 UTC on the first day


class Repository:
    """A repository whose clock is what the test says: `at` is days after the first noon."""

    def __init__(self, root: Path, site: str = "", branch: str = "main") -> None:
        self.root, self.site = root, root / site
        self.site.mkdir(parents=True, exist_ok=True)
        self("init", "-q", "-b", branch, ".")

    def __call__(self, *words: str, at: float = 0, author: float | None = None) -> str:
        dates = {
            "GIT_COMMITTER_DATE": f"{NOON + int(at * DAY)} +0100",
            "GIT_AUTHOR_DATE": f"{NOON + int((at if author is None else author) * DAY)} +0100",
        }
        names = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
        allow = ("-c", "protocol.file.allow=always", "-c", "core.autocrlf=false")
        command = ["git", *names, *allow, *words]
        clean = {key: word for key, word in os.environ.items() if key[:4] != "GIT_"}
        done = subprocess.run(
            command, cwd=self.root, env=clean | dates, capture_output=True, check=True
        )
        return os.fsdecode(done.stdout).strip()

    def write(self, text: str, path: str = "policies/ale/x.md") -> None:
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, at: float, author: float | None = None, **files: str | None) -> str:
        """Commit x= and y= (None: taken away), and whatever else has changed."""
        for name, text in files.items():
            path = f"policies/ale/{name}.md"
            if text is None:
                (self.site / path).unlink()
            else:
                self.write(text, path)
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", f"Dag {at}", at=at, author=author)
        return self("rev-parse", "HEAD")

    def ledger(self, memory: Memory | None = None) -> Ledger:
        return read_ledger(self.site, memory or Memory(None))


Make = Callable[..., Repository]
