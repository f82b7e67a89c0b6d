"""`styrdok refs`: each mention with its place, and where it leads."""

from __future__ import annotations

import json

import pytest

from styrdok.cli import main
from tests.conftest import Write, policy

BODY = """\
## Svar

Enligt 6 § förvaltningslagen
och **riktlinjerna för
gåvor** svarar vi. Se policyn för resor (KS 2012) och offentlighetsprincipen.
"""


def rows(write: Write, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    site = write(
        {
            "sjoby/a.md": policy("hänvisar till: [Rutin för glömska]\n", body=BODY),
            "sjoby/gavor.md": policy(titel="Riktlinje för gåvor"),
        }
    )
    assert main(["refs", "--format", "json", "--root", str(site)]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_each_mention_has_a_place_a_kind_and_an_outcome(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [
        (row["rad"], row["kolumn"], row["text"], row["slag"], row["utfall"])
        for row in rows(write, capsys)
    ]
    assert told == [
        (5, 17, "Rutin för glömska", "hänvisar till", "saknas"),
        (10, 8, "6 § förvaltningslagen", "lag", "leder"),
        (11, 7, "riktlinjerna för gåvor", "namn", "leder"),
        (12, 23, "policyn för resor", "namn", "saknas"),
        (12, 55, "offentlighetsprincipen", "begrepp", "leder"),
    ]


def test_a_mention_tells_what_it_leads_to(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    _, law, named, missing, _ = rows(write, capsys)
    assert law["lag"] == {
        "nummer": "2017:900", "kapitel": None, "paragrafer": ["6"],
        "källa": "https://data.riksdagen.se/dokument/sfs-2017-900.html#P6",
    }  # fmt: skip
    assert law["adress"] == "lagar/2017-900/#6-par"
    assert (named["dokument"], named["adress"]) == (["sjoby/gavor"], "sjoby/gavor/")
    assert (missing["namn"], missing["beslut"]) == ("Policy för resor", "KS 2012")


def test_the_list_can_be_read_as_lines(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    rows(write, capsys)
    site = write({})
    assert main(["refs", "--root", str(site)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "policies/sjoby/a.md:11:7: ”riktlinjerna för gåvor” – leder: sjoby/gavor" in lines
    assert "policies/sjoby/a.md:12:23: ”policyn för resor” – saknas: Policy för resor" in lines
