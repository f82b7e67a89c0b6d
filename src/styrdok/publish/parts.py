"""Small questions that publishing asks of names and folders; it knows no MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from styrdok.read.policy_file import picture_file
from styrdok.register import Register


def form_address(edit_uri: str | None) -> str | None:
    """Return where the code host's form 'Föreslå ändring' is, for pages that no one file makes."""
    repository, edit, _ = (edit_uri or "").partition("/edit/")
    return f"{repository}/issues/new?template=foresla-andring.yml" if edit else None


def matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern names a path, folder by folder: a `*` does not reach into folders."""
    parts, patterns = path.split("/"), pattern.split("/")
    return len(parts) == len(patterns) and all(map(fnmatch, parts, patterns))


def shown_pictures(register: Register, site: Path) -> dict[str, Path]:
    """Return the pictures that a register's texts show, and no others: address and file."""
    shown: dict[str, Path] = {}
    for policy in register.policies.values():
        folder = (site / policy.place.path).parent
        for link in policy.links:
            if link.image and (path := picture_file(folder, link.target)):
                name = PurePosixPath(unquote(link.target)).as_posix()
                shown[f"{policy.municipality}/{name}"] = path
    return shown


@contextmanager
def stamped(as_of: date) -> Iterator[None]:
    """Let every stamp in a build be of the date that it is computed for (SOURCE_DATE_EPOCH)."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    noon = datetime.combine(as_of, time(12), UTC).timestamp()
    stamp = int(given) if given and given.isascii() and given.isdigit() else int(noon)
    os.environ["SOURCE_DATE_EPOCH"] = str(min(max(stamp, 0), 2**32 - 1))  # what gzip can hold
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        os.environ.update({} if given is None else {"SOURCE_DATE_EPOCH": given})


def product(name: str) -> Path:
    """Return where a part of the product lies: in a checkout, or inside the installed package."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_site" / name
    return inside if inside.exists() else package.parents[1] / name
