"""Markdown becomes tokens, sections and links: CommonMark with tables, footnotes, attributes.

It is what the code host's preview shows. Raw HTML is recognised in order to be refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from styrdok.model import Definition, Link, Section
from styrdok.model import replace as with_other
from styrdok.read.findings import Findings
from styrdok.read.languages import is_language
from styrdok.read.marks import LANGUAGE_LINE, OF_WORDS, WORDS_OPEN, spoken_after, take_marks
from styrdok.read.shortcuts import take_shortcuts
from styrdok.read.source import CONTROL
from styrdok.slug import slugify

ONE_ATTRIBUTE = re.compile(
    r"\s*(?:#(?P<id>[^\s#={}\"]+)|(?P<key>[^\s=#{}\"]+)=\"(?P<value>[^\"]*)\")"
)
ANCHOR = re.compile(r"[^\W_][\w.-]*")


def _heading_attributes(state: StateCore) -> None:
    """Move `{#id tema="…"}` from a heading's text to its token, before inline parsing."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and inline.content.rstrip().endswith("}"):
            title, brace, attributes = inline.content.rstrip()[:-1].rpartition("{")
            of_words = title.endswith("]") and OF_WORDS.fullmatch(f"{{{attributes}}}")
            if brace and not of_words:
                inline.content = title.rstrip()
                opening.meta["attributes"] = attributes


def make_parser() -> MarkdownIt:
    """Return a parser that goes the long way, by the library's rules and ours."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    take_marks(parser)
    # An address between < and > is shown decoded: `%00` would become a sign of ours, a slot's.
    shown = parser.normalizeLinkText

    def readable(link: str) -> str:
        return CONTROL.sub("\ufffd", shown(link))

    parser.normalizeLinkText = readable  # type: ignore[method-assign]
    # Every address is let through here, so that a dangerous one is told instead of shown as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


PARSER = make_parser()
take_shortcuts(PARSER)


@dataclass(frozen=True)
class Parsed:
    """A text's block tokens, and its link definitions with their lines counted from 0."""

    tokens: tuple[Token, ...]
    definitions: tuple[Definition, ...]


@lru_cache(1)
def parse(markdown: str) -> Parsed:
    """Return what a text's Markdown holds; the cut asks again of the text that it read last."""
    env: dict[str, Any] = {}
    tokens = tuple(PARSER.parse(markdown, env))
    found = [(label, given) for label, given in env.get("references", {}).items()]
    found += [(given["label"], given) for given in env.get("duplicate_refs", ())]
    definitions = (Definition(label, given["href"], *given["map"]) for label, given in found)
    return Parsed(tokens, tuple(definitions))


@dataclass(frozen=True)
class Group:
    """A section's heading (None before the first) and the tokens under it."""

    section: Section | None
    heading: Token | None
    tokens: Sequence[Token]


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


Lines = Callable[[int], int]
"""The line in the file of a line in a text, which is counted from 0."""


def outline(
    tokens: Sequence[Token], notes: Sequence[Token], lines: Lines, found: Findings
) -> Outline:
    """Return the outline of a text's tokens and of the tokens of its notes.

    Levels are set without gaps from 2 (WCAG 1.3.1); anchors are unique within this text alone,
    so that a text with less in it cannot tell by a number what was taken out.
    """
    starts = [
        i for i, token in enumerate(tokens) if token.type == "heading_open" and not token.level
    ]
    result = Outline([Group(None, None, tokens[: starts[0] if starts else None])])
    taken: set[str] = set()
    level = 1
    spoken = spoken_after(result.groups[0].tokens, ())
    for start, stop in zip(starts, [*starts, len(tokens)][1:], strict=False):
        opening, inline = tokens[start], tokens[start + 1]
        line = lines((opening.map or [0])[0])
        level = _level(int(opening.tag[1]), level, line, found)
        title = plain_text(inline.children or [])
        anchor, themes = _attributes(opening.meta.get("attributes", ""), line, found)
        anchor = _unique(anchor, title, taken, line, found)
        if not title:
            found.error(line, "rubrik", "heading-empty")
        section = Section(title, level, anchor, themes, line, language=(spoken or (None,))[-1])
        spoken = spoken_after(tokens[start:stop], spoken)
        result.groups.append(Group(section, inline, tokens[start + 3 : stop]))
    _gather([*tokens, *notes], lines, result, found)
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
        groups[at] = replace(groups[at], section=with_other(section, has_text=has_text))
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


def _gather(tokens: Sequence[Token], lines: Lines, result: Outline, found: Findings) -> None:
    at = 0
    for token in tokens:
        at = token.map[0] if token.map else at
        if token.type == "inline":
            _gather_inline(token, at, lines, result, found)
        elif token.type == "heading_open" and token.level and "attributes" in token.meta:
            found.notice(lines(at), "rubrik", "heading-nested")
        elif token.type == "html_block":
            _refuse_html(token.content.strip(), lines(at), found)
        elif token.type == "contact":
            result.contacts.append((token.meta["contact"], lines(at)))
        elif token.type == "fence" and any(map(LANGUAGE_LINE.fullmatch, token.content.split("\n"))):
            found.error(lines(at), "passage", "language-in-code")


def _gather_inline(token: Token, at: int, lines: Lines, result: Outline, found: Findings) -> None:
    for child, on in inline_tokens(token, at):
        if child.type == "text":
            if LEFTOVER_SIGN.search(child.content):
                _notice_leftovers(child.content, lines(on), found)
        elif child.type == "html_inline":
            _refuse_html(child.content, lines(on), found)
        elif child.type == WORDS_OPEN:
            if not is_language(code := child.meta["language"]):
                found.error(lines(on), "text", "not-a-language", value=code)
        elif child.type == "link_open":
            result.links.append(Link(str(child.attrs["href"]), lines(on)))
        elif child.type == "image":
            if not plain_text(child.children or []):
                found.notice(lines(on), "bild", "picture-words", value=str(child.attrs["src"]))
            result.links.append(Link(str(child.attrs["src"]), lines(on), image=True))


MOST_SIGNS = 2000  # of one run of text; enough for any slip, and bounded for any input
LEFTOVER_SIGN = re.compile(r"[\[\]{-]")  # what each of these holds
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


def inline_tokens(token: Token, line: int = 0) -> Iterator[tuple[Token, int]]:
    """Yield an inline token's children with the line each stands on."""
    for child in token.children or ():
        yield child, line
        if child.type in ("softbreak", "hardbreak"):
            line += 1


def plain_text(children: Sequence[Token]) -> str:
    """Return the words of inline tokens, pictures as their alternative text."""
    if len(children) == 1 and children[0].type == "text":  # as most are
        return " ".join(children[0].content.split())
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain_text(child.children or []))
    return " ".join("".join(parts).split())
