"""The running text of a text as set, block by block, for who looks for words in it.

A stream is as long as its HTML: what is no word to be read there is filled, so that a place in
the stream is a place in the HTML, and something found can be made a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from styrdok.model import Extent, Value
from styrdok.read.setting import SetText

NOTES = -1  # the leaf that the notes stand in
CLOSED = "\x01"  # a sign of what is already a link, or code: nothing is found across it
UNSEEN = "\x02"  # a sign that is not seen, as of emphasis: what is looked for may run across it
ODD = re.compile(
    r"(?P<closed><a\b.*?</a>|\0a[^\0]*\0.*?\0/\0|<code>.*?</code>|<sup.*?</sup>|<img[^>]*>|<br\s*/?>)"
    r"|(?P<unseen><[^>]*>|\0[^\0]*\0)|(?P<sign>&[#\w]+;)",
    re.S,
)


class Stream(Value, frozen=True):
    """A block's running text: its leaf, where it begins in that leaf's HTML, its line, its words.

    The line is counted from 0 in the text; each line break in the words is one more.
    """

    leaf: int
    start: int
    line: int
    words: str

    def extent(self, start: int, stop: int) -> Extent:
        """Return where words of the stream stand in the text as set."""
        return Extent(self.leaf, self.start + start, self.start + stop)

    def line_at(self, start: int) -> int:
        """Return the line in the text, from 0, on which a place in the words stands."""
        return self.line + self.words.count("\n", 0, start)


def streams(text: SetText, signs: Sequence[str] = ("",)) -> Iterator[Stream]:
    """Yield the running text of each block of a text as set, in order, the notes last.

    Leaves without any of some `signs` in their HTML are left out.
    """
    for number, leaf in enumerate(text.leaves):
        if any(sign in leaf.html for sign in signs):
            for start, stop, line in leaf.runs:
                yield Stream(number, start, line, _words(leaf.html[start:stop]))
    for start, stop, line in text.note_runs:
        yield Stream(NOTES, start, line, _words(text.notes[start:stop]))


def _words(html: str) -> str:
    if "<" not in html and "&" not in html and "\0" not in html:
        return html
    return ODD.sub(_filled, html)


def _filled(found: re.Match[str]) -> str:
    size = len(found[0])
    if found["closed"] is not None:
        return CLOSED * size
    if found["unseen"] is not None:
        return UNSEEN * size
    return unescape(found[0]).ljust(size, UNSEEN)


def seen(words: str) -> str:
    """Return words of a stream as they are read."""
    return " ".join(words.replace(UNSEEN, "").replace(CLOSED, " ").split())
