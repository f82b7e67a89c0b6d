"""Pages written by hand are told what browsers will not load or run for them."""

from __future__ import annotations

import pytest

from styrdok.model import Severity
from styrdok.read.blocked import asks_in_vain
from styrdok.read.handwritten import read_handwritten
from tests.conftest import HOME, Write


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('<p style="color: red">Ord</p>', "inline-style"),
        ("<STYLE>p { color: red }</STYLE>", "inline-style"),
        ("![Karta](karta.png){ style='width: 50%' }", "inline-style"),
        ("<script>alert(1)</script>", "inline-script"),
        ('<a href="javascript:alert(1)">Ord</a>', "inline-script"),
        ('<p onclick="x()">Ord</p>', "inline-script"),
        ('<script src="https://annan.example/x.js"></script>', "from-elsewhere"),
        ("![Karta](https://annan.example/karta.png)", "from-elsewhere"),
        ('<iframe src="film/"></iframe>', "from-elsewhere"),
        ('<form action="//annan.example/">', "from-elsewhere"),
    ],
)
def test_what_browsers_will_not_do_is_told_at_its_line(line: str, code: str) -> None:
    assert list(asks_in_vain(f"Ord.\n\n{line}\n")) == [(2, code)]


@pytest.mark.parametrize(
    "body",
    [
        '```html\n<p style="color: red">\n```\n',
        "~~~\n<script>alert(1)</script>\n~~~\n",
        "Skriv inte `<script>` eller ``style=`` här.\n",
        "<!-- <script>alert(1)</script> -->\n",
        "[Länk](https://annan.example/) och ![Karta](karta.png){ .stor }\n",
        '<p class="lead">I god stil = bra, on = på</p>\n',
    ],
)
def test_what_is_only_shown_asks_for_nothing(body: str) -> None:
    assert list(asks_in_vain(body)) == []


def test_the_notice_names_the_file_and_the_line(write: Write) -> None:
    site = write({})
    (site / "docs").mkdir()
    page = "---\nkanaler: [intranät]\n---\n# Sida\n\n<b style='x'>Ord</b>\n"
    (site / "docs/a.md").write_text(page, encoding="utf-8")
    _, (problem,) = read_handwritten(site / "docs", site)
    assert (problem.place.path, problem.place.line) == ("docs/a.md", 6)
    assert (problem.code, problem.severity) == ("inline-style", Severity.NOTICE)


def test_our_own_pages_ask_for_nothing_in_vain() -> None:
    for path in (HOME / "docs").glob("*.md"):
        assert list(asks_in_vain(path.read_text(encoding="utf-8"))) == [], path.name
