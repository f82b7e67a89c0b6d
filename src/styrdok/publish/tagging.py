"""What the library leaves out of a PDF's tags is put in while it writes; it knows no page of ours.

The library tags no language of a passage (WCAG 3.1.2), no direction of a table's header, gives a
link its address for words, and leaves running feet and pictures without words neither tagged nor
marked as decoration (ISO 14289-1, 7.1). It has no door for that, so two functions of its own are
wrapped while a file is written; a test holds what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

WHOLE = ("html", "body")  # they have no element of their own, and give those of their parts
PAGE_PART = "@"  # how the name of a margin box begins


@contextmanager
def fuller_tags() -> Iterator[None]:
    """Let what is written meanwhile have fuller tags."""
    from weasyprint.pdf import tags  # noqa: PLC0415  (half a second, for who wants a PDF)
    from weasyprint.pdf.stream import Stream  # noqa: PLC0415

    build, marked = tags._build_box_tree, Stream.marked
    tags._build_box_tree = partial(_tagged, build)
    Stream.marked = lambda stream, box, tag: (
        stream.artifact() if _is_decoration(box) else marked(stream, box, tag)
    )
    try:
        yield
    finally:
        tags._build_box_tree, Stream.marked = build, marked


def _is_decoration(box: Any) -> bool:
    """Tell whether a box is a part of a running head or foot, or a picture without words."""
    if str(box.element_tag).startswith(PAGE_PART):
        return True
    return box.element_tag == "img" and not box.element.attrib.get("alt")


def _tagged(build: Any, box: Any, parent: Any, *given: Any) -> Iterator[Any]:
    """Yield the structure elements of a box, with what the library leaves out."""
    if _is_decoration(box):
        return
    own = box.element is not None and box.element_tag not in WHOLE
    for element in build(box, parent, *given):
        if own:
            _mend(element, box)
        yield element


def _mend(element: Any, box: Any) -> None:
    from pydyf import String  # noqa: PLC0415

    about = box.element.attrib
    if "lang" in about:
        element["Lang"] = String(about["lang"])
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if about.get("scope") == "row" else "/Column"
    if box.link_annotation:
        words = " ".join("".join(box.element.itertext()).split())
        box.link_annotation["Contents"] = String(words or about.get("href", ""))
