"""The headers of pages written by hand in `docs/`: who may read them; it knows no MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from styrdok.model import Audience, Problem
from styrdok.read.blocked import asks_in_vain
from styrdok.read.findings import Findings
from styrdok.read.source import read_text, split_header
from styrdok.read.tree import read_tree
from styrdok.read.values import YES_NO, Key, choice, list_of, record, text
from styrdok.read.vocabulary import CHANNELS

SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what MkDocs takes for pages
TEMPLATES = {"main.html": "main.html", "start.html": "start.html"}
PAGE = (
    Key("kanaler", "audiences", list_of(choice(CHANNELS))),
    Key("title", "title", text),
    Key("description", "description", text),
    Key("render_macros", "render_macros", choice(YES_NO)),
    Key("template", "template", choice(TEMPLATES)),
)
read_page_header = record(PAGE)


def read_handwritten(
    docs: Path, site: Path
) -> tuple[Mapping[Path, frozenset[Audience]], list[Problem]]:
    """Return who may read each page under `docs`, by path, and what is wrong with the headers.

    A page that does not name 'webbplats' is not for everyone; one with a faulty header (which
    MkDocs would print as text, or obey) is for nobody.
    """
    readers: dict[Path, frozenset[Audience]] = {}
    problems: list[Problem] = []
    for path in _pages(docs):
        inside = path.is_relative_to(site)
        found = Findings((path.relative_to(site) if inside else path).as_posix())
        readers[path] = _readers(path, found)
        problems += found.problems
    return readers, problems


def _pages(docs: Path) -> Iterator[Path]:
    return (path for path in sorted(docs.rglob("*")) if path.suffix.lower() in SUFFIXES)


def _readers(path: Path, found: Findings) -> frozenset[Audience]:
    content = read_text(path, found)
    parts = split_header(content, found) if content is not None else None
    tree = read_tree(parts[0], 2, found) if parts else None
    fields = (read_page_header(tree, "", found) if tree else None) or {}
    if found.failed:
        return frozenset()
    if not fields.get("audiences"):
        found.notice(1, "kanaler", "docs-channel")
    _, body, first = parts or ("", "", 1)
    for line, code in asks_in_vain(body):
        found.notice(first + line, "", code)
    return frozenset({Audience.INTRANET, *fields.get("audiences", ())})
