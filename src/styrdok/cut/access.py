"""What everyone may read of the publisher's statement on accessibility; it knows no other file."""

from __future__ import annotations

from collections.abc import Mapping

from styrdok.model import AccessStatement, Audience, Municipality, Publisher, replace


def open_access(
    said: AccessStatement | None, municipalities: Mapping[str, Municipality]
) -> AccessStatement | None:
    """Return the statement without faults that are told employees alone, and with an open sender.

    `municipalities` are those that everyone may know, with the functions that they may.
    """
    if said is None:
        return None
    faults = tuple(one for one in said.faults if Audience.PUBLIC in one.audiences)
    sender = _open_sender(said.sender, municipalities) if said.sender else None
    return replace(said, faults=faults, sender=sender)


def asked_at(said: AccessStatement | None, slug: str) -> str | None:
    """Return the function of a municipality that the statement asks readers to turn to."""
    sender = said.sender if said else None
    return sender.function if sender and sender.municipality == slug else None


def _open_sender(sender: Publisher, municipalities: Mapping[str, Municipality]) -> Publisher | None:
    if sender.municipality is None:
        return sender
    home = municipalities.get(sender.municipality)
    if home is None:
        return None
    return sender if sender.function in home.contacts else replace(sender, function=None)
