"""`make bench`: measure, print the figures, and write them as a page of docs/ with a plot."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from math import log
from pathlib import Path

from bench.corpus import write_corpus
from bench.finding import measure_search
from bench.found import say_found, write_found
from bench.hugo import write_hugo_site
from bench.measure import SAID, Cost, rounds, run, size, stages
from bench.named import Named, cost_of_references
from bench.page import write_page
from bench.plain import write_plain_site
from bench.proof import seconds_until_seen
from bench.reuse import main as measure_reuse

HOME = Path(__file__).parents[1]
STYRDOK = [sys.executable, "-c", "from styrdok.cli import run; run()"]
BUILD = [*STYRDOK, "build", "--utan-pdf", "--as-of", "2026-11-22"]
EDITED = "policies/kommun-000/dokument-05.md"
NAMED_AT_MOST = 5000  # documents that name many others
PLAIN_AT_MOST = 1000  # documents: more takes many minutes and hundreds of megabytes


@dataclass(frozen=True)
class Row:
    """What was measured with a number of documents; None was not measured."""

    documents: int
    cold: Cost
    edit: Cost
    seen: float  # seconds until a saved page is seen in `styrdok serve`
    output: float  # MB, both sites
    page: int  # bytes of the largest policy page
    hugo: Cost | None
    plain: Cost | None
    stages: dict[str, float] = field(default_factory=dict)  # seconds of work, of one cold build


def measure(documents: int, times: int, hugo: str | None, desk: Path) -> Row:
    """Return what a corpus of so many documents costs."""
    root, other, third = desk / "styrdok", desk / "hugo", desk / "plain"
    for folder in (root, other, third):
        shutil.rmtree(folder, ignore_errors=True)
    root.mkdir()
    write_corpus(root, documents)
    write_hugo_site(root, other)
    spent: dict[str, float] = {}

    def cold() -> Cost:
        for name in ("site", ".styrdok"):
            shutil.rmtree(root / name, ignore_errors=True)
        cost = run([*BUILD, "--timings"], root)
        spent.update(stages((root / SAID).read_text("utf-8")))
        return cost

    def edit() -> Cost:
        with (root / EDITED).open("a", encoding="utf-8") as file:
            file.write("\n\nEtt tillägg.\n")
        return run(BUILD, root)

    def hugos() -> Cost:
        shutil.rmtree(other / "public", ignore_errors=True)
        return run([hugo or ""], other)

    def plain() -> Cost:
        write_plain_site(root, third)
        return run([sys.executable, "-m", "mkdocs", "build", "-q"], third)

    in_turn = [cold, hugos] if hugo else [cold]
    first, *rest = rounds(times, *in_turn)
    pages = (root / "site/public").glob("kommun-*/dokument-*/index.html")
    return Row(
        documents,
        first,
        rounds(times, edit)[0],
        seconds_until_seen(STYRDOK, root, EDITED, times),
        size(root / "site/public") + size(root / "site/intranet"),
        max(path.stat().st_size for path in pages),
        rest[0] if rest else None,
        rounds(1, plain)[0] if documents <= PLAIN_AT_MOST else None,
        spent,
    )


def growth(rows: list[Row]) -> float | None:
    """Return k in N^k from the smallest corpus to the largest, by the cold build's work."""
    if len(rows) < 2:
        return None
    first, last = rows[0], rows[-1]
    return log(last.cold.cpu / first.cold.cpu) / log(last.documents / first.documents)


def machine() -> str:
    """Return what the figures were measured on, without naming the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system, python = f"{platform.system()} {platform.machine()}", platform.python_version()
    return f"{system}, {cores} kärnor, Python {python}"


def main() -> None:
    """Measure what is asked for; write the page only where that is asked for too."""
    words = argparse.ArgumentParser(prog="make bench")
    words.add_argument("--documents", type=int, nargs="+")
    words.add_argument("--times", type=int, default=3, help="rounds; the median is told")
    words.add_argument("--folder", type=Path, help="where to work; a fast disk tells most")
    words.add_argument("--page", action="store_true", help="write docs/matningar.md")
    words.add_argument("--note", default="", help="more to say of the machine, after a comma")
    words.add_argument("--reuse", action="store_true", help="only what of planted reuse is found")
    words.add_argument("--search", action="store_true", help="only what the search's index costs")
    given = words.parse_args()
    if given.search:
        with tempfile.TemporaryDirectory(dir=given.folder) as desk:
            found = [measure_search(n, BUILD, Path(desk)) for n in given.documents or [1000, 5000]]
        print(say_found(found))
        if given.page:
            measured = f"Mätt {date.today().isoformat()} på {machine()}{given.note}."
            write_found(HOME / "docs", found, measured)
        return
    if given.reuse:
        documents = given.documents or [100, 1000, 5000]
        measure_reuse(documents, given.folder)
        return
    given.documents = given.documents or [1000, 2000, 5000]
    hugo = shutil.which("hugo")
    rows: list[Row] = []
    named: Named | None = None
    with tempfile.TemporaryDirectory(dir=given.folder) as desk:
        for documents in given.documents:
            rows.append(measure(documents, given.times, hugo, Path(desk)))
            print(rows[-1], flush=True)
        largest = max((n for n in given.documents if n <= NAMED_AT_MOST), default=0)
        if largest:
            named = cost_of_references(largest, BUILD, Path(desk))
            print(named, flush=True)
    print(f"growth: N^{growth(rows):.2f}" if len(rows) > 1 else "")
    if given.page:
        measured = f"Mätt {date.today().isoformat()} på {machine()}{given.note}."
        measured += (
            f" Talen är medianer av {given.times} omgångar."
            if given.times > 1
            else " Varje tal är från en enda omgång, så räkna med att de kan skilja en tredjedel."
        )
        write_page(HOME / "docs", rows, growth(rows), measured, named)


if __name__ == "__main__":
    main()
