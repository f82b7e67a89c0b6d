"""`styrdok themes suggest`: themes that may fit the sections that nobody has tagged.

It reads the register before any cut, for editors, and writes nothing to any file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from styrdok.commands.asked import with_memory
from styrdok.commands.editing import policy_path
from styrdok.commands.errors import CommandError
from styrdok.derive.themes.suggest import Untagged, has_no_headings, suggest
from styrdok.memory import Memory
from styrdok.model import Theme
from styrdok.register import Register
from styrdok.survey import survey
from styrdok.texts import Texts

Row = dict[str, Any]


def list_suggestions(root: Path, names: Sequence[str], as_of: date, form: str, texts: Texts) -> str:
    """Return what is suggested for each untagged section, of some files or all, as text or JSON.

    Raises `CommandError` where a file is not there, or is no document that can be read.
    """
    paths = {policy_path(root, name, texts) for name in names}

    def work(memory: Memory) -> tuple[Register, list[Untagged]]:
        found = survey(root, root / "docs", as_of, memory)
        return found.register, list(suggest(found.register, found.digest.standings, memory, paths))

    register, rows = with_memory(root, work, texts)
    asked = [p for p in register.policies.values() if not paths or p.place.path in paths]
    known = {policy.place.path for policy in register.policies.values()}
    for path in sorted(paths - known):
        raise CommandError(texts("suggest.not-here", path=path))
    if form == "json":
        return json.dumps(
            [row_of(row, register.themes) for row in rows], ensure_ascii=False, indent=1
        )
    if not register.themes:
        return texts("suggest.no-themes")
    lines = [say(row, register.themes, texts) for row in rows]
    headless = sorted(policy.place.path for policy in asked if has_no_headings(policy))
    lines += [texts("suggest.no-headings", path=path) for path in headless]
    return "\n".join(lines) or texts("suggest.all-tagged")


def row_of(row: Untagged, themes: Mapping[str, Theme]) -> Row:
    """Return a section and what is suggested for it as plain data."""
    return {
        "fil": row.policy.place.path,
        "rad": row.section.line,
        "dokument": row.policy.id,
        "rubrik": row.section.title,
        "ankare": row.section.anchor,
        "förslag": [
            {
                "tema": one.theme,
                "namn": themes[one.theme].name,
                "säkerhet": one.confidence,
                "ord": list(one.words),
            }
            for one in row.suggestions
        ],
    }


def say(row: Untagged, themes: Mapping[str, Theme], texts: Texts) -> str:
    """Return a section and what is suggested for it as a line for each theme."""
    where = {"where": f"{row.policy.place.path}:{row.section.line}", "heading": row.section.title}
    if not row.suggestions:
        return texts("suggest.none", **where)
    return "\n".join(
        texts(
            "suggest.line",
            **where,
            theme=one.theme,
            name=themes[one.theme].name,
            confidence=f"{one.confidence:.2f}".replace(".", texts("suggest.point")),
            words=", ".join(one.words),
        )
        for one in row.suggestions
    )
