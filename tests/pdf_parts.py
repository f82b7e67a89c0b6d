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


def lacking(path: Path) -> list[str]:
    """Return what a file does not tell of itself (ISO 14289-1, 7): tags, language, title."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        told = {
            "tags": bool(root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in root,
            "language": bool(str(root.get("/Lang", ""))),
            "title": bool(str(pdf.docinfo.get("/Title", "")))
            and bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
        }
    return [f"no {name}" for name, there in told.items() if not there]


def words(path: Path) -> str:
    """Return a file's text in reading order, as poppler reads it."""
    done = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
    return done.stdout.decode()
