"""Comparisons as data to take along: the same as their pages show, as CSV and JSON."""
