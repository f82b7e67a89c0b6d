"""Storey 6: documents become sites; one module knows MkDocs."""
