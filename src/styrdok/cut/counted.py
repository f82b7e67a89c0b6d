"""Texts on main that differ in nothing but what was confirmed count as one; it knows no rule.

A confirmation is for employees alone and changes no word that anyone else may read, so it neither
begins a text's lead time anew nor keeps the text back.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from hashlib import blake2b

from styrdok.cut.gate import Line
from styrdok.model import replace
from styrdok.read.confirmations import without_confirmations
from styrdok.read.history.ledger import Stretch


def counted(
    line: Line, contents: Mapping[str, bytes], readable: Container[str]
) -> tuple[Line, tuple[int, ...]]:
    """Return a line with one stretch for each text in a row, and where each begins in the line.

    A blob that is not there, or that gave no policy, counts for itself: while a document is
    withheld for an error, nobody has it.
    """
    names = {
        blob: blake2b(without_confirmations(contents[blob]), digest_size=16).hexdigest()
        for blob in {stretch.blob for stretch in line}
        if blob in contents and blob in readable
    }
    found: list[Stretch] = []
    starts: list[int] = []
    for at, stretch in enumerate(line):
        one = replace(stretch, blob=names.get(stretch.blob, stretch.blob))
        last = found[-1] if found else None
        if last and (last.blob, last.path, last.until) == (one.blob, one.path, one.since):
            found[-1] = replace(last, until=one.until)
        else:
            found.append(one)
            starts.append(at)
    return tuple(found), tuple(starts)


def is_same_text(one: bytes, other: bytes) -> bool:
    """Tell whether two files are the same but for what was confirmed, whatever their line ends."""
    plain = (without_confirmations(raw).replace(b"\r\n", b"\n") for raw in (one, other))
    return next(plain) == next(plain)
