"""A digest becomes the pages of a site; what they look like is the templates' business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from styrdok.compose import addresses
from styrdok.compose.frame import Frame
from styrdok.compose.setting import Leaf, SetText, Setting, set_text
from styrdok.compose.wording import (
    Fact,
    answer_for,
    explain_status,
    facts_of,
    say_decision,
    say_status,
)
from styrdok.derive.comparison import Cell, Excerpt
from styrdok.derive.digest import Digest
from styrdok.derive.lifecycle import Standing
from styrdok.model import Document, Municipality, Policy
from styrdok.read.library import FOLDER, THEMES_FILE

THEMES_SOURCE = f"{FOLDER}/{THEMES_FILE}"


@dataclass(frozen=True)
class Entry:
    """A document as lists show it."""

    policy: Policy
    municipality: Municipality
    standing: Standing
    status: str
    facts: dict[str, str | None]
    themes: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class Quote:
    """A section as another page quotes it: its policy's entry, and its leaves as set."""

    entry: Entry
    excerpt: Excerpt
    leaves: tuple[Leaf, ...]
    address: str


class Composer:
    """Composes the pages of one site from a digest, within a frame."""

    def __init__(self, digest: Digest, frame: Frame) -> None:
        self.digest, self.frame, self.texts = digest, frame, frame.texts
        self.register = digest.register
        self._texts_set: dict[tuple[str, str, str], SetText] = {}
        self.entries = {key: self._entry(policy) for key, policy in self.register.policies.items()}

    def _entry(self, policy: Policy) -> Entry:
        municipality = self.register.municipalities[policy.municipality]
        standing = self.digest.standings[policy.id]
        facts = facts_of(policy, municipality, standing, self.texts)
        themes = dict.fromkeys(theme for section in policy.sections for theme in section.themes)
        return Entry(
            policy,
            municipality,
            standing,
            say_status(standing, self.texts),
            {fact.key: fact.words for fact in facts},
            tuple(themes),
            addresses.of_policy(policy),
        )

    def listed(self, municipality: str | None = None, kind: str | None = None) -> list[Entry]:
        """Return entries by municipality and title, of one municipality or kind if so asked."""
        slugs = [municipality] if municipality else self.municipality_order()
        policies = [policy for slug in slugs for policy in self.register.of(slug)]
        return [self.entries[p.id] for p in policies if kind in (None, p.kind)]

    def municipality_order(self) -> list[str]:
        """Return the municipalities' slugs by name."""
        known = self.register.municipalities
        return sorted(known, key=lambda slug: known[slug].name.casefold())

    def set(self, policy: Policy, root: str, page: str = "") -> SetText:
        """Return a policy's text as set for a page at the way `root` from the site's root.

        Each text is set once for its own page and data, and once for all pages that quote it.
        """
        key = (policy.id, root, page)
        if key not in self._texts_set:
            register, contact = self.register, self._contact_in_text
            around = Setting(register, self.texts, root, contact, page)
            self._texts_set[key] = set_text(policy, around)
        return self._texts_set[key]

    def _contact_in_text(self, policy: Policy, name: str) -> str:
        municipality = self.register.municipalities[policy.municipality]
        contact = municipality.contacts.get(name)
        return str(self.frame.contact_block(contact, municipality)) if contact else ""

    def documents(self) -> Iterator[Document]:
        """Yield every page of the site that is not written by hand."""
        for entry in self.listed():
            yield self._policy_page(entry)
        for slug in self.municipality_order():
            yield self._municipality_page(self.register.municipalities[slug])
        yield self._municipalities_page()
        yield self._register_page()
        yield self._themes_page()
        for theme in self.digest.rows:
            yield self._theme_page(theme)
        yield self._matrix_page()
        yield self._facts_page()
        yield self._search_page()

    @cached_property
    def _cells(self) -> dict[str, list[Cell]]:
        """Each municipality's cells of the matrix, in the themes' order."""
        cells: dict[str, list[Cell]] = {slug: [] for slug in self.register.municipalities}
        for row in self.digest.rows.values():
            for cell in row:
                cells[cell.municipality.slug].append(cell)
        return cells

    def _policy_page(self, entry: Entry) -> Document:
        policy, municipality = entry.policy, entry.municipality
        facts = [Fact(key, words) for key, words in entry.facts.items()]
        return Document(
            path=entry.address,
            title=policy.title,
            template="policy.html",
            description=policy.summary,
            source=policy.place.path,
            municipality=municipality.name,
            crumbs=(
                (self.texts("nav.municipalities"), addresses.MUNICIPALITIES),
                (municipality.name, addresses.of_municipality(municipality.slug)),
            ),
            view={
                "entry": entry,
                "facts": facts,
                "decision": say_decision(policy, self.texts),
                "explanation": explain_status(policy, entry.standing, self.texts),
                "text": self.set(policy, addresses.up(entry.address)),
                "ties": self.digest.ties[policy.id],
                "answer": answer_for(policy, municipality),
            },
        )

    def _municipality_page(self, municipality: Municipality) -> Document:
        return Document(
            path=addresses.of_municipality(municipality.slug),
            title=municipality.name,
            template="municipality.html",
            source=municipality.place.path,
            municipality=municipality.name,
            crumbs=((self.texts("nav.municipalities"), addresses.MUNICIPALITIES),),
            view={
                "municipality": municipality,
                "entries": self.listed(municipality.slug),
                "contact": municipality.contacts.get(municipality.fallback or ""),
                "cells": self._cells[municipality.slug],
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
        rows = [
            (self.register.municipalities[slug], self.listed(slug))
            for slug in self.municipality_order()
        ]
        return self._simple(
            addresses.MUNICIPALITIES, "municipalities", "municipalities.html", rows=rows
        )

    def _register_page(self) -> Document:
        return self._simple(
            addresses.REGISTER, "register", "register.html", entries=self.listed(), **self.groups
        )

    @cached_property
    def groups(self) -> dict[str, object]:
        """The register's entries grouped in each way that a reader may ask for."""
        entries = self.listed()
        kinds = sorted({entry.policy.kind for entry in entries})
        statuses = sorted({entry.status for entry in entries})
        themes = [t for t in self.register.themes.values() if self.register.covering(t.id)]
        return {
            "by_municipality": [
                (self.register.municipalities[slug], self.listed(slug))
                for slug in self.municipality_order()
            ],
            "by_kind": {k: [e for e in entries if e.policy.kind == k] for k in kinds},
            "by_status": {s: [e for e in entries if e.status == s] for s in statuses},
            "by_theme": {t: [e for e in entries if t.id in e.themes] for t in themes},
        }

    def _themes_page(self) -> Document:
        rows = [
            (self.register.themes[theme], [cell for cell in row if cell.excerpts])
            for theme, row in self.digest.rows.items()
        ]
        return self._simple(addresses.THEMES, "themes", "themes.html", rows=rows)

    def _theme_page(self, theme_id: str) -> Document:
        theme, path = self.register.themes[theme_id], addresses.of_theme(theme_id)
        columns = [(cell, self.quotes(cell, path)) for cell in self.digest.rows[theme_id]]
        return Document(
            path=path,
            title=theme.name,
            template="theme.html",
            description=theme.definition,
            source=THEMES_SOURCE,
            crumbs=((self.texts("nav.themes"), addresses.THEMES),),
            view={"theme": theme, "columns": columns},
        )

    def quotes(self, cell: Cell, path: str) -> list[Quote]:
        """Return a cell's sections as set for the page at `path`, untagged subsections included."""
        return [self._quote(excerpt, addresses.up(path)) for excerpt in cell.excerpts]

    def _quote(self, excerpt: Excerpt, root: str) -> Quote:
        entry = self.entries[excerpt.policy.id]
        leaves = self.set(excerpt.policy, root, root + entry.address).leaves
        anchors = [leaf.section.anchor if leaf.section else "" for leaf in leaves]
        start = anchors.index(excerpt.section.anchor)
        stop = start + 1
        while (
            stop < len(leaves)
            and (below := leaves[stop].section)
            and below.level > excerpt.section.level
            and not below.themes
        ):
            stop += 1
        address = f"{root}{entry.address}#{excerpt.section.anchor}"
        return Quote(entry, excerpt, leaves[start:stop], address)

    def matrix(self) -> dict[str, object]:
        """Return what the matrix shows: its municipalities, and a row of cells per theme."""
        themes = self.register.themes
        return {
            "municipalities": [self.register.municipalities[s] for s in self.municipality_order()],
            "rows": [(themes[theme], row) for theme, row in self.digest.rows.items()],
        }

    def _matrix_page(self) -> Document:
        return self._simple(addresses.MATRIX, "matrix", "matrix.html", **self.matrix())

    def _facts_page(self) -> Document:
        return self._simple(addresses.FACTS, "facts", "facts.html", entries=self.listed())

    def _search_page(self) -> Document:
        entries = sorted(self.listed(), key=lambda entry: entry.policy.title.casefold())
        return self._simple(
            addresses.SEARCH, "search", "search.html", entries=entries, **self.groups
        )
