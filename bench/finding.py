"""What the search's index weighs and costs, with as many words as Swedish has; it judges no hit."""

from __future__ import annotations

import gc
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
from json import loads
from pathlib import Path
from random import Random

from bench.asking import Answer, ask, packed
from bench.corpus import write_corpus
from bench.measure import run
from bench.vocabulary import Speaker
from styrdok.compose.composer import Composer
from styrdok.compose.frame import Frame
from styrdok.compose.search.files import search_files
from styrdok.memory import Memory, encode
from styrdok.model import Audience
from styrdok.publish.parts import product
from styrdok.survey import seen_by, survey
from styrdok.swedish.words import WORDS
from styrdok.texts import catalogue

HOME = Path(__file__).parents[1]
ENV = os.environ | {"STYRDOK_KARNOR": "1", "PYTHONPATH": f"{HOME}:{HOME / 'src'}"}
KEYS = "bench search"
AS_OF = date(2026, 11, 22)
EDITED = "policies/kommun-000/dokument-05.md"
QUERIES = 300
SLIPS = 5  # one question in so many has a letter too few
WHOLE_AT_MOST = 5000  # documents: of more, only the public site's index is made
SILENT = WORDS["search silent"]


@dataclass(frozen=True)
class Weight:
    """Bytes of some of a site's search files, as they are and gzipped, and how many there are."""

    raw: int
    gzip: int
    files: int


@dataclass(frozen=True)
class Work:
    """Seconds of work for the index of both sites, and how many files an edit writes."""

    cold: float  # both sites whole
    index: float  # what of it is the index's, worked out alone
    edit: float  # both sites whole, after an edit
    again: float  # what of it is the index's
    written: int  # of its files, on the public site


@dataclass(frozen=True)
class Found:
    """What the index of a number of documents weighs and costs; no work where only it is made."""

    documents: int
    sections: int  # of what can be found on the public site
    work: Work | None
    weights: dict[str, Weight]
    answers: list[Answer]


def measure_search(documents: int, build: Sequence[str], desk: Path) -> Found:
    """Return what the index of so many documents weighs and costs."""
    root_ = desk / "finding"
    shutil.rmtree(root_, ignore_errors=True)
    root_.mkdir()
    write_corpus(root_, documents, voice=Speaker)
    if documents > WHOLE_AT_MOST:
        _apart(root_, "write")
        return weigh(root_, documents, None)
    cold = run(build, root_).cpu
    public = root_ / "site/public/data/sok"
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*.json")}
    _edit(root_)
    edit = run(build, root_).cpu
    written = sum(before.get(p) != p.stat().st_mtime_ns for p in public.rglob("*.json"))
    with sqlite3.connect(root_ / ".styrdok/minne") as base:
        base.execute("DELETE FROM kept WHERE kind LIKE 'search%'")
    index = _apart(root_, "work")
    _edit(root_)
    again = _apart(root_, "work")
    return weigh(root_, documents, Work(cold, index, edit, again, written))


def weigh(root_: Path, documents: int, work_: Work | None) -> Found:
    """Return what the index in a folder weighs, and what questions to it cost."""
    public = root_ / "site/public"
    weights = {name: _weigh(files) for name, files in _kinds(public / "data/sok").items()}
    shards = sorted((public / "data/sok").glob("*.json"))
    told = [loads(path.read_bytes()) for path in shards if path.name != "index.json"]
    sections = sum(one["units"] - len(one["documents"]) for one in told)
    return Found(documents, sections, work_, weights, ask(public, _queries(root_)))


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


def _weigh(files: list[Path]) -> Weight:
    return Weight(sum(p.stat().st_size for p in files), sum(map(packed, files)), len(files))


def _apart(root_: Path, name: str) -> float:
    """Return what a function of this module tells in a process of its own."""
    given = [sys.executable, "-c", f"from bench.finding import {name}; print({name}())"]
    done = subprocess.run(given, cwd=root_, env=ENV, capture_output=True, text=True, check=True)
    return float(done.stdout)


def write() -> float:
    """Write the public site's index alone in the folder; return the seconds of work it takes."""
    here = Path()
    gc.disable()
    memory = Memory(here)
    known = seen_by(survey(here, here / "docs", AS_OF, memory), Audience.PUBLIC, memory)
    composer = Composer(known, Frame((str(product("overrides")),), catalogue(), memory))
    start = time.process_time()
    for data in search_files(composer):
        path = here / "site/public" / data.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.write())
    return time.process_time() - start


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


def _queries(root_: Path) -> Iterator[str]:
    """Yield questions of one to five words in a row out of texts; one in `SLIPS` is misspelt."""
    random = Random(5)
    paths = sorted((root_ / "policies").glob("*/*.md"))
    asked = 0
    while asked < QUERIES:
        text = random.choice(paths).read_text(encoding="utf-8").split("---", 2)[2]
        said = re.findall(r"[a-zåäöé]{3,}", text.lower())
        at = random.randrange(len(said) - 5)
        words = [w for w in said[at : at + random.randint(1, 5)] if w not in SILENT]
        if words:
            asked += 1
            if asked % SLIPS == 0:
                cut = random.randrange(1, len(words[0]))
                words[0] = words[0][:cut] + words[0][cut + 1 :]
            yield " ".join(words)
