"""What a site is made of before anyone publishes it; it knows no renderer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from styrdok.model.municipality import Emblem
from styrdok.model.value import Value


class Sender(Value, frozen=True):
    """The municipality that speaks on a page, and what it is known by there.

    Its colour stands in a file of its own, so that pages do not hang on it.
    """

    slug: str
    name: str
    coloured: bool = False
    emblem: Emblem | None = None

    def __str__(self) -> str:
        """A sender is told by its name."""
        return self.name


@dataclass(frozen=True)
class Document:
    """A page to be: address from the site's root, template, and all that the template shows.

    The view holds plain values: equal documents are equal pages. `crumbs` are (name, address)
    pairs that lead back; `source` is the file to propose changes in, relative to the site folder,
    or its whole address; what is not `indexed` asks search engines to stay away.
    """

    path: str
    title: str
    template: str
    view: Mapping[str, object] = field(default_factory=dict)
    description: str | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    sender: Sender | None = None  # the municipality whose own page this is
    indexed: bool = True
    canonical: str | None = None  # the address that counts, where it is another


@dataclass(frozen=True)
class DataFile:
    """A file to be that is no page: address from the site's root, what it hangs on, its bytes."""

    path: str
    view: object
    write: Callable[[], bytes]
