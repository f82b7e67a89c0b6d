"""Themes and facts, municipality by municipality; where there is much, a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Home, Quote, Subject, Way
from styrdok.compose.pages.facts import facts
from styrdok.compose.pages.printing import with_print
from styrdok.compose.pages.sheet import THEMES_SOURCE, Page, part, simple
from styrdok.model import Document


def comparison(composer: Composer) -> Iterator[Page]:
    """Yield the themes, a page for each, the matrix, and the facts side by side."""
    yield addresses.THEMES, partial(_themes, composer)
    for theme in composer.subjects.values():
        yield from _theme_pages(theme, composer)
    yield from with_print(composer, addresses.MATRIX, partial(_matrix, composer))
    yield from facts(composer)


def _themes(composer: Composer) -> Document:
    rows = [
        (composer.register.themes[theme], [c.municipality.short_name for c in row if c.excerpts])
        for theme, row in composer.digest.rows.items()
    ]
    return simple(composer, addresses.THEMES, "themes", "themes.html", rows=rows)


def _theme_pages(theme: Subject, composer: Composer) -> Iterator[Page]:
    """Yield a theme's page; where there is much on it, one more for each municipality."""
    path = addresses.of_theme(theme.id)
    if not composer.many:
        make = partial(_theme_whole, theme, composer)
        yield from with_print(composer, path, make)
        return
    ways = [
        Way(home, addresses.of_theme_at(theme.id, home.slug), number)
        for home, number in composer.shares(theme.id)
    ]
    yield path, partial(_theme, theme, composer, "homes.html", ways=ways, themes=[])
    for way in ways:
        if way.number:
            yield way.address, partial(_theme_at, theme, way, composer)


def _theme_whole(theme: Subject, composer: Composer) -> Document:
    return _theme(theme, composer, columns=composer.columns(theme.id))


def _theme(
    theme: Subject, composer: Composer, template: str = "theme.html", **view: object
) -> Document:
    known = composer.register.themes[theme.id]
    return Document(
        path=addresses.of_theme(theme.id),
        title=known.name,
        template=template,
        description=known.definition,
        source=THEMES_SOURCE,
        crumbs=((composer.texts("nav.themes"), addresses.THEMES),),
        view={"theme": theme, **view},
    )


def _theme_at(theme: Subject, way: Way, composer: Composer) -> Document:
    columns: list[tuple[Home, list[Quote]]] = composer.columns(theme.id, way.home.slug)
    whole = _theme(theme, composer, columns=columns)
    title = composer.texts("theme.at", theme=theme.name, name=way.home.name)
    return part(whole, way, title)


def _matrix(composer: Composer) -> Document:
    return simple(composer, addresses.MATRIX, "matrix", "matrix.html", **composer.matrix())
