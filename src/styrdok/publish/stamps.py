"""What a file system tells of files and folders, so that a change to either is seen."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

UNKNOWN = -1  # a time that no folder has
Stamp = tuple[int, int, int]
"""A file's size, time of change in nanoseconds, and number in its file system."""
Files = dict[str, tuple[str, Stamp]]
"""What is known of a site's files, by address from its root: key and stamp."""
Folders = dict[str, int]
"""When something was last added to or taken from a folder, in nanoseconds, by address."""


def walk(folder: str, inside: str) -> Iterator[str]:
    """Yield every file under a folder, and all that is neither file nor folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, f"{inside}{entry.name}/")
            else:
                yield f"{inside}{entry.name}"


def changed(folder: str) -> int:
    """Return when something was last added to or taken from a folder; 0 where there is none."""
    try:
        state = os.lstat(folder)
    except OSError:
        return 0
    return state.st_mtime_ns if stat.S_ISDIR(state.st_mode) else 0


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of what stands at a path; None where there is nothing."""
    with suppress(OSError):
        return stamp(os.lstat(path))
    return None


def stamp(state: os.stat_result) -> Stamp:
    """Return the stamp in what the system told of a file."""
    return state.st_size, state.st_mtime_ns, state.st_ino
