"""By keyboard alone, and by finger: every stop can be seen, is told, in order, and large enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from styrdok.model import Audience
from tests.conftest import HOME
from tests.pages import INTRANET_ONLY, KINDS

PROBES = (HOME / "tests/probes.js").read_text(encoding="utf-8")
WALKED = ("start", "register", "riktlinje", "kommun", "tema", "fakta", "par", "sok-traffar", "404",
          "granskning")  # fmt: skip
BROKEN = """<!doctype html><title>x</title><style>
  a:focus { outline: 1px solid #eee } .over { position: fixed; inset: 0 0 auto 0; height: 40px }
  .back { display: flex; flex-direction: row-reverse } b { font-size: 8px }
</style><div class="over"></div><p><a href="#1" id="one">ett</a></p>
<div class="back"><a href="#2">2</a><a href="#3"></a></div><b><a href="#4">4</a></b>"""


def address(served: dict[Audience, str], kind: str) -> str:
    site = Audience.INTRANET if kind in INTRANET_ONLY else Audience.PUBLIC
    return served[site] + (KINDS | INTRANET_ONLY)[kind]


def come(page: Any, where: str) -> None:
    page.goto(where)
    if "?q=" in where:
        page.wait_for_function("document.querySelector('[data-status]').textContent")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(PROBES)


@pytest.fixture(scope="module", params=[320, 1280])
def still(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page where nothing moves by itself, so that what is measured stays."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 640}, locale="sv-SE", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", WALKED)
def test_every_stop_is_seen_and_told_in_order(
    still: Any, served: dict[Audience, str], kind: str
) -> None:
    come(still, address(served, kind))
    number, wrong, walked = still.evaluate("probe.controls()"), [], []
    for _ in range(number):
        still.keyboard.press("Tab")
        stop = still.evaluate("probe.stop()")
        assert stop, f"the walk left the page after {walked}"
        if not walked:
            assert stop["told"].startswith("a.skip"), "the skip link is first"
        walked.append(stop["at"])
        wrong += [f"{stop['told']} {what}" for what in stop["wrong"]]
    assert walked == list(range(number)) and not wrong
    still.keyboard.press("Tab")
    after = still.evaluate("probe.stop()")
    assert after is None or after["at"] == 0, "no trap at the end"
    assert still.evaluate("probe.moved()") == []
    assert still.evaluate("probe.small()") == []


@pytest.mark.parametrize("kind", ["riktlinje", "sok-traffar"])
def test_the_way_back_is_as_free(still: Any, served: dict[Audience, str], kind: str) -> None:
    come(still, address(served, kind))
    number = still.evaluate("probe.controls()")
    still.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    wrong, walked = [], []
    for _ in range(number + 1):
        still.keyboard.press("Shift+Tab")
        if stop := still.evaluate("probe.stop()"):
            walked.append(stop["at"])
            wrong += [f"{stop['told']} {what}" for what in stop["wrong"]]
    assert walked[:number] == list(range(number))[::-1] and not wrong


def test_the_probes_find_what_is_wrong(still: Any) -> None:
    still.set_content(BROKEN)
    still.evaluate(PROBES)
    still.evaluate("document.getElementById('one').focus()")
    assert still.evaluate("probe.stop().wrong") == ["is covered", "has no ring"]
    still.keyboard.press("Tab")
    still.keyboard.press("Tab")
    assert still.evaluate("probe.stop().wrong[0]") in ("is not shown", "has no name")
    assert len(still.evaluate("probe.moved()")) == 2
    assert still.evaluate("probe.small()") and still.evaluate("probe.tooSmallForFingers()")


@pytest.fixture(scope="module")
def touched(browser: Any) -> Iterator[Any]:
    """A page of a telephone."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, locale="sv-SE", has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", [*WALKED, "matris", "teman", "lag", "roll", "sok-inga-traffar"])
def test_controls_are_large_enough_for_fingers(
    touched: Any, served: dict[Audience, str], kind: str
) -> None:
    come(touched, address(served, kind))
    assert touched.evaluate("probe.tooSmallForFingers()") == []
