"""What editors are advised of many documents' language, in the order of a page; no wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from styrdok.derive.plainness import Plainness

MOST_TOLD = 60  # documents whose passages are shown on one page; of the others the figures are


class Advised(NamedTuple):
    """How a document reads, what could be plainer in it, and whether its passages are shown."""

    reading: Any
    plain: Plainness | None
    told: bool


def advised(readings: Iterable[Any], plain_of: Callable[[str], Plainness]) -> list[Advised]:
    """Return the readings with what could be plainer; those with the most of it show it."""
    known = [(one, plain_of(one.digest) if one.digest else None) for one in readings]
    numbers = [
        plain.long_number + plain.heavy_number + plain.wide_number if plain else 0
        for _, plain in known
    ]
    most = sorted((at for at, number in enumerate(numbers) if number), key=lambda at: -numbers[at])
    told = frozenset(most[:MOST_TOLD])
    return [Advised(one, plain, at in told) for at, (one, plain) in enumerate(known)]
