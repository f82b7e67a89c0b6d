"""The menu: what a hand-written page in `docs/` may call. No logic here; see `compose/menu.py`."""

from __future__ import annotations

from typing import Any

from styrdok.compose.menu import Menu


def define_env(env: Any) -> None:
    """Offer the macros to pages that say `render_macros: true` (called by mkdocs-macros-plugin)."""

    def menu() -> Menu:
        return env.conf["plugins"]["styrdok"].menu(env.page)  # type: ignore[no-any-return]

    @env.macro  # type: ignore[untyped-decorator]
    def kontakt(kommun: str, funktion: str) -> str:
        """Show how to reach a function: `kontakt("ale", "kontaktcenter")`."""
        return menu().contact(kommun, funktion)

    @env.macro  # type: ignore[untyped-decorator]
    def dokument(namn: str) -> str:
        """Link to a document: `dokument("lerum/kommunikationspolicy")`."""
        return menu().document(namn)

    @env.macro  # type: ignore[untyped-decorator]
    def register(kommun: str | None = None, dokumenttyp: str | None = None) -> str:
        """List documents: `register(kommun="ale", dokumenttyp="policy")`; both may be left out."""
        return menu().register(kommun, dokumenttyp)

    @env.macro  # type: ignore[untyped-decorator]
    def jamfor(tema: str) -> str:
        """Show what each municipality says on a theme: `jamfor("svarstider")`."""
        return menu().compare(tema)

    @env.macro  # type: ignore[untyped-decorator]
    def matris() -> str:
        """Show which municipality regulates which theme: `matris()`."""
        return menu().matrix()
