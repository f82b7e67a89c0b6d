"""What a file says that it was checked against (`avstämt`) is written, or taken away.

Every other byte stays as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

import yaml

from styrdok.model import Confirmation
from styrdok.read.lock.header_edit import Edit, header_span, newline_of

KEY = "avstämt"
PLAIN = re.compile(r"[^\W\d_][\w .-]*")  # words that YAML takes for themselves
Pair = tuple[yaml.Node, yaml.Node]


def entry_words(confirmation: Confirmation) -> str:
    """Return a confirmation as it stands in the front matter."""
    by = confirmation.by
    if by and not PLAIN.fullmatch(by):
        by = yaml.safe_dump(by, allow_unicode=True, default_style='"', width=10_000).strip()
    words = f"dokument: {confirmation.document}, lydelse: {confirmation.wording}"
    return f"{{{words}, datum: {confirmation.date}{f', av: {by}' if by else ''}}}"


def with_confirmations(
    raw: bytes, instead: Mapping[int, Confirmation], more: Sequence[Confirmation]
) -> bytes:
    """Return a policy file's bytes with confirmations in its front matter.

    `instead` are to stand in place of those it has, by their places in the list; `more` come
    after. The front matter must be one that has been read without errors; what cannot be edited
    is left as it is, so read the answer again.
    """
    text = raw.decode("utf-8")
    start, end = header_span(text)
    header = text[start:end]
    found = _find(header)
    if found is None or (found[1] is None and instead):
        return raw
    root, pair = found
    edits: list[Edit] = []
    if pair is None:
        edits = _at_the_end(root, header, more)
    else:
        nodes = _entries(pair[1])
        for at, confirmation in instead.items():
            edits += _replaced(nodes[at], header, confirmation) if at < len(nodes) else []
        edits += _added(pair, nodes, header, more) if more else []
    for begin, stop, words in sorted(edits, reverse=True):
        header = header[:begin] + words + header[stop:]
    return (text[:start] + header + text[end:]).encode("utf-8")


def without_confirmations(raw: bytes) -> bytes:
    """Return a policy file's bytes without the lines of its confirmations, where it has any.

    What is written in a form that is not foreseen is left as it is.
    """
    try:
        text = raw.decode("utf-8")
        start, end = header_span(text)
        found = _find(text[start:end])
    except (UnicodeDecodeError, yaml.YAMLError):
        return raw
    if found is None or found[1] is None:
        return raw
    key, value = found[1]
    begin, stop = key.start_mark.index - key.start_mark.column, _line_end(value, text[start:end])
    if stop is None or text[start + begin : start + key.start_mark.index].strip():
        return raw
    return (text[: start + begin] + text[start + stop :]).encode("utf-8")


def _find(header: str) -> tuple[yaml.MappingNode, Pair | None] | None:
    """The front matter's mapping, and its pair of this key; None where it is no mapping by lines.

    A key that stands twice is none that has been read.
    """
    root = yaml.compose(header, yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or not root.value:
        return None
    pairs = [pair for pair in root.value if unicodedata.normalize("NFC", pair[0].value) == KEY]
    return (root, pairs[0] if pairs else None) if len(pairs) < 2 else None


def _entries(value: yaml.Node) -> list[yaml.Node]:
    nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return [node for node in nodes if isinstance(node, yaml.MappingNode) and node.value]


def _end(node: yaml.Node) -> int | None:
    """Where a node's own signs end; None where its end is elsewhere than its mark says."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.style in ("|", ">") else int(node.end_mark.index)
    assert isinstance(node, yaml.CollectionNode)  # noqa: S101  (there is no third kind)
    if node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _line_end(node: yaml.Node, header: str) -> int | None:
    """Where the last line of a node ends, its line break with it."""
    end = _end(node)
    found = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?").match(header, end) if end is not None else None
    return found.end() if found else None


def _replaced(node: yaml.Node, header: str, confirmation: Confirmation) -> list[Edit]:
    """The edit that puts a confirmation in place of another; a comment in that would be lost."""
    begin, stop = node.start_mark.index, _end(node)
    if stop is None or "#" in header[begin:stop]:
        return []
    return [(begin, stop, entry_words(confirmation))]


def _at_the_end(root: yaml.Node, header: str, more: Sequence[Confirmation]) -> list[Edit]:
    indent, newline = " " * root.start_mark.column, newline_of(header)
    lines = [f"{indent}{KEY}:", *(f"{indent}  - {entry_words(one)}" for one in more)]
    return [(len(header), len(header), "".join(line + newline for line in lines))] if more else []


def _added(
    pair: Pair, nodes: Sequence[yaml.Node], header: str, more: Sequence[Confirmation]
) -> list[Edit]:
    """The edits that put confirmations after those that there are."""
    key, value = pair
    words = [entry_words(one) for one in more]
    if not nodes:
        return _first(key, value, header, words)
    end = _end(nodes[-1])
    if end is None:
        return []
    if isinstance(value, yaml.SequenceNode) and not value.flow_style:
        indent = newline_of(header) + " " * value.start_mark.column
        line = re.compile(r"[^\r\n]*").match(header, end)
        at = line.end() if line else end
        return [(at, at, "".join(f"{indent}- {one}" for one in words))]
    joined = ", ".join(words)
    if isinstance(value, yaml.SequenceNode):
        return [(end, end, f", {joined}")]
    if not isinstance(value, yaml.MappingNode) or not value.flow_style:
        return []
    begin = value.start_mark.index
    return [(begin, begin, "["), (end, end, f", {joined}]")]


def _first(key: yaml.Node, value: yaml.Node, header: str, words: Sequence[str]) -> list[Edit]:
    """The edit that fills a key that was left empty."""
    if isinstance(value, yaml.ScalarNode) and not value.value:
        at = key.end_mark.index + header[key.end_mark.index :].index(":") + 1
        return [(at, at, f" [{', '.join(words)}]")]
    if isinstance(value, yaml.SequenceNode) and value.flow_style and not value.value:
        at = value.start_mark.index + 1
        return [(at, at, ", ".join(words))]
    return []
