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


def faults(path: Path) -> list[str]:
    """Return what a file lacks to be read aloud: tags, a title that is shown, language, fonts."""
    with pikepdf.open(path) as pdf:
        root, found = pdf.Root, []
        if not bool(root.get("/MarkInfo", {}).get("/Marked")) or "/StructTreeRoot" not in root:
            found.append("not tagged")
        if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")):
            found.append("title not shown")
        if not str(pdf.docinfo.get("/Title", "")):
            found.append("no title")
        if not str(root.get("/Lang", "")):
            found.append("no language")
        with pdf.open_metadata() as told:
            if not told.get("pdfuaid:part") and told.get("pdfaid:conformance") != "A":
                found.append("claims no accessible standard")
        known = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        fonts = [one for one in known if one.get("/Type") == "/FontDescriptor"]
        if not all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts):
            found.append("a font is not in it")
    return [f"{path.name}: {one}" for one in found]
