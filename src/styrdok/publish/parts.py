"""Small questions that publishing asks of names and folders; it knows no MkDocs."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from styrdok.compose import addresses
from styrdok.read.pictures import picture_file
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
    """Return the pictures that a register shows, and no others: address and file."""
    shown: dict[str, Path] = {}
    for slug, home in register.municipalities.items():
        if home.look and (emblem := home.look.emblem):
            address = addresses.of_picture(slug, emblem.file)
            shown[address] = (site / home.place.path).with_name(emblem.file)
    for policy in register.policies.values():
        for link in policy.body.links:
            if not link.image:
                continue
            folder = (site / policy.place.path).parent
            if path := picture_file(folder, link.target):
                shown[addresses.of_picture(policy.municipality, link.target)] = path
    return shown


def product(name: str) -> Path:
    """Return where a part of the product lies: in a checkout, or inside the installed package."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_site" / name
    return inside if inside.exists() else package.parents[1] / name
