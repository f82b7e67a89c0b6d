"""`styrdok search`: what answers a question, ranked as the site's own search ranks it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from styrdok.commands.asked import Asked, with_memory
from styrdok.commands.errors import CommandError
from styrdok.compose import addresses
from styrdok.compose.data import STATUS_WORDS
from styrdok.derive.digest import Digest
from styrdok.derive.search.sentence import best_sentence
from styrdok.derive.search.values import Answers, Filters, Hit
from styrdok.memory import Memory
from styrdok.read.readings import set_text
from styrdok.texts import Texts

STATUSES = {STATUS_WORDS[status]: status for status in STATUS_WORDS if not status.past}
Row = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the question, what hits are kept to, and how many are shown."""

    question: str
    filters: Filters
    most: int


def search_site(asked: Asked, wanted: Wanted, form: str, texts: Texts) -> str:
    """Return the best hits of a question, for an editor to read or as JSON.

    Raises `CommandError` where a filter names what the site does not have.
    """

    def look(memory: Memory) -> tuple[Answers, list[Row]]:
        known = asked.digest(memory)
        kept = _checked(wanted.filters, known, texts)
        found = known.finder.search(wanted.question, kept)
        return found, [_row(hit, known, memory) for hit in found.hits[: wanted.most]]

    found, rows = with_memory(asked.root, look, texts)
    read = [{"skrivet": one, "läst": other} for one, other in found.plan.corrected]
    if form == "json":
        whole = {"fråga": wanted.question, "läst som": read, "antal": len(found.hits)}
        return json.dumps(whole | {"träffar": rows}, ensure_ascii=False, indent=1)
    return "\n".join(_told(found, rows, texts))


def _checked(filters: Filters, known: Digest, texts: Texts) -> Filters:
    register = known.register
    _check("kommun", filters.municipality, list(register.municipalities), texts)
    _check("tema", filters.theme, list(register.themes), texts)
    kinds = {policy.kind for policy in register.policies.values()}
    _check("typ", filters.kind, sorted(kinds), texts)
    _check("status", filters.status, list(STATUSES), texts)
    status = STATUSES[filters.status].value if filters.status else ""
    return Filters(filters.municipality, filters.kind, filters.theme, status)


def _check(option: str, value: str, known: Sequence[str], texts: Texts) -> None:
    if value and value not in known:
        names = ", ".join(sorted(known)) or texts("cli.none-yet")
        raise CommandError(texts("found.unknown", option=option, value=value, known=names))


def _row(hit: Hit, known: Digest, memory: Memory) -> Row:
    policy = known.register.policies[hit.document]
    section = policy.body.sections[hit.leaf - 1] if hit.leaf else None
    page = addresses.of_policy(policy)
    text = set_text(policy.body.digest, memory)
    return {
        "dokument": hit.document,
        "avsnitt": section.title if section else None,
        "ankare": section.anchor if section else None,
        "adress": f"{page}#{section.anchor}" if section and not hit.first else page,
        "kommun": policy.municipality,
        "titel": policy.title,
        "typ": policy.kind,
        "status": STATUS_WORDS[known.standings[policy.id].status],
        "mening": best_sentence(text, hit.leaf, hit.roots),
        "poäng": round(hit.score, 4),
    }


def _told(found: Answers, rows: Sequence[Row], texts: Texts) -> Iterator[str]:
    for one, other in found.plan.corrected:
        yield texts("found.read", written=one, read=other)
    if not rows:
        yield texts("found.nothing")
        return
    yield texts("found.number", number=len(found.hits), shown=len(rows))
    for number, row in enumerate(rows, 1):
        where = {key: row[key] for key in ("titel", "kommun", "status", "adress")}
        yield ""
        yield texts("found.hit", number=number, section=row["avsnitt"] or row["titel"])
        yield "   " + texts("found.where", **where)
        if row["mening"]:
            yield "   " + " ".join(row["mening"].split())
