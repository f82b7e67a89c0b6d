"""What the documents say to each role, municipality by municipality; it knows no page and no file.

What a sentence says to everybody, to 'alla' or to 'vi', is said to no role.
"""

from __future__ import annotations

from collections.abc import Mapping

from styrdok.compose.composer import Composer
from styrdok.compose.entries import Entry, Home, Manuscript
from styrdok.derive.lifecycle import Status
from styrdok.memory import Sealed
from styrdok.model import Policy, Value
from styrdok.swedish.roles import ROLES

Policies = tuple[Policy, ...]
ToRole = Mapping[str, Mapping[str, Policies]]
"""The documents that speak to each role, by role and municipality, in the roles' order."""


class RoleName(Value, frozen=True):
    """A role as pages name it."""

    id: str
    name: str


class RoleText(Value, frozen=True):
    """A document that speaks to a role, and the text in which it does."""

    entry: Sealed[Entry]
    manuscript: Sealed[Manuscript]


class RoleHome(Value, frozen=True):
    """What a municipality's documents say to a role: in what applies or may, and in what does not.

    Both are empty where none of its published documents speaks to the role.
    """

    home: Home
    applying: tuple[RoleText, ...]
    aside: tuple[RoleText, ...]


def role_name(role: str) -> RoleName:
    """Return a role by its id as pages name it."""
    return RoleName(*ROLES[role])


def spoken_to(composer: Composer) -> ToRole:
    """Return the documents that speak to each role; what has been replaced is left out."""
    found: dict[str, dict[str, list[Policy]]] = {}
    for slug in composer.municipality_order:
        for policy in composer.register.of(slug):
            if composer.digest.standings[policy.id].status is not Status.REPLACED:
                for role in policy.body.roles:
                    found.setdefault(role, {}).setdefault(slug, []).append(policy)
    return {
        role: {slug: tuple(policies) for slug, policies in found[role].items()}
        for role in ROLES
        if role in found
    }


def applying(homes: Mapping[str, Policies], composer: Composer) -> list[int]:
    """Return how many documents that apply, or may, speak to a role in each home that has any."""
    numbers = (sum(_applies(p, composer) for p in policies) for policies in homes.values())
    return [number for number in numbers if number]


def _applies(policy: Policy, composer: Composer) -> bool:
    return composer.digest.standings[policy.id].status.current


def role_home(slug: str, policies: Policies, composer: Composer) -> RoleHome:
    """Return what a municipality says to a role in the documents that speak to it."""
    binding, aside = list[RoleText](), list[RoleText]()
    for policy in policies:
        dossier = composer.dossier(policy)
        held = binding if _applies(policy, composer) else aside
        held.append(RoleText(dossier.entry, dossier.manuscript))
    return RoleHome(composer.homes[slug], tuple(binding), tuple(aside))
