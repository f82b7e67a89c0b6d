"""Comparisons as files for other programs: CSV and JSON, with a schema that the code is."""
