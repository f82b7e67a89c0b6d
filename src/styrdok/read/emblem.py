"""A municipality's mark is looked through: an SVG that only draws, or none; it knows no page.

What is not known to be harmless is refused. A mark is a file that a browser may also open by
itself, and there an SVG is a page: it can run scripts and fetch from anywhere. The text is read
by Expat without a tree, and document types are refused as they begin, so no entity ever grows.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from styrdok.model import Emblem, Look, Municipality, replace
from styrdok.read.findings import Findings
from styrdok.read.source import as_text, read_bytes

KEY = "utseende: märke"
MAX_KILOBYTES = 50
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
DRAWS = re.compile(
    "circle|clipPath|defs|desc|ellipse|feBlend|feColorMatrix|feComponentTransfer|feComposite|"
    "feDropShadow|feFlood|feFunc[ABGR]|feGaussianBlur|feMerge|feMergeNode|feMorphology|feOffset|"
    "feTile|feTurbulence|filter|g|line|linearGradient|marker|mask|metadata|path|pattern|polygon|"
    "polyline|radialGradient|rect|stop|style|svg|symbol|text|textPath|title|tspan|use"
)
NOTES = (  # what drawing programs write for themselves; nothing in a browser reads it
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://creativecommons.org/ns",
    "http://web.resource.org/cc",
    "http://purl.org/dc/",
    "http://www.serif.com/",
    "http://www.bohemiancoding.com/sketch",
    "http://ns.adobe.com/",
)
FETCHES = re.compile(
    r"\\|@import|\b(?:image|image-set|src)\s*\(|javascript:|\burl\s*\((?![\s\"']*#)", re.I
)  # a backslash may write any of them in other signs
BOX = re.compile(r"[\s,]+")
TALL = 100  # units that proportions are told in, from top to bottom
WIDEST = 100  # times its height; what is wider than that is a slip, and no mark


class UnfitError(Exception):
    """A mark that is not to be shown: which problem, with its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def check_emblem(home: Municipality, folder: Path, found: Findings) -> Municipality:
    """Return a municipality whose mark has its proportions; note what makes one unfit to show."""
    if not home.look or not home.look.emblem:
        return home
    name = home.look.emblem.file
    try:
        width, height = _proportions(folder / name)
    except UnfitError as trouble:
        line = home.lines.get(KEY) or home.lines.get("utseende", 1)
        found.error(line, KEY, trouble.code, value=name, **trouble.facts)
        return home
    return replace(home, look=Look(home.look.colour, Emblem(name, width, height)))


def _proportions(path: Path) -> tuple[int, int]:
    """Return the proportions of the mark in a file; raises `UnfitError`."""
    if not path.is_file() or path.is_symlink():
        raise UnfitError("emblem-missing")
    told = Findings("")
    raw = read_bytes(path, told) or b""
    if len(raw) > MAX_KILOBYTES * 1000:
        raise UnfitError("emblem-too-large", size=str(-(-len(raw) // 1000)))
    if as_text(raw, told) is None:
        raise UnfitError("emblem-broken", row=str(told.problems[0].place.line))
    # The very bytes that are published: composed (NFC), `>` and a stroke over it are another sign,
    # and what a browser takes as the end of a CDATA section would not be one here.
    return Reader().read(raw)


class Reader:
    """Walks through one SVG from its first sign to its last, and stops at what it refuses."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        self.size: tuple[int, int] | None = None
        self.begun, self.styling = False, ""
        parser.buffer_text = True  # a word in a style is never met in two halves
        parser.buffer_size = MAX_KILOBYTES * 1000 + 1
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = lambda *_: self._refuse("<!DOCTYPE>")
        parser.ProcessingInstructionHandler = lambda target, _: self._refuse(f"<?{target}?>")
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._said

    def read(self, raw: bytes) -> tuple[int, int]:
        """Return the drawing's width and height in whole units; raises `UnfitError`."""
        try:
            self.parser.Parse(raw, True)
        except expat.ExpatError as trouble:
            raise UnfitError("emblem-broken", row=str(trouble.lineno)) from None
        if self.size is None:
            raise UnfitError("emblem-no-size")
        return self.size

    def _refuse(self, what: str) -> None:
        raise UnfitError("emblem-unsafe", what=what[:60], row=str(self.parser.CurrentLineNumber))

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise UnfitError("emblem-broken", row="1")  # a browser would read other signs than we

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.begun:
            self.begun = True
            if name != f"{SVG} svg":
                raise UnfitError("emblem-not-svg")
            self.size = _size(attributes.get("viewBox", ""))
        if self.styling:  # a word in a style may stand around what is in it
            self._refuse(f"<{local}>")
        if not (DRAWS.fullmatch(local) if space == SVG else space.startswith(NOTES)):
            self._refuse(f"<{local}>")
        self.styling = "" if local != "style" else " "
        for key, value in attributes.items():
            self._check(key, value)

    def _check(self, key: str, value: str) -> None:
        """Refuse an attribute that runs something, or that leads out of the drawing."""
        space, _, local = key.rpartition(" ")
        if space.startswith(NOTES):
            return
        if local.lower().startswith("on") or (space, local) == (XML, "base") or local == "src":
            self._refuse(local)
        if local.lower() == "href" and not value.strip().startswith("#"):
            self._refuse(f'{local}="{value}"')
        if FETCHES.search(value):
            self._refuse(f'{local}="{value}"')

    def _said(self, words: str) -> None:
        if self.styling:
            self.styling += words

    def _closed(self, name: str) -> None:
        if unsafe := FETCHES.search(self.styling):
            self._refuse(unsafe[0])
        self.styling = ""


def _size(box: str) -> tuple[int, int] | None:
    """The proportions that a `viewBox` tells, or None where it tells none (SVG 2, 8.2)."""
    try:
        _, _, width, height = (float(part) for part in BOX.split(box.strip()))
        across = max(1, round(TALL * width / height)) if height > 0 else 0
    except (ValueError, OverflowError):
        return None
    return (across, TALL) if 0 < across <= WIDEST * TALL and width > 0 else None
