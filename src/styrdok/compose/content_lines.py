"""Lines as calendars and cards have them: escaped, folded, ended; it knows neither of the two.

iCalendar (RFC 5545, 3.1) and vCard (RFC 2426, 2.6 and RFC 2425, 5.8.1) write them alike.
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 75  # bytes of a line, its end not counted


def escaped(words: str) -> str:
    """Return words as a value of text: signs that would end it, and line breaks, are escaped."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return "\\n".join(words.splitlines())


def written(lines: Iterable[str]) -> bytes:
    """Return lines as a file's bytes: folded, each ended with CRLF, in UTF-8."""
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def folded(line: str) -> str:
    """Return a line, broken where it is too long, and never inside a letter."""
    if len(line.encode()) <= LONGEST:
        return line
    parts, size, start = list[str](), 0, 0
    for at, sign in enumerate(line):
        width = len(sign.encode())
        if size + width > LONGEST:
            parts.append(line[start:at])
            start, size = at, 1  # the space that a continued line begins with
        size += width
    return "\r\n ".join([*parts, line[start:]])
