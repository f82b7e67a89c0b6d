"""Files become text: whole, UTF-8, of a sane size and from inside the folder, or not at all."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path

from styrdok.read.findings import Findings

MAX_BYTES = 1_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def read_text(path: Path, found: Findings) -> str | None:
    """Return a file's text, or None if it is unfit: see `read_bytes` and `as_text`."""
    raw = read_bytes(path, found)
    return None if raw is None else as_text(raw, found)


def read_bytes(path: Path | str, found: Findings) -> bytes | None:
    """Return a file's bytes, or None for a symbolic link or what is over `MAX_BYTES`."""
    try:
        state = os.lstat(path)  # the bare calls: thousands of files are read at every build
        if stat.S_ISLNK(state.st_mode):
            return found.error(1, "", "symlink")
        if not stat.S_ISREG(state.st_mode):
            return found.error(1, "", "not-a-file")
        if state.st_size > MAX_BYTES:
            megabytes = f"{state.st_size / 1e6:.1f}".replace(".", ",")
            return found.error(1, "", "too-large", size=megabytes)
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError as trouble:
        return found.error(1, "", "unreadable", why=trouble.strerror or type(trouble).__name__)


def as_text(raw: bytes, found: Findings) -> str | None:
    """Return bytes as text with `\\n` line ends and composed letters (NFC), or None if unfit.

    Unfit is what is not UTF-8, is empty, or holds control characters (which no HTML page may
    hold, and which line-based readers count differently).
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        return found.error(raw.count(b"\n", 0, trouble.start) + 1, "", "not-utf8")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        return found.error(1, "", "empty")
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return found.error(line, "", "control", sign=f"U+{ord(control.group()):04X}")
    return text


def split_header(text: str, found: Findings) -> tuple[str, str, int] | None:
    """Return (YAML, body, the body's first line), or None where the header is missing or open."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return found.error(1, "", "header-missing")
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    return found.error(1, "", "header-open")
