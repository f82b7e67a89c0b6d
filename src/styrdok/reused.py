"""`styrdok reuse`: the passages that the documents of a folder share, as one site shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from styrdok.compose.exports.shared import FORMS, records_of
from styrdok.cut import cut
from styrdok.derive.digest import digest
from styrdok.memory import Memory
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import survey
from styrdok.texts import Texts


def list_reuse(root: Path, channel: str, as_of: date, form: str, texts: Texts) -> str:
    """Return each two passages that share wording: a line each, or as JSON or CSV."""
    memory = Memory(root)

    def look() -> dict[str, Any]:
        found = survey(root, root / "docs", as_of, memory)
        register = cut(found.register, CHANNELS[channel], memory)
        whole = register is found.register
        return records_of(found.digest if whole else digest(register, memory, found.digest))

    records = memory.trusted(look, lambda key: None)
    memory.save()
    if form in FORMS:
        return FORMS[form](records).decode().rstrip("\r\n")
    lines = [_say(row, texts) for row in records["lika stycken"]]
    return "\n".join(lines or [texts("reuse.none")])


def _say(row: dict[str, Any], texts: Texts) -> str:
    return texts(
        "reuse.line",
        one=row["ena"]["adress"],
        other=row["andra"]["adress"],
        likeness=row["likhet"],
        share=round(100 * row["andel"]),
        section=row["ena"]["avsnitt"] or texts("reuse.before-first"),
    )
