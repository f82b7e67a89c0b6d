"""The judged mentions in `tests/mentions/`: read, compared with what Styrdok finds, and counted.

A mark is `⟦words→judgement⟧`; without its marks a file is an ordinary one. How it is judged is
told in `tests/mentions/README.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from styrdok.commands.refs import rows_of
from styrdok.derive.refer import refer
from styrdok.derive.references import By, Fate
from styrdok.memory import Memory
from styrdok.read.library import read_library
from styrdok.rules import admit
from styrdok.slug import slugify
from styrdok.texts import catalogue
from tests.conftest import AS_OF

FOLDER = Path(__file__).parent / "mentions"
MARK = re.compile(r"⟦(.*?)→([^⟧]*)⟧", re.S)
NAMED = {catalogue()(f"refs.by-{by.value}") for by in By}
FATES = {catalogue()(f"refs.{fate.value}"): fate.value for fate in Fate}
BARE = {"–": "nothing", "själv": "itself", "oklart": "unclear"}


@dataclass(frozen=True)
class Judged:
    """Words at a place in a file, and what they should come to."""

    path: str
    start: int
    stop: int
    words: str
    judgement: str  # nothing, itself, unclear, missing or leads
    target: str  # a document's id, or the name of what is missing
    sure: bool


@dataclass(frozen=True)
class Given:
    """Words at a place in a file, and what Styrdok makes of them."""

    path: str
    start: int
    words: str
    fate: str
    target: str


def judged(root: Path) -> list[Judged]:
    """Lay the files without marks under a root, and return the marks."""
    found: list[Judged] = []
    for path in sorted(FOLDER.rglob("policies/**/*")):
        if path.is_file():
            name = path.relative_to(FOLDER).as_posix()
            text, marks = _without_marks(normalize("NFC", path.read_text("utf-8")), name)
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
            found += marks
    return found


def _without_marks(text: str, name: str) -> tuple[str, list[Judged]]:
    parts, marks, at, size = [], [], 0, 0
    for match in MARK.finditer(text):
        parts += [text[at : match.start()], match[1]]
        size += match.start() - at
        said = match[2].strip()
        sure, said = not said.endswith("?"), said.removesuffix("?").strip()
        kind, _, missing = said.partition(": ")
        judgement = "missing" if kind == "saknas" else BARE.get(said, "leads")
        target = missing if kind == "saknas" else "" if said in BARE else said
        marks.append(Judged(name, size, size + len(match[1]), match[1], judgement, target, sure))
        size += len(match[1])
        at = match.end()
    return "".join((*parts, text[at:])), marks


def given(root: Path) -> list[Given]:
    """Return what Styrdok finds in the files under a root."""
    memory = Memory(None)
    register, _ = admit(read_library(root, memory), AS_OF)
    found: list[Given] = []
    for key, mentions in refer(register, memory).mentions.items():
        policy = register.policies.get(key) or register.editions[key]
        lines = (root / policy.place.path).read_text("utf-8").split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        rows = list(rows_of(policy, lines, mentions, register, catalogue()))
        assert all(row["kolumn"] for row in rows), [r for r in rows if not r["kolumn"]]
        for row in rows:
            if row["slag"] not in NAMED:
                continue
            start = starts[row["rad"] - 1] + row["kolumn"] - 1
            target = next(iter(row["dokument"]), row["namn"] or "")
            found.append(Given(row["fil"], start, row["text"], FATES[row["utfall"]], target))
    return found


@dataclass
class Score:
    """How what is found compares with what is judged: counts by kind, and what went wrong."""

    right: Counter[str]
    wanted: Counter[str]
    made: Counter[str]
    wrong: list[str]

    def precision(self, kind: str) -> float:
        """The share of what was found that is right."""
        return self.right[kind] / self.made[kind] if self.made[kind] else 1.0

    def recall(self, kind: str) -> float:
        """The share of what was judged that is found."""
        return self.right[kind] / self.wanted[kind] if self.wanted[kind] else 1.0


KINDS = ("leads", "missing", "unclear", "itself")


def score(marks: list[Judged], found: list[Given], only: str = "") -> Score:
    """Return the score of the sure marks; what is found at an unsure one counts for nothing."""
    result = Score(Counter(), Counter(), Counter(), [])
    at = {(one.path, one.start): one for one in found if only in one.path}
    marks = [mark for mark in marks if only in mark.path]
    for mark in marks:
        one = at.get((mark.path, mark.start))
        right = one and one.fate == mark.judgement and _same(one, mark)
        if mark.sure and mark.judgement in KINDS:
            result.wanted[mark.judgement] += 1
            result.right[mark.judgement] += bool(right)
            if not right:
                said = f"{one.fate} {one.target} ”{one.words}”" if one else "not found"
                result.wrong.append(
                    f"{mark.path}: ”{mark.words}” {mark.judgement} {mark.target}: {said}"
                )
    for one in at.values():
        around = [
            m
            for m in marks
            if m.path == one.path and m.start < one.start + len(one.words) and one.start < m.stop
        ]
        if any(not mark.sure for mark in around):
            continue
        result.made[one.fate] += 1
        fits = [
            m for m in around if m.judgement == one.fate and m.start == one.start and _same(one, m)
        ]
        if one.fate in ("leads", "missing") and not fits:
            said = ", ".join(f"{m.judgement} {m.target}" for m in around) or "unmarked"
            result.wrong.append(
                f"{one.path}: found ”{one.words}” {one.fate} {one.target}, is {said}"
            )
    return result


def _same(one: Given, mark: Judged) -> bool:
    if mark.judgement == "leads":
        return one.target == mark.target and one.words == " ".join(
            re.sub(r"[*_]", "", mark.words).split()
        )
    return True


def plain_name(name: str) -> str:
    """Return a missing document's name without what stands in brackets."""
    return slugify(re.sub(r"\(.*?\)", "", name))
