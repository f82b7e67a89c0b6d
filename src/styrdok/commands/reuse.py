"""`styrdok reuse`: the passages that the documents of a folder share, as one site shows them."""

from __future__ import annotations

from typing import Any

from styrdok.commands.asked import Asked, with_memory
from styrdok.compose.exports.shared import FORMS, records_of
from styrdok.texts import Texts


def list_reuse(asked: Asked, form: str, texts: Texts) -> bytes:
    """Return each two passages that share wording: a line each, or the bytes of the site's file."""
    records = with_memory(asked.root, lambda memory: records_of(asked.digest(memory)), texts)
    if form in FORMS:
        return FORMS[form](records)
    lines = [_say(row, texts) for row in records["lika stycken"]]
    return "".join(f"{line}\n" for line in lines or [texts("reuse.none")]).encode()


def _say(row: dict[str, Any], texts: Texts) -> str:
    return texts(
        "reuse.line",
        one=row["ena"]["adress"],
        other=row["andra"]["adress"],
        likeness=row["likhet"],
        share=round(100 * row["andel"]),
        section=row["ena"]["avsnitt"] or texts("reuse.before-first"),
    )
