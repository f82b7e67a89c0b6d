"""Markdown becomes tokens, sections and links: CommonMark with tables, footnotes, attributes.

It is what the code host's preview shows. Raw HTML is recognised in order to be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from styrdok.model import Link, Section
from styrdok.read.findings import Findings
from styrdok.slug import slugify

ONE_ATTRIBUTE = re.compile(
    r"\s*(?:#(?P<id>[^\s#={}\"]+)|(?P<key>[^\s=#{}\"]+)=\"(?P<value>[^\"]*)\")"
)
ANCHOR = re.compile(r"[^\W_][\w.-]*")
MARK_LINE = re.compile(r"::: (kontakt|intern|slut) ?(\S*)")


BLOCKS = {"kontakt": "contact", "intern": "inside_open", "slut": "inside_close"}


def _heading_attributes(state: StateCore) -> None:
    """Move `{#id tema="…"}` from a heading's text to its token, before inline parsing."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and inline.content.rstrip().endswith("}"):
            title, brace, attributes = inline.content.rstrip()[:-1].rpartition("{")
            if brace:
                inline.content = title.rstrip()
                opening.meta["attributes"] = attributes


def _mark_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise `::: kontakt funktion`, and the ends of an internal passage, as blocks."""
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not (match := MARK_LINE.fullmatch(line.strip())):
        return False
    if not silent:
        token = state.push(BLOCKS[match[1]], "", 0)
        token.meta = {"contact": match[2]}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    parser.block.ruler.before(
        "fence",
        "mark",
        _mark_block,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    # Every address is let through here, so that a dangerous one is told instead of shown as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


PARSER = _parser()


@lru_cache(maxsize=2048)
def parse(markdown: str) -> tuple[Token, ...]:
    """Return the block tokens of a text; they are shared, so never change them."""
    return tuple(PARSER.parse(markdown))


@dataclass(frozen=True)
class Definition:
    """A link's address given on lines of its own: `[label]: address "title"`."""

    label: str
    target: str
    start: int
    stop: int


def definitions(markdown: str) -> list[Definition]:
    """Return the link definitions of a text, with their lines counted from 0."""
    if "]:" not in markdown:
        return []
    env: dict[str, Any] = {}
    PARSER.parse(markdown, env)
    found = [(label, given) for label, given in env.get("references", {}).items()]
    found += [(given["label"], given) for given in env.get("duplicate_refs", ())]
    return [Definition(label, given["href"], *given["map"]) for label, given in found]


@dataclass(frozen=True)
class Group:
    """A section's heading (None before the first) and the tokens under it."""

    section: Section | None
    heading: Token | None
    tokens: tuple[Token, ...]


@dataclass
class Outline:
    """What a text holds: its groups, its links, and the contacts it shows, with their lines."""

    groups: list[Group] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    contacts: list[tuple[str, int]] = field(default_factory=list)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order."""
        return tuple(group.section for group in self.groups if group.section)


def outline(markdown: str, first_line: int = 1, found: Findings | None = None) -> Outline:
    """Return the outline of a text; what is wrong with it is told only where `found` is given.

    Levels are set without gaps from 2 (WCAG 1.3.1); anchors are unique within this text alone,
    so that a text with less in it cannot tell by a number what was taken out.
    """
    found = found or Findings("")
    tokens = parse(markdown)
    starts = [
        i for i, token in enumerate(tokens) if token.type == "heading_open" and not token.level
    ]
    result = Outline([Group(None, None, tokens[: starts[0] if starts else None])])
    taken: set[str] = set()
    level = 1
    for start, stop in zip(starts, [*starts, len(tokens)][1:], strict=False):
        opening, inline = tokens[start], tokens[start + 1]
        line = first_line + (opening.map or [0])[0]
        level = _level(int(opening.tag[1]), level, line, found)
        title = plain_text(inline.children or [])
        anchor, themes = _attributes(opening.meta.get("attributes", ""), line, found)
        anchor = _unique(anchor, title, taken, line, found)
        if not title:
            found.error(line, "rubrik", "heading-empty")
        section = Section(title, level, anchor, themes, line)
        result.groups.append(Group(section, inline, tokens[start + 3 : stop]))
    _gather(tokens, first_line, result, found)
    _mark_empty(result.groups)
    return result


def _mark_empty(groups: list[Group]) -> None:
    """Say of each section whether it, or a section below it, has any text."""
    level_with_text = 0  # of the nearest section after this one that has text, if it is deeper
    for at in range(len(groups) - 1, 0, -1):
        section = groups[at].section
        if section is None:
            continue
        own = any(token.type in ("inline", "contact", "fence") for token in groups[at].tokens)
        has_text = own or level_with_text > section.level
        groups[at] = replace(groups[at], section=replace(section, has_text=has_text))
        if has_text:
            level_with_text = section.level
        elif level_with_text <= section.level:
            level_with_text = 0


def _level(written: int, before: int, line: int, found: Findings) -> int:
    if written == 1:
        found.notice(line, "rubrik", "heading-one")
    elif written > before + 1:
        found.notice(line, "rubrik", "heading-gap", level="#" * written, want="#" * (before + 1))
    return max(2, min(written, before + 1))


def _attributes(text: str, line: int, found: Findings) -> tuple[str | None, tuple[str, ...]]:
    anchor: str | None = None
    themes: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = ONE_ATTRIBUTE.match(text, at)
        if not match or (match["key"] not in (None, "tema")):
            word = match["key"] if match else text[at:].strip()
            found.error(line, "rubrik", "heading-attribute", word=word)
            break
        if match["id"]:
            anchor = match["id"]
            if not ANCHOR.fullmatch(anchor):
                found.error(line, "rubrik", "anchor-form", value=anchor)
                anchor = None
        else:
            themes += re.split(r"[\s,]+", match["value"])
        at = match.end()
    return anchor, tuple(dict.fromkeys(theme for theme in themes if theme))


def _unique(given: str | None, title: str, taken: set[str], line: int, found: Findings) -> str:
    if given in taken:
        found.error(line, "rubrik", "anchor-twice", value=given or "")
    base = anchor = given or slugify(title) or "avsnitt"
    number = 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


def _gather(tokens: tuple[Token, ...], first_line: int, result: Outline, found: Findings) -> None:
    line = first_line
    for token in tokens:
        line = first_line + token.map[0] if token.map else line
        if token.type == "heading_open" and token.level and "attributes" in token.meta:
            found.notice(line, "rubrik", "heading-nested")
        if token.type == "html_block":
            _refuse_html(token.content.strip(), line, found)
        elif token.type == "contact":
            result.contacts.append((token.meta["contact"], line))
        for child, on_line in inline_tokens(token, line):
            if child.type == "text":
                _notice_leftovers(child.content, on_line, found)
            if child.type == "html_inline":
                _refuse_html(child.content, on_line, found)
            elif child.type == "link_open":
                result.links.append(Link(str(child.attrs["href"]), on_line))
            elif child.type == "image":
                if not plain_text(child.children or []):
                    found.notice(on_line, "bild", "picture-words", value=str(child.attrs["src"]))
                result.links.append(Link(str(child.attrs["src"]), on_line, image=True))


MOST_SIGNS = 2000  # of one run of text; enough for any slip, and bounded for any input
LEFTOVERS = (
    (re.compile(r"\[\^[^\]\s]+\]"), "note-nowhere"),
    (re.compile(r"\]\([^)\s][^)]*\)?|\]\[[^\]]+\]"), "link-unfinished"),
    (re.compile(r"\[(?:skriv|ange|fyll i)\b[^\]]*\]?|ÅÅÅÅ-MM", re.I), "unfinished-text"),
    (re.compile(r"\{#[^}]*$"), "heading-brace"),
)


def _notice_leftovers(words: str, line: int, found: Findings) -> None:
    """Tell of markup that did not become any, and would be read as it stands."""
    for pattern, code in LEFTOVERS:
        if match := pattern.search(words[-MOST_SIGNS:]):
            found.notice(line, "text", code, value=match[0][:60])


def _refuse_html(html: str, line: int, found: Findings) -> None:
    if not html.startswith("</"):
        code = "html-comment" if html.startswith("<!--") else "raw-html"
        found.error(line, "text", code, html=" ".join(html.split())[:40])


def inline_tokens(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    """Yield an inline token's children with the line each stands on."""
    for child in token.children or ():
        yield child, line
        if child.type in ("softbreak", "hardbreak"):
            line += 1


def plain_text(children: list[Token] | tuple[Token, ...]) -> str:
    """Return the words of inline tokens, pictures as their alternative text."""
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain_text(child.children or []))
    return " ".join("".join(parts).split())
