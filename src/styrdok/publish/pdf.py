"""HTML becomes a PDF that assistive technology can read (PDF/UA-1); it knows no policy.

The library lays out text with Pango, which the system must have.
"""

from __future__ import annotations

import io
import logging
import re
from contextlib import redirect_stdout
from typing import Any, NoReturn

VARIANT = "pdf/ua-1"  # ISO 14289-1: tagged, with language and title


class PangoMissingError(Exception):
    """The system lacks what text is laid out with; the message names it."""


def as_pdf(html: str) -> bytes:
    """Return one HTML page as PDF, the same bytes for the same page.

    Nothing is fetched, from the network or from the disk. Raises `PangoMissingError`.
    """
    try:
        with redirect_stdout(io.StringIO()):  # what is missing is told in other words
            from weasyprint import HTML  # noqa: PLC0415  (half a second, for who wants a PDF)
    except OSError as trouble:  # a library could not be loaded
        raise PangoMissingError(_library(trouble)) from trouble
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    whole = io.BytesIO()
    page = HTML(string=html, url_fetcher=_refuse)
    page.write_pdf(whole, pdf_variant=VARIANT, pdf_identifier=b"styrdok")
    return whole.getvalue()


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(url)


def _library(trouble: OSError) -> str:
    """The name of the library that is missing, as the system's loader tells it."""
    found = re.search(r"\b(?:lib)?(?:pango|gobject|harfbuzz|fontconfig)[\w.+-]*\w", str(trouble))
    return found[0] if found else "Pango"
