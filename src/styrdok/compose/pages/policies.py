"""A document's own page, and those of its earlier editions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import structs

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.pages.sheet import Page
from styrdok.compose.reuse.shared import shared_by
from styrdok.model import Document, Policy

POLICY = "policy.html"


def policies(composer: Composer) -> Iterator[Page]:
    """Yield every document's page, and then what there is of earlier editions."""
    for policy in composer.register.policies.values():
        yield addresses.of_policy(policy), partial(_policy, policy, composer)
    yield from _editions(composer)


def _policy(policy: Policy, composer: Composer) -> Document:
    return Document(
        path=addresses.of_policy(policy),
        title=composer.title(policy),
        template=POLICY,
        description=policy.summary,
        source=policy.place.path,
        sender=composer.senders[policy.municipality],
        crumbs=_way_to(policy, composer)[: 3 if policy.edition else 2],
        view=structs.asdict(composer.dossier(policy))
        | {"alike": shared_by(policy, composer) if composer.board else None},
        indexed=policy.edition is None,
    )


def _way_to(policy: Policy, composer: Composer) -> tuple[tuple[str, str], ...]:
    """The crumbs that lead to a document, and to an earlier edition of it."""
    home, newest = composer.homes[policy.municipality], composer.line(policy)[-1]
    crumbs = [
        (composer.texts("nav.municipalities"), addresses.MUNICIPALITIES),
        (home.name, addresses.of_municipality(home.slug)),
        (newest.title, addresses.of_policy(newest)),
    ]
    if policy.edition:
        crumbs.append((str(policy.edition), addresses.of_policy(policy)))
    return tuple(crumbs)


def _editions(composer: Composer) -> Iterator[Page]:
    """Yield a page for each earlier edition, and one for what the next one changed in it."""
    for edition in composer.register.editions.values():
        line = composer.line(edition)
        yield addresses.of_policy(edition), partial(_policy, edition, composer)
        after = line[line.index(edition) + 1]
        yield addresses.of_changes(edition), partial(_changes, edition, after, composer)


def _changes(old: Policy, new: Policy, composer: Composer) -> Document:
    return Document(
        path=addresses.of_changes(old),
        title=composer.texts("changes.title", title=new.title, date=str(old.edition)),
        template="changes.html",
        source=new.place.path,
        sender=composer.senders[new.municipality],
        crumbs=_way_to(old, composer),
        view={
            "old": composer.dossier(old).entry,
            "new": composer.dossier(new).entry,
            "days": (old.edition, new.edition),
            "texts": (old.body.text, new.body.text),
            "inner": bool(old.open_body or new.open_body),
        },
        indexed=False,
    )
