"""A site's pairs of documents as pages show them; how they are laid out is another room's work."""

from __future__ import annotations

from styrdok.compose import addresses
from styrdok.compose.beside.laying import Side
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Spot
from styrdok.model import Policy

Together = tuple[tuple[Policy, Policy], ...]
"""Pairs of documents or editions."""


def pairs_of(composer: Composer) -> Together:
    """Return the pairs that have a page, each in the order of its address, by address."""
    there = composer.register.everything
    ordered = (in_order(there[one], there[other]) for one, other in composer.digest.pairs)
    return tuple(sorted(ordered, key=lambda pair: addresses.of_pair(*pair)))


def in_order(one: Policy, other: Policy) -> tuple[Policy, Policy]:
    """Return two documents in the order in which their address names them."""
    first, second = sorted((one, other), key=addresses.of_policy)
    return first, second


def pairs_by_home(found: Together) -> dict[str, Together]:
    """Return the pairs by municipality, each with both of its documents' own."""
    grouped: dict[str, list[tuple[Policy, Policy]]] = {}
    for pair in found:
        for slug in dict.fromkeys(policy.municipality for policy in pair):
            grouped.setdefault(slug, []).append(pair)
    return {slug: tuple(pairs) for slug, pairs in grouped.items()}


def options(slug: str, composer: Composer) -> list[Spot]:
    """Return what one may choose of a municipality: its documents, each before its editions."""
    found: list[Spot] = []
    for policy in composer.register.of(slug):
        for one in (policy, *reversed(composer.register.editions_of(policy))):
            found.append(Spot(composer.title(one), addresses.of_policy(one).rstrip("/")))
    return found


def sides_of(one: Policy, other: Policy, composer: Composer) -> tuple[Side, Side]:
    """Return two documents as a page lays them beside each other."""
    alone = one.municipality == other.municipality
    return _side(one, alone, composer), _side(other, alone, composer)


def _side(policy: Policy, alone: bool, composer: Composer) -> Side:
    dossier, title = composer.dossier(policy), composer.title(policy)
    label = title if alone else composer.homes[policy.municipality].name
    return Side(dossier.entry, dossier.manuscript, title, label)
