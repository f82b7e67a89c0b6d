"""The same corpus as a plain MkDocs site with Material, its navigation pruned: what others have."""

from __future__ import annotations

import shutil
from pathlib import Path

CONFIG = """\
site_name: Styrdok
site_url: http://127.0.0.1:8000/
theme: {name: material, language: sv, features: [navigation.prune]}
markdown_extensions: [attr_list, footnotes, tables]
plugins: [search]
validation: {links: {not_found: ignore, unrecognized_links: ignore}}
"""


def write_plain_site(corpus: Path, site: Path) -> None:
    """Write a MkDocs site of a corpus's documents."""
    shutil.rmtree(site, ignore_errors=True)
    (site / "docs").mkdir(parents=True)
    (site / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (site / "docs/index.md").write_text("# Styrdok\n", encoding="utf-8")
    for source in sorted((corpus / "policies").glob("*/*.md")):
        path = site / "docs" / source.parent.name / source.name
        path.parent.mkdir(exist_ok=True)
        text = source.read_text(encoding="utf-8").replace("titel:", "title:", 1)
        path.write_text(text, encoding="utf-8")
