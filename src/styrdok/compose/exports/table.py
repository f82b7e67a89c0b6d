"""Rows become CSV that a spreadsheet and a program read alike; it knows no comparison."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV (RFC 4180) in UTF-8, with commas; None is an empty field.

    Words that a spreadsheet would take for a formula get an apostrophe before them
    (https://owasp.org/www-community/attacks/CSV_Injection); numbers do not.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return table.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
