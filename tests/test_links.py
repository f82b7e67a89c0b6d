"""Every link and anchor of both sites leads somewhere: our own walk, and a real linkchecker."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from styrdok.model import Audience


class Anchors(HTMLParser):
    """A page's ids and the addresses it points at."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in ("href", "src", "action") and value is not None:
                self.targets.append(value)


def walk(site: Path) -> list[str]:
    """What leads nowhere: a missing page or file, a missing anchor, an id that stands twice."""
    pages: dict[str, Anchors] = {}
    for path in site.rglob("*.html"):
        page = Anchors()
        page.feed(path.read_text(encoding="utf-8"))
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        pages[address] = page
    wrong: list[str] = []
    for address, page in pages.items():
        wrong += [f"{address}: id {i}" for i in set(page.ids) if page.ids.count(i) > 1]
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            path, anchor = urldefrag(urljoin(address, target))
            path = unquote(urlsplit(path).path)
            there = pages.get(path)
            lost = there is None and not (site / path.lstrip("/")).is_file()
            adrift = there is not None and anchor and unquote(anchor) not in there.ids
            if lost or adrift:
                wrong.append(f"{address}: {target}")
    return wrong


@pytest.mark.parametrize("audience", list(Audience))
def test_every_link_and_anchor_leads_somewhere(
    sites: dict[Audience, Path], audience: Audience
) -> None:
    assert walk(sites[audience]) == []


def test_the_walk_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a id="a" href="x/">x</a><a id="a" href="#b">b</a>')
    assert sorted(walk(tmp_path)) == ["/: #b", "/: id a", "/: x/"]


@pytest.mark.parametrize("audience", list(Audience))
def test_linkchecker_finds_nothing(served: dict[Audience, str], audience: Audience) -> None:
    command = [sys.executable, "-m", "linkcheck", "--no-robots", "--no-status", "-o", "text"]
    done = subprocess.run(
        [*command, served[audience]], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "That's it." in done.stdout and " 0 errors found" in done.stdout
    checked = int(done.stdout.split("That's it. ")[1].split(" link")[0])
    assert checked > 60, "it walked the site"
