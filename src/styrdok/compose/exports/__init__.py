"""Comparisons as data: rows for a spreadsheet, and plain values."""
