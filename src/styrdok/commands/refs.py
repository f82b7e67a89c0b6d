"""`styrdok refs`: everything that the texts of a site folder name, and where it leads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from styrdok.commands.asked import with_memory
from styrdok.compose import addresses
from styrdok.derive.references import By, Fate, Mention
from styrdok.memory import Memory
from styrdok.model import Citation, Extent, Policy, Reference
from styrdok.read.findings import Findings
from styrdok.read.law.table import LAWS, address
from styrdok.read.source import as_text
from styrdok.read.stream import NOTES
from styrdok.read.vocabulary import RELATION_KEYS
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
    rows = with_memory(root, lambda memory: list(_rows(root, as_of, memory, texts)), texts)
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1)
    return "\n".join(_say(row, texts) for row in rows)


def _rows(root: Path, as_of: date, memory: Memory, texts: Texts) -> Iterator[Row]:
    found = survey(root, root / "docs", as_of, memory)
    register, mentions = found.register, found.digest.references.mentions
    for policy in sorted(register.everything.values(), key=lambda one: one.place.path):
        named = mentions.get(policy.id, ())
        if named or policy.body.citations or policy.references:
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
    """Yield each mention in a file as plain data, in the order that they stand in it."""
    stated = [_stated(policy, reference, lines, register, texts) for reference in policy.references]
    said = [(one.line, one.at, partial(_named, one, register, texts)) for one in mentions]
    said += [(one.line, one.at, partial(_cited, one, texts)) for one in policy.body.citations]
    taken: dict[int, int] = {}  # where the last mention on a line ended
    found: list[Row] = []
    for number, _, row in sorted(said, key=lambda one: (one[1].leaf == NOTES, *_place(one[1]))):
        told = row()
        line = policy.text_line + number
        column = _column(lines, line, told["text"], taken)
        found.append({"fil": policy.place.path, "rad": line, "kolumn": column, **told})
    yield from sorted([*stated, *found], key=lambda row: (row["rad"], row["kolumn"] or 0))


def _place(at: Extent) -> tuple[int, int]:
    return at.leaf, at.start


def _named(one: Mention, register: Register, texts: Texts) -> Row:
    """What a text says of a document."""
    leads = [register.policies.get(key) or register.editions.get(key) for key in one.targets]
    first = leads[0] if one.fate is Fate.LEADS else None
    return {
        "text": one.words,
        "slag": texts(BY[one.by]),
        "utfall": texts(FATE[one.fate]),
        "dokument": list(one.targets),
        "lag": None,
        "adress": addresses.of_policy(first) if first else None,
        "namn": one.name or None,
        "beslut": one.decision,
        "mening": one.sentence,
    }


def _cited(one: Citation, texts: Texts) -> Row:
    """What a text says of a law."""
    place = {"nummer": one.law, "kapitel": one.chapter, "paragrafer": list(one.sections)}
    return {
        "text": one.words,
        "slag": texts("refs.by-concept" if one.concept else "refs.by-law"),
        "utfall": texts("refs.leads"),
        "dokument": [],
        "lag": {**place, "källa": _source(one)},
        "adress": addresses.of_citation(one),
        "namn": LAWS[one.law].name,
        "beslut": None,
        "mening": None,
    }


def _source(one: Citation) -> str:
    return address(LAWS[one.law], one.chapter, next(iter(one.sections), None))


def _stated(
    policy: Policy, reference: Reference, lines: list[str], register: Register, texts: Texts
) -> Row:
    """What the front matter says of a document."""
    target = register.target(policy, reference)
    words = reference.title or reference.target or ""
    return {
        "fil": policy.place.path,
        "rad": reference.line,
        "kolumn": _column(lines, reference.line, words, {}),
        "text": words,
        "slag": RELATION_KEYS[reference.relation],
        "utfall": texts("refs.leads" if target else "refs.missing"),
        "dokument": [target.id] if target else [],
        "lag": None,
        "adress": addresses.of_policy(target) if target else None,
        "namn": None if target else words,
        "beslut": reference.decision or reference.record,
        "mening": None,
    }


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
    law = row["lag"] and " ".join(filter(None, (row["namn"], row["lag"]["nummer"])))
    target = law or ", ".join(row["dokument"]) or row["namn"] or ""
    return texts(
        "refs.line", where=where, words=row["text"], fate=row["utfall"], target=target
    ).rstrip(" :")
