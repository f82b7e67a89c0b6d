"""Words of a stream without what is not seen, and the way back to their places; it knows no law."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from styrdok.read.stream import CLOSED, UNSEEN, Stream

SPACES = "\n\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
SAME = str.maketrans(dict.fromkeys(SPACES, " ") | dict.fromkeys(DASHES, "-"))
UNREAD = f"{UNSEEN}\u00ad\u200b\u200c\u200d\u2060\ufeff"
GAP = re.compile(rf"(?<= )[ {UNREAD}]+|[{UNREAD}]+")
ODD = re.compile(f"[{SPACES}{DASHES}]")
BREAK = re.compile("\n")
TAG = re.compile(r"<(/?)([a-z]\w*)")


class Plain:
    """A block's words with one kind of space and dash, one space at a time, and nothing unseen."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        words = stream.words.replace("\n", " ")
        words = words.translate(SAME) if ODD.search(words) else words
        self._starts, self._from = [0], [0]
        parts, at, size = [], 0, 0
        for gap in GAP.finditer(words):
            parts.append(words[at : gap.start()])
            size += gap.start() - at
            at = gap.end()
            self._starts.append(size)
            self._from.append(at)
        self._breaks: list[int] | None = None
        self.words = "".join((*parts, words[at:]))

    def place(self, at: int) -> int:
        """Return where in the stream a sign of the plain words stands."""
        found = bisect_right(self._starts, at) - 1
        return self._from[found] + at - self._starts[found]

    def line_at(self, at: int) -> int:
        """Return the line in the text, from 0, on which a sign of the plain words stands."""
        if self._breaks is None:
            self._breaks = [found.start() for found in BREAK.finditer(self.stream.words)]
        return self.stream.line + bisect_left(self._breaks, self.place(at))

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return from where to where in the stream a part of the plain words stands."""
        return self.place(start), self.place(stop - 1) + 1


def balanced(html: str) -> bool:
    """Tell whether every tag that opens in HTML closes in it, so that it may stand in a link."""
    opened: list[str] = []
    for closing, name in TAG.findall(html):
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def whole(html: str, words: str, start: int, stop: int) -> tuple[int, int]:
    """Return the part of a block that may be a link: what was found, with the marks around it.

    Where no such part is whole it is the longest stretch without any mark.
    """
    left, right = start, stop
    while left and words[left - 1] == UNSEEN:
        left -= 1
    while right < len(words) and words[right] == UNSEEN:
        right += 1
    for one, other in ((start, stop), (start, right), (left, stop), (left, right)):
        if balanced(html[one:other]):
            return one, other
    at = start
    best = (start, start)
    for stretch in re.split(f"([{UNSEEN}{CLOSED}]+)", words[start:stop]):
        if len(stretch) > best[1] - best[0] and stretch[0] not in UNSEEN + CLOSED:
            first = at + len(stretch) - len(stretch.lstrip())
            best = (first, first + len(stretch.strip()))
        at += len(stretch)
    return best
