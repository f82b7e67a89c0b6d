"""Which files of a folder are not as on main; it knows no history."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from styrdok.read.history.git import blob_id
from styrdok.read.library import FOLDER


def changed_files(site: Path, blobs: Mapping[str, str]) -> frozenset[str]:
    """Return the files that are not as on main's tip, by their whole content.

    Git's own index is not asked: it may be told to overlook a file.
    """
    same: set[str] = set()
    there: set[str] = set()
    for path in _files(f"{site}/{FOLDER}", FOLDER):
        there.add(path)
        if path in blobs and _is_blob(f"{site}/{path}", blobs[path]):
            same.add(path)
    return frozenset((there | blobs.keys()) - same)


def _files(folder: str, name: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = f"{name}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path, path)
                elif entry.is_file(follow_symlinks=False):
                    yield path
    except OSError:
        return


def _is_blob(file: str, blob: str) -> bool:
    """Tell whether a file holds this content, whatever line ends it was checked out with."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  (thousands, at every build)
            raw = opened.read()
    except OSError:
        return False
    return blob_id(raw, blob) == blob or (
        b"\r\n" in raw and blob_id(raw.replace(b"\r\n", b"\n"), blob) == blob
    )
