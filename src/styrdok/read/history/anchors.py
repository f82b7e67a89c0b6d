"""Which headings an earlier version of a policy's text had; it knows no policy as it is now."""

from __future__ import annotations

import re

from styrdok.model import Section
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from styrdok.read.passages import read_passages
from styrdok.read.source import as_text, split_header

HEADING = re.compile(r"^#{1,6}[ \t].*$", re.M)
# With these a line that looks like a heading may be none, or the other way round.
UNPLAIN = re.compile(r"^ {1,3}#|^ {0,3}(?:```|~~~)|^ {0,3}(?:=+|-+)[ \t]*$", re.M)


def heading_lines(text: str) -> frozenset[str]:
    """Return the lines of a text that are plainly headings, as they are written."""
    return frozenset(line.rstrip() for line in HEADING.findall(text))


def version_body(raw: bytes) -> str:
    """Return the text of a file without its header; '' where it cannot be told apart."""
    found = Findings("")
    text = as_text(raw, found)
    parts = None if text is None else split_header(text, found)
    return parts[1] if parts else ""


def open_sections(body: str) -> tuple[Section, ...]:
    """Return the sections of a text that are not for employees alone; only headings are read."""
    passages = read_passages(body, 1, Findings(""))
    text = "\n".join("" if passage.internal else passage.text for passage in passages)
    lines = HEADING.findall(text)
    if not UNPLAIN.search(text) and not any("[" in line for line in lines):
        text = "\n\n".join(lines)
    return read_body(text, "", lambda at: at + 1, Findings("")).body.sections


def is_plain(body: str) -> bool:
    """Tell whether every heading of a text is a line of `heading_lines`."""
    return not UNPLAIN.search(body)
