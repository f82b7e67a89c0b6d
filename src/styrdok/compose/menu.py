"""What hand-written pages may ask for, and what stands around every page; it knows no MkDocs."""

from __future__ import annotations

from markupsafe import Markup

from styrdok.compose import addresses
from styrdok.compose.pages import Composer


class UnknownNameError(LookupError):
    """A hand-written page asks for something that this site does not hold."""


class Menu:
    """The dishes of `macros/`: each returns HTML set for a page at the way `root` from the root."""

    def __init__(self, composer: Composer, root: str) -> None:
        self.composer, self.root = composer, root

    def contact(self, municipality: str, function: str) -> Markup:
        """Return the contact block of a municipality's function."""
        register = self.composer.register
        if municipality not in register.municipalities:
            raise UnknownNameError(municipality)
        home = register.municipalities[municipality]
        if function not in home.contacts:
            raise UnknownNameError(f"{municipality}: {function}")
        return self.composer.frame.contact_block(home.contacts[function], home)

    def document(self, policy_id: str) -> Markup:
        """Return a link to a document, with its status."""
        if policy_id not in self.composer.entries:
            raise UnknownNameError(policy_id)
        entry = self.composer.entries[policy_id]
        return self._render("partials/document.html", entry=entry)

    def register(self, municipality: str | None, kind: str | None) -> Markup:
        """Return the register's table, of one municipality or one kind if so asked."""
        if municipality and municipality not in self.composer.register.municipalities:
            raise UnknownNameError(municipality)
        entries = self.composer.listed(municipality, kind)
        return self._render("partials/register_table.html", entries=entries)

    def compare(self, theme_id: str) -> Markup:
        """Return what each municipality says on a theme, and who is silent."""
        if theme_id not in self.composer.digest.rows:
            raise UnknownNameError(theme_id)
        cells = self.composer.digest.rows[theme_id]
        path = "x/" * self.root.count("../")
        columns = [(cell, self.composer.quotes(cell, path)) for cell in cells]
        theme = self.composer.register.themes[theme_id]
        return self._render("partials/quotes.html", theme=theme, columns=columns, head=3)

    def matrix(self) -> Markup:
        """Return the matrix of themes and municipalities."""
        return self._render("partials/matrix_table.html", **self.composer.matrix())

    def _render(self, template: str, **view: object) -> Markup:
        return self.composer.frame.render(template, root=self.root, **view)


def surroundings(composer: Composer) -> dict[str, object]:
    """Return what the frame shows around every page of a site."""
    texts = composer.texts
    register = composer.register
    order = composer.municipality_order()
    return {
        "menu": (
            (texts("nav.municipalities"), addresses.MUNICIPALITIES),
            (texts("nav.themes"), addresses.THEMES),
            (texts("nav.register"), addresses.REGISTER),
            (texts("nav.matrix"), addresses.MATRIX),
        ),
        "senders": [register.municipalities[slug].name for slug in order],
        "as_of": register.as_of,
        "home": {
            "municipalities": [(register.municipalities[s], composer.listed(s)) for s in order],
            "themes": list(register.themes.values()),
        },
    }
