"""YAML becomes a tree of words with line numbers; it knows no key and interprets no value.

Built from parser events: aliases and tags are refused, depth is bounded, so that no input can
grow ('YAML bomb') or become an object; `nej`, `2021.10` and `1999` stay the words they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from styrdok.read.findings import Findings
from styrdok.read.slips import find_slip
from styrdok.read.source import CONTROL

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 12
REASONS = (  # what PyYAML's two parsers say → our kind of problem
    ("mapping values are not allowed", "yaml-colon"),
    ("sequence entries are not allowed", "yaml-list"),
    ("cannot start any token", "yaml-sign"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("unexpected end of stream", "yaml-open"),
    ("expected ',' or", "yaml-open"),
    ("a flow", "yaml-open"),
    ("did not find expected", "yaml-indent"),
    ("but found", "yaml-indent"),
)


@dataclass(frozen=True)
class Scalar:
    """A word or text, as written."""

    line: int
    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    line: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Pairs:
    """Keys with their values, in order; no key stands twice."""

    line: int
    entries: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Items | Pairs


class _RefusedError(Exception):
    def __init__(self, line: int, code: str, key: str = "") -> None:
        self.line, self.code, self.key = line, code, key


def read_tree(text: str, first_line: int, found: Findings) -> Node | None:
    """Return the tree of a YAML text whose first line is `first_line` of the file, or None."""
    try:
        return _build(text, first_line)
    except _RefusedError as refused:
        return found.error(refused.line, refused.key, refused.code)
    except yaml.YAMLError as trouble:
        if slip := find_slip(text.split("\n")):
            return found.error(first_line + slip[0], "", slip[1])
        mark = getattr(trouble, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = f"{getattr(trouble, 'problem', '')} {getattr(trouble, 'context', '')}"
        code = next((code for part, code in REASONS if part in what), "yaml-broken")
        return found.error(min(line, first_line + text.count("\n")), "", code)


def _build(text: str, first_line: int) -> Node | None:
    root: list[Node] = []
    open_lists: list[tuple[list[Node], int, bool]] = []  # children so far, line, is a mapping
    for event in yaml.parse(text, Loader=LOADER):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        children = open_lists[-1][0] if open_lists else root
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(line, "yaml-alias")
        if getattr(event, "tag", None) not in (None, "!"):
            raise _RefusedError(line, "yaml-tag")
        if isinstance(event, yaml.ScalarEvent):
            if CONTROL.search(event.value):  # written as an escape, "\\0"
                raise _RefusedError(line, "yaml-control")
            children.append(Scalar(line, event.value))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(open_lists) == MAX_DEPTH:
                raise _RefusedError(line, "yaml-deep")
            open_lists.append(([], line, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            nodes, start, is_mapping = open_lists.pop()
            whole: Node = _pairs(nodes, start) if is_mapping else Items(start, tuple(nodes))
            (open_lists[-1][0] if open_lists else root).append(whole)
        elif isinstance(event, yaml.DocumentStartEvent) and root:
            raise _RefusedError(line, "yaml-documents")
    return root[0] if root else None


def _pairs(nodes: list[Node], line: int) -> Pairs:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, int] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _RefusedError(key.line, "yaml-key")
        if key.text in seen:
            raise _RefusedError(key.line, "key-twice", key.text)
        seen[key.text] = key.line
        entries.append((key, value))
    return Pairs(line, tuple(entries))
