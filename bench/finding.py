"""What the search's index weighs and costs, with as many words as Swedish has; it judges no hit."""

from __future__ import annotations

import gc
import gzip
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import islice
from json import loads
from pathlib import Path
from random import Random
from statistics import quantiles

from bench.corpus import write_corpus
from bench.measure import run
from bench.vocabulary import Speaker
from styrdok.compose.composer import Composer
from styrdok.compose.frame import Frame
from styrdok.compose.search.files import search_files
from styrdok.derive.search.part import hash_of
from styrdok.memory import Memory, encode
from styrdok.model import Audience
from styrdok.publish.parts import product
from styrdok.survey import seen_by, survey
from styrdok.swedish.terms import fold, parts, root
from styrdok.swedish.words import WORDS
from styrdok.texts import catalogue

HOME = Path(__file__).parents[1]
ENV = os.environ | {"STYRDOK_KARNOR": "1", "PYTHONPATH": f"{HOME}:{HOME / 'src'}"}
KEYS = "bench search"
AS_OF = date(2026, 11, 22)
EDITED = "policies/kommun-000/dokument-05.md"
QUERIES = 300
HITS = 10  # on a page
SILENT = WORDS["search silent"]


@dataclass(frozen=True)
class Weight:
    """Bytes of some of a site's search files, as they are and gzipped, and how many there are."""

    raw: int
    gzip: int
    files: int


@dataclass(frozen=True)
class Found:
    """What the index of a number of documents weighs and costs; seconds are of work."""

    documents: int
    sections: int
    cold: float  # both sites whole
    index: float  # what of it is the index's, worked out alone
    edit: float  # both sites whole, after an edit
    again: float  # what of it is the index's
    written: int  # of its files, on the public site
    weights: dict[str, Weight]
    fetched: dict[str, float]  # kB gzipped for a query


def measure_search(documents: int, build: Sequence[str], desk: Path) -> Found:
    """Return what the index of so many documents weighs and costs."""
    root_ = desk / "finding"
    shutil.rmtree(root_, ignore_errors=True)
    root_.mkdir()
    write_corpus(root_, documents, voice=Speaker)
    cold = run(build, root_).cpu
    public = root_ / "site/public/data/sok"
    weights = {name: _weigh(files) for name, files in _kinds(public).items()}
    shards = loads((public / "index.json").read_bytes())["shards"]
    fetched = _fetched(root_, public)
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*.json")}
    _edit(root_)
    edit = run(build, root_).cpu
    written = sum(before.get(p) != p.stat().st_mtime_ns for p in public.rglob("*.json"))
    index = _alone(root_, anew=True)
    _edit(root_)
    again = _alone(root_, anew=False)
    sections = sum(shard["units"] for shard in shards) - documents
    return Found(documents, sections, cold, index, edit, again, written, weights, fetched)


def _edit(folder: Path) -> None:
    with (folder / EDITED).open("a", encoding="utf-8") as file:
        file.write("\n\nEtt tillägg om återvinningsstationens öppettider.\n")


def _kinds(folder: Path) -> dict[str, list[Path]]:
    return {
        "index": [folder / "index.json"],
        "kommuner": [path for path in folder.glob("*.json") if path.name != "index.json"],
        "ord": list(folder.glob("t/*.json")),
        "dokument": list(folder.glob("d/*.json")),
        "stavning": list(folder.glob("o/*.json")),
    }


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def _weigh(files: list[Path]) -> Weight:
    return Weight(sum(p.stat().st_size for p in files), sum(map(_packed, files)), len(files))


def _alone(root_: Path, anew: bool) -> float:
    """Return the work of the index alone for both sites, in a process of its own."""
    if anew:
        with sqlite3.connect(root_ / ".styrdok/minne") as base:
            base.execute("DELETE FROM kept WHERE kind LIKE 'search%'")
    given = [sys.executable, "-c", "from bench.finding import work; print(work())"]
    done = subprocess.run(given, cwd=root_, env=ENV, capture_output=True, text=True, check=True)
    return float(done.stdout)


def work() -> float:
    """Return the seconds of work that the index of the folder takes, what is kept apart."""
    here, texts = Path(), catalogue()
    gc.disable()  # as a build does
    memory = Memory(here)
    found = survey(here, here / "docs", AS_OF, memory)
    frame = Frame((str(product("overrides")),), texts, memory)
    composers = [Composer(seen_by(found, one, memory), frame) for one in Audience]
    for composer in composers:  # other files hang on these too
        for policy in composer.register.policies.values():
            _ = composer.entry(policy).seal
    known = dict(memory.all(KEYS))
    start = time.process_time()
    found.digest.finder.look_through()
    for number, composer in enumerate(composers):
        for data in search_files(composer):
            key, name = blake2b(encode(data.view), digest_size=16).digest(), f"{number} {data.path}"
            if known.get(name) != key:
                data.write()
            memory.put(KEYS, name, key)
    spent = time.process_time() - start
    memory.save()
    return spent


def _queries(root_: Path) -> Iterator[list[str]]:
    """Yield queries of one to five words in a row out of texts, those left out that say nothing."""
    random = Random(5)
    paths = sorted((root_ / "policies").glob("*/*.md"))
    while True:
        text = random.choice(paths).read_text(encoding="utf-8").split("---", 2)[2]
        said = re.findall(r"[a-zåäöé]{3,}", text.lower())
        at = random.randrange(len(said) - 5)
        if words := [w for w in said[at : at + random.randint(1, 5)] if w not in SILENT]:
            yield words


def _fetched(root_: Path, folder: Path) -> dict[str, float]:
    """Return the kB that a query fetches besides the index: in the middle, of 19 in 20, at most.

    A query's words are looked for with their parts, and the documents of `HITS` hits are told.
    """
    index = loads((folder / "index.json").read_bytes())
    if index["form"] == "shards":
        return {}
    blocks, random, costs = sorted(folder.glob("d/*.json")), Random(6), list[int]()
    queries = _queries(root_)
    for words in islice(queries, QUERIES):
        terms = {one for word in words for one in (root(word), *parts(word))}
        files = {folder / f"t/{hash_of(fold(term)) % index['chunks']}.json" for term in terms}
        files.update(random.sample(blocks, HITS))
        costs.append(sum(map(_packed, files)))
    cuts = quantiles(costs, n=20)
    return {"hälften": cuts[9] / 1000, "19 av 20": cuts[18] / 1000, "mest": max(costs) / 1000}


def say_found(rows: Sequence[Found]) -> str:
    """Return what was measured as tables in Markdown."""
    lines = [
        "| Dokument | avsnitt | bygget, arbete | därav sökningen | efter en ändring, arbete "
        "| därav sökningen | filer skrivna | en fråga hämtar, hälften | 19 av 20 | mest |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        fetched = " | ".join(f"{kb:.0f} kB" for kb in row.fetched.values()) or " | ".join("–" * 3)
        lines.append(
            f"| {row.documents} | {row.sections} | {row.cold:.1f} s | {row.index:.1f} s "
            f"({row.index / row.cold:.0%}) | {row.edit:.1f} s | {row.again:.2f} s | {row.written} "
            f"| {fetched} |".replace(".", ",").replace("%", " %")
        )
    lines += ["", "| Dokument | filer | antal | storlek | gzip |", "|---|---|---|---|---|"]
    for row in rows:
        for name, weight in row.weights.items():
            lines.append(
                f"| {row.documents} | {name} | {weight.files} | {weight.raw / 1e6:.2f} MB "
                f"| {weight.gzip / 1e6:.2f} MB |".replace(".", ",")
            )
    return "\n".join(lines)
