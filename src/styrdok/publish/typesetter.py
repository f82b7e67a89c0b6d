"""What this machine lays out text with: whether it is there, and a name of it; it knows no page.

PDF is laid out with Pango, in fonts that fontconfig finds; both are the system's. To load all that
takes half a second, so it is looked at by itself, for builds in which no PDF is new.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import suppress
from ctypes import byref, c_char_p, c_int, c_void_p
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

LIBRARIES = (
    ("gobject-2.0", "0"),
    ("pango-1.0", "0"),
    ("pangoft2-1.0", "0"),
    ("harfbuzz", "0"),
    ("fontconfig", "1"),
)
NAMES = ("lib{0}.so.{1}", "lib{0}.{1}.dylib", "lib{0}.dylib", "lib{0}-{1}.dll", "lib{0}-{1}")
FAMILIES = b"Liberation Sans,Arial,DejaVu Sans,sans-serif"
NEEDED = "aåäöAÅÄÖ§–”•"  # signs that a Swedish document cannot do without
SYSTEM = 0  # FcSetSystem
FONTS = "fonts"  # what is lacking, where it is not a library


@dataclass(frozen=True)
class Typesetter:
    """What there is: `lacking` names what is missing, `mark` changes with what lays out text."""

    lacking: str
    mark: str = ""


@cache
def typesetter() -> Typesetter:
    """Return what this machine has; a library's name or `FONTS` is what it lacks."""
    found: dict[str, ctypes.CDLL] = {}
    for name, number in LIBRARIES:
        library = _load(name, number)
        if library is None:
            return Typesetter(name)
        found[name] = library
    return _fonts(found)


def _load(name: str, number: str) -> ctypes.CDLL | None:
    for shape in NAMES:
        with suppress(OSError):
            return ctypes.CDLL(shape.format(name, number))
    return None


def _fonts(found: dict[str, ctypes.CDLL]) -> Typesetter:
    """Look at the fonts: which folders have them, when those changed, and what the usual one has.

    https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-devel/
    """
    fc = found["fontconfig"]
    fc.FcInitLoadConfigAndFonts.restype = c_void_p
    config = fc.FcInitLoadConfigAndFonts()
    if not config:
        return Typesetter(FONTS)
    try:
        if not _readable(fc, config):
            return Typesetter(FONTS)
        lists = (fc.FcConfigGetFontDirs, fc.FcConfigGetConfigFiles)
        places = sorted({path for ask in lists for path in _paths(fc, ask, config)})
        mark = [
            _version(found["pango-1.0"], "pango_version_string"),
            _version(found["harfbuzz"], "hb_version_string"),
            str(fc.FcGetVersion()),
            *(f"{os.fsdecode(path)} {_changed(path)}" for path in places),
        ]
    finally:
        fc.FcConfigDestroy(c_void_p(config))
    return Typesetter("", blake2b("\n".join(mark).encode(), digest_size=16).hexdigest())


def _readable(fc: ctypes.CDLL, config: int) -> bool:
    """Tell whether the font that stands for ours has the signs of Swedish."""
    for name in ("FcNameParse", "FcFontMatch", "FcConfigGetFonts"):
        getattr(fc, name).restype = c_void_p
    if not fc.FcConfigGetFonts(c_void_p(config), SYSTEM):
        return False
    wanted, result, signs = c_void_p(fc.FcNameParse(FAMILIES)), c_int(), c_void_p()
    fc.FcConfigSubstitute(c_void_p(config), wanted, 0)
    fc.FcDefaultSubstitute(wanted)
    match = c_void_p(fc.FcFontMatch(c_void_p(config), wanted, byref(result)))
    fc.FcPatternDestroy(wanted)
    if not match:
        return False
    fc.FcPatternGetCharSet(match, b"charset", 0, byref(signs))
    known = bool(signs) and all(fc.FcCharSetHasChar(signs, ord(sign)) for sign in NEEDED)
    fc.FcPatternDestroy(match)
    return known


def _paths(fc: ctypes.CDLL, ask: object, config: int) -> Iterator[bytes]:
    """Yield the paths of one of fontconfig's lists."""
    ask.restype = c_void_p  # type: ignore[attr-defined]
    fc.FcStrListNext.restype = c_char_p
    listed = c_void_p(ask(c_void_p(config)))  # type: ignore[operator]
    while path := fc.FcStrListNext(listed):
        yield path
    fc.FcStrListDone(listed)


def _version(library: ctypes.CDLL, name: str) -> str:
    ask = getattr(library, name)
    ask.restype = c_char_p
    return str(ask())


def _changed(path: bytes) -> int:
    """Return when a folder or file last changed; 0 where it is not there."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116  (fontconfig's paths are bytes)
    except OSError:
        return 0
