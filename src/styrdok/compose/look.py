"""A municipality's colour as a style sheet that its own pages link to; it knows no template."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.model import DataFile


def look_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the municipalities' style sheets."""
    return [addresses.of_look(slug) for slug in _colours(composer)]


def look_files(composer: Composer) -> Iterator[DataFile]:
    """Yield a style sheet for each municipality that has a colour of its own."""
    for slug, colour in _colours(composer).items():
        yield DataFile(addresses.of_look(slug), ("look", colour), partial(_sheet, colour))


def _colours(composer: Composer) -> dict[str, str]:
    """The colours by municipality; only what the register holds, which is cut for its readers."""
    homes = composer.register.municipalities.values()
    return {home.slug: home.look.colour for home in homes if home.look and home.look.colour}


def _sheet(colour: str) -> bytes:
    """The colour behind the head, in light and dark alike: the text on it is white in both."""
    return f".head {{ --head: {colour}; --head-text: #ffffff; }}\n".encode()
