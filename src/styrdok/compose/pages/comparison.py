"""Themes and facts, municipality by municipality; where there is much, a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.comparison.cells import (
    WORDS,
    column_of,
    matrix,
    row_of,
    standings_of,
    topic_of,
    wide,
)
from styrdok.compose.comparison.picture import bars, grid
from styrdok.compose.comparison.values import Row
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Subject, Way
from styrdok.compose.pages.facts import facts
from styrdok.compose.pages.printing import with_print
from styrdok.compose.pages.sheet import THEMES_SOURCE, Page, part, simple
from styrdok.model import Document
from styrdok.swedish.counties import county_of


def comparison(composer: Composer) -> Iterator[Page]:
    """Yield the themes, a page for each, the matrix, and the facts side by side."""
    yield addresses.THEMES, partial(_themes, composer)
    if wide(composer):
        yield from _wide_pages(composer)
    else:
        for theme in composer.subjects.values():
            path = addresses.of_theme(theme.id)
            yield from with_print(composer, path, partial(_theme, theme, composer))
    yield from with_print(composer, addresses.MATRIX, partial(_matrix, composer))
    yield from facts(composer)


def _themes(composer: Composer) -> Document:
    return simple(
        composer,
        addresses.THEMES,
        "themes",
        "themes.html",
        rows=[
            (composer.register.themes[theme], said)
            for theme, said in standings_of(composer).items()
        ],
        number=len(composer.homes),
    )


def _wide_pages(composer: Composer) -> Iterator[Page]:
    """Yield a page for each theme, and where there is much on it one more for each municipality.

    Those come municipality by municipality, so that the texts of one are at hand for all of them.
    """
    at: dict[str, list[Page]] = {slug: [] for slug in composer.homes}
    for theme in composer.subjects.values():
        rows = [row_of(cell, composer) for cell in composer.digest.rows[theme.id]]
        yield addresses.of_theme(theme.id), partial(_overview, theme, rows, composer)
        for row in rows:
            if row.address:
                way = Way(row.square.home, row.address, row.number)
                at[way.home.slug].append((row.address, partial(_theme_at, theme, way, composer)))
    for pages in at.values():
        yield from pages


def _theme(theme: Subject, composer: Composer, slug: str | None = None) -> Document:
    """Return what each municipality says on a theme, or one of them."""
    cells = composer.digest.rows[theme.id]
    asked = [cell for cell in cells if slug in (None, cell.municipality.slug)]
    return _sheet(
        theme, composer, "theme.html", columns=[column_of(cell, composer) for cell in asked]
    )


def _sheet(theme: Subject, composer: Composer, template: str, **view: object) -> Document:
    known = composer.register.themes[theme.id]
    return Document(
        path=addresses.of_theme(theme.id),
        title=known.name,
        template=template,
        description=known.definition,
        source=THEMES_SOURCE,
        crumbs=((composer.texts("nav.themes"), addresses.THEMES),),
        view={"theme": topic_of(known), **view},
    )


def _overview(theme: Subject, rows: list[Row], composer: Composer) -> Document:
    """Return a theme's page where the municipalities do not fit beside each other."""
    said = [row.square.word for row in rows]
    return _sheet(
        theme,
        composer,
        "theme_many.html",
        rows=rows,
        tally=[(word, said.count(word)) for word in WORDS if word in said],
        weighed=not composer.many,
        counties=sorted({row.county for row in rows if row.county}),
    )


def _theme_at(theme: Subject, way: Way, composer: Composer) -> Document:
    whole = _theme(theme, composer, way.home.slug)
    title = composer.texts("theme.at", theme=theme.name, name=way.home.name)
    return part(composer, whole, way, title)


def _matrix(composer: Composer) -> Document:
    """Return the matrix; where it does not fit, how many say what, and the ways on to each."""
    path, key, view = addresses.MATRIX, "matrix", matrix(composer)
    view["picture"] = bars(view["tally"]) or grid(view["rows"])
    if not wide(composer):
        words = [w for w in WORDS if any(s.word == w for _, row in view["rows"] for s in row)]
        return simple(composer, path, key, "matrix.html", **view, words=words)
    homes = [
        (
            composer.homes[slug],
            county_of(composer.register.municipalities[slug].code),
            Counter(cell.word for cell in composer.cells[slug]),
        )
        for slug in composer.municipality_order
    ]
    counties = sorted({county for _, county, _ in homes if county})
    said = {word for _, _, count in homes for word in count}
    words = [word for word in WORDS if word in said]
    view |= {"homes": homes, "counties": counties, "words": words}
    return simple(composer, path, key, "matrix_many.html", **view)
