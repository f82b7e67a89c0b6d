"""Tokens are set as HTML with slots, for what only a page knows: addresses, contacts, words.

What it writes holds no markup from the author: raw HTML is escaped, and an address that is not
of a few safe kinds leaves plain words without a link. A slot is a letter and a value between two
NUL signs, which no text can hold (CommonMark 2.3; the reader of files refuses them too).
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from styrdok.model import Value
from styrdok.read.addresses import PICTURE, safe_address
from styrdok.read.commonmark import Group, plain_text
from styrdok.read.languages import attributes
from styrdok.read.marks import laid_in_languages, spoken_after, with_captions

Env = MutableMapping[str, Any]


Run = tuple[int, int, int]
"""Where a block's running text stands in HTML, from and to, and its line in the text, from 0."""


class Leaf(Value, frozen=True):
    """What stands under one heading: the heading and its text as HTML, and its words."""

    heading: str
    html: str
    words: str
    runs: tuple[Run, ...] = ()


class SetText(Value, frozen=True):
    """A text as set: a leaf before the first heading, one for each section, then the notes."""

    leaves: tuple[Leaf, ...]
    notes: str
    note_words: str
    note_runs: tuple[Run, ...] = ()


def slot(kind: str, value: str = "") -> str:
    """Return a slot: link `a`, end `/`, picture `p`, contact `k`, text `t`, id `#`, page `n`."""
    return f"\0{kind}{value}\0"


def set_groups(groups: Sequence[Group], notes: Sequence[Token]) -> SetText:
    """Return a text's groups and notes as HTML fragments that are safe to stand in a page."""
    env: Env = {}
    spoken: tuple[str, ...] = ()
    leaves: list[Leaf] = []
    for group in groups:
        leaves.append(_leaf(group, spoken, env))
        spoken = spoken_after(group.tokens, spoken)
    env["heading"] = ""
    html, runs = _render(notes, env)
    return SetText(tuple(leaves), html, _words(notes), runs)


def _leaf(group: Group, spoken: tuple[str, ...], env: Env) -> Leaf:
    heading = _render([group.heading], env)[0] if group.heading else ""
    if group.section and group.section.language:
        heading = f"<span{attributes(group.section.language)}>{heading}</span>"
    env["heading"] = group.section.title if group.section else ""
    laid = with_captions(tuple(laid_in_languages(group.tokens, spoken)))
    html, runs = _render(laid, env)
    return Leaf(heading, html, _words(group.tokens), runs)


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(plain_text(t.children or []) for t in tokens if t.type == "inline")


class PolicyRenderer(RendererHTML):
    """HTML for the tokens that need more than the library gives."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: Env) -> str:
        """Return tokens as HTML, and note in `env` where each block's running text stands."""
        parts: list[str] = []
        runs: list[Run] = []
        at = line = 0
        for number, token in enumerate(tokens):
            if token.map:
                line = token.map[0]
            if token.type == "inline":
                html = self.render_words(token.children or [], options, env)
                runs.append((at, at + len(html), line))
            elif token.hidden:
                continue
            elif rule := self.rules.get(token.type):
                html = rule(tokens, number, options, env)
            elif token.nesting < 0 and token.block and not token.attrs:
                html = f"</{token.tag}>\n"
            else:
                html = self.renderToken(tokens, number, options, env)
            parts.append(html)
            at += len(html)
        env["runs"] = tuple(runs)
        return "".join(parts)

    def render_words(self, children: list[Token], options: OptionsDict, env: Env) -> str:
        """Return a block's words as HTML; most are one token without markup."""
        if len(children) == 1 and children[0].type == "text":
            return escapeHtml(children[0].content)
        return self.renderInline(children, options, env)

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Open a link: where one of ours leads, the page knows."""
        target = str(tokens[at].attrs["href"])
        if safe_address(target) or target.lower().startswith(("mailto:", "tel:")):
            env["closing"] = "</a>"
            return f'<a href="{escape(target)}">'
        env["closing"] = slot("/")
        return slot("a", target)

    def link_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Close what the link's opening opened; links do not nest (CommonMark 6.3)."""
        return str(env["closing"])

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Show a picture from the municipality's folder."""
        words = plain_text(tokens[at].children or [])
        target = str(tokens[at].attrs["src"])
        if not PICTURE.fullmatch(unquote(target)):
            return escape(words)
        return f'<img src="{slot("p", target)}" alt="{escape(words)}" loading="lazy">'

    def html_block(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Show raw HTML as the text it is: a second lock behind the reader's refusal."""
        return f"<p>{escape(tokens[at].content)}</p>"

    def html_inline(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Show raw HTML as the text it is."""
        return escape(tokens[at].content)

    def contact(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Leave room for the contact block of a function in the text's own municipality."""
        return slot("k", tokens[at].meta["contact"])

    def inside_open(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Tell employees where a passage for them alone begins."""
        return f'<p class="inside">{slot("t", "page.inside-from")}</p>\n'

    def inside_close(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Tell employees where it ends."""
        return f'<p class="inside">{slot("t", "page.inside-to")}</p>\n'

    def heading_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A heading inside a list or quotation is a strong line, so that the outline has no gap."""
        return '<p class="subhead"><strong>'

    def heading_close(self, tokens: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Close the strong line."""
        return "</strong></p>\n"

    def table_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A table scrolls in a region of its own, reachable by keyboard."""
        number = env["tables"] = env.get("tables", 0) + 1
        key = "page.table-in" if env["heading"] else "page.table"
        label = slot("t", f"{key} {number} {env['heading']}")
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Close table and region."""
        return "</table></div>\n"

    def spoken_open(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Say in which language a passage is."""
        return f"<div{attributes(t[at].meta['language'])}>\n"

    def spoken_close(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Come back to the text's own language."""
        return "</div>\n"

    def spoken_words_open(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Say in which language words are; of an unknown one the reader has told."""
        return f"<span{attributes(t[at].meta['language'])}>"

    def th_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A head cell says what it heads (WCAG 1.3.1); alignment is left to the style."""
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A cell without inline style, so that a strict content policy holds."""
        return "<td>"

    def footnote_ref(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Lead to a note, and let it lead back; a page that only quotes has no id of its own."""
        number, again = tokens[at].meta["id"] + 1, tokens[at].meta["subId"]
        label = slot("t", f"page.note {number}")
        own = slot("#", f"_fnref{number}{f'-{again}' if again else ''}")
        return (
            f'<sup{own}><a href="{slot("n")}#_fn{number}" aria-label="{label}">{number}</a></sup>'
        )

    def footnote_block_open(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Open the list of notes."""
        return "<ol>\n"

    def footnote_block_close(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Close the list of notes."""
        return "</ol>\n"

    def footnote_open(self, tokens: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Open one note."""
        return f'<li id="_fn{tokens[at].meta["id"] + 1}">'

    def footnote_close(self, tokens: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Close one note."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Lead back from a note to where it is made."""
        number, again = tokens[at].meta["id"] + 1, tokens[at].meta["subId"]
        label = slot("t", f"page.note-back {number}")
        back = f"#_fnref{number}{f'-{again}' if again else ''}"
        return f' <a href="{back}" aria-label="{label}">↩</a>'


RENDERER = MarkdownIt("commonmark", renderer_cls=PolicyRenderer)


def _render(tokens: Sequence[Token], env: Env) -> tuple[str, tuple[Run, ...]]:
    html = str(RENDERER.renderer.render(tokens, RENDERER.options, env)).rstrip()
    return html, env["runs"]
