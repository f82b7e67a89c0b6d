"""`styrdok anchors`: each heading's address is written into the file, so that new words keep it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from styrdok.model import Policy
from styrdok.read.commonmark import ONE_ATTRIBUTE
from styrdok.read.findings import Findings
from styrdok.read.library import FOLDER
from styrdok.read.policy_file import read_policy
from styrdok.read.source import read_bytes
from styrdok.rules.addresses import KEY
from styrdok.texts import Texts

LONGEST = 32  # signs of an address that is easy to say and to write
HEADING = re.compile(r"(?P<words> {0,3}#{1,6}[ \t]+.*?)(?:[ \t]+#+)?[ \t]*")
FINE, PROBLEMS, WRONG_USE = 0, 1, 2


def record_anchors(site: Path, names: Sequence[str], texts: Texts) -> int:
    """Write the addresses of headings into some files, or all; returns the command's exit code."""
    files = [Path(name) for name in names] or sorted((site / FOLDER).glob("*/*.md"))
    code, number = FINE, 0
    for file in files:
        try:
            path = file.resolve().relative_to(site.resolve()).as_posix()
        except ValueError:
            path = ""
        ours = PurePosixPath(path).match(f"{FOLDER}/*/*.md")
        raw = read_bytes(file, Findings(path)) if ours and file.is_file() else None
        if raw is None:
            print(texts("anchors.no-file", path=file), file=sys.stderr)
            return WRONG_USE
        written = with_anchors(path, raw)
        if written is None:
            print(texts("anchors.skipped", path=path), file=sys.stderr)
            code = PROBLEMS
        elif written[1]:
            _replace(file, written[0])
            number += 1
            said = texts.count("anchors.written", written[1])
            print(f"{path}: {said}")
    if not number and code == FINE:
        print(texts("anchors.none"))
    return code


def with_anchors(path: str, raw: bytes) -> tuple[bytes, int] | None:
    """Return a file with its headings' addresses written in it, and how many were added.

    A long address gets a shorter one, and is kept as a former one. None: the file cannot be read,
    or would say something else than before.
    """
    before = read_policy(path, raw).policy
    if before is None:
        return None
    lines = raw.decode().split("\n")
    if any(section.line > len(lines) for section in before.body.sections):
        return None  # an odd kind of line breaks
    taken = {section.anchor for section in before.body.sections}
    new: dict[str, str] = {}
    for section in before.body.sections:
        ending = "\r" if lines[section.line - 1].endswith("\r") else ""
        heading = HEADING.fullmatch(lines[section.line - 1].rstrip("\r"))
        if heading is None or _has_anchor(heading["words"]):
            continue  # underlined headings are left as they are
        free = KEY not in before.lines
        anchor = shorter(section.anchor, taken) if free else section.anchor
        new[section.anchor] = anchor
        taken.add(anchor)
        lines[section.line - 1] = _with(heading["words"], anchor) + ending
    former = [(old, now) for old, now in new.items() if old != now]
    if former:
        end = next(at for at, line in enumerate(lines) if at and line.rstrip() == "---")
        ending = "\r" if lines[0].endswith("\r") else ""
        rows = [f"{KEY}:", *(f"  - {{rubrik: {old}, nu: {now}}}" for old, now in former)]
        lines[end:end] = [row + ending for row in rows]
    written = "\n".join(lines).encode()
    return (written, len(new)) if _same(before, read_policy(path, written).policy, new) else None


def shorter(anchor: str, taken: Iterable[str]) -> str:
    """Return an address cut to whole words, if it is long, and never one that is taken."""
    if len(anchor) <= LONGEST:
        return anchor
    words = anchor[: LONGEST + 1].rpartition("-")[0] or anchor[:LONGEST]
    known, number, found = set(taken), 1, words
    while found in known:
        number += 1
        found = f"{words}-{number}"
    return found


def _has_anchor(words: str) -> bool:
    _, brace, attributes = words.removesuffix("}").rpartition("{")
    given = brace and words.endswith("}")
    return bool(given and any(match["id"] for match in ONE_ATTRIBUTE.finditer(attributes)))


def _with(words: str, anchor: str) -> str:
    title, brace, attributes = words.rpartition("{")
    if brace and words.endswith("}"):
        return f"{title}{{#{anchor} {attributes}"
    return f"{words} {{#{anchor}}}"


def _same(before: Policy, after: Policy | None, new: dict[str, str]) -> bool:
    """Tell whether a document says what it said, with the addresses that it was to get."""
    if after is None or after.normative != before.normative:
        return False
    now = [(s.title, s.level, s.themes, s.anchor) for s in after.body.sections]
    was = [(s.title, s.level, s.themes, new.get(s.anchor, s.anchor)) for s in before.body.sections]
    return now == was


def _replace(file: Path, raw: bytes) -> None:
    beside = file.with_name(f".{file.name}.ny")
    beside.write_bytes(raw)
    beside.replace(file)
