"""What keeps a site that could be built from being published; each is told where it is met."""

from __future__ import annotations

import sys
import time
from datetime import date

from styrdok.cut.gate import moment
from styrdok.survey import Survey
from styrdok.texts import Texts


class WithheldError(Exception):
    """A strict build met an error in the content; it has been told."""


def keep_to_the_day(as_of: date, texts: Texts) -> None:
    """Refuse to publish for a day that has not begun in Sweden, whatever any setting says.

    This clock is asked, and not `SOURCE_DATE_EPOCH`: a text must not be out before its time.
    """
    if moment(as_of) > time.time():
        print(texts("cli.publish-ahead", date=as_of), file=sys.stderr)
        raise WithheldError


def prove(found: Survey, texts: Texts) -> None:
    """Refuse to publish what nobody can prove that employees have had first."""
    if found.unproven:
        print(
            texts("cli.publish-unproven", why=texts(f"problem.{found.unproven}.what")),
            file=sys.stderr,
        )
        raise WithheldError
