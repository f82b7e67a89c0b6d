"""How a municipality looks: its colour, on which white text must be readable, and its mark's name.

It knows no file: what stands in the mark is looked at by `emblem`.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls

from styrdok.model import Emblem, Look
from styrdok.read.findings import Findings
from styrdok.read.tree import Node, Pairs
from styrdok.read.values import Key, blank, record, text

COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.I)
FILE = re.compile(r"[a-z0-9][a-z0-9_.-]*\.svg", re.I)
LEAST = 4.5  # WCAG 2.2, 1.4.3: text of ordinary size
STEPS = 1000  # of lightness, from the colour to black
Channels = tuple[float, float, float]


def colour(node: Node, name: str, found: Findings) -> str | None:
    """Read `#rgb` or `#rrggbb` as the latter, where white text on it is readable (WCAG 1.4.3)."""
    word = text(node, name, found)
    if word is None:
        return None
    if not (match := COLOUR.fullmatch(word)):
        return found.error(node.line, name, "not-a-colour", value=word)
    digits = match[1].lower()
    known = f"#{''.join(sign * 2 for sign in digits) if len(digits) == 3 else digits}"
    if (contrast := with_white(known)) < LEAST:
        facts = {"value": word, "contrast": _say(contrast), "near": darker(known)}
        return found.error(node.line, name, "colour-too-light", **facts)
    return known


def with_white(known: str) -> float:
    """Return the contrast between white and a colour `#rrggbb`, from 1 to 21 (WCAG 2.2)."""
    return 1.05 / (_luminance(_channels(known)) + 0.05)


def darker(known: str) -> str:
    """Return the nearest darker colour of the same hue that white text is readable on."""
    hue, light, full = rgb_to_hls(*_channels(known))
    tried = (hls_to_rgb(hue, light * step / STEPS, full) for step in range(STEPS, -1, -1))
    shades = (f"#{''.join(f'{round(part * 255):02x}' for part in one)}" for one in tried)
    return next(shade for shade in shades if with_white(shade) >= LEAST)


def _channels(known: str) -> Channels:
    red, green, blue = (int(known[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(channels: Channels) -> float:
    """The relative luminance of sRGB (WCAG 2.2, 'relative luminance')."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _say(contrast: float) -> str:
    """A contrast with one decimal, cut off: what is too little never looks like enough."""
    return f"{int(contrast * 10) / 10:.1f}".replace(".", ",")


def emblem_file(node: Node, name: str, found: Findings) -> Emblem | None:
    """Read the name of an SVG file in the municipality's folder; its proportions come later."""
    word = text(node, name, found)
    if word is None:
        return None
    if FILE.fullmatch(word):
        return Emblem(word, 0, 0)
    return found.error(node.line, name, "not-an-emblem", value=word)


LOOK = (
    Key("färg", "colour", colour),
    Key("märke", "emblem", emblem_file),
)
read_look = record(LOOK)


def look(node: Node, name: str, found: Findings) -> Look | None:
    """Read how a municipality looks; a colour after a bare # is a comment in YAML, and told."""
    for word, value in node.entries if isinstance(node, Pairs) else ():
        if word.text == LOOK[0].name and blank(value):
            found.error(word.line, f"{name}: {word.text}", "colour-unquoted")
    fields = read_look(node, name, found)
    return Look(**fields) if fields is not None else None
