"""The head in a real Chromium: the drawer, who speaks, what is printed, and what nobody is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from styrdok.model import Audience
from styrdok.read.look import with_white
from tests.conftest import KOMMUN, TEMAN, build, policy
from tests.pages import KINDS
from tests.test_browser import findings, opened, serving

COLOUR = "#1f5fa8"
EMBLEM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40">'
    '<path d="M0 0h30v24q0 12-15 16Q0 36 0 24z" fill="#1f5fa8"/></svg>'
)
LOOK = f'utseende: {{färg: "{COLOUR}", märke: ekblad.svg}}\n'
MENU = "[data-audit=menu-open]"
ACTIVE = "document.activeElement"
STOPS = "[...document.querySelectorAll('a, button, input')].filter(e => e.checkVisibility()).length"


def lay(root: Path, homes: dict[str, tuple[str, str]]) -> None:
    """Write municipalities into a site folder: by slug their names and their document's channels.

    Each has a colour and a mark of its own, but Sjöby.
    """
    for slug, (name, channels) in homes.items():
        home = root / "policies" / slug
        home.mkdir(parents=True)
        own = KOMMUN.replace("Sjöby kommun", name).replace("kortnamn: Sjöby\n", "")
        look = "" if slug == "sjoby" else LOOK.replace("ekblad", f"{slug}-blad")
        (home / "kommun.yml").write_text(own + look, encoding="utf-8")
        (home / f"{slug}-blad.svg").write_text(EMBLEM, encoding="utf-8")
        text = '## Svar {tema="svarstider"}\n\nVi svarar.\n'
        document = policy("beslut: förslag\n", text, kanaler=channels)
        (home / "svar.md").write_text(document, encoding="utf-8")
    (root / "policies/teman.yml").write_text(TEMAN, encoding="utf-8")


OPEN, CLOSED = "[intranät, webbplats]", "[intranät]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Both sites of one municipality with a look, one without, and one that is internal."""
    root = tmp_path_factory.mktemp("looks")
    names = {
        "ekby": ("Västra Ekby kommun", OPEN),
        "sjoby": ("Sjöby kommun", OPEN),
        "dunkelby": ("Dunkelby kommun", CLOSED),
    }
    lay(root, names)
    return build(root)


@pytest.fixture(scope="module")
def looks(built: dict[Audience, Path]) -> Iterator[str]:
    yield from serving(built[Audience.PUBLIC])


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Any]:
    yield from opened(browser, 320, "light")


def test_the_drawer_by_keyboard(phone: Any, looks: str) -> None:
    phone.goto(looks + "register/")
    menu, button = phone.get_by_role("navigation", name="Huvudmeny"), phone.locator(MENU)
    assert button.inner_text() == "Meny" and button.get_attribute("aria-expanded") == "false"
    assert menu.count() == 0, "closed, it is not there for anybody"
    before = phone.evaluate(STOPS)
    button.focus()
    phone.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true" and menu.is_visible()
    assert phone.evaluate(STOPS) == before + menu.get_by_role("link").count()
    phone.keyboard.press("Tab")
    assert phone.evaluate(f"{ACTIVE}.textContent") == "Kommuner", "the menu follows its button"
    assert menu.locator("[aria-current=page]").inner_text() == "Register"
    assert findings(phone) == []
    phone.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false" and menu.count() == 0
    assert phone.evaluate(f"{ACTIVE}.dataset.audit") == "menu-open"
    phone.keyboard.press("Space")
    menu.get_by_role("link", name="Teman").click()
    assert phone.url == looks + "teman/"
    phone.go_back()
    assert button.get_attribute("aria-expanded") == "false", "closed for who comes back"


def test_escape_is_left_to_whoever_else_has_the_focus(phone: Any, looks: str) -> None:
    phone.goto(looks + "register/")
    phone.locator(MENU).click()
    phone.locator("#_sok").focus()
    phone.keyboard.press("Escape")
    assert phone.locator(MENU).get_attribute("aria-expanded") == "true"
    assert phone.evaluate(f"{ACTIVE}.id") == "_sok"


def test_the_head_of_a_phone_is_low(phone: Any, looks: str) -> None:
    for path, most in (("", 130), ("sjoby/", 130), ("ekby/", 150)):
        phone.goto(looks + path)
        assert phone.locator(".head").bounding_box()["height"] <= most, path
        assert phone.locator(".head .find").is_visible()
        assert phone.locator("[data-audit=theme-toggle]").is_visible()


def test_nothing_moves_as_the_scripts_arrive(browser: Any, looks: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.add_init_script(
        "new PerformanceObserver(l => l.getEntries().forEach(e => {window.moved = e.value}))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(looks + "ekby/svar/")
    page.wait_for_timeout(100)
    assert page.evaluate("window.moved || 0") == 0
    page.close()


def test_a_wide_screen_has_no_drawer(browser: Any, looks: str) -> None:
    for page in opened(browser, 768, "dark"):
        page.goto(looks + "ekby/svar/")
        assert not page.locator(MENU).is_visible()
        assert page.get_by_role("navigation", name="Huvudmeny").is_visible()
        page.keyboard.press("Escape")
        assert page.evaluate(f"{ACTIVE} === document.body")


def test_without_scripts_the_menu_is_there(browser: Any, looks: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(looks + "ekby/")
    assert page.get_by_role("navigation", name="Huvudmeny").is_visible()
    assert not page.locator(MENU).is_visible()
    assert not page.locator("[data-audit=theme-toggle]").is_visible()
    context.close()


def test_the_skip_link_does_not_paint_the_page(phone: Any, looks: str) -> None:
    phone.goto(looks + "ekby/")
    plain = phone.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    assert phone.evaluate(f"{ACTIVE}.id") == "_innehall"
    assert phone.evaluate(f"getComputedStyle({ACTIVE}).backgroundColor") == plain


STYLE = "getComputedStyle(document.querySelector('.head')).backgroundColor"
BLUE = "rgb(31, 95, 168)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_speaks_stands_at_the_head_and_at_the_foot(
    browser: Any, looks: str, scheme: str
) -> None:
    for page in opened(browser, 768, scheme):
        for path in ("ekby/", "ekby/svar/", "saknade/ekby/"):
            page.goto(looks + path)
            assert page.evaluate(STYLE) == BLUE, f"{path}: the same in both schemes"
            name = page.locator(".sender-name")
            assert name.inner_text() == "Västra Ekby kommun"
            assert page.locator(".sender").get_attribute("href").endswith("ekby/")
            assert page.locator(".emblem").evaluate("e => e.complete && e.naturalWidth > 0")
            assert "Avsändare: Västra Ekby kommun" in page.locator(".foot").inner_text()
        # A municipality's own colour is held to AA: the head is a name, no running text.
        assert findings(page, besides=".head") == []
        assert findings(page, more=False) == []
        page.goto(looks + "sjoby/svar/")
        assert page.locator(".sender-name").inner_text() == "Sjöby kommun"
        assert page.locator(".emblem").count() == 0 and page.evaluate(STYLE) != BLUE
        page.goto(looks + "teman/svarstider/")
        assert page.locator(".sender").inner_text() == "Styrdok", "shared: nobody's own"
        assert page.evaluate(STYLE) != BLUE and page.faults == []


def contrast(one: float, other: float) -> float:
    """Return the contrast of two colours of which the contrasts with white are known."""
    return max(one, other) / min(one, other)


def test_the_focus_is_seen_on_every_colour_that_is_let_through() -> None:
    ring, lightest = with_white("#ffd75e"), 4.5  # of the ring around what has focus; of a band
    assert contrast(ring, lightest) >= 3
    assert contrast(ring, with_white("#1b211f")) >= 3, "and its own edge on it"


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_focus_has_an_edge(browser: Any, looks: str, forced: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, forced_colors=forced)
    page = context.new_page()
    page.goto(looks + "ekby/")
    page.locator(MENU).click()
    seen = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        edge = page.evaluate(
            f"(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle({ACTIVE}))"
        )
        if page.evaluate(f"{ACTIVE} === document.body"):
            break
        seen += 1
        assert edge[0] != "none" and edge[1] >= 2, page.evaluate(f"{ACTIVE}.outerHTML")
    assert seen > 12
    context.close()


SMALL = """least => [...document.querySelectorAll(
  '.head a, .head button, .head input, .crumbs a, .foot a, .contents a')]
  .filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < least || box.width < Math.min(least, 24))
  .map(([e, box]) => `${e.textContent.trim()} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_targets_are_large_enough(
    browser: Any, served: dict[Audience, str], touch: bool, least: int
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 700}, has_touch=touch, is_mobile=touch
    )
    page = context.new_page()
    page.goto(served[Audience.PUBLIC] + KINDS["riktlinje"])
    page.locator(MENU).click()
    assert page.evaluate(SMALL, least) == []
    context.close()


def test_a_printed_page_says_who_sent_it_and_where_it_stands(browser: Any, looks: str) -> None:
    page = browser.new_page()
    page.goto(looks + "ekby/svar/")
    page.emulate_media(media="print")
    assert page.locator(".sender-name").is_visible() and page.locator(".emblem").is_visible()
    assert page.evaluate(STYLE) == "rgba(0, 0, 0, 0)", "no band on paper"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.sender')).color") == "rgb(0, 0, 0)"
    )
    assert "Avsändare: Västra Ekby kommun" in page.locator(".foot").inner_text()
    for furniture in (".scheme", MENU, ".menu", ".find", ".crumbs", ".foot-links"):
        assert not page.locator(furniture).first.is_visible(), furniture
    page.close()


def test_what_everyone_may_not_know_leaves_nothing(built: dict[Audience, Path]) -> None:
    public, inside = built[Audience.PUBLIC], built[Audience.INTRANET]
    assert (inside / "dunkelby/utseende.css").read_text() == (
        f".head {{ --head: {COLOUR}; --head-text: #ffffff; }}\n"
    )
    assert (inside / "dunkelby/dunkelby-blad.svg").read_text() == EMBLEM
    assert not (public / "dunkelby").exists()
    whole = b"".join(path.read_bytes() for path in public.rglob("*") if path.is_file())
    assert b"unkelby" not in whole and b"ekby-blad.svg" in whole
    assert not (public / "sjoby/utseende.css").exists(), "no look, no file"
    assert not (public / "sjoby/sjoby-blad.svg").exists(), "a mark that nobody names"


def test_a_municipality_alone_speaks_on_every_page(tmp_path: Path, browser: Any) -> None:
    lay(tmp_path, {"ekby": ("Västra Ekby kommun", OPEN)})
    for root in serving(build(tmp_path)[Audience.PUBLIC]):
        page = browser.new_page()
        for path in ("register/", "teman/svarstider/", "finns-inte/alls/"):
            page.goto(root + path)
            assert page.locator(".sender-name").inner_text() == "Västra Ekby kommun"
            assert page.evaluate(STYLE) == BLUE and page.locator(".emblem").is_visible()
            page.locator(".sender").click()
            assert page.url == root, "its site is where its name leads"
        page.close()
