"""Promises with a time: what counts as one, who sees it, and where it is shown."""

from __future__ import annotations

import pytest

from styrdok.model import Body, Promise
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from tests.conftest import HOME


def body_of(markdown: str) -> Body:
    return read_body(markdown, "sjoby", lambda at: at + 1, Findings("a.md")).body


def cells(name: str) -> list[tuple[str, ...]]:
    """The cases of a file of cases, a row each."""
    lines = (HOME / "tests" / name).read_text("utf-8").splitlines()
    rows = [line for line in lines if line[:1] == "|"][2:]
    return [tuple(cell.strip() for cell in row[1:-1].split("|")) for row in rows]


CASES = cells("promises.md")


def written(case: str) -> str:
    """A case as an editor would write it."""
    heading, arrow, words = case.rpartition(" > ")
    lead, slash, item = words.partition(" / ")
    text = f"{lead}\n\n- {item}\n" if slash else f"{words}\n"
    return f"## {heading}\n\n{text}" if arrow else text


def said(promise: Promise) -> tuple[str, str, str]:
    span = promise.span
    range_ = f"{span.low:g}" if span.low == span.high else f"{span.low:g}–{span.high:g}"
    channels = " ".join(channel.value for channel in promise.channels) or "-"
    return f"{span.words} = {range_} {span.unit.value}", promise.act.value, channels


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_what_is_a_promise(row: tuple[str, ...]) -> None:
    found = [said(promise) for promise in body_of(written(row[0])).promises]
    assert found == ([] if row[1] == "-" else [row[1:]])
