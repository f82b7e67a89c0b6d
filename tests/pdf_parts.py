"""What stands in a PDF file, unpacked, for tests that look for what must not be in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf


def unpacked(path: Path) -> dict[str, bytes]:
    """Return each object and each stream of a file, attached files too, and its text, by name."""
    found: dict[str, bytes] = {}
    with pikepdf.open(path) as pdf:
        for number, one in enumerate(pdf.objects):
            found[f"{path.name} {number}"] = repr(one).encode()
            if isinstance(one, pikepdf.Stream):
                found[f"{path.name} stream {number}"] = one.read_bytes()
    if shutil.which("pdftotext"):
        found[f"{path.name} text"] = words(path).encode()
    return found


def words(path: Path) -> str:
    """Return a file's text in reading order, as poppler reads it."""
    done = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
    return done.stdout.decode()
