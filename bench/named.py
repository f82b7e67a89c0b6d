"""What finding references costs, in a corpus whose texts name many documents and laws."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_corpus
from bench.measure import stages
from styrdok.texts import catalogue

TEXTS = catalogue("sv")
MENTIONS = 20  # in each document
FINDING, SUM = TEXTS("stage.references"), TEXTS("stage.sum")


@dataclass(frozen=True)
class Named:
    """Seconds of work that went into references, of all that a cold build of a corpus took."""

    documents: int
    references: float
    whole: float


def cost_of_references(documents: int, build: Sequence[str], desk: Path) -> Named:
    """Return what finding references costs in so many documents that name much.

    It is what `--timings` tells of that stage; law is found when a text is read, and not in it.
    """
    root = desk / "named"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    write_corpus(root, documents, MENTIONS)
    done = subprocess.run([*build, "--timings"], cwd=root, capture_output=True, check=True)
    seconds = stages(done.stderr.decode())
    shutil.rmtree(root)
    return Named(documents, seconds[FINDING], seconds[SUM])
