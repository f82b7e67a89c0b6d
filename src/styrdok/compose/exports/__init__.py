"""Comparisons as tables and records that others can work with."""
