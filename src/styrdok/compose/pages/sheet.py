"""What pages have in common: an address and what makes it, and the parts of what is too long."""

from __future__ import annotations

from collections.abc import Callable

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.model import Document
from styrdok.read.library import FOLDER, THEMES_FILE

THEMES_SOURCE = f"{FOLDER}/{THEMES_FILE}"
UNDER_MATRIX = (addresses.FACTS, addresses.SHARED)
Page = tuple[str, Callable[[], Document]]
"""A page's address, and what makes it."""


def simple(composer: Composer, path: str, key: str, template: str, **view: object) -> Document:
    """Return a page that has its title and lead in the catalogue under its key."""
    texts = composer.texts
    back = ((texts("nav.matrix"), addresses.MATRIX),) if path in UNDER_MATRIX else ()
    themed = path in (addresses.THEMES, addresses.MATRIX)
    return Document(
        path,
        texts(f"{key}.title"),
        template,
        view,
        description=texts(f"{key}.lead"),
        crumbs=back,
        source=THEMES_SOURCE if themed else None,
    )


def part(composer: Composer, whole: Document, way: Way, title: str) -> Document:
    """Return the part of a page that is one municipality's own."""
    return Document(
        path=way.address,
        title=title,
        template=whole.template,
        description=whole.description,
        source=whole.source,
        sender=composer.senders[way.home.slug],
        crumbs=(*whole.crumbs, (whole.title, whole.path)),
        view=whole.view,
    )
