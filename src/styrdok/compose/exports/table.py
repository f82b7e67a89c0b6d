"""Rows become a CSV file that a spreadsheet opens without harm; it knows not what they hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # what a spreadsheet would take for something to work out


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV (RFC 4180): commas, CRLF, UTF-8 without a mark; None is an empty cell.

    A cell that a spreadsheet would run as a formula begins with an apostrophe
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(
        [_cell(one) for one in row] for row in rows
    )
    return written.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    words = str(value)
    told = isinstance(value, str) and words.startswith(FORMULA)
    return f"'{words}" if told else words
