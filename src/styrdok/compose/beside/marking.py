"""Words are found in a text as set, and runs of them marked; it knows no document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from itertools import groupby
from operator import itemgetter
from sys import intern

from styrdok.derive.beside import WORD, Runs, words_of

# What is no word of the text: tags and slots, the numbers of notes, marks around inner passages.
BETWEEN = re.compile(r'<sup.*?</sup>|<p class="inside">.*?</p>|<[^>]*>|\0[^\0]*\0', re.S)
SIGN = re.compile(r"&[#\w]+;")


Place = tuple[int, int, int]
"""Where a word stands in HTML: from and to, and in which of the texts between two tags."""


Marks = tuple[tuple[tuple[int, int], ...], ...]
"""Where runs of words stand in HTML: for each its parts between tags, from and to."""


def words_in(html: str) -> tuple[str, ...]:
    """Return the words of HTML in order, as they are compared; a tag parts words, as does a slot.

    They are those that stand at its `places`, for whom it does not matter where they stand.
    """
    text = BETWEEN.sub(" ", html)
    if "&" in text:
        text = SIGN.sub(lambda sign: unescape(sign[0]), text)
    return tuple(map(intern, words_of(text)))  # texts of a site have most in common


def places(html: str) -> list[Place]:
    """Return where the words of HTML stand, in order."""
    found: list[Place] = []
    for number, (start, stop) in enumerate(_texts(html)):
        text, signs = _read(html, start, stop)
        spans = [word.span() for word in WORD.finditer(text)]
        if signs is None:
            found += [(start + first, start + last, number) for first, last in spans]
        else:
            found += [(signs[first], signs[last], number) for first, last in spans]
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


def marks_of(html: str, runs: Runs) -> Marks:
    """Return where runs of the words of HTML stand in it."""
    if not runs:
        return ()
    words = places(html)
    return tuple(tuple(_parts(words[first:last])) for first, last in runs)


def _parts(words: Iterable[Place]) -> Iterable[tuple[int, int]]:
    for _, text in groupby(words, itemgetter(2)):
        first, *rest = text
        yield first[0], (rest[-1] if rest else first)[1]


def mark(html: str, marks: Marks, said: tuple[str, str]) -> str:
    """Return HTML with runs of its words marked; `said` is heard before and after each.

    A mark ends where a tag begins and is taken up after it, so that elements nest.
    """
    parts, at = list[str](), 0
    for run in marks:
        for number, (begin, end) in enumerate(run, 1):
            before = said[0] if number == 1 else ""
            after = said[1] if number == len(run) else ""
            parts += [html[at:begin], f"<mark>{before}{html[begin:end]}{after}</mark>"]
            at = end
    return "".join((*parts, html[at:])) if parts else html


def read_out(html: str, marks: Marks) -> list[str]:
    """Return the words of each run as they are read, with their punctuation."""
    between = (html[run[0][0] : run[-1][1]] for run in marks)
    return [" ".join(unescape(BETWEEN.sub(" ", one)).split()) for one in between]
