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
from styrdok.read.languages import is_language

MARK = re.compile(r"(?P<lead>[\s>*+.)\d-]*)(?P<colons>:{2,})\s*(?P<rest>.*)")
CONTACT = re.compile(r"kontakt\s+(\S+)")
LANGUAGE = re.compile(r"språk(?:\s+(\S+))?", re.I)
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
class _Opened:
    """A passage that is open: its mark's colons and line, and whether it is for employees."""

    colons: int
    line: int
    internal: bool = True


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
    """The open passages at a line, and what is wrong with the marks so far.

    A passage in another language is one of them, so that each `:::` closes the innermost: where
    one is forgotten, what is internal becomes more, never less.
    """

    def __init__(self, found: Findings) -> None:
        self.found = found
        self.open: list[_Opened] = []
        self.contact_may_close = False

    @property
    def internal(self) -> bool:
        """Tell whether what stands here is for employees alone."""
        return bool(self.open) and any(opened.internal for opened in self.open)

    def take(self, mark: _Mark, line: int) -> str:
        """Follow one mark, and return the line that stands in its place."""
        word = mark.rest.casefold()
        closes_contact, self.contact_may_close = self.contact_may_close, False
        if len(mark.lead) > 3 or mark.lead.strip():
            self.found.error(line, "passage", "mark-indented")
        if mark.colons < 3:
            self.found.error(line, "passage", "mark-short")
        if not word:
            return "" if closes_contact else self._close(mark, line)
        if word == INTERNAL:
            self.open.append(_Opened(mark.colons, line))
        elif spoken := LANGUAGE.fullmatch(mark.rest):
            return self._open_language(mark, spoken[1] or "", line)
        elif contact := CONTACT.fullmatch(mark.rest):
            self.contact_may_close = True
            return f"::: kontakt {contact[1]}"
        elif word == UNCLEAR_MARK:
            self.found.error(line, "passage", "mark-unclear")
            self.open.append(_Opened(mark.colons, line))
        elif word == "kontakt":
            self.found.error(line, "passage", "mark-contact")
        else:
            known = [INTERNAL, "kontakt", "språk"]
            self.found.unknown(line, "passage", "mark-unknown", word, known)
            self.open.append(_Opened(mark.colons, line))
        return ""

    def _open_language(self, mark: _Mark, code: str, line: int) -> str:
        if is_language(code):
            self.open.append(_Opened(mark.colons, line, internal=False))
            return f"::: språk {code}"
        self.found.error(line, "passage", "not-a-language", value=code)
        self.open.append(_Opened(mark.colons, line))
        return ""

    def _close(self, mark: _Mark, line: int) -> str:
        """Close what was opened last, and return the line that ends a language where it is one."""
        if not self.open:
            self.found.error(line, "passage", "mark-stray")
        elif mark.colons >= self.open[-1].colons:
            return "" if self.open.pop().internal else ":::"
        return ""

    def end(self) -> None:
        """Tell what is open when the text ends: of what is internal the first, of languages all."""
        for opened in [one for one in self.open if one.internal][:1]:
            self.found.notice(opened.line, "passage", "mark-open")
        for opened in self.open:
            if not opened.internal:
                self.found.error(opened.line, "passage", "language-open")


def read_passages(body: str, first_line: int, found: Findings) -> tuple[Passage, ...]:
    """Return the body's passages in order; joined by newlines they have the body's line count.

    The line of a mark of who may read becomes an empty one; one of a language stands, in its plain
    form. A passage that is never closed runs to the end.
    """
    fences = _Fences(found)
    passages: list[Passage] = []
    held: list[str] = []
    held_internal, held_line = False, first_line
    for number, line in enumerate(body.split("\n"), start=first_line):
        internal = fences.internal
        if mark := line and _mark(line):
            line = fences.take(mark, number)  # noqa: PLW2901  (the mark's stand-in)
            internal = internal or fences.internal
        elif line.strip():
            fences.contact_may_close = False
        if internal != held_internal and held:
            passages.append(Passage("\n".join(held), held_internal, held_line))
            held, held_line = [], number
        held_internal = internal
        held.append(line)
    passages.append(Passage("\n".join(held), held_internal, held_line))
    fences.end()
    return tuple(passages)
