"""Look at every kind of page in a real browser, and write down what was found: `make audit`.

    python -m tests.audit

What is written stands in `src/styrdok/compose/measured.json`, and the accessibility statement of
every site shows it. Nothing is asserted here: a fault is written down as a fault.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from styrdok import __version__
from styrdok.compose.measured import FILE, Axe, Checked, Measured, Nu, Walk
from styrdok.model import Audience
from tests import chromium, nu, pdf_parts
from tests.conftest import HOME, build
from tests.pages import INTRANET_ONLY, KINDS, SCHEMES, WIDTHS
from tests.test_browser import AXE, COMPARED, TAGS, serving
from tests.test_keyboard import PROBES

RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"


class Tally:
    """What is found while pages are looked at."""

    def __init__(self) -> None:
        self.views = 0
        self.rules: set[str] = set()
        self.findings: Counter[str] = Counter()
        self.undecided: Counter[str] = Counter()
        self.faults: dict[str, list[str]] = {
            name: [] for name in ("sideways", "scripts", "keyboard", "unscripted", "paper")
        }
        self.stops = self.pages = 0

    def look(self, page: Any, address: str, kind: str) -> None:
        """Look at a page as it opens, in one width and scheme."""
        page.faults.clear()
        page.goto(address)
        settle(page, address)
        page.evaluate(AXE)
        result = page.evaluate(RUN, TAGS)
        self.views += 1
        for name in ("passes", "violations", "incomplete", "inapplicable"):
            self.rules |= {one["id"] for one in result[name]}
        for one in result["violations"]:
            self.findings[one["id"]] += len(one["nodes"])
        for one in result["incomplete"]:
            self.undecided[one["id"]] += len(one["nodes"])
        width = page.viewport_size["width"]
        where = f"{kind}, {width}"
        if page.evaluate("document.documentElement.scrollWidth") > width:
            self.faults["sideways"].append(where)
        self.faults["scripts"] += [f"{where}: {fault}" for fault in page.faults]

    def walk(self, page: Any, address: str, kind: str) -> None:
        """Go through a page with the tab key."""
        page.goto(address)
        settle(page, address)
        self.pages += 1
        page.evaluate(PROBES)
        for _ in range(page.evaluate("probe.controls()")):
            page.keyboard.press("Tab")
            stop = page.evaluate("probe.stop()")
            if stop is None:
                self.faults["keyboard"].append(f"{kind}: the walk left the page")
                break
            self.stops += 1
            found = (f"{kind}: {stop['told']} {what}" for what in stop["wrong"])
            self.faults["keyboard"] += found

    def print(self, page: Any, address: str, kind: str) -> None:
        """See that paper shows the text, and neither menu nor buttons."""
        page.goto(address)
        settle(page, address)
        page.emulate_media(media="print")
        for selector in (".menu", ".find", "button:not(.sort)"):  # that is a table's head
            if page.locator(f"{selector} >> visible=true").count():
                self.faults["paper"].append(f"{kind}: {selector}")
        if not page.locator("h1").first.is_visible():
            self.faults["paper"].append(f"{kind}: h1")
        page.emulate_media(media="screen")


def settle(page: Any, address: str) -> None:
    """Wait for what a script shows on a page that asks one."""
    if "?q=" in address or "&b=" in address:
        page.wait_for_function("document.querySelector('[data-status]').textContent")
    if "&b=" in address:
        page.wait_for_function(COMPARED)


@contextmanager
def page_of(browser: Any, width: int, scheme: str, scripts: bool = True) -> Any:
    """A page of one width and scheme that keeps a list of what went wrong in it.

    Nothing moves by itself, so that what is measured stays; and what Playwright waits for it
    evaluates, which the pages' own policy forbids.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        locale="sv-SE",
        java_script_enabled=scripts,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    context.close()


def audit(browser: Any, addresses: dict[str, str], tell: Any = print) -> Tally:
    """Return what is found on some pages, by kind, in every width and scheme."""
    tally = Tally()
    for width in WIDTHS:
        for scheme in SCHEMES:
            with page_of(browser, width, scheme) as page:
                for kind, address in addresses.items():
                    tally.look(page, address, kind)
            tell(f"{width} {scheme}: {sum(tally.findings.values())}")
    with page_of(browser, 1280, "light") as page:
        for kind, address in addresses.items():
            if "utskrift" not in kind:
                tally.walk(page, address, kind)
            tally.print(page, address, kind)
    tell(f"tab: {tally.stops}")
    with page_of(browser, 1280, "light", scripts=False) as page:
        for kind, address in addresses.items():
            page.goto(address)
            text = page.locator("main").inner_text()
            if page.locator("h1").count() != 1 or len(text) < 40:
                tally.faults["unscripted"].append(kind)
    return tally


def measure(
    tally: Tally, browser: str, number: int, day: date, nu: Nu | None, pdf: Checked | None
) -> Measured:
    """Return what was found as it is written down."""
    version = re.search(r"axe v([\d.]+)", AXE)
    assert version, "no version in axe-core's own file"
    faults = {name: tuple(found) for name, found in tally.faults.items()}
    return Measured(
        date=day,
        version=__version__,
        browser=browser,
        kinds=tuple(KINDS),
        intranet_kinds=tuple(INTRANET_ONLY),
        widths=WIDTHS,
        schemes=SCHEMES,
        views=tally.views,
        axe=Axe(
            version[1],
            tuple(TAGS),
            len(tally.rules),
            dict(sorted(tally.findings.items())),
            dict(sorted(tally.undecided.items())),
        ),
        nu=nu,
        sideways=Checked(tally.views, faults["sideways"]),
        scripts=Checked(tally.views, faults["scripts"]),
        keyboard=Walk(tally.pages, tally.stops, faults["keyboard"]),
        unscripted=Checked(number, faults["unscripted"]),
        paper=Checked(number, faults["paper"]),
        pdf=pdf,
    )


def html_of(sites: Iterable[Path]) -> Nu | None:
    """Return what the Nu checker finds on every page of some sites, where it is installed."""
    if why := nu.missing():
        print(why, file=sys.stderr)
        return None
    pages = [path for site in sites for path in site.rglob("*.html")]
    return Nu(nu.VERSION, len(pages), len(nu.faults(pages)))


def papers_of(sites: Iterable[Path]) -> Checked | None:
    """Return what every PDF file of some sites lacks, where any could be made."""
    files = [path for site in sites for path in sorted(site.rglob("*.pdf"))]
    lacking = tuple(fault for path in files for fault in pdf_parts.faults(path))
    return Checked(len(files), lacking) if files else None


def main() -> None:
    """Build both sites, look at them, and write down what was found."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("policies", "docs", "overrides", "macros"):
            shutil.copytree(HOME / name, root / name)
        for name in ("mkdocs.yml", "mkdocs.intranet.yml"):
            shutil.copy(HOME / name, root / name)
        sites = build(root, pdf=True)
        served = {audience: serving(site) for audience, site in sites.items()}
        homes = {audience: next(one) for audience, one in served.items()}
        addresses = {kind: homes[Audience.PUBLIC] + path for kind, path in KINDS.items()}
        inside = {kind: homes[Audience.INTRANET] + path for kind, path in INTRANET_ONLY.items()}
        path = chromium.find()
        assert path, "ingen webbläsare: kör python -m tests.chromium"
        with sync_playwright() as driver:
            opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
            every = addresses | inside
            tally = audit(opened, every, lambda line: print(line, file=sys.stderr, flush=True))
            name = f"Chromium {opened.version}"
            opened.close()
        for one in served.values():
            next(one, None)
        html, papers = html_of(sites.values()), papers_of(sites.values())
    found = measure(tally, name, len(every), date.today(), html, papers)
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    print(FILE)


if __name__ == "__main__":
    main()
