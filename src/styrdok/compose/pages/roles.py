"""What applies to each role: a list of the roles, and a page for each that some text speaks to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.pages.printing import with_print
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.compose.roles import ToRole, applying, role_home, role_name, spoken_to
from styrdok.compose.wording import lower_first
from styrdok.model import Document


def roles(composer: Composer) -> Iterator[Page]:
    """Yield the page of all roles, and each role's; where there are many documents, by home too."""
    spoken = spoken_to(composer)
    yield addresses.ROLES, partial(_roles, spoken, composer)
    for role, homes in spoken.items():
        page = partial(_role, role, spoken, composer)
        yield from with_print(composer, addresses.of_role(role), page)
        for slug in homes if composer.apart else ():
            yield addresses.of_role(role, slug), partial(_role_at, role, slug, spoken, composer)


def _roles(spoken: ToRole, composer: Composer) -> Document:
    numbers = {role: applying(homes, composer) for role, homes in spoken.items()}
    rows = [(role_name(role), len(many), sum(many)) for role, many in numbers.items()]
    page = simple(composer, addresses.ROLES, "role", "roles.html", rows=rows)
    return replace(page, crumbs=((composer.texts("nav.matrix"), addresses.MATRIX),))


def _role(role: str, spoken: ToRole, composer: Composer, only: str | None = None) -> Document:
    """Return a role's page, or one municipality's part of it; of many, a way on to each."""
    name, homes, texts = role_name(role), spoken[role], composer.texts
    apart = composer.apart and only is None
    shown = () if apart else [only] if only else list(homes)
    return Document(
        path=addresses.of_role(role),
        title=name.name,
        template="role.html",
        description=texts("role.of", role=lower_first(name.name)),
        crumbs=(
            (texts("nav.matrix"), addresses.MATRIX),
            (texts("role.crumb"), addresses.ROLES),
        ),
        view={
            "role": name,
            "ways": _ways(role, spoken, composer) if apart else [],
            "homes": [role_home(slug, homes[slug], composer) for slug in shown],
            "silent": []
            if only
            else [composer.homes[s].name for s in composer.municipality_order if s not in homes],
        },
    )


def _ways(role: str, spoken: ToRole, composer: Composer) -> list[Way]:
    return [
        Way(composer.homes[slug], addresses.of_role(role, slug), len(policies))
        for slug, policies in spoken[role].items()
    ]


def _role_at(role: str, slug: str, spoken: ToRole, composer: Composer) -> Document:
    whole = _role(role, spoken, composer, slug)
    home = composer.homes[slug]
    way = Way(home, addresses.of_role(role, slug), len(spoken[role][slug]))
    return part(composer, whole, way, composer.texts("role.at", role=whole.title, name=home.name))
