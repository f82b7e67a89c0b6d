"""HTML becomes a PDF that assistive technology can read (PDF/UA-1); it knows no policy.

The library lays out text with Pango, which the system must have.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import partial
from typing import Any

from styrdok.publish.tagging import fuller_tags

TO_READ = "pdf/ua-1"  # ISO 14289-1: tagged, with language and title
TO_KEEP = "pdf/a-3a"  # ISO 19005-3, level A: the same, and with files attached
PICTURES = "bild:"  # what a picture's address begins with, in HTML that is to be set
LONGEST = 8000  # signs without a space: the time to lay them out grows with their square
LONG_WORD = re.compile(rf"[^ \t\n<>]{{{LONGEST}}}")
IDENTIFIER = b"styrdok"  # the same for all, so that equal papers are equal files


class PangoMissingError(Exception):
    """The system lacks what text is laid out with; the message names it."""


class UnsettableError(Exception):
    """The library met something that it could not set; the message names its trouble."""


@dataclass(frozen=True)
class Attached:
    """A file inside a file: its name, what it is, how it stands to the text, and its bytes.

    `relation` is one of the words of ISO 32000-2, 7.11.3, such as `Source` and `Data`.
    """

    name: str
    words: str
    relation: str
    content: bytes


def as_pdf(html: str) -> bytes:
    """Return one HTML page as PDF, the same bytes for the same page.

    Nothing is fetched, from the network or from the disk. Raises `PangoMissingError` and
    `UnsettableError`.
    """
    return LaidOut(html, {}).to_read()


class LaidOut:
    """A page that is laid out once and may be written in two ways."""

    def __init__(self, html: str, pictures: Mapping[str, bytes]) -> None:
        """Lay out HTML with the pictures that it may show.

        Raises `PangoMissingError` and `UnsettableError`.
        """
        library = _library()
        if LONG_WORD.search(html):
            raise UnsettableError(OverflowError.__name__)
        with _told():
            page = library.HTML(string=html, url_fetcher=_fetcher(library, pictures))
            self._laid = page.render()

    def to_read(self) -> bytes:
        """Return it as PDF/UA-1."""
        return self._write(TO_READ, None)

    def to_keep(self, attached: list[Attached], day: str | None) -> bytes:
        """Return it as PDF/A-3a with files in it, dated as the text is, where that is known."""
        from weasyprint import Attachment  # noqa: PLC0415

        files = [
            Attachment(string=one.content, name=one.name, description=one.words,
                       relationship=one.relation)
            for one in attached
        ]  # fmt: skip
        return self._write(TO_KEEP, "srgb", attachments=files, finisher=partial(_finish, day))

    def _write(self, variant: str, intent: str | None, **options: Any) -> bytes:
        """Write it from fresh: what one writing makes of fonts and colours is not for the next."""
        laid, whole = self._laid, io.BytesIO()
        fresh = type(laid)(
            laid.pages, laid.metadata, laid.url_fetcher, laid.font_config, {}, intent
        )
        with _told(), fuller_tags():
            fresh.write_pdf(whole, pdf_variant=variant, pdf_identifier=IDENTIFIER, **options)
        return whole.getvalue()


@contextmanager
def _told() -> Iterator[None]:
    """Let whatever the library stumbles on be one trouble: its own kinds are past counting.

    It walks through what stands in each other by calling itself, and a text may be deeper.
    """
    try:
        yield
    except Exception as trouble:
        raise UnsettableError(type(trouble).__name__) from trouble


def _finish(day: str | None, _: Any, pdf: Any) -> None:
    """Date the attached files as the text is, not by this machine's clock, and name each once.

    ISO 32000-1, 7.9.4: a date may end after its year or its month. The library lists each file
    twice among those that belong to the document.
    """
    from pydyf import Array, Stream, String  # noqa: PLC0415

    for one in pdf.objects:
        if isinstance(one, Stream) and one.extra.get("Type") == "/EmbeddedFile":
            facts = one.extra["Params"]
            for key in ("CreationDate", "ModDate"):
                del facts[key]
                if day:
                    facts[key] = String(f"D:{day.replace('-', '')}")
    pdf.catalog["AF"] = Array(dict.fromkeys(pdf.catalog.get("AF", ())))


def _library() -> Any:
    """Return the library; raises `PangoMissingError`."""
    try:
        with redirect_stdout(io.StringIO()):  # what is missing is told in other words
            import weasyprint  # noqa: PLC0415  (half a second, for who wants a PDF)
    except OSError as trouble:  # something could not be loaded
        raise PangoMissingError(_named(trouble)) from trouble
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return weasyprint


def _fetcher(library: Any, pictures: Mapping[str, bytes]) -> Any:
    """Return what finds a paper's pictures, and nothing else anywhere."""

    class Pictures(library.urls.URLFetcher):  # type: ignore[misc]
        """Knows the pictures of one paper."""

        def fetch(self, url: str, headers: object = None) -> Any:
            """Return a picture; every other address is refused."""
            name = url.removeprefix(PICTURES)
            if name == url or name not in pictures:
                raise ValueError(url)
            return library.urls.URLFetcherResponse(url, pictures[name])

    return Pictures()


def _named(trouble: OSError) -> str:
    """The name of the library that is missing, as the system's loader tells it."""
    found = re.search(r"\b(?:lib)?(?:pango|gobject|harfbuzz|fontconfig)[\w.+-]*\w", str(trouble))
    return found[0] if found else "Pango"
