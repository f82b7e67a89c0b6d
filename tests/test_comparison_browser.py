"""The comparison in a real Chromium: unfolded, wide and narrow, and chosen among many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from styrdok.model import Audience
from tests.conftest import build
from tests.pages import SCHEMES, SOME, WIDTHS
from tests.plain import TEMAN, many, own, plainly
from tests.test_browser import findings, opened, serving

THEMES = ("inat-fore-utat", "svarstider", "sociala-medier", "likabehandling-och-inkludering")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served public site of the project's own documents."""
    with plainly():
        site = own(tmp_path_factory.mktemp("fem"))[Audience.PUBLIC]
    yield from serving(site)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site of 45 municipalities."""
    yield from serving(site_of(45, tmp_path_factory.mktemp("land")))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site of 12 municipalities, the most that stand side by side."""
    yield from serving(site_of(12, tmp_path_factory.mktemp("lan")))


def site_of(number: int, root: Path) -> Path:
    """Return the public site of so many municipalities."""
    for name, text in ({"teman.yml": TEMAN} | many(number)).items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(text), encoding="utf-8")
    with plainly():
        return build(root)[Audience.PUBLIC]


@pytest.fixture(scope="module", params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=WIDTHS)
def view(request: pytest.FixtureRequest, browser: Any, scheme: str) -> Iterator[Any]:
    """A page of one width and scheme."""
    yield from opened(browser, request.param, scheme)


@pytest.fixture(scope="module", params=SOME)
def some(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """The same of each width, in one scheme."""
    yield from opened(browser, *request.param)


def look(page: Any) -> None:
    """Look at a page folded, then with all unfolded."""
    for _ in range(2):
        assert findings(page) == []
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")


@pytest.mark.parametrize("address", ["jamforelse/", "teman/", *(f"teman/{t}/" for t in THEMES)])
def test_the_pages_fold_and_unfold(some: Any, five: str, address: str) -> None:
    some.goto(five + address)
    look(some)


COUNTRY = ("", "fakta/", "dokument/", "lika-stycken/")


@pytest.mark.parametrize(
    "address",
    [
        "teman/",
        "teman/svar/",
        "teman/svar/k000/",
        "roller/",
        *(f"jamforelse/{at}" for at in COUNTRY),
    ],
)
def test_the_pages_of_many(some: Any, country: str, address: str) -> None:
    some.goto(country + address)
    look(some)


def test_twelve_stand_side_by_side(some: Any, county: str) -> None:
    some.goto(county + "jamforelse/")
    look(some)


def test_one_form_of_the_matrix_is_there_at_a_time(view: Any, five: str) -> None:
    view.goto(five + "jamforelse/")
    narrow = view.viewport_size["width"] < 768
    assert view.locator("table.matrix").is_visible() is not narrow
    assert view.locator(".where-narrow > details").first.is_visible() is narrow


HEAD = "document.querySelector('table.matrix thead th').getBoundingClientRect().top"
NAME = """() => {
  const left = document.querySelector(".held").getBoundingClientRect().left;
  return document.querySelector("table.matrix tbody th").getBoundingClientRect().left - left;
}"""
COVERED = """() => {
  const head = document.querySelector("table.matrix thead th").getBoundingClientRect();
  return document.activeElement.getBoundingClientRect().top - head.bottom;
}"""


@pytest.fixture
def desk(browser: Any) -> Iterator[Any]:
    """A page as on a desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    yield context.new_page()
    context.close()


def press_until(page: Any, key: str, condition: str) -> None:
    """Press a key until it has led where it should: a busy browser takes several at once as one."""
    for _ in range(40):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        if page.evaluate(condition):
            return
    raise AssertionError(f"{key} led to no '{condition}'")


def test_heads_stay_while_the_matrix_is_scrolled_by_keyboard(desk: Any, five: str) -> None:
    desk.goto(five + "jamforelse/")
    press_until(desk, "PageDown", "window.scrollY > 1800")
    assert 0 <= desk.evaluate(HEAD) < 4, "the municipalities' names are still there"
    first = desk.locator("table.matrix tbody tr:nth-child(15) td a").first
    first.focus()
    desk.wait_for_timeout(300)
    assert desk.evaluate(COVERED) > 0, "focus is not covered"


def test_themes_stay_while_a_wide_matrix_is_scrolled(desk: Any, county: str) -> None:
    desk.goto(county + "jamforelse/")
    desk.locator(".held").focus()
    press_until(desk, "ArrowRight", "document.querySelector('.held').scrollLeft > 200")
    assert 0 <= desk.evaluate(NAME) < 4, "the themes' names are still there"


def rows(page: Any) -> list[str]:
    found: list[str] = page.locator("[data-pick] tr:visible th").all_inner_texts()
    return found


def test_many_are_shown_twenty_at_a_time(desk: Any, country: str) -> None:
    desk.goto(country + "teman/svar/")
    status = desk.locator("[role=status]")
    assert len(rows(desk)) == 20 and status.inner_text() == "Visar 1–20 av 45 kommuner"
    later = desk.get_by_role("button", name="Nästa 20")
    later.click()
    assert status.inner_text() == "Visar 21–40 av 45 kommuner" and "sida=2" in desk.url
    later.click()
    assert rows(desk)[-1] == "K044 kommun" and later.is_disabled()
    assert desk.evaluate("document.activeElement.tagName") == "A", "focus is not lost"


def test_many_are_chosen_by_name_and_county(desk: Any, country: str) -> None:
    desk.goto(country + "teman/svar/")
    desk.get_by_label("Kommunens namn").fill("k01")
    assert rows(desk) == [f"K{at:03} kommun" for at in range(10, 20)]
    desk.get_by_label("Län").select_option("Hallands län")
    assert desk.locator("[role=status]").inner_text() == "Ingen kommun passar valet"
    desk.get_by_label("Kommunens namn").fill("")
    chosen = rows(desk)
    assert chosen == ["K031 kommun"]
    desk.reload()
    assert rows(desk) == chosen, "the address keeps the choice"
    desk.get_by_role("button", name="Visa alla").click()
    desk.wait_for_function("document.querySelectorAll('[data-pick] tr:not([hidden])').length == 20")
    assert "?" not in desk.url


def test_without_a_script_all_are_there(browser: Any, country: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(country + "teman/svar/")
    assert len(rows(page)) == 45 and not page.locator("[data-picks]").is_visible()
    context.close()
