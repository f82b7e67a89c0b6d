"""Which pages of a site would be others, told by what each page hangs on; it reads no page."""

from __future__ import annotations

from styrdok.compose.composer import Composer
from styrdok.compose.pages import NOT_FOUND, pages
from styrdok.model import Value


class Touched(Value, frozen=True):
    """A page that would come, go or change: its address and title, and what becomes of it."""

    address: str
    title: str
    fate: str  # added, removed or changed


def touched_pages(old: Composer, new: Composer) -> tuple[Touched, ...]:
    """Return the pages of a site that would be others than they are.

    Where a page hangs on other values its bytes are compared, so that what is cut away for
    these readers cannot be told from the list.
    """
    before, after = dict(pages(old)), dict(pages(new))
    found: list[Touched] = []
    for address, make in after.items():
        document = make()
        if address not in before:
            found.append(Touched(address, document.title, "added"))
        elif address != NOT_FOUND:
            was = before[address]()
            if old.frame.key(was) == new.frame.key(document):
                continue
            if old.frame.page(was) != new.frame.page(document):
                found.append(Touched(address, document.title, "changed"))
    gone = [address for address in before if address not in after]
    found += [Touched(address, before[address]().title, "removed") for address in gone]
    return tuple(sorted(found, key=lambda page: page.address))
