"""How strongly a sentence binds, and whom, as found in its words; it knows no other text."""

from __future__ import annotations

from enum import Enum

from styrdok.model.value import Value


class Strength(Enum):
    """How strongly words bind: the strongest first, and last what is forbidden."""

    SHALL = "shall"  # ska, måste
    SHOULD = "should"  # bör, ska eftersträvas
    MAY = "may"  # kan, får
    SHALL_NOT = "shall not"  # får inte, ska inte


class Duty(Value, frozen=True):
    """What a sentence of a text says that somebody shall, should, may or may not do.

    `leaf` is the number of its section's leaf (0 before the first heading) and `line` its line in
    the text, from 0. `lead` is what introduces the list that it is an item of. `modal` are the
    words that say how strongly, `start` and `stop` where they stand in `words` ((0, 0): in the
    lead). `subject` is who, as worded, None where nobody is named; `roles` are the ids of the
    roles that the subject stands for. A sentence that binds in two ways is two duties.
    """

    words: str
    lead: str
    strength: Strength
    modal: str
    start: int
    stop: int
    subject: str | None
    roles: tuple[str, ...]
    leaf: int
    line: int
