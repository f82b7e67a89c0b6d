"""A text that was set once is fitted to a page: its slots are filled with what the page knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from styrdok.compose import addresses
from styrdok.compose.entries import Heading, Manuscript
from styrdok.model import Contact
from styrdok.read.setting import SetText
from styrdok.read.stream import NOTES
from styrdok.texts import Texts

TAG = re.compile(r'<(/?)\w+(?: lang="[^"]*" dir="\w+")?>')
ROOT = "\0r\0"
SLOT = re.compile("\0([a/pkt#nr])([^\0]*)\0")


@dataclass(frozen=True)
class FittedLeaf:
    """A section as a page shows it: its heading's facts, and heading and text as HTML."""

    section: Heading | None
    heading: str
    html: str


@dataclass(frozen=True)
class FittedText:
    """A text as a page shows it: leaves in order (the first has no heading), then the notes."""

    leaves: tuple[FittedLeaf, ...]
    notes: str


@dataclass(frozen=True)
class Fitting:
    """What fills the slots on one page; `page` is the address that is quoted from, if any."""

    manuscript: Manuscript
    root: str
    page: str
    texts: Texts
    contact: Callable[[Contact, str, str], str]  # by its home and the way to the root

    def fit(self, html: str) -> str:
        """Return HTML with its slots filled; a link that leads nowhere leaves plain words."""
        if "\0" not in html:
            return html
        end = ""  # of the link that is open: links do not nest

        def fill(slot: re.Match[str]) -> str:
            nonlocal end
            kind, value = slot.groups()
            if kind == "a":
                address = self._address(value)
                end = "</a>" if address else ""
                return f'<a href="{escape(address)}">' if address else ""
            return end if kind == "/" else self._fill(kind, value)

        return SLOT.sub(fill, html)

    def _fill(self, kind: str, value: str) -> str:
        if kind == "r":
            return escape(self.root)
        if kind == "p":
            return escape(self.root + quote(addresses.of_picture(self.manuscript.home, value)))
        if kind == "k":
            known = self.manuscript.contacts.get(value)
            return self.contact(known, self.manuscript.home, self.root) if known else ""
        if kind == "t":
            key, number, title = (*value.split(" ", 2), "", "")[:3]
            return escape(self.texts(key, number=number, title=title))
        if kind == "#":
            return "" if self.page else f' id="{value}"'
        return self.page

    def _address(self, target: str) -> str:
        if target.startswith("#"):
            return self.page + target
        known = self.manuscript.links.get(target)
        return "" if known is None else self.root + known


def called(manuscript: Manuscript, leaf: int, html: str) -> str:
    """Return a leaf's HTML with the words that lead on made links; a slot leads to the root."""
    parts, at = [], 0
    for place, address in manuscript.calls:
        if place.leaf == leaf:
            stop = _whole(html, place.start, place.stop)
            if stop is None:
                continue
            words = html[place.start : stop]
            parts += [html[at : place.start], f'<a href="{ROOT}{escape(address)}">{words}</a>']
            at = stop
    return "".join((*parts, html[at:])) if parts else html


def _whole(html: str, start: int, stop: int) -> int | None:
    """Return where words end when the emphasis that begins in them ends; None where it cannot."""
    within = html[start:stop]
    if "<" not in within:
        return stop
    opened = 0
    for tag in TAG.finditer(within):
        opened += -1 if tag[1] else 1
        if opened < 0:
            return None
    for _ in range(opened):
        closing = TAG.match(html, stop)
        if not closing or not closing[1]:
            return None
        stop = closing.end()
    return stop


def fit_text(
    text: SetText, fitting: Fitting, start: int = 0, stop: int | None = None
) -> FittedText:
    """Return a text, or some leaves of it, fitted to a page."""
    manuscript, known = fitting.manuscript, fitting.manuscript.headings
    headings = known[start - 1 : stop and stop - 1] if start else (None, *known)[:stop]
    leaves = tuple(
        FittedLeaf(
            heading,
            fitting.fit(leaf.heading),
            fitting.fit(called(manuscript, number, leaf.html)),
        )
        for number, (heading, leaf) in enumerate(
            zip(headings, text.leaves[start:stop], strict=True), start
        )
    )
    notes = "" if start else fitting.fit(called(manuscript, NOTES, text.notes))
    return FittedText(leaves, notes)  # a quotation has no notes
