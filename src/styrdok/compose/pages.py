"""A digest becomes the documents of a site; what they look like is the templates' business."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import structs

from styrdok.compose import addresses
from styrdok.compose.entries import (
    Dossier,
    Entry,
    Home,
    Quote,
    Square,
    Subject,
    answer_for,
    end_of,
    entry_of,
    home_of,
    manuscript_of,
    particulars_of,
    square_of,
)
from styrdok.compose.frame import Frame
from styrdok.derive.comparison import Cell, Excerpt
from styrdok.derive.digest import Digest
from styrdok.memory import Sealed
from styrdok.model import Document, Municipality, Policy
from styrdok.read.library import FOLDER, THEMES_FILE

THEMES_SOURCE = f"{FOLDER}/{THEMES_FILE}"
ON_START_PAGE = 6  # documents of each municipality
TIES = ("above", "below", "replaces", "replaced_by", "mentions", "mentioned_by")


class Composer:
    """Composes the documents of one site from a digest, for a frame to set."""

    def __init__(self, digest: Digest, frame: Frame) -> None:
        self.digest, self.frame, self.texts = digest, frame, frame.texts
        self.register = digest.register
        self.homes = {slug: home_of(m) for slug, m in self.register.municipalities.items()}
        self.entries = {key: self._entry(policy) for key, policy in self.register.policies.items()}
        self.dossiers = {key: self._dossier(p) for key, p in self.register.policies.items()}

    def _entry(self, policy: Policy) -> Sealed[Entry]:
        slug = policy.municipality
        municipality, standing = (
            self.register.municipalities[slug],
            self.digest.standings[policy.id],
        )
        return Sealed(entry_of(policy, municipality, self.homes[slug], standing))

    def _dossier(self, policy: Policy) -> Dossier:
        home, ties = self.register.municipalities[policy.municipality], self.digest.ties[policy.id]
        named = [(name, getattr(ties, name)) for name in TIES]
        return Dossier(
            self.entries[policy.id],
            particulars_of(policy),
            Sealed(manuscript_of(policy, self.register)),
            tuple(
                (name, tuple(end_of(tie, policy, self.register) for tie in ends))
                for name, ends in named
                if ends
            ),
            answer_for(policy, home),
            home.website,
        )

    def listed(
        self, municipality: str | None = None, kind: str | None = None
    ) -> list[Sealed[Entry]]:
        """Return entries by municipality and title, of one municipality or kind if so asked."""
        slugs = [municipality] if municipality else self.municipality_order
        policies = [policy for slug in slugs for policy in self.register.of(slug)]
        return [self.entries[p.id] for p in policies if kind in (None, p.kind)]

    @cached_property
    def municipality_order(self) -> list[str]:
        """The municipalities' slugs by name."""
        known = self.register.municipalities
        return sorted(known, key=lambda slug: known[slug].name.casefold())

    @cached_property
    def subjects(self) -> list[Subject]:
        """Every theme, in the themes' order."""
        return [Subject(theme.id, theme.name) for theme in self.register.themes.values()]

    @cached_property
    def treated(self) -> list[Subject]:
        """The themes that some document treats."""
        return [theme for theme in self.subjects if self.register.covering(theme.id)]

    def documents(self) -> Iterator[Document]:
        """Yield every page of the site that is not written by hand."""
        for policy in self.register.policies.values():
            yield self._policy_page(policy)
        for slug in self.municipality_order:
            yield self._municipality_page(self.register.municipalities[slug])
        yield self._municipalities_page()
        yield self._register_page()
        yield self._themes_page()
        for theme in self.digest.rows:
            yield self._theme_page(theme)
        yield self._matrix_page()
        yield self._facts_page()
        yield self._search_page()
        yield Document("404.html", self.texts("error.title"), "404.html", indexed=False)

    @cached_property
    def _cells(self) -> dict[str, list[Cell]]:
        """Each municipality's cells of the matrix, in the themes' order."""
        cells: dict[str, list[Cell]] = {slug: [] for slug in self.register.municipalities}
        for row in self.digest.rows.values():
            for cell in row:
                cells[cell.municipality.slug].append(cell)
        return cells

    def _policy_page(self, policy: Policy) -> Document:
        dossier, home = self.dossiers[policy.id], self.homes[policy.municipality]
        return Document(
            path=dossier.entry.address,
            title=policy.title,
            template="policy.html",
            description=policy.summary,
            source=policy.place.path,
            municipality=home.name,
            crumbs=(
                (self.texts("nav.municipalities"), addresses.MUNICIPALITIES),
                (home.name, addresses.of_municipality(home.slug)),
            ),
            view=structs.asdict(dossier),
        )

    def _municipality_page(self, municipality: Municipality) -> Document:
        cells = self._cells[municipality.slug]
        return Document(
            path=addresses.of_municipality(municipality.slug),
            title=municipality.name,
            template="municipality.html",
            source=municipality.place.path,
            municipality=municipality.name,
            crumbs=((self.texts("nav.municipalities"), addresses.MUNICIPALITIES),),
            view={
                "entries": self.listed(municipality.slug),
                "contact": municipality.contacts.get(municipality.fallback or ""),
                "website": municipality.website,
                "spoken": [Subject(c.theme.id, c.theme.name) for c in cells if c.excerpts],
                "silent": [c.theme.name for c in cells if not c.excerpts],
            },
        )

    def _simple(self, path: str, key: str, template: str, **view: object) -> Document:
        back = ((self.texts("nav.matrix"), addresses.MATRIX),) if path == addresses.FACTS else ()
        themed = path in (addresses.THEMES, addresses.MATRIX)
        return Document(
            path,
            self.texts(f"{key}.title"),
            template,
            view,
            description=self.texts(f"{key}.lead"),
            crumbs=back,
            source=THEMES_SOURCE if themed else None,
        )

    def _municipalities_page(self) -> Document:
        rows = [(self.homes[slug], len(self.register.of(slug))) for slug in self.municipality_order]
        return self._simple(
            addresses.MUNICIPALITIES, "municipalities", "municipalities.html", rows=rows
        )

    def _register_page(self) -> Document:
        return self._simple(
            addresses.REGISTER,
            "register",
            "register.html",
            entries=self.listed(),
            themes=self.treated,
            as_of=self.register.as_of,
        )

    def _themes_page(self) -> Document:
        rows = [
            (self.register.themes[theme], [c.municipality.short_name for c in row if c.excerpts])
            for theme, row in self.digest.rows.items()
        ]
        return self._simple(addresses.THEMES, "themes", "themes.html", rows=rows)

    def _theme_page(self, theme_id: str) -> Document:
        theme = self.register.themes[theme_id]
        return Document(
            path=addresses.of_theme(theme_id),
            title=theme.name,
            template="theme.html",
            description=theme.definition,
            source=THEMES_SOURCE,
            crumbs=((self.texts("nav.themes"), addresses.THEMES),),
            view={"theme": Subject(theme.id, theme.name), "columns": self.columns(theme_id)},
        )

    def columns(self, theme_id: str) -> list[tuple[Home, list[Quote]]]:
        """Return what each municipality says on a theme, by name; an empty list is silence."""
        return [
            (self.homes[cell.municipality.slug], [self._quote(e) for e in cell.excerpts])
            for cell in self.digest.rows[theme_id]
        ]

    def _quote(self, excerpt: Excerpt) -> Quote:
        """Return a section with the subsections below it that have no theme of their own."""
        sections = excerpt.policy.body.sections
        start = stop = sections.index(excerpt.section) + 1  # leaf 0 is before the first heading
        while stop < len(sections) and (
            sections[stop].level > excerpt.section.level and not sections[stop].themes
        ):
            stop += 1
        dossier = self.dossiers[excerpt.policy.id]
        return Quote(dossier.entry, dossier.manuscript, start, stop + 1)

    def matrix(self) -> dict[str, object]:
        """Return what the matrix shows: its municipalities, and a row of squares per theme."""
        rows: list[tuple[Subject, list[Square]]] = [
            (
                theme,
                [square_of(c, self.homes[c.municipality.slug]) for c in self.digest.rows[theme.id]],
            )
            for theme in self.subjects
        ]
        return {"homes": [self.homes[slug] for slug in self.municipality_order], "rows": rows}

    def _matrix_page(self) -> Document:
        return self._simple(addresses.MATRIX, "matrix", "matrix.html", **self.matrix())

    def _facts_page(self) -> Document:
        return self._simple(
            addresses.FACTS,
            "facts",
            "facts.html",
            entries=self.listed(),
            as_of=self.register.as_of,
        )

    def _search_page(self) -> Document:
        entries = sorted(self.listed(), key=lambda entry: entry.title.casefold())
        return self._simple(
            addresses.SEARCH, "search", "search.html", entries=entries, themes=self.treated
        )

    def start_view(self) -> dict[str, object]:
        """Return what the start page shows besides what is written by hand."""
        return {
            "homes": [
                (self.homes[slug], self.listed(slug)[:ON_START_PAGE], len(self.register.of(slug)))
                for slug in self.municipality_order
            ],
            "themes": self.subjects,
            "as_of": self.register.as_of,
        }
