"""Many policy files are read: known ones from memory, the others on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path

from styrdok.memory import Memory, MemoryBrokenError, decode, encode
from styrdok.model import Body, Duty, Value, replace
from styrdok.read.body import ReadText
from styrdok.read.duties import duties
from styrdok.read.findings import Findings
from styrdok.read.policy_file import Reading, read_policy
from styrdok.read.setting import SetText
from styrdok.read.source import read_bytes
from styrdok.spread import spread

MARK = 16  # bytes that name a file's content, before its reading
Row = tuple[str, bytes, list[tuple[str, str, bytes]]]
"""A file, its reading, and what is kept of its texts: kind, digest, value."""


class Duties(Value, frozen=True):
    """The duties of one text, as kept in a memory."""

    found: tuple[Duty, ...]


def read_policies(
    site: Path, paths: Sequence[str], memory: Memory, tell: Callable[[int], None]
) -> dict[str, Reading]:
    """Return the reading of each file, by its path under the site folder.

    A file is known by its whole content, never by its date; `tell` is told how many are read.
    """
    readings: dict[str, Reading] = {}
    hot = memory.hot or {}
    kept = {} if hot else dict(memory.all("reading"))
    unknown: list[str] = []
    for path in paths:
        if path in hot and hot[path][0] == _signature(site, path):
            readings[path] = hot[path][1]
            continue
        row, raw = kept.get(path), _raw(site, path, Findings(path)) if path in kept else None
        if row is not None and raw is not None and row[:MARK] == _mark(raw):
            memory.live.add(("reading", path))
            readings[path] = decode(row[MARK:], Reading)
            for body in _bodies(readings[path]):
                memory.live |= {("text", body), ("duties", body)}
        else:
            unknown.append(path)
    for number, (path, row, texts) in enumerate(spread(partial(_read, site), unknown), start=1):
        memory.put("reading", path, row)
        readings[path] = decode(row[MARK:], Reading)
        for kind, digest, value in texts:
            memory.put(kind, digest, value)
        tell(number)
    readings = {path: readings[path] for path in paths}  # in order, whatever was known before
    if memory.hot is not None:
        memory.hot |= {path: (_signature(site, path), readings[path]) for path in paths}
    return readings


def _signature(site: Path, path: str) -> object:
    """Return what changes with a file, as far as its file system tells; None where it is gone."""
    try:
        state = os.lstat(f"{site}/{path}")
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino


def set_text(digest: str, memory: Memory) -> SetText:
    """Return a text as set, by its body's digest; raises `MemoryBrokenError` where it is lost."""
    row = memory.get("text", digest)
    if row is None:
        raise MemoryBrokenError(digest)
    return decode(row, SetText)


def duties_of(digest: str, memory: Memory) -> tuple[Duty, ...]:
    """Return the duties in a text, by its body's digest; they are found once for each content."""
    row = memory.get("duties", digest)
    if row is None:
        row = encode(Duties(duties(set_text(digest, memory))))
        memory.put("duties", digest, row)
    return decode(row, Duties).found


def keep_text(read: ReadText, memory: Memory) -> Body:
    """Keep a text that was read, and return its body."""
    memory.put("text", read.body.digest, encode(read.text))
    memory.put("duties", read.body.digest, encode(Duties(read.duties)))
    return read.body


def _bodies(reading: Reading) -> list[str]:
    policy = reading.policy
    return [body.digest for body in (policy.body, policy.open_body) if body] if policy else []


def _raw(site: Path, path: str, found: Findings) -> bytes | None:
    return read_bytes(f"{site}/{path}", found)


def _mark(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=MARK).digest()


def _read(site: Path, path: str) -> Row:
    found = Findings(path)
    raw = _raw(site, path, found)
    if raw is None:
        return path, _mark(b"") + encode(Reading(None, tuple(found.problems))), []
    reading = read_policy(path, raw)
    texts = [("text", digest, encode(text)) for digest, text in reading.texts.items()]
    texts += [("duties", digest, encode(Duties(found))) for digest, found in reading.duties.items()]
    return path, _mark(raw) + encode(replace(reading, texts={}, duties={})), texts
