"""A fingerprint is put into a file's front matter; every other byte stays as it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

import yaml

LOCK, DECISION, AMENDMENTS = "lås", "beslut", "redaktionella ändringar"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)")
Edit = tuple[int, int, str]  # from, to, and what comes there instead


def with_lock(raw: bytes, lock: str, decision: bool, entries: Collection[int]) -> bytes:
    """Return a policy file's bytes with a lock in its decision, or in some of its amendments.

    `entries` are the places in the list of amendments. The front matter must be one that has
    been read without errors; what cannot be edited is left as it is, so read the answer again.
    """
    text = raw.decode("utf-8")
    start, end = header_span(text)
    header = text[start:end]
    root = yaml.compose(header, yaml.BaseLoader)
    edits: list[Edit] = []
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        name = unicodedata.normalize("NFC", key.value)
        if name == DECISION and decision:
            edits += _put(value, header, lock)
        elif name == AMENDMENTS and entries:
            nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
            kept = [node for node in nodes if isinstance(node, yaml.MappingNode) and node.value]
            for at in entries:
                edits += _put(kept[at], header, lock) if at < len(kept) else []
    for begin, stop, words in sorted(edits, reverse=True):
        header = header[:begin] + words + header[stop:]
    return (text[:start] + header + text[end:]).encode("utf-8")


def header_span(text: str) -> tuple[int, int]:
    """Return where the front matter begins and ends."""
    lines = list(LINE.finditer(text))
    start = lines[0].end() if lines else 0
    stops = (line.start() for line in lines[1:] if line[0].rstrip() in ("---", "..."))
    return start, next(stops, start)


def newline_of(header: str) -> str:
    """Return what ends the lines of a front matter."""
    return "\r\n" if "\r\n" in header else "\r" if "\n" not in header else "\n"


def _put(node: yaml.Node, header: str, lock: str) -> list[Edit]:
    """Return the edit that gives a mapping its lock, in the form that the mapping has."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return []
    for key, value in node.value:
        if unicodedata.normalize("NFC", key.value) == LOCK:
            begin, stop = value.start_mark.index, value.end_mark.index
            return [(begin, stop, lock if begin < stop else f" {lock}")]
    first, last = node.value[0][0], node.value[-1][1]
    end = last.end_mark.index
    words = f"{LOCK}: {lock}"
    if node.flow_style:
        if last.start_mark.index == end:  # `{…, paragraf: }`: a comma there would join the key
            at = first.start_mark.index
            return [(at, at, f"{words}, ")]
        return [(end, end, f", {words}")]
    indent = newline_of(header) + " " * first.start_mark.column
    if not isinstance(last, yaml.ScalarNode) or last.style in ("|", ">"):  # its end is elsewhere
        at = first.start_mark.index
        return [(at, at, words + indent)]
    line = re.compile(r"[^\r\n]*").match(header, end)
    at = line.end() if line else end
    return [(at, at, indent + words)]
