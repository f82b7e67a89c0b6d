"""Two documents chosen in a browser: laid beside each other as the pages made at build are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from styrdok.model import Audience
from tests.conftest import HOME, KOMMUN, TEMAN, build, policy
from tests.test_browser import COMPARED, findings, serving

CHOOSER = "jamforelse/dokument/"
DOCUMENTS = [
    "ale/policy-for-kommunikation-service-och-bemotande",
    "ale/riktlinje-for-service-tillganglighet-och-bemotande",
    "ale/sa-har-kommunicerar-vi-i-ale",
    "lerum/kommunikationspolicy",
    "vanersborg/kommunikationspolicy",
]
PARTS = ".pair-row, .pair-facts tbody tr"
ROWS = """parts => Array.from(document.querySelectorAll(parts)).map(row => {
  row.querySelectorAll('[href]').forEach(one => one.setAttribute('href', one.href));
  [row, ...row.querySelectorAll('*')].forEach(one => {
    const had = Array.from(one.attributes).map(a => [a.name, a.value]).sort();
    had.forEach(([name]) => one.removeAttribute(name));
    had.forEach(([name, value]) => one.setAttribute(name, value));
  });
  return row.outerHTML.replace(/\\s+/g, ' ').replace(/> | </g, found => found.trim());
})"""


@pytest.fixture
def desk(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    assert page.faults == []
    context.close()


def unlisted(page: Any) -> None:
    """Let the script find no page at hand, so that it has to do the work itself."""

    def strip(route: Any) -> None:
        answer = route.fetch()
        html = re.sub(r"(?s)(data-at-hand>).*?(</section>)", r"\1\2", answer.text())
        route.fulfill(response=answer, body=html)

    page.route(re.compile(r"/jamforelse/dokument/\?"), strip)


def compared(page: Any, home: str, one: str, other: str) -> list[str]:
    page.goto(f"{home}{CHOOSER}?a={one}&b={other}")
    page.wait_for_function(COMPARED)
    assert page.locator("article.pair").count() == 1, page.locator("[data-status]").inner_text()
    rows: list[str] = page.evaluate(ROWS, PARTS)
    return rows


@pytest.fixture(scope="module")
def every_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The five documents' site with a page for every pair there is."""
    root = tmp_path_factory.mktemp("every")
    shutil.copytree(HOME / "policies", root / "policies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "styrdok.derive.digest.pairs", lambda *given: tuple(combinations(sorted(DOCUMENTS), 2))
        )
        site = build(root)[Audience.PUBLIC]
    yield from serving(site)


def test_the_script_lays_as_the_pages_do(desk: Any, every_pair: str) -> None:
    unlisted(desk)
    for one, other in combinations(DOCUMENTS, 2):
        made = compared(desk, every_pair, one, other)
        desk.goto(f"{every_pair}{CHOOSER}{one}/{other}/")
        built: list[str] = desk.evaluate(ROWS, PARTS)
        assert made == built, (one, other)
        assert len(built) > 15


ODD = (
    """## Svar & frågor {#svar tema="svarstider"}

Vi *svarar* inom två \\<dagar\\> & **hör av oss igen** med [länk](https://x.example/) och not[^1].

### Under

- ett långt led med ord i
- ett kort
""",
    """## Tabell

| Sak | Värde |
|---|---|
| En längre cell med fem ord | `kod` |

> Citat.
""",
    """## Media {tema="media svarstider"}

::: kontakt kontaktcenter
:::
""",
    """## Bara text

1. Ett numrerat led som är lika långt

```
kod som ingen jämför alls här
```
""",
)
BEFORE = "Ord före rubriken är lika i alla texter.\n"
NOTE = "[^1]: En not som är lika i båda texterna.\n"


def odd_text(*order: int) -> str:
    """A text with all that a text may hold, in some order."""
    return "\n".join((BEFORE, *(ODD[at] for at in order), NOTE))


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with odd texts, an edition, and what is told of each."""
    root = tmp_path_factory.mktemp("odd")
    files = {
        "teman.yml": TEMAN,
        "sjoby/kommun.yml": KOMMUN,
        "aby/kommun.yml": KOMMUN.replace("Sjöby", "Åby").replace("sjoby", "aby"),
        "sjoby/a.md": policy(
            "beslut: {organ: KF, datum: 2024-01-01}\n", odd_text(0, 1, 2, 3), titel="Ett & två"
        ),
        "sjoby/a@2019-01-01.md": policy(
            "beslut: {organ: KF, datum: 2019-01-01}\n", odd_text(3, 2, 0, 1)
        ),
        "aby/a.md": policy(body=odd_text(3, 2, 0, 1)),
        "aby/en.md": policy(body="## En rubrik\n\nOrd.\n", titel="Kort", dokumenttyp="rutin"),
        "aby/ingen.md": policy(
            body="Här finns ingenting annat än text.\n", titel="Utan", dokumenttyp="rutin"
        ),
    }
    for name, text in files.items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    yield from serving(build(root)[Audience.PUBLIC])


def test_odd_texts_are_laid_alike(desk: Any, odd: str) -> None:
    unlisted(desk)
    made = compared(desk, odd, "aby/a", "sjoby/a")
    assert "beskrivning" not in "".join(made) and any("<mark>" in row for row in made)
    assert findings(desk) == []
    desk.goto(f"{odd}{CHOOSER}aby/a/sjoby/a/")
    built: list[str] = desk.evaluate(ROWS, PARTS)
    assert made == built
    assert findings(desk) == []


def test_editions_and_short_texts_are_laid(desk: Any, odd: str) -> None:
    rows = compared(desk, odd, "sjoby/a", "sjoby/a/2019-01-01")
    assert "2019-01-01" in rows[0]
    link = desk.get_by_role("link", name="se också vad som ändrades")
    assert link.get_attribute("href") == f"{odd}sjoby/a/2019-01-01/andringar/"
    rows = compared(desk, odd, "aby/en", "aby/ingen")
    assert sum("Motsvarighet saknas" in row for row in rows) == 2
    assert findings(desk) == []


def test_one_chooses_and_comes_back(desk: Any, odd: str) -> None:
    desk.goto(odd + "aby/en/")
    desk.get_by_role("link", name="Jämför med ett annat dokument").click()
    desk.wait_for_url(f"{odd}{CHOOSER}?a=aby/en")
    first, second = desk.get_by_label("Första dokumentet"), desk.get_by_label("Andra dokumentet")
    assert first.input_value() == "aby/en"
    second.select_option("sjoby/a/2019-01-01")
    desk.get_by_role("button", name="Jämför", exact=True).click()
    desk.get_by_text("Jämförelsen är klar").wait_for()
    shared = desk.url
    assert "a=aby%2Fen" in shared and "b=sjoby%2Fa%2F2019-01-01" in shared
    first.select_option("aby/a")
    second.select_option("sjoby/a")
    desk.get_by_role("button", name="Jämför", exact=True).click()
    desk.wait_for_url(f"{odd}{CHOOSER}aby/a/sjoby/a/")
    desk.go_back()
    desk.get_by_text("Jämförelsen är klar").wait_for()
    assert desk.url == shared
    assert desk.locator("article.pair").count() == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a=aby/en&b=aby/en", "samma dokument två gånger"),
        ("a=aby/en&b=aby/borta", "Det finns inget dokument på adressen aby/borta"),
        ("a=aby/en&b=../../etc/x", "Det finns inget dokument på adressen ../../etc/x"),
        ("a=aby/en&b=//evil.example/x", "Det finns inget dokument på adressen evil.example/x"),
        ("a=aby/en&b=jamforelse/fakta", "Det finns inget dokument på adressen jamforelse/fakta"),
        ("a=aby/en&b=<b>x</b>", "Det finns inget dokument på adressen <b>x</b>"),
    ],
)
def test_what_cannot_be_compared_is_told(desk: Any, odd: str, asked: str, said: str) -> None:
    desk.goto(f"{odd}{CHOOSER}?{asked}")
    desk.wait_for_function("document.querySelector('[data-status]').textContent && " + COMPARED)
    assert said in desk.locator("[data-status]").inner_text()
    assert desk.get_by_role("button", name="Jämför", exact=True).is_visible()
    assert desk.locator("article.pair").count() == 0
    assert findings(desk) == []


def test_among_many_documents_one_chooses_the_municipality_first(
    desk: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("many-pairs")
    shutil.copytree(HOME / "policies", root / "policies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("styrdok.compose.composer.MANY", 3)
        site: Path = build(root)[Audience.PUBLIC]
    served = serving(site)
    home = next(served)
    desk.goto(home + CHOOSER)
    assert findings(desk) == []
    assert desk.locator("select option").count() < 12, "not every document on one page"
    desk.get_by_label("Första dokumentets kommun").select_option("ale")
    desk.get_by_label("Första dokumentet", exact=True).select_option(DOCUMENTS[2])
    desk.get_by_label("Andra dokumentets kommun").select_option("lerum")
    desk.get_by_label("Andra dokumentet", exact=True).select_option(DOCUMENTS[3])
    desk.get_by_role("button", name="Jämför", exact=True).click()
    desk.wait_for_function("document.querySelector('article.pair')")
    assert desk.get_by_label("Andra dokumentet", exact=True).input_value() == DOCUMENTS[3]
    desk.goto(f"{home}{CHOOSER}?a={DOCUMENTS[4]}&b={DOCUMENTS[3]}")
    desk.wait_for_url(f"{home}{CHOOSER}{DOCUMENTS[3]}/{DOCUMENTS[4]}/")
    desk.goto(home + CHOOSER + "lerum/")
    assert desk.get_by_role("link", name="Kommunikationspolicy, Vänersborgs kommun").is_visible()
    assert findings(desk) == []
    next(served, None)


def test_without_javascript_the_pairs_are_listed(browser: Any, odd: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{odd}{CHOOSER}?a=aby/en")
    assert page.get_by_text("För att välja andra dokument behövs JavaScript").is_visible()
    assert not page.get_by_role("button", name="Jämför", exact=True).is_visible()
    page.get_by_role("link", name="med Ett & två, Sjöby kommun").click()
    assert page.locator(".pair-row").count() > 3
    context.close()
