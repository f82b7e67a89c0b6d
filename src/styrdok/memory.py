"""What was worked out before, by what it was worked out from; it knows no noun of ours.

A memory saves work and is never needed: whatever is odd about it is told, and it is thrown away.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

FOLDER = ".styrdok"
CHECK = 4  # bytes of check sum before each value
MUCH = 32_000_000  # bytes that are new: they are written down before there are more of them


Value = TypeVar("Value")


class Sealed(Generic[Value]):
    """A value that stands for itself by its digest wherever it is part of another value."""

    __slots__ = ("_seal", "value")

    def __init__(self, value: Value) -> None:
        self.value = value
        self._seal: bytes | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.value, name)

    @property
    def seal(self) -> bytes:
        """The digest of the value, worked out once."""
        if self._seal is None:
            self._seal = blake2b(encode(self.value), digest_size=16).digest()
        return self._seal


def _sealed(value: object) -> bytes:
    if isinstance(value, Sealed):
        return value.seal
    raise NotImplementedError(type(value))


encode = msgspec.msgpack.Encoder(enc_hook=_sealed).encode


class MemoryBrokenError(Exception):
    """The memory holds what was never put there, so nothing in it can be trusted."""


@cache
def engine() -> str:
    """Return a name that changes with Styrdok's own code, its libraries and Python."""
    own = blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".yml", ".gz"):
            own.update(path.name.encode() + path.read_bytes())
    libraries = Path(msgspec.__file__).parents[1]
    own.update(" ".join(sorted(p.name for p in libraries.glob("*.dist-info"))).encode())
    return own.hexdigest()


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.msgpack.Decoder(kind)


def decode(value: bytes, kind: type[Value]) -> Value:
    """Return an encoded value; raises `MemoryBrokenError` where it is not of its kind."""
    try:
        found: Value = _decoder(kind).decode(value)  # type: ignore[arg-type]
        return found
    except (msgspec.DecodeError, UnicodeDecodeError) as trouble:
        raise MemoryBrokenError from trouble


class Memory:
    """Values by kind and key, in a file of a site folder, or for this process alone."""

    def __init__(self, site: Path | None) -> None:
        self.told: str | None = None  # why an older memory was thrown away
        self.live: set[tuple[str, str]] = set()
        self.hot: dict[str, tuple[object, Any]] | None = None  # by who reads again and again
        self._fresh: dict[tuple[str, str], bytes] = {}
        self._size = 0  # of what is new, in bytes
        self._opened: tuple[int, sqlite3.Connection] | None = None
        self._path = _place(site) if site else None
        try:
            row = self.get("engine", "")
            if row != engine().encode():
                self.told = None if row is None else "memory.foreign"
                self.forget()
        except MemoryBrokenError:
            self.told = "memory.broken"
            self.forget()

    def _open(self, path: Path) -> sqlite3.Connection:
        """Return this process's own connection: one may not be carried over a fork."""
        if self._opened is None or self._opened[0] != os.getpid():
            base = sqlite3.connect(path, timeout=20, check_same_thread=False)
            base.execute("PRAGMA journal_mode=TRUNCATE")
            base.execute("PRAGMA synchronous=OFF")
            base.execute(
                "CREATE TABLE IF NOT EXISTS kept"
                " (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key))"
            )
            self._opened = (os.getpid(), base)
        return self._opened[1]

    def _ask(self, query: str, *given: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer; raises `MemoryBrokenError`."""
        if self._path is None:
            return
        try:
            yield from self._open(self._path).execute(query, given)
        except sqlite3.OperationalError:  # locked, or no room: it may be whole, but not for us
            self._path = None
        except sqlite3.Error as trouble:
            raise MemoryBrokenError from trouble

    def forget(self) -> None:
        """Throw everything away."""
        if self._opened and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened, self._fresh, self.hot = None, {}, None if self.hot is None else {}
        try:
            for ending in ("", "-journal") if self._path else ():
                Path(f"{self._path}{ending}").unlink(missing_ok=True)
        except OSError:  # then without one
            self._path = None
        self.put("engine", "", engine().encode())

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what is kept, or None; raises `MemoryBrokenError`."""
        self.live.add((kind, key))
        if (kind, key) in self._fresh:
            return self._fresh[kind, key]
        query = "SELECT value FROM kept WHERE kind = ? AND key = ?"
        for row in self._ask(query, kind, key):
            return _checked(row[0])
        return None

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield every key and value of a kind that was saved; raises `MemoryBrokenError`."""
        for key, value in self._ask("SELECT key, value FROM kept WHERE kind = ?", kind):
            yield key, _checked(value)

    def keys(self, kind: str) -> set[str]:
        """Return the keys of a kind that are kept; raises `MemoryBrokenError`."""
        saved = {key for (key,) in self._ask("SELECT key FROM kept WHERE kind = ?", kind)}
        return saved | {key for own, key in self._fresh if own == kind}

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value, in this process until it is saved, or until there is much."""
        self.live.add((kind, key))
        self._fresh[kind, key] = value
        self._size += len(value)
        if self._size > MUCH:
            self.save()

    def recall(self, kind: str, key: str, of: type[Value], work_out: Callable[[], Value]) -> Value:
        """Return a value from before, or work it out and keep it."""
        if (kept := self.get(kind, key)) is not None:
            return decode(kept, of)
        value = work_out()
        self.put(kind, key, encode(value))
        return value

    def trusted(self, work: Callable[[], Value], tell: Callable[[str], None]) -> Value:
        """Return what a work gives; what is told of an odd memory is told, and it is done anew."""
        if self.told:  # once: who serves comes here at every change
            tell(self.told)
            self.told = None
        try:
            return work()
        except MemoryBrokenError:
            self.forget()
            tell("memory.broken")
            return work()

    def save(self, whole: bool = False) -> None:
        """Write down what is new; where this was a `whole` build, drop what it did not use.

        A memory that cannot be written (a full disk, another build) is left as it was.
        """
        self._size = 0
        if self._path is None:
            return
        fresh = list(self._fresh.items())  # as it is now: who serves has threads that may put more
        rows = ((*key, _sum(value) + value) for key, value in fresh)  # no copy of all
        try:
            base = self._open(self._path)
            with base:
                base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                if whole:
                    kept = set(base.execute("SELECT kind, key FROM kept"))
                    dead = kept - self.live - {("engine", "")}
                    base.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", dead)
        except sqlite3.Error:
            return
        for key, value in fresh:
            if self._fresh.get(key) is value:
                del self._fresh[key]


def _place(site: Path) -> Path | None:
    """Return where a site folder's memory is; None where nothing may be written there."""
    folder = site / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)  # it holds what is internal, too
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return folder / "minne"


def _sum(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(CHECK, "big")


def _checked(row: object) -> bytes:
    if not isinstance(row, bytes) or row[:CHECK] != _sum(row[CHECK:]):
        raise MemoryBrokenError
    return row[CHECK:]
