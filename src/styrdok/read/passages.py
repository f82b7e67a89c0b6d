"""Lines of a policy become passages for all and passages for employees; it knows no Markdown.

Secrecy fails closed: the marks are read before any other syntax, wherever they stand, so that
no code block, list or odd space can hide one; what is not understood counts as internal.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from styrdok.read.findings import Findings

MARK = re.compile(r"(?P<lead>[\s>*+.)\d-]*)(?P<colons>:{2,})\s*(?P<rest>.*)")
CONTACT = re.compile(r"kontakt\s+(\S+)")
LOOK_ALIKES = str.maketrans(dict.fromkeys("\u2236\ua789\u02d0\u02f8\u0589\u05c3", ":"))
INVISIBLE = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"))
PLAIN_SIGNS = set("#*_+>()\"'”“;–—?&/`-")  # what may stand before the word in ordinary text
INTERNAL = "intern"
UNCLEAR_MARK = "?"
ORDINARY = re.compile(
    r"[ 0-9A-Za-zåäöÅÄÖéÉüÜ.,;!?()\"'”–%/*_#+>|\[\]{}`~=@-]*"
)  # no sign like a colon
MORE_THAN_A_MARK = re.compile(r"[\W_]*(?:[^\W_][\W_]*){9}")  # nine letters or more


@dataclass(frozen=True)
class Passage:
    """Consecutive lines of a policy's Markdown that one and the same audience may read."""

    text: str
    internal: bool
    line: int


@dataclass(frozen=True)
class _Mark:
    lead: str
    colons: int
    rest: str


def _mark(line: str) -> _Mark | None:
    """Recognise a mark also in full-width signs, among invisible ones, and inside a line.

    Look-alikes (`: intern`, `[intern]`, `!!! intern`) are told, and what follows is internal.
    Three colons that stand after words are told as misplaced, and what follows is internal.
    """
    if ORDINARY.fullmatch(line) and MORE_THAN_A_MARK.match(line):
        return None  # the common case, for speed alone
    if line.isascii() and ":" not in line and "&" not in line and "intern" not in line.casefold():
        return None
    plain = unescape(line).translate(INVISIBLE)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Mn"))
    plain = unicodedata.normalize("NFKC", plain).translate(LOOK_ALIKES).rstrip()
    if match := MARK.fullmatch(plain):
        return _Mark(match["lead"], len(match["colons"]), match["rest"].strip())
    if _looks_like_a_mark(plain):
        return _Mark("", 3, UNCLEAR_MARK)
    lead, colons, rest = plain.partition(":::")
    return _Mark(lead, 3, rest.lstrip(":").strip() or INTERNAL) if colons else None


def _looks_like_a_mark(plain: str) -> bool:
    """Tell whether 'intern' is the line's only word, with odd signs in front of it."""
    word = "".join(sign for sign in plain if sign.isalnum()).casefold()
    if word not in (INTERNAL, "internt", "interna"):
        return False
    before = plain[: next(at for at, sign in enumerate(plain) if sign.isalnum())]
    return any(not sign.isspace() and sign not in PLAIN_SIGNS for sign in before)


class _Fences:
    """The open internal passages at a line, and what is wrong with the marks so far."""

    def __init__(self, found: Findings) -> None:
        self.found = found
        self.open: list[tuple[int, int]] = []  # colons, line
        self.contact_may_close = False

    def take(self, mark: _Mark, line: int) -> str:
        """Follow one mark, and return the line that stands in its place."""
        word = mark.rest.casefold()
        closes_contact, self.contact_may_close = self.contact_may_close, False
        if len(mark.lead) > 3 or mark.lead.strip():
            self.found.error(line, "passage", "mark-indented")
        if mark.colons < 3:
            self.found.error(line, "passage", "mark-short")
        if not word:
            if not closes_contact:
                self._close(mark, line)
        elif word == INTERNAL:
            self.open.append((mark.colons, line))
        elif contact := CONTACT.fullmatch(mark.rest):
            self.contact_may_close = True
            return f"::: kontakt {contact[1]}"
        elif word == UNCLEAR_MARK:
            self.found.error(line, "passage", "mark-unclear")
            self.open.append((mark.colons, line))
        elif word == "kontakt":
            self.found.error(line, "passage", "mark-contact")
        else:
            self.found.unknown(line, "passage", "mark-unknown", word, [INTERNAL, "kontakt"])
            self.open.append((mark.colons, line))
        return ""

    def _close(self, mark: _Mark, line: int) -> None:
        if not self.open:
            self.found.error(line, "passage", "mark-stray")
        elif mark.colons >= self.open[-1][0]:
            self.open.pop()


def read_passages(body: str, first_line: int, found: Findings) -> tuple[Passage, ...]:
    """Return the body's passages in order; joined by newlines they have the body's line count.

    A mark's own line becomes an empty one. A passage that is never closed runs to the end.
    """
    fences = _Fences(found)
    passages: list[Passage] = []
    held: list[str] = []
    held_internal, held_line = False, first_line
    for number, line in enumerate(body.split("\n"), start=first_line):
        before = bool(fences.open)
        if mark := line and _mark(line):
            line = fences.take(mark, number)  # noqa: PLW2901  (the mark's stand-in)
        elif line.strip():
            fences.contact_may_close = False
        internal = before or bool(fences.open)
        if internal != held_internal and held:
            passages.append(Passage("\n".join(held), held_internal, held_line))
            held, held_line = [], number
        held_internal = internal
        held.append(line)
    passages.append(Passage("\n".join(held), held_internal, held_line))
    for _, line_opened in fences.open[:1]:
        found.notice(line_opened, "passage", "mark-open")
    return tuple(passages)
