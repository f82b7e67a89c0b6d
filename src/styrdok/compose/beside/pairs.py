"""A site's pairs of documents as pages show them; how they are laid out is another room's work."""

from __future__ import annotations

from styrdok.compose import addresses
from styrdok.compose.beside.laying import Side
from styrdok.compose.composer import Composer
from styrdok.model import Policy


def known(composer: Composer) -> dict[str, Policy]:
    """Return every document and edition of the site, by id."""
    return {**composer.register.policies, **composer.register.editions}


def pairs_of(composer: Composer) -> tuple[tuple[Policy, Policy], ...]:
    """Return the pairs that have a page, each in the order of its address, by address."""
    there = known(composer)
    ordered = (in_order(there[one], there[other]) for one, other in composer.digest.pairs)
    return tuple(sorted(ordered, key=lambda pair: addresses.of_pair(*pair)))


def in_order(one: Policy, other: Policy) -> tuple[Policy, Policy]:
    """Return two documents in the order in which their address names them."""
    first, second = sorted((one, other), key=addresses.of_policy)
    return first, second


def sides_of(one: Policy, other: Policy, composer: Composer) -> tuple[Side, Side]:
    """Return two documents as a page lays them beside each other."""
    alone = one.municipality == other.municipality
    return _side(one, alone, composer), _side(other, alone, composer)


def _side(policy: Policy, alone: bool, composer: Composer) -> Side:
    dossier, title = composer.dossier(policy), composer.title(policy)
    label = title if alone else composer.homes[policy.municipality].name
    return Side(dossier.entry, dossier.manuscript, title, label)
