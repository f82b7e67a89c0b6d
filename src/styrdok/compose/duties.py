"""Duties as pages show them: which are told, and a sentence with the words that bind marked."""

from __future__ import annotations

from styrdok.model import Duty

Piece = tuple[str, bool]  # words, and whether they are marked


def marked(duty: Duty) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the lead and the sentence of a duty in pieces; joined they are its words again.

    What softens a duty may stand apart from its verb ('ska … om möjligt'): both are marked. Where
    they cannot be found nothing is.
    """
    if not duty.stop:
        return _found(duty.lead, duty.modal, 0), ((duty.words, False),)
    within = duty.words[duty.start : duty.stop]
    rest = duty.modal[len(within) :].strip()
    before = ((duty.words[: duty.start], False), (within, True))
    after = _found(duty.words, rest, duty.stop) if rest else ((duty.words[duty.stop :], False),)
    return _found(duty.lead, "", 0), tuple(piece for piece in (*before, *after) if piece[0])


def told_to(role: str | None, duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Return the duties of a role, or all; what a sentence says twice is told once."""
    found: dict[tuple[object, ...], Duty] = {}
    for duty in duties:
        if role is None or role in duty.roles:
            known = (duty.leaf, duty.line, duty.words, duty.strength)
            found.setdefault(known, duty)
    return tuple(found.values())


def _found(words: str, sought: str, start: int) -> tuple[Piece, ...]:
    """Return words from a place on in pieces, with the last place of what is sought marked."""
    at = words.casefold().rfind(sought.casefold(), start) if sought else -1
    if at < 0 or len(words.casefold()) != len(words):
        return ((words[start:], False),) if words[start:] else ()
    stop = at + len(sought)
    pieces = ((words[start:at], False), (words[at:stop], True), (words[stop:], False))
    return tuple(piece for piece in pieces if piece[0])
