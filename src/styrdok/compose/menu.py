"""What hand-written pages may ask for, and what stands around every page; it knows no MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from markupsafe import Markup

from styrdok.compose import addresses
from styrdok.compose.comparison.cells import matrix
from styrdok.compose.composer import Composer
from styrdok.model import Sender
from styrdok.read.vocabulary import KINDS

MOST_SENDERS = 5  # named one by one at the foot of the page


class UnknownNameError(LookupError):
    """A hand-written page asks for something that this site does not hold."""


class Menu:
    """The dishes of `macros/`, for a page at the way `root` from the root.

    Each is HTML, handed to `serve`, which returns what stands for it in the page's Markdown.
    Documents that are `absent` for now, and will come, leave an empty place.
    """

    def __init__(
        self,
        composer: Composer,
        root: str,
        serve: Callable[[Markup], str],
        absent: Collection[str] = (),
    ) -> None:
        self.composer, self.root, self.serve, self.absent = composer, root, serve, absent

    def contact(self, municipality: str, function: str) -> str:
        """Return the contact block of a municipality's function."""
        homes = self.composer.register.municipalities
        home = self._known("kontakt", municipality, homes)
        self._known("kontakt", function, home.contacts)
        block = self.composer.frame.contact_block(home.contacts[function], home.slug, self.root)
        return self.serve(block)

    def document(self, policy_id: str) -> str:
        """Return a link to a document, with its status."""
        known = self.composer.register.policies
        if policy_id in self.absent and policy_id not in known:
            return ""
        policy = self._known("dokument", policy_id, known)
        entry = self.composer.entry(policy)
        return self._render("partials/document.html", entry=entry)

    def register(self, municipality: str | None, kind: str | None) -> str:
        """Return the register's table, of one municipality or one kind if so asked."""
        if municipality:
            self._known("register", municipality, self.composer.register.municipalities)
        if kind:
            self._known("register", kind, [*KINDS, *(e.kind for e in self.composer.listed())])
        entries = self.composer.listed(municipality, kind)
        return self._render("partials/register_table.html", entries=entries)

    def compare(self, theme_id: str) -> str:
        """Return what each municipality says on a theme, and who is silent."""
        self._known("jamfor", theme_id, self.composer.digest.rows)
        columns = self.composer.columns(theme_id)
        theme = self.composer.register.themes[theme_id]
        return self._render("partials/quotes.html", theme=theme, columns=columns, head=3)

    def matrix(self) -> str:
        """Return the matrix of themes and municipalities."""
        return self._render("partials/matrix_table.html", **matrix(self.composer))

    def _known(self, macro: str, name: str, known: Collection[str]) -> Any:
        """Return what a name stands for (the name itself in a list), or say what there is."""
        if name in known:
            return known[name] if isinstance(known, Mapping) else name
        texts = self.composer.texts
        words = ", ".join(sorted(set(known))) or texts("cli.none-yet")
        raise UnknownNameError(texts("macro.unknown", macro=macro, name=name, known=words))

    def _render(self, template: str, **view: object) -> str:
        return self.serve(self.composer.frame.render(template, root=self.root, **view))


def main_menu(composer: Composer) -> tuple[tuple[str, str], ...]:
    """Return the menu at the top of every page: names and addresses, never every document."""
    texts, order = composer.texts, composer.municipality_order
    menu = (
        (texts("nav.municipalities"), addresses.MUNICIPALITIES),
        (texts("nav.themes"), addresses.THEMES),
        (texts("nav.register"), addresses.REGISTER),
        (texts("nav.matrix"), addresses.MATRIX),
    )
    board = ((texts("nav.board"), addresses.BOARD),) if composer.board else ()
    if len(order) == 1:  # a municipality alone: nothing to choose between or compare with
        home = composer.homes[order[0]]
        return ((home.name, addresses.of_municipality(home.slug)), *menu[1:3], *board)
    return (*menu, *board)


def sole(composer: Composer) -> Sender | None:
    """Return the municipality that every page of a site is from, where it is alone there."""
    slugs = composer.municipality_order
    return composer.senders[slugs[0]] if len(slugs) == 1 else None


def senders(composer: Composer) -> str:
    """Return who speaks on the pages that are not one municipality's own, in one sentence."""
    names = [composer.homes[slug].name for slug in composer.municipality_order]
    if len(names) > MOST_SENDERS:
        return composer.texts("foot.sender-many")
    if len(names) == 1:
        return composer.texts("foot.sender-one", name=names[0])
    return composer.texts("foot.sender", names=", ".join(names)) if names else ""
