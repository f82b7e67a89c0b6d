"""A new document to fill in; it passes the check as it is, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import yaml

from styrdok.commands.errors import CommandError
from styrdok.read.findings import Findings
from styrdok.read.library import FOLDER, MUNICIPALITY_FILE, THEMES_FILE
from styrdok.read.source import CONTROL, read_text
from styrdok.read.tree import Items, Pairs, Scalar, read_tree
from styrdok.read.values import text
from styrdok.read.vocabulary import KINDS
from styrdok.slug import slugify
from styrdok.texts import Texts


def write_draft(site: Path, municipality: str, title: str, kind: str, texts: Texts) -> str:
    """Write a new policy file, and return its path relative to the site folder."""
    policies = site / FOLDER
    known = sorted(path.parent.name for path in policies.glob(f"*/{MUNICIPALITY_FILE}"))
    folder = next((name for name in known if slugify(name) == slugify(municipality)), None)
    if folder is None:
        path = f"{FOLDER}/{slugify(municipality) or 'kommun'}/{MUNICIPALITY_FILE}"
        names = ", ".join(known) or texts("cli.none-yet")
        raise CommandError(
            texts("cli.no-such-municipality", name=municipality, known=names, path=path)
        )
    kinds = [*KINDS, *_own_kinds(policies / THEMES_FILE)]
    if kind not in kinds:
        raise CommandError(texts("cli.bad-kind", kind=kind, known=", ".join(kinds)))
    title = " ".join(title.split())
    found = Findings("titel")
    if CONTROL.search(title) or text(Scalar(1, title), "titel", found) is None:
        raise CommandError(texts("cli.bad-title", title=title))
    if not (slug := slugify(title)):
        raise CommandError(texts("cli.no-slug", title=title))
    target = policies / folder / f"{slug}.md"
    shown = target.relative_to(site).as_posix()
    quoted = yaml.safe_dump(title, allow_unicode=True, default_style='"', width=10_000).strip()
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(texts("new.template", title=quoted, kind=kind))
    except FileExistsError:
        raise CommandError(texts("cli.exists", path=shown)) from None
    except OSError as trouble:
        raise CommandError(texts("cli.cannot-write", why=trouble.strerror)) from None
    return shown


def _own_kinds(path: Path) -> list[str]:
    """The document types that this site has added to the standard ones."""
    found = Findings(path.name)
    content = read_text(path, found) if path.is_file() else None
    tree = read_tree(content, 1, found) if content else None
    if not isinstance(tree, Pairs):
        return []
    lists = [node for key, node in tree.entries if key.text == "dokumenttyper"]
    return [
        one.text
        for node in lists
        if isinstance(node, Items)
        for one in node.nodes
        if isinstance(one, Scalar)
    ]
