"""Rows become CSV that no spreadsheet takes for anything but text; it knows no subject."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

ACTIVE = frozenset(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV (RFC 4180): UTF-8 without a mark, comma between, CRLF after each.

    The first row is the heads. None, what is unknown, is an empty cell, and a list is its words
    with semicolons between. Words that a spreadsheet would reckon with (they begin with = + - @
    or a sign of white space) get an apostrophe before them
    (https://owasp.org/www-community/attacks/CSV_Injection); numbers are left as they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows(
        [value if type(value) is str and value[:1] not in ACTIVE else _cell(value) for value in row]
        for row in rows
    )
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, int | float):
            return str(value)
        value = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{value}" if value[:1] in ACTIVE else value
