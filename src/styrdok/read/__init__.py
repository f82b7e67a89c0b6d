"""Storey 1: text becomes policies and municipalities, or problems with file and line."""
