"""A page once more, as it is printed: whole, and without controls; it knows no page's subject.

Its template sees `printing`, and opens what it else would fold; the frame leaves out menu and foot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.pages.sheet import Page
from styrdok.model import Document


def with_print(composer: Composer, path: str, make: Callable[[], Document]) -> Iterator[Page]:
    """Yield a page, and the same page for printing; where documents are many, the page alone.

    The page's template sees `prints`, so that it can lead there (`partials/take.html`).
    """
    if composer.many:
        yield path, make
        return
    yield path, lambda: _leading(make())
    yield addresses.of_print(path), lambda: printed(make(), composer)


def _leading(document: Document) -> Document:
    return replace(document, view={**document.view, "prints": True})


def printed(document: Document, composer: Composer) -> Document:
    """Return a document as it is printed: the same view, dated, under an address of its own."""
    return replace(
        document,
        path=addresses.of_print(document.path),
        crumbs=(*document.crumbs, (document.title, document.path)),
        indexed=False,
        canonical=document.path,
        view={
            **document.view,
            "printing": True,
            "page_path": document.path,
            "as_of": composer.register.as_of,
        },
    )
