"""Rows become a CSV file; it knows no row's meaning."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV: commas, CRLF, UTF-8 without a mark (RFC 4180); None is an empty cell.

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV
    Injection).
    """
    written = io.StringIO()
    csv.writer(written).writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    words = str(value)
    return f"'{words}" if isinstance(value, str) and words.startswith(FORMULA) else words
