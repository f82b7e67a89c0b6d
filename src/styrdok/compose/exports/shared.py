"""Shared passages as records and as a table; the schema is documented in docs/data.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.data import SCHEMA
from styrdok.compose.exports.record import bytes_of
from styrdok.compose.exports.table import csv_bytes
from styrdok.derive.digest import Digest
from styrdok.derive.reuse.values import Likeness, Passage
from styrdok.memory import Sealed
from styrdok.model import DataFile, Policy

LIKENESS_WORDS = {
    Likeness.VERBATIM: "ordagrant",
    Likeness.EDITED: "ändrat",
    Likeness.PARAPHRASE: "omskrivet",
}
SIDES = ("ena", "andra")
PLACE = ("kommun", "dokument", "utgåva", "titel", "avsnitt", "adress", "stycke")
Records = dict[str, Any]


def records_of(digest: Digest) -> Records:
    """Return a register's shared passages as plain data, in the order of the texts' ids."""
    register, reuse = digest.register, digest.reuse
    texts = register.everything
    rows = [
        _record(shared.one, shared.other, texts)
        | {
            "likhet": LIKENESS_WORDS[shared.likeness],
            "andel": shared.share,
            "äldst": shared.earlier,
        }
        for key, found in reuse.by_text.items()
        for shared in found
        if shared.one.policy == key
    ]
    spread = [
        {"dokument": key, "stycke": number + 1, "antal": many}
        for (key, number), many in sorted(reuse.spread.items())
    ]
    return {"schema": SCHEMA, "lika stycken": rows, "spridda": spread}


def _record(one: Passage, other: Passage, texts: Mapping[str, Policy]) -> Records:
    here, there = (texts[passage.policy] for passage in (one, other))
    return {
        "ena": _place(one, here),
        "andra": _place(other, there),
        "samma kommun": here.municipality == there.municipality,
        "samma dokument": here.document == there.document,
    }


def _place(passage: Passage, policy: Policy) -> Records:
    section = policy.body.sections[passage.leaf - 1] if passage.leaf else None
    address = addresses.of_policy(policy)
    return {
        "kommun": policy.municipality,
        "dokument": policy.document,
        "utgåva": str(policy.edition) if policy.edition else None,
        "titel": policy.title,
        "avsnitt": section.title if section else None,
        "adress": f"{address}#{section.anchor}" if section else address,
        "stycke": passage.number + 1,
    }


def as_json(records: Records) -> bytes:
    """Return the records as JSON."""
    return bytes_of(records)


def as_csv(records: Records) -> bytes:
    """Return the shared passages as a table, a row for each."""
    head = ["likhet", "andel", "äldst", "samma kommun", "samma dokument"]
    head += [f"{side} {name}" for side in SIDES for name in PLACE]
    return csv_bytes([head, *(_line(row) for row in records["lika stycken"])])


def _line(row: Records) -> list[object]:
    said: list[object] = [row["likhet"], row["andel"], row["äldst"]]
    said += ["ja" if row[key] else "nej" for key in ("samma kommun", "samma dokument")]
    return said + [row[side][name] for side in SIDES for name in PLACE]


FORMS: dict[str, Callable[[Records], bytes]] = {"json": as_json, "csv": as_csv}


def shared_addresses(composer: Composer) -> list[str]:
    """Return the addresses of the data on shared passages."""
    return [addresses.of_export(addresses.SHARED, form) for form in FORMS]


def shared_files(composer: Composer) -> Iterator[DataFile]:
    """Yield the data on shared passages, with the same bytes for the same values."""
    records = records_of(composer.digest)
    once = Sealed(records)
    for form, write in FORMS.items():
        address = addresses.of_export(addresses.SHARED, form)
        yield DataFile(address, once, partial(write, records))
