"""Pictures that texts show stand in their municipality's folder, or are missing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from styrdok.model import Policy
from styrdok.read.addresses import PICTURE
from styrdok.read.findings import Findings


def picture_file(folder: Path, target: str) -> Path | None:
    """Return the file of a picture in a municipality's folder, or None where it is not one."""
    name = unquote(target)
    path = folder / name
    inside = bool(PICTURE.fullmatch(name)) and path.is_file()
    return path if inside and path.resolve() == folder.resolve() / name else None


def missing_pictures(policy: Policy, site: Path, found: Findings) -> None:
    """Note each picture that a policy's texts show and that is not there."""
    bodies = [body for body in (policy.body, policy.open_body) if body]
    links = {link for body in bodies for link in body.links if link.image}
    if not links:
        return
    folder = (site / policy.place.path).parent
    for link in sorted(links, key=lambda link: link.line):
        name = unquote(link.target)
        if PICTURE.fullmatch(name) and picture_file(folder, link.target) is None:
            found.error(link.line, "bild", "picture-missing", value=name)
