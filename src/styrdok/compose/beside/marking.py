"""Words are found in a text as set, and runs of them marked; it knows no document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from itertools import groupby
from sys import intern
from typing import NamedTuple

from styrdok.derive.beside import WORD, Runs, plain, words_of

# What is no word of the text: tags and slots, the numbers of notes, marks around inner passages.
BETWEEN = re.compile(r'<sup.*?</sup>|<p class="inside">.*?</p>|<[^>]*>|\0[^\0]*\0', re.S)
SIGN = re.compile(r"&[#\w]+;")


class Piece(NamedTuple):
    """A word in HTML: where it stands, from and to, as it is compared, and in which text.

    A `text` is what stands between two tags, by number.
    """

    start: int
    stop: int
    word: str
    text: int


def words_in(html: str) -> tuple[str, ...]:
    """Return the words of HTML in order, as they are compared; a tag parts words, as does a slot.

    They are the words of its `pieces`, found at once, for whom it does not matter where they stand.
    """
    text = BETWEEN.sub(" ", html)
    if "&" in text:
        text = SIGN.sub(lambda sign: unescape(sign[0]), text)
    return tuple(map(intern, words_of(text)))  # texts of a site have most in common


def pieces(html: str) -> list[Piece]:
    """Return the words of HTML in order, and where each stands."""
    found: list[Piece] = []
    for number, (start, stop) in enumerate(_texts(html)):
        text, places = _read(html, start, stop)
        for match in WORD.finditer(text):
            first, last = match.span()
            if places is not None:
                first, last = places[first], places[last]
            else:
                first, last = start + first, start + last
            found.append(Piece(first, last, plain(match[0]), number))
    return found


def _texts(html: str) -> Iterable[tuple[int, int]]:
    """Yield where text stands between tags, from and to."""
    at = 0
    for between in BETWEEN.finditer(html):
        if between.start() > at:
            yield at, between.start()
        at = between.end()
    if at < len(html):
        yield at, len(html)


def _read(html: str, start: int, stop: int) -> tuple[str, list[int] | None]:
    """Return text as it reads, and where each sign of it begins; None where that is plain."""
    text = html[start:stop]
    if "&" not in text:
        return text, None
    read, places, at = "", list[int](), 0
    for sign in SIGN.finditer(text):
        read += text[at : sign.start()]
        places += range(start + at, start + sign.start())
        meant = unescape(sign[0])
        read += meant
        places += [start + sign.start()] * len(meant)
        at = sign.end()
    read += text[at:]
    places += range(start + at, stop + 1)
    return read, places


def mark(html: str, runs: Runs, said: tuple[str, str]) -> str:
    """Return HTML with runs of its words marked; `said` is heard before and after each.

    A mark ends where a tag begins and is taken up after it, so that elements nest.
    """
    if not runs:
        return html
    words, parts, at = pieces(html), list[str](), 0
    for first, last in runs:
        spans = [list(group) for _, group in groupby(words[first:last], lambda word: word.text)]
        for number, span in enumerate(spans):
            begin, end = span[0].start, span[-1].stop
            before = said[0] if number == 0 else ""
            after = said[1] if number == len(spans) - 1 else ""
            parts += [html[at:begin], f"<mark>{before}{html[begin:end]}{after}</mark>"]
            at = end
    return "".join((*parts, html[at:]))


def read_out(html: str, runs: Runs) -> list[str]:
    """Return the words of each run as they are read, with their punctuation."""
    words = pieces(html) if runs else []
    between = (html[words[first].start : words[last - 1].stop] for first, last in runs)
    return [" ".join(unescape(BETWEEN.sub(" ", one)).split()) for one in between]
