"""The files of a site: those in place, and beside them the next ones, whole before they are shown.

Beside a site's folder stands another that is alike, of hard links to the same files. A build
changes that one, the two change places in one step, and then the other follows. What is killed
at any moment leaves the old site whole; what it left beside is found out by each file's own stamp.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from styrdok.publish.stamps import UNKNOWN, Files, Folders, Stamp, changed, stamp, stamp_of, walk

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
RENAME_EXCHANGE, AT_FDCWD = 2, -100  # linux/fs.h, fcntl.h


@dataclass(frozen=True)
class Printed:
    """What is known of a site and of the tree beside it, of whoever printed it last."""

    by: str = ""  # a name of what it was printed with: settings, templates, assets, engine
    files: Files = field(default_factory=dict)
    place: Folders = field(default_factory=dict)
    beside: Folders = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A file to be: its address from the site's root, a name of all it hangs on, its bytes.

    Its kind is the stage that the time it takes counts to.
    """

    path: str
    key: str
    write: Callable[[], bytes]
    kind: str = "data"


class Tree:
    """The files of the site at a place, and the next ones beside it."""

    def __init__(self, place: Path, known: Printed, by: str = "") -> None:
        """Take what is `known` of the files; `by` names what they are to be printed with now."""
        self.place, self.beside, self.by = place, _beside(place, ".nasta"), by
        self.files: Files = {}
        self.written: list[str] = []
        self.removed: list[str] = []
        self._known, self._kept = known, dict[str, tuple[str, Stamp]]()
        self._folders: set[str] = set()

    @property
    def familiar(self) -> bool:
        """Whether what is known was printed with what it is to be printed with now."""
        return bool(self._known.files) and self._known.by == self.by

    def open(self) -> None:
        """Make the tree beside ready: only files that are known stay in it."""
        self._recover()
        known = self._known
        if not known.files or self.beside.is_symlink() or not self.beside.is_dir():
            _remove(self.beside)
        self.beside.mkdir(parents=True, exist_ok=True)
        self._kept = {
            path: (key, stamp)
            for path, (key, stamp) in known.files.items()
            if stamp_of(f"{self.beside}/{path}") == stamp
        }
        odd = len(self._kept) < len(known.files)
        if odd or any(changed(f"{self.beside}/{f}") != at for f, at in known.beside.items()):
            self._clear_out()
            times = {folder: changed(f"{self.beside}/{folder}") for folder in known.beside}
            self._known = replace(known, beside=times)
        self._folders = {os.path.dirname(path) for path in self._kept} | {""}

    def _clear_out(self) -> None:
        """Take away what somebody else, or a killed build, put into the tree beside."""
        strays = [path for path in walk(str(self.beside), "") if path not in self._kept]
        for path in strays:
            _remove(self.beside / path)
        _prune(self.beside, {os.path.dirname(path) for path in strays})

    def put(self, sheet: Sheet) -> bool:
        """Put a sheet into the tree beside; returns whether it had to be written.

        Of two sheets with one address the first stands.
        """
        if sheet.path in self.files:
            return False
        kept = self._kept.get(sheet.path)
        if kept and kept[0] == sheet.key:
            self.files[sheet.path] = kept
            return False
        self.files[sheet.path] = (sheet.key, self._write(sheet.path, sheet.write()))
        self.written.append(sheet.path)
        return True

    def again(self) -> None:
        """Begin anew: what was put stays only if it is put again."""
        self._kept |= self.files
        self.files = {}

    def _write(self, path: str, data: bytes) -> Stamp:
        whole = f"{self.beside}/{path}"
        _make_folder(str(self.beside), os.path.dirname(path), self._folders)
        try:
            file = os.open(whole, NEW_FILE, 0o644)
        except FileExistsError:  # another name of the file in place: never write into that
            _remove(Path(whole))
            file = os.open(whole, NEW_FILE, 0o644)
        try:
            while data:
                data = data[os.write(file, data) :]
            return stamp(os.fstat(file))
        finally:
            os.close(file)

    def close(self) -> None:
        """Take what was not put out of the tree beside, whatever was done to the file since."""
        was = self._known.files.keys() | set(self.written)
        self.written = [path for path in dict.fromkeys(self.written) if path in self.files]
        self.removed = sorted(was - self.files.keys())
        self._take_out(self.beside)

    def withdraw(self) -> None:
        """Take what lost its source out of the site in place, before anything new is shown."""
        touched = _above(os.path.dirname(path) for path in self.removed)
        known = self._known.place
        ours = {f for f in touched if changed(f"{self.place}/{f}") == known.get(f, 0)}
        self._take_out(self.place)
        times = {**known, **{folder: changed(f"{self.place}/{folder}") for folder in ours}}
        self._known = replace(self._known, place={f: at for f, at in times.items() if at})

    def _take_out(self, folder: Path) -> None:
        for path in self.removed:
            with suppress(OSError):  # gone already, or a folder now
                os.unlink(f"{folder}/{path}")
        _prune(folder, {os.path.dirname(path) for path in self.removed})

    def show(self) -> None:
        """Let the tree beside and the site in place change places, in one step if possible."""
        self.place.parent.mkdir(parents=True, exist_ok=True)
        if not self.place.exists():
            self.beside.rename(self.place)
        elif not _exchange(self.beside, self.place):
            old = _beside(self.place, ".gammal")
            _remove(old)
            self.place.rename(old)
            try:
                self.beside.rename(self.place)
            except OSError:
                old.rename(self.place)
                raise
            old.rename(self.beside)

    def follow(self) -> Printed:
        """Make the tree beside like the site in place; where that fails it is not kept.

        Returns what is to be known of both.
        """
        above = _above(os.path.dirname(path) for path in (*self.written, *self.removed))
        known, wiped = self._known, len(self.written) == len(self.files)
        odd = {
            folder: UNKNOWN  # somebody else has been there: to be looked through next time
            for folder in above
            if changed(f"{self.beside}/{folder}") != known.place.get(folder, 0)
        }
        try:
            if wiped:
                _remove(self.beside)
                self.beside.mkdir()
            self._take_out(self.beside)
            made = {""}
            for path in self.written:
                _make_folder(str(self.beside), os.path.dirname(path), made)
                _link(f"{self.place}/{path}", f"{self.beside}/{path}")
        except OSError:
            _remove(self.beside)
        followed = _folder_times(self.beside, {} if wiped else known.place, above)
        return Printed(
            self.by,
            self.files,
            _folder_times(self.place, known.beside, above),
            followed if wiped else followed | odd,
        )

    def give_up(self) -> None:
        """Take away what was written, so that a full disk is not left fuller."""
        for path in self.written:
            (self.beside / path).unlink(missing_ok=True)

    def _recover(self) -> None:
        """Put back an old site that a killed build left under another name."""
        old = _beside(self.place, ".gammal")
        if old.is_dir() and not self.place.exists():
            old.rename(self.place)
        _remove(old)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}{ending}")


def _above(folders: Iterable[str]) -> set[str]:
    """Return folders and all folders that they stand in, the root ('') among them."""
    found = {""}
    for folder in folders:
        inside = folder
        while inside not in found:
            found.add(inside)
            inside = os.path.dirname(inside)
    return found


def _make_folder(root: str, folder: str, known: set[str]) -> None:
    """Make a folder, and those above it, unless they are known to be there."""
    if folder not in known:
        _make_folder(root, os.path.dirname(folder), known)
        path = f"{root}/{folder}"
        try:
            os.mkdir(path)
        except FileExistsError:
            if os.path.islink(path) or os.path.isfile(path):  # it was a file before
                os.unlink(path)
                os.mkdir(path)
        known.add(folder)


def _link(file: str, name: str) -> None:
    try:
        os.link(file, name)
    except FileExistsError:
        _remove(Path(name))
        os.link(file, name)


def _folder_times(root: Path, before: Folders, touched: set[str]) -> Folders:
    """Return when each folder last changed: looked up where this build touched it."""
    times = {folder: changed(f"{root}/{folder}") for folder in touched}
    return {folder: at for folder, at in (before | times).items() if at}


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; tells whether the system can (renameat2(2))."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    given = AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE
    return bool(rename(*given) == 0)


def _prune(root: Path, folders: set[str]) -> None:
    """Take away folders that are empty now, upwards."""
    for folder in folders:
        inside = folder
        while inside:
            try:
                (root / inside).rmdir()
            except OSError:
                break
            inside = os.path.dirname(inside)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
