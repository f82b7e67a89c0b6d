"""Policy text is set as HTML, section by section; it knows no page around the text.

What it writes holds no markup from the author: raw HTML is escaped, and an address that is not
of a few safe kinds, or leads to nothing in this register, leaves plain words without a link.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from styrdok.compose.addresses import of_policy
from styrdok.model import Policy, Section
from styrdok.read.commonmark import Group, outline, parse, plain_text
from styrdok.read.policy_file import PICTURE
from styrdok.read.values import safe_address
from styrdok.register import Register, linked_id
from styrdok.texts import Texts

Env = MutableMapping[str, Any]


@dataclass(frozen=True)
class Leaf:
    """A section as set: its heading and body as HTML, and its words without markup."""

    section: Section | None
    heading: str
    html: str
    words: str


@dataclass(frozen=True)
class SetText:
    """A policy's text as set: leaves in order (the first has no heading), then the notes."""

    leaves: tuple[Leaf, ...]
    notes: str
    note_words: str


@dataclass(frozen=True)
class Setting:
    """What setting a text needs to know: register, texts, the way to the root, contact blocks.

    `page` is set where the text is quoted on another page, so that its inner links lead home.
    """

    register: Register
    texts: Texts
    root: str
    contact: Callable[[Policy, str], str]
    page: str = ""


def set_text(policy: Policy, around: Setting) -> SetText:
    """Return a policy's text as HTML fragments that are safe to stand in a page."""
    text, groups = policy.marked_text, outline(policy.marked_text).groups
    anchors = [group.section.anchor for group in groups if group.section]
    if anchors != [section.anchor for section in policy.sections]:
        # A mark would end a list, and so change what follows; rather no mark.
        text, groups = policy.text, outline(policy.text).groups
    env: Env = {"policy": policy, "around": around}
    leaves = tuple(_leaf(group, env) for group in groups)
    tokens = parse(text)
    notes = tokens[len(_before_notes(tokens)) :]
    return SetText(leaves, _render(notes, env), _words(notes))


def _leaf(group: Group, env: Env) -> Leaf:
    tokens = _before_notes(group.tokens)
    heading = _render([group.heading], env) if group.heading else ""
    return Leaf(group.section, heading, _render(tokens, env), _words(tokens))


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(plain_text(t.children or []) for t in tokens if t.type == "inline")


def _before_notes(tokens: Sequence[Token]) -> Sequence[Token]:
    starts = [at for at, token in enumerate(tokens) if token.type == "footnote_block_open"]
    return tokens[: starts[0]] if starts else tokens


class PolicyRenderer(RendererHTML):
    """HTML for the tokens that need more than the library gives."""

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Open a link to where it leads from this page."""
        address = _address(str(tokens[at].attrs["href"]), env)
        env["closing"] = "</a>" if address else ""  # links do not nest (CommonMark 6.3)
        return f'<a href="{escape(address)}">' if address else ""

    def link_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Close what the link's opening opened."""
        return str(env["closing"])

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Show a picture from the municipality's folder."""
        words = plain_text(tokens[at].children or [])
        target = str(tokens[at].attrs["src"])
        if not PICTURE.fullmatch(unquote(target)):
            return escape(words)
        source = f"{env['around'].root}{env['policy'].municipality}/{target}"
        return f'<img src="{escape(source)}" alt="{escape(words)}" loading="lazy">'

    def html_block(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Show raw HTML as the text it is: a second lock behind the reader's refusal."""
        return f"<p>{escape(tokens[at].content)}</p>"

    def html_inline(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Show raw HTML as the text it is."""
        return escape(tokens[at].content)

    def contact(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Set the contact block of a function in the text's own municipality."""
        return str(env["around"].contact(env["policy"], tokens[at].meta["contact"]))

    def inside_open(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Tell employees where a passage for them alone begins."""
        return f'<p class="inside">{escape(env["around"].texts("page.inside-from"))}</p>\n'

    def inside_close(self, t: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Tell employees where it ends."""
        return f'<p class="inside">{escape(env["around"].texts("page.inside-to"))}</p>\n'

    def heading_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A heading inside a list or quotation is a strong line, so that the outline has no gap."""
        return '<p class="subhead"><strong>'

    def heading_close(self, tokens: Sequence[Token], at: int, o: OptionsDict, env: Env) -> str:
        """Close the strong line."""
        return "</strong></p>\n"

    def table_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A table scrolls in a region of its own, reachable by keyboard."""
        env["tables"] = env.get("tables", 0) + 1
        label = escape(env["around"].texts("page.table", number=env["tables"]))
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Close table and region."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A head cell says what it heads (WCAG 1.3.1); alignment is left to the style."""
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """A cell without inline style, so that a strict content policy holds."""
        return "<td>"

    def footnote_ref(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        """Lead to a note, and let it lead back."""
        number, again = tokens[at].meta["id"] + 1, tokens[at].meta["subId"]
        label = escape(env["around"].texts("page.note", number=str(number)))
        page = env["around"].page
        own = "" if page else f' id="_fnref{number}{f"-{again}" if again else ""}"'
        return f'<sup{own}><a href="{page}#_fn{number}" aria-label="{label}">{number}</a></sup>'

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
        label = escape(env["around"].texts("page.note-back", number=str(number)))
        back = f"#_fnref{number}{f'-{again}' if again else ''}"
        return f' <a href="{back}" aria-label="{label}">↩</a>'


RENDERER = MarkdownIt("commonmark", renderer_cls=PolicyRenderer)


def _render(tokens: Sequence[Token], env: Env) -> str:
    return str(RENDERER.renderer.render(tokens, RENDERER.options, env)).strip()


def _address(target: str, env: Env) -> str | None:
    """Where a link leads from this page, or None where it may not or does not lead anywhere."""
    around: Setting = env["around"]
    policy: Policy = env["policy"]
    if target.startswith("#"):
        return around.page + target
    if linked_id(policy, target) is not None:
        leads = around.register.linked(policy, target)
        if leads is None:
            return None
        other, anchor = leads
        return around.root + of_policy(other) + (f"#{anchor}" if anchor else "")
    if safe_address(target) or target.lower().startswith(("mailto:", "tel:")):
        return target
    return None
