"""The documents of a site, each made when it is asked for; how they look is the templates' work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Way
from styrdok.compose.naming.gaps import number_missing
from styrdok.compose.pages.accessibility import accessibility
from styrdok.compose.pages.board import board
from styrdok.compose.pages.comparison import comparison
from styrdok.compose.pages.language import language
from styrdok.compose.pages.laws import laws
from styrdok.compose.pages.missing import missing
from styrdok.compose.pages.pairs import pair_pages
from styrdok.compose.pages.policies import policies
from styrdok.compose.pages.questions import questions
from styrdok.compose.pages.roles import roles
from styrdok.compose.pages.search import search
from styrdok.compose.pages.shared import shared
from styrdok.compose.pages.sheet import Page, simple
from styrdok.model import Document, Municipality

NOT_FOUND = "404.html"


def pages(composer: Composer) -> Iterator[Page]:
    """Yield every page of the site that is not written by hand."""
    register = composer.register
    yield from policies(composer)
    for slug in composer.municipality_order:
        municipality = register.municipalities[slug]
        yield addresses.of_municipality(slug), partial(_municipality, municipality, composer)
    yield addresses.MUNICIPALITIES, partial(_municipalities, composer)
    yield addresses.REGISTER, partial(_register, composer)
    yield from comparison(composer)
    yield from pair_pages(composer)
    yield from shared(composer)
    yield from roles(composer)
    yield from laws(composer)
    yield from missing(composer)
    yield from board(composer) if composer.board else ()
    yield from search(composer)
    yield from questions(composer)
    yield from language(composer)
    yield from accessibility(composer)
    yield NOT_FOUND, partial(_not_found, composer)


def _municipality(municipality: Municipality, composer: Composer) -> Document:
    cells = composer.cells[municipality.slug]
    return Document(
        path=addresses.of_municipality(municipality.slug),
        title=municipality.name,
        template="municipality.html",
        source=municipality.place.path,
        sender=composer.senders[municipality.slug],
        crumbs=((composer.texts("nav.municipalities"), addresses.MUNICIPALITIES),),
        view={
            "entries": composer.listed(municipality.slug),
            "slug": municipality.slug,
            "contact": municipality.contacts.get(municipality.fallback or ""),
            "website": municipality.website,
            "promises": composer.pledges(municipality.slug),
            "missing": _missing_of(municipality, composer),
            "spoken": [composer.subjects[c.theme.id] for c in cells if c.excerpts],
            "silent": [c.theme.name for c in cells if not c.excerpts],
        },
    )


def _missing_of(municipality: Municipality, composer: Composer) -> Way:
    """The way to what is named and not published here, and how much that is."""
    alone = len(composer.homes) == 1
    address = addresses.MISSING if alone else addresses.of_missing_at(municipality.slug)
    number = number_missing(municipality.slug, composer.sources)
    return Way(composer.homes[municipality.slug], address, number)


def _municipalities(composer: Composer) -> Document:
    rows = [
        (composer.homes[slug], len(composer.register.of(slug)))
        for slug in composer.municipality_order
    ]
    path, template = addresses.MUNICIPALITIES, "municipalities.html"
    return simple(composer, path, "municipalities", template, rows=rows)


def _register(composer: Composer) -> Document:
    path, key, themes = addresses.REGISTER, "register", composer.treated
    if composer.many:
        ways = composer.ways(addresses.of_municipality)
        page = simple(composer, path, key, "homes.html", ways=ways, themes=themes)
        return replace(page, description=composer.texts("register.lead-many"))
    entries, as_of = composer.listed(), composer.register.as_of
    return simple(composer, path, key, "register.html", entries=entries, themes=themes, as_of=as_of)


def _not_found(composer: Composer) -> Document:
    return Document(NOT_FOUND, composer.texts("error.title"), NOT_FOUND, indexed=False)
