"""`styrdok refs`: everything that the texts of a site folder name, and where it leads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from styrdok.compose import addresses
from styrdok.derive.refer import refer
from styrdok.derive.references import By, Fate, Mention
from styrdok.memory import Memory
from styrdok.model import Policy
from styrdok.read.findings import Findings
from styrdok.read.source import as_text
from styrdok.register import Register
from styrdok.survey import survey
from styrdok.texts import Texts

BETWEEN = r"(?:[\s\u00ad]|[*_~>\\]|&nbsp;)+"  # what may stand between two words of a name in a file
Row = dict[str, Any]
BY = {By.NAME: "refs.by-name", By.DECISION: "refs.by-decision", By.RECORD: "refs.by-record"}
FATE = {
    Fate.LEADS: "refs.leads",
    Fate.ITSELF: "refs.itself",
    Fate.UNCLEAR: "refs.unclear",
    Fate.MISSING: "refs.missing",
    Fate.ELSEWHERE: "refs.elsewhere",
}


def list_references(root: Path, as_of: date, form: str, texts: Texts) -> str:
    """Return each mention in a site folder's texts, a line each or as JSON."""
    memory = Memory(root)
    rows = memory.trusted(lambda: list(_rows(root, as_of, memory, texts)), lambda key: None)
    memory.save()
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1)
    return "\n".join(_say(row, texts) for row in rows)


def _rows(root: Path, as_of: date, memory: Memory, texts: Texts) -> Iterator[Row]:
    register = survey(root, root / "docs", as_of, memory).register
    mentions = refer(register, memory).mentions
    policies = {**register.policies, **register.editions}
    for policy in sorted(policies.values(), key=lambda one: one.place.path):
        named = mentions.get(policy.id, ())
        if named:
            yield from rows_of(policy, _lines(root, policy), named, register, texts)


def _lines(root: Path, policy: Policy) -> list[str]:
    return (as_text((root / policy.place.path).read_bytes(), Findings("")) or "").split("\n")


def rows_of(
    policy: Policy,
    lines: list[str],
    mentions: Iterable[Mention],
    register: Register,
    texts: Texts,
) -> Iterator[Row]:
    """Yield each mention in a text as plain data, in the order that they stand in the file."""
    found: list[Row] = []
    taken: dict[int, int] = {}  # where the last mention on a line ended
    for one in mentions:
        line = policy.text_line + one.line
        column = _column(lines, line, one.words, taken)
        leads = [register.policies.get(key) or register.editions.get(key) for key in one.targets]
        found.append(
            {
                "fil": policy.place.path,
                "rad": line,
                "kolumn": column,
                "text": one.words,
                "slag": texts(BY[one.by]),
                "utfall": texts(FATE[one.fate]),
                "dokument": list(one.targets),
                "adress": addresses.of_policy(leads[0]) if leads[0:] and leads[0] else None,
                "namn": one.name or None,
                "beslut": one.decision,
                "mening": one.sentence,
            }
        )
    yield from sorted(found, key=lambda row: (row["rad"], row["kolumn"] or 0))


def _column(lines: list[str], line: int, words: str, taken: dict[int, int]) -> int | None:
    """Return the column, from 1, at which words begin on a line; None where it cannot be told."""
    if line > len(lines):
        return None
    pattern = rf"(?<![^\W_]){BETWEEN.join(re.escape(word) for word in words.split())}(?![^\W_])"
    text = "\n".join(lines[line - 1 : line + 4])
    match = re.compile(pattern).search(text, taken.get(line, 0))
    if not match or match.start() > len(lines[line - 1]):
        return None
    taken[line] = match.end()
    return match.start() + 1


def _say(row: Mapping[str, Any], texts: Texts) -> str:
    where = f"{row['fil']}:{row['rad']}:{row['kolumn'] or 1}"
    target = ", ".join(row["dokument"]) or row["namn"] or ""
    return texts(
        "refs.line", where=where, words=row["text"], fate=row["utfall"], target=target
    ).rstrip(" :")
