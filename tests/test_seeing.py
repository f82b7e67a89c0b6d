"""Every way of seeing: large, spaced, in a reader's own colours, still, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from styrdok.model import Audience
from tests.pages import KINDS
from tests.test_keyboard import PROBES, address

# WCAG 1.4.12: what a reader's own style may set.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 200% !important }"
SEEN = ("start", "register", "riktlinje", "kommun", "tema", "matris", "fakta", "par", "lag",
        "sok-traffar", "404", "granskning", "handbok")  # fmt: skip
PLAIN = ("start", "register", "riktlinje", "kommun", "tema", "matris", "fakta", "par", "roll",
         "lag", "404", "granskning", "handbok")  # fmt: skip
CUT = """<!doctype html><title>x</title><p style="width: 50px; overflow: hidden;
  white-space: nowrap">Ett långt stycke som inte får plats</p>
  <p style="margin-bottom: -30px">Ett</p><p>Två</p>"""
COLOUR = "one => getComputedStyle(one).color"


def opened(browser: Any, width: int, **more: Any) -> Iterator[Any]:
    viewport = {"width": width, "height": 800}
    context = browser.new_context(viewport=viewport, locale="sv-SE", **more)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Any) -> Iterator[Any]:
    """A window of 1280 pixels at 400 %, which is one of 320 (WCAG 1.4.10)."""
    yield from opened(browser, 320)


@pytest.fixture(scope="module")
def wide(browser: Any) -> Iterator[Any]:
    """A desk's window."""
    yield from opened(browser, 1280)


def troubles(page: Any, style: str) -> list[str]:
    page.add_style_tag(content=style)
    page.evaluate(PROBES)
    found: list[str] = page.evaluate("[...probe.clipped(), ...probe.overlapping()]")
    return [*found, *(["scrolls sideways"] if page.evaluate("probe.wide()") else [])]


@pytest.mark.parametrize("kind", SEEN)
def test_text_may_be_spaced_in_a_narrow_window(
    narrow: Any, served: dict[Audience, str], kind: str
) -> None:
    narrow.goto(address(served, kind))
    assert troubles(narrow, SPACED) == []


@pytest.mark.parametrize("kind", SEEN)
def test_text_may_be_twice_as_large(wide: Any, served: dict[Audience, str], kind: str) -> None:
    wide.goto(address(served, kind))
    assert troubles(wide, LARGE) == []


def test_the_probes_find_what_is_cut_and_covered(narrow: Any) -> None:
    narrow.set_content(CUT)
    assert len(troubles(narrow, "p { color: black }")) == 2


@pytest.fixture(scope="module", params=["light", "dark"])
def forced(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A window where the reader's own colours stand in place of ours."""
    yield from opened(browser, 1280, forced_colors="active", color_scheme=request.param)


def test_no_meaning_is_lost_with_the_colours(forced: Any, served: dict[Audience, str]) -> None:
    for kind in ("register", "riktlinje", "matris", "fakta", "par"):
        forced.goto(address(served, kind))
        bare = forced.evaluate("""() => Array.from(document.querySelectorAll(
            '.badge, .strength, .standing, .contact, .card, mark, button, input, select'
        )).filter(one => one.checkVisibility()).filter(one => {
            const look = getComputedStyle(one);
            return ['Top', 'Bottom'].every(side => parseFloat(look['border' + side + 'Width']) < 1);
        }).map(one => one.outerHTML.slice(0, 80))""")
        assert [one for one in bare if "sort" not in one] == [], kind
    text = forced.locator("body").evaluate(COLOUR)
    forced.goto(address(served, "matris"))
    for mark in (".drawn", ".coverage"):
        assert set(forced.locator(mark).evaluate_all(f"all => all.map({COLOUR})")) == {text}
    link = forced.locator("main a").first
    link.focus()
    look = "one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth]"
    assert link.evaluate(look) == ["solid", "3px"]


def test_nothing_moves_for_who_wants_it_still(browser: Any, served: dict[Audience, str]) -> None:
    for page in opened(browser, 320, reduced_motion="reduce"):
        for kind in ("start", "riktlinje", "register", "sok-traffar"):
            page.goto(address(served, kind))
            moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter(one => {
                const look = getComputedStyle(one);
                return look.scrollBehavior === 'smooth'
                    || (look.transitionDuration + ',' + look.animationDuration)
                        .split(',').some(time => parseFloat(time) > 0);
            }).length + document.getAnimations().length""")
            assert moving == 0, kind


def words(page: Any) -> list[str]:
    """The lines that are read in the page's main part, without what folds and what presses."""
    page.evaluate("""() => {
        document.querySelectorAll('details').forEach(one => one.open = true);
        const made = 'main :is(button, [role=status], .open-now, [data-filters], option)';
        document.querySelectorAll(made).forEach(one => one.remove());
    }""")
    said = page.locator("main").inner_text()
    return [" ".join(line.split()) for line in said.splitlines() if line.strip()]


def test_all_that_is_read_is_there_without_a_script(
    browser: Any, served: dict[Audience, str]
) -> None:
    said: dict[bool, dict[str, list[str]]] = {}
    for script in (True, False):
        for page in opened(browser, 1280, java_script_enabled=script):
            said[script] = {}
            for kind in PLAIN:
                page.goto(address(served, kind))
                said[script][kind] = words(page)
    for kind in PLAIN:
        plain = " ".join(said[False][kind])
        assert len(plain) > 40
        assert [line for line in said[True][kind] if line not in plain] == [], kind


def test_menus_search_and_filters_work_without_a_script(
    browser: Any, served: dict[Audience, str]
) -> None:
    for page in opened(browser, 320, java_script_enabled=False):
        home = served[Audience.PUBLIC]
        page.goto(home + KINDS["riktlinje"])
        for link in ("Kommuner", "Teman", "Register", "Jämförelse"):
            assert page.get_by_role("link", name=link, exact=True).first.is_visible(), link
        dead = page.locator("button:visible").evaluate_all(
            "all => all.filter(one => !one.form && !one.popoverTargetElement).length"
        )
        assert dead == 0, "no button that does nothing"
        page.goto(home + "register/")
        assert not page.locator("[data-filters]").is_visible()
        page.goto(home + KINDS["par"])
        assert page.locator(".pair-side").count() > 2
