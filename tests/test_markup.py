"""Every page's HTML: the Nu checker finds nothing, and its structure is told without being seen."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from styrdok.model import Audience
from tests import nu
from tests.conftest import KOMMUN, TEMAN, build, policy
from tests.lives import FILES

ODD = """\
Före alla rubriker: & < > "citat" – och en [länk][x].

### Börjar på nivå tre {tema="svarstider"}

Tabell 1: Tider & dagar

| Kanal | Svar |
|:------|-----:|
| `brev` | **fem** |

| bara | huvud |
|------|-------|

###### Sex # {#sex}

> ## Rubrik i citat
>
> - punkt med
>
>   | t |
>   |---|
>   | 1 |

::: språk en

#### An English heading

Words.[^n] ![Map](karta.png)

::: intern

Bara för oss.

:::

- a
- b

:::

::: språk ar

نحن نجيب.

:::

Se [Common *European* Framework]{språk=en}, ~~struket~~ och <https://example.com/?a=1&b=2>.

1. ett
3. tre

::: kontakt chef

[x]: #sex

[^n]: Not med `kod` och [ord]{språk=fi}.
"""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def built(sites: dict[Audience, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Our own sites, and those of a municipality with odd texts in every state there is."""
    root = tmp_path_factory.mktemp("odd")
    more = {"sjoby/udda.md": policy("beslut: förslag\n", ODD, titel="Udda & ”konstigt”"),
            "sjoby/karta.png": ""}  # fmt: skip
    for name, text in ({"teman.yml": TEMAN, "sjoby/kommun.yml": KOMMUN} | FILES | more).items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [*sites.values(), *build(root).values()]


def test_the_nu_checker_finds_nothing(built: list[Path], tmp_path: Path) -> None:
    assert not nu.missing(), nu.missing()
    bad = tmp_path / "bad.html"  # so that a checker that finds nothing anywhere is found out
    bad.write_text("<!doctype html><title></title><h2></h2>", encoding="utf-8")
    told = nu.faults([*built, bad])
    found = Counter((one["message"], one["url"].split("/site/")[-1]) for one in told)
    caught = {one for one in found if one[1].endswith("bad.html")}
    assert len(caught) >= 2 and found.keys() - caught == set()


def test_a_package_that_is_another_is_refused() -> None:
    with pytest.raises(ValueError, match="inte det paket som väntades"):
        nu.unpack(b"something else")


class Page(HTMLParser):
    """A page's structure: levels, landmarks, tables, pictures; a void element has no end."""

    VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"))

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.landmarks: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.title = self.lang = ""
        self.open: list[tuple[str, dict[str, str]]] = []
        self.captioned = True
        self.words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("aria-label") or given.get("aria-labelledby") or ""
        outer = {one for one, _ in self.open}
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag in HEADINGS and not outer & {"template", "dialog"}:
            self.levels.append(int(tag[1]))
        if tag in ("main", "nav"):
            self.landmarks.append((tag, name))
        if tag in ("header", "footer") and not outer & {"main", "article", "section", "nav"}:
            self.landmarks.append((tag, name))
        if given.get("role") == "search":
            self.landmarks.append(("search", name))
        self._table(tag, given, name)
        if tag == "img" and "alt" not in given:
            self.wrong.append("a picture without words")
        shown = given.get("aria-hidden") != "true" and not self._hidden()
        if tag == "svg" and shown and (given.get("role") != "img" or not name):
            self.wrong.append("a drawing without words")
        if {"style", "onclick"} & given.keys() or given.get("href", "").startswith("javascript:"):
            self.wrong.append(f"style or script in <{tag}>")
        if tag not in self.VOID:
            self.open.append((tag, given))

    def _hidden(self) -> bool:
        return any(given.get("aria-hidden") == "true" for _, given in self.open)

    def _table(self, tag: str, given: dict[str, str], name: str) -> None:
        if tag == "th" and given.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            self.wrong.append("a head cell without scope")
        around = self.open[-1][1] if self.open else {}
        if tag == "caption":
            self.captioned = True
        if tag in ("thead", "tbody") and not self.captioned:
            self.wrong.append("a table without caption or name")
        if tag == "table":
            self.captioned = bool(name or around.get("aria-label"))
        if tag in ("ins", "del"):
            self.words[tag] = ""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in ("ins", "del") and tag in self.words:
            said = self.words.pop(tag)
            wanted = {"ins": ("tillagt:", "nu:"), "del": ("borttaget:", "förut:")}[tag]
            if not said.strip().casefold().startswith(wanted):
                self.wrong.append(f"a silent <{tag}>: {said[:40]}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "title" and len(self.open) <= 3:
            self.title += data
        for tag in self.words:
            self.words[tag] += data


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_every_page_tells_its_structure(built: list[Path]) -> None:
    wrong: dict[str, list[str]] = {}
    for site in built:
        for path in site.rglob("*.html"):
            page = read(path)
            found = list(page.wrong)
            kinds = Counter(kind for kind, _ in page.landmarks)
            if page.levels.count(1) != 1 or page.levels[0] != 1:
                found.append(f"one first heading: {page.levels}")
            before = [1, *page.levels]
            if any(now > was + 1 for was, now in zip(before, page.levels, strict=False)):
                found.append(f"a gap between headings: {page.levels}")
            if kinds["main"] != 1 or kinds["footer"] != 1 or kinds["header"] > 1:
                found.append(f"landmarks: {kinds}")
            for kind in ("nav", "search"):
                names = [name for one, name in page.landmarks if one == kind]
                if len(names) > 1 and len(set(names)) + names.count("") != len(names):
                    found.append(f"{kind} without names of their own: {names}")
            if page.lang != "sv" or not page.title.strip():
                found.append("language or title")
            if found:
                wrong[path.relative_to(site.parent).as_posix()] = found
    assert not wrong


def test_every_page_has_a_title_of_its_own(built: list[Path]) -> None:
    for site in built:
        titles = Counter(read(path).title.strip() for path in site.rglob("*.html"))
        assert {title for title, number in titles.items() if number > 1} == set()


def test_what_is_in_another_language_says_so(built: list[Path]) -> None:
    public, intranet = ((site / "sjoby/udda/index.html").read_text("utf-8") for site in built[-2:])
    for page in (public, intranet):
        assert '<div lang="en" dir="ltr">' in page and '<div lang="ar" dir="rtl">' in page
        assert '<span lang="en" dir="ltr">An English heading</span>' in page
    assert "Bara för oss" in intranet and "Bara för oss" not in public
