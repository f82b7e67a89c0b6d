"""A page at each address that a document had before, which leads on; it knows no reader."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.pages.sheet import Page
from styrdok.model import Document, Policy, replace


def moved_pages(composer: Composer) -> Iterator[Page]:
    """Yield a page for each former address of a document, and of its earlier editions."""
    register = composer.register
    for old, key in register.formerly.items():
        municipality, _, slug = old.partition("/")
        for one in composer.line(register.policies[key]):
            was = replace(one, municipality=municipality, slug=slug)
            page = partial(_moved, one, composer)
            yield addresses.of_policy(was), partial(page, *map(addresses.of_policy, (was, one)))
            if one.edition:
                ends = map(addresses.of_changes, (was, one))
                yield addresses.of_changes(was), partial(page, *ends)


def _moved(policy: Policy, composer: Composer, old: str, new: str) -> Document:
    return Document(
        path=old,
        title=composer.title(policy),
        template="moved.html",
        view={"there": new, "language": policy.language},
        sender=composer.senders[policy.municipality],
        indexed=False,
        canonical=new,
    )
