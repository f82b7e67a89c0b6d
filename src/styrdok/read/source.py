"""Files become text: whole, UTF-8, of a sane size and from inside the folder, or not at all."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from styrdok.read.findings import Findings

MAX_BYTES = 1_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def read_text(path: Path, found: Findings) -> str | None:
    """Return a file's text with `\\n` line ends and composed letters (NFC), or None if unfit.

    Unfit is: a symbolic link, over `MAX_BYTES`, not UTF-8, empty, or with control characters
    (which no HTML page may hold, and which line-based readers count differently).
    """
    try:
        if path.is_symlink():
            return found.error(1, "", "symlink")
        if not path.is_file():
            return found.error(1, "", "not-a-file")
        if (size := path.stat().st_size) > MAX_BYTES:
            megabytes = f"{size / 1e6:.1f}".replace(".", ",")
            return found.error(1, "", "too-large", size=megabytes)
        raw = path.read_bytes()
    except OSError as trouble:
        return found.error(1, "", "unreadable", why=trouble.strerror or type(trouble).__name__)
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
