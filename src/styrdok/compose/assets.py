"""What pages load beside their text, in a folder named by all it holds; it knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

FOLDER = "assets/"
NAME_BYTES = 8  # of the folder's name, which shows two hexadecimal digits of each


@dataclass(frozen=True)
class Assets:
    """Where a site's assets stand, from its root, and the file behind each address."""

    folder: str = FOLDER
    files: dict[str, bytes] = field(default_factory=dict)


def read_assets(folders: Sequence[str]) -> Assets:
    """Return what stands in `assets/` of the frame's folders; of one name the first folder's.

    A changed file gives all of them new addresses, so that a browser may keep what it has for as
    long as it likes. One name for the whole folder, so that scripts find each other beside them.
    """
    found: dict[str, bytes] = {}
    for folder in reversed(folders):
        place = Path(folder) / FOLDER
        for path in sorted(place.rglob("*")):
            name = path.relative_to(place).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                found[name] = path.read_bytes()
    whole = blake2b(digest_size=NAME_BYTES)
    for name, content in sorted(found.items()):
        whole.update(f"{len(name)} {name} {len(content)} ".encode() + content)
    folder = f"{FOLDER}{whole.hexdigest()}/"
    return Assets(folder, {folder + name: content for name, content in sorted(found.items())})
