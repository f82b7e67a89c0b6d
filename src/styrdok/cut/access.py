"""What everyone may read of the publisher's statement on accessibility; it knows no other file."""

from __future__ import annotations

from collections.abc import Mapping

from styrdok.model import AccessStatement, Audience, Municipality, Publisher, replace


def open_access(
    said: AccessStatement | None, municipalities: Mapping[str, Municipality]
) -> AccessStatement | None:
    """Return the statement without what is told employees alone, of its faults and its publisher.

    `municipalities` are those that everyone may know, with the functions that they may.
    """
    if said is None:
        return None
    faults = tuple(one for one in said.faults if Audience.PUBLIC in one.audiences)
    publisher = _open_publisher(said.publisher, municipalities) if said.publisher else None
    return replace(said, faults=faults, publisher=publisher)


def asked_at(said: AccessStatement | None, slug: str) -> str | None:
    """Return the function of a municipality that the statement asks readers to turn to."""
    publisher = said.publisher if said else None
    return publisher.function if publisher and publisher.municipality == slug else None


def _open_publisher(
    publisher: Publisher, municipalities: Mapping[str, Municipality]
) -> Publisher | None:
    if publisher.municipality is None:
        return publisher
    home = municipalities.get(publisher.municipality)
    if home is None:
        return None
    return publisher if publisher.function in home.contacts else replace(publisher, function=None)
