"""What `styrdok refs` says: each mention of a text, and where it leads."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from styrdok.texts import Texts

WRONG_USE = 2


def list_references(root: Path, as_of: date, form: str, texts: Texts) -> int:
    """List the references of a site folder as text or JSON, and return the exit code."""
    print(texts("refs.not-yet"), file=sys.stderr)
    return WRONG_USE
