"""The documents of a site, each made when it is asked for; how they look is the templates' work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from msgspec import structs

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Home, Quote, Subject, Way
from styrdok.model import Document, Municipality, Policy
from styrdok.read.library import FOLDER, THEMES_FILE

THEMES_SOURCE = f"{FOLDER}/{THEMES_FILE}"
NOT_FOUND = "404.html"
Page = tuple[str, Callable[[], Document]]
"""A page's address, and what makes it."""


def pages(composer: Composer) -> Iterator[Page]:
    """Yield every page of the site that is not written by hand."""
    register = composer.register
    for policy in register.policies.values():
        yield addresses.of_policy(policy), partial(_policy, policy, composer)
    yield from _editions(composer)
    for slug in composer.municipality_order:
        municipality = register.municipalities[slug]
        yield addresses.of_municipality(slug), partial(_municipality, municipality, composer)
    yield addresses.MUNICIPALITIES, partial(_municipalities, composer)
    yield addresses.REGISTER, partial(_register, composer)
    yield addresses.THEMES, partial(_themes, composer)
    for theme in composer.subjects.values():
        yield from _theme_pages(theme, composer)
    yield addresses.MATRIX, partial(_matrix, composer)
    yield from _facts_pages(composer)
    yield from _board(composer) if composer.board else ()
    yield addresses.SEARCH, partial(_search, composer)
    yield NOT_FOUND, partial(_not_found, composer)


def _policy(policy: Policy, composer: Composer) -> Document:
    home = composer.homes[policy.municipality]
    return Document(
        path=addresses.of_policy(policy),
        title=composer.title(policy),
        template="policy.html",
        description=policy.summary,
        source=policy.place.path,
        municipality=home.name,
        crumbs=_way_to(policy, composer)[: 3 if policy.edition else 2],
        view=structs.asdict(composer.dossier(policy)),
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
        title=composer.texts("changes.title", title=new.title),
        template="changes.html",
        source=new.place.path,
        municipality=composer.homes[new.municipality].name,
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


def _municipality(municipality: Municipality, composer: Composer) -> Document:
    cells = composer.cells[municipality.slug]
    return Document(
        path=addresses.of_municipality(municipality.slug),
        title=municipality.name,
        template="municipality.html",
        source=municipality.place.path,
        municipality=municipality.name,
        crumbs=((composer.texts("nav.municipalities"), addresses.MUNICIPALITIES),),
        view={
            "entries": composer.listed(municipality.slug),
            "contact": municipality.contacts.get(municipality.fallback or ""),
            "website": municipality.website,
            "promises": composer.pledges(municipality.slug),
            "spoken": [composer.subjects[c.theme.id] for c in cells if c.excerpts],
            "silent": [c.theme.name for c in cells if not c.excerpts],
        },
    )


def _simple(composer: Composer, path: str, key: str, template: str, **view: object) -> Document:
    texts = composer.texts
    back = ((texts("nav.matrix"), addresses.MATRIX),) if path == addresses.FACTS else ()
    themed = path in (addresses.THEMES, addresses.MATRIX)
    return Document(
        path,
        texts(f"{key}.title"),
        template,
        view,
        description=texts(f"{key}.lead"),
        crumbs=back,
        source=THEMES_SOURCE if themed else None,
    )


def _municipalities(composer: Composer) -> Document:
    rows = [
        (composer.homes[slug], len(composer.register.of(slug)))
        for slug in composer.municipality_order
    ]
    path, template = addresses.MUNICIPALITIES, "municipalities.html"
    return _simple(composer, path, "municipalities", template, rows=rows)


def _register(composer: Composer) -> Document:
    path, key, themes = addresses.REGISTER, "register", composer.treated
    if composer.many:
        ways = composer.ways(addresses.of_municipality)
        page = _simple(composer, path, key, "homes.html", ways=ways, themes=themes)
        return replace(page, description=composer.texts("register.lead-many"))
    entries, as_of = composer.listed(), composer.register.as_of
    return _simple(
        composer, path, key, "register.html", entries=entries, themes=themes, as_of=as_of
    )


def _themes(composer: Composer) -> Document:
    rows = [
        (composer.register.themes[theme], [c.municipality.short_name for c in row if c.excerpts])
        for theme, row in composer.digest.rows.items()
    ]
    return _simple(composer, addresses.THEMES, "themes", "themes.html", rows=rows)


def _theme_pages(theme: Subject, composer: Composer) -> Iterator[Page]:
    """Yield a theme's page; where there is much on it, one more for each municipality."""
    path = addresses.of_theme(theme.id)
    if not composer.many:
        yield path, lambda: _theme(theme, composer, columns=composer.columns(theme.id))
        return
    ways = [
        Way(home, addresses.of_theme_at(theme.id, home.slug), number)
        for home, number in composer.shares(theme.id)
    ]
    yield path, partial(_theme, theme, composer, "homes.html", ways=ways, themes=[])
    for way in ways:
        if way.number:
            yield way.address, partial(_theme_at, theme, way, composer)


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
    return _part(whole, way, title)


def _part(whole: Document, way: Way, title: str) -> Document:
    """Return the part of a page that is one municipality's own."""
    return Document(
        path=way.address,
        title=title,
        template=whole.template,
        description=whole.description,
        source=whole.source,
        municipality=way.home.name,
        crumbs=(*whole.crumbs, (whole.title, whole.path)),
        view=whole.view,
    )


def _matrix(composer: Composer) -> Document:
    return _simple(composer, addresses.MATRIX, "matrix", "matrix.html", **composer.matrix())


def _facts_pages(composer: Composer) -> Iterator[Page]:
    """Yield the facts of all documents; where there are many, municipality by municipality."""
    path = addresses.FACTS
    if not composer.many:
        yield path, lambda: _facts(composer, entries=composer.listed())
        return
    ways = composer.ways(addresses.of_facts_at)
    yield path, partial(_simple, composer, path, "facts", "homes.html", ways=ways, themes=[])
    for way in ways:
        yield way.address, partial(_facts_at, way, composer)


def _facts(composer: Composer, **view: object) -> Document:
    as_of = composer.register.as_of
    return _simple(composer, addresses.FACTS, "facts", "facts.html", as_of=as_of, **view)


def _facts_at(way: Way, composer: Composer) -> Document:
    whole = _facts(composer, entries=composer.listed(way.home.slug))
    return _part(whole, way, composer.texts("facts.at", name=way.home.name))


def _board(composer: Composer) -> Iterator[Page]:
    """Yield the review board, and a page of it for each municipality."""
    slugs = composer.municipality_order
    ways = composer.ways(addresses.of_board_at) if len(slugs) > 1 else []
    if composer.many:
        page = partial(_simple, composer, addresses.BOARD, "board", "homes.html", ways=ways)
        yield addresses.BOARD, partial(page, themes=[])
    else:
        yield addresses.BOARD, partial(_tasks, composer, slugs, ways=ways)
    for way in ways:
        yield way.address, partial(_tasks_at, way, composer)


def _tasks(composer: Composer, slugs: Sequence[str], **view: object) -> Document:
    chores = [chore for slug in slugs for chore in composer.tasks(slug)]
    chores.sort(key=lambda chore: chore.entry.standing.due_by or date.max)
    calendars = [(composer.homes[slug], composer.functions(slug)) for slug in slugs]
    as_of = composer.register.as_of
    return _simple(
        composer,
        addresses.BOARD,
        "board",
        "board.html",
        chores=chores,
        calendars=calendars,
        as_of=as_of,
        **view,
    )


def _tasks_at(way: Way, composer: Composer) -> Document:
    whole = _tasks(composer, [way.home.slug], ways=[])
    return _part(whole, way, composer.texts("board.at", name=way.home.name))


def _search(composer: Composer) -> Document:
    entries = sorted(composer.listed(), key=lambda entry: entry.title.casefold())
    return _simple(
        composer,
        addresses.SEARCH,
        "search",
        "search.html",
        entries=[] if composer.many else entries,
        ways=composer.ways(addresses.of_municipality) if composer.many else [],
        themes=composer.treated,
    )


def _not_found(composer: Composer) -> Document:
    return Document(NOT_FOUND, composer.texts("error.title"), NOT_FOUND, indexed=False)
