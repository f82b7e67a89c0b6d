"""All sheets of a site are handed over, whatever document cannot be set as PDF; it knows no PDF.

One text that the library stumbles on must not stop what all the others say: its page then stands
alone, and leads to no file.
"""

from __future__ import annotations

from collections.abc import Callable

from styrdok.publish.edition import ByHand, Edition
from styrdok.publish.offprint import UnsetError
from styrdok.publish.tree import Sheet


def hand_over(
    edition: Edition,
    by_hand: ByHand,
    put: Callable[[Sheet], None],
    again: Callable[[], None],
) -> list[str]:
    """Put every sheet of a site; return what is told of documents without PDF.

    That a document cannot be set is known when it is tried, and by then its page has said where
    the files are. So where there is such a one all is handed over once more, after `again`.
    """
    unset: dict[str, str] = {}
    for sheet in edition.sheets(by_hand):
        try:
            put(sheet)
        except UnsetError as trouble:
            unset[trouble.document] = str(trouble)
    if not unset:
        return []
    again()
    return [*unset.values(), *hand_over(edition.without(unset), by_hand, put, again)]
