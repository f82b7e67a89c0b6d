"""Every link and anchor of both sites leads somewhere: our own walk, and a real linkchecker."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from styrdok.model import Audience
from tests import outward


class Anchors(HTMLParser):
    """A page's ids and the addresses it points at."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "refresh":
            self.targets.append((given["content"] or "").partition("url=")[2])
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


def test_linkchecker_finds_nothing(served: dict[Audience, str]) -> None:
    command = [sys.executable, "-m", "linkcheck", "--no-robots", "--no-status", "-o", "text"]
    # It takes a quarter of a second for each address; those of printed pages and of data are looked
    # up by our own walk. Most of that is waiting, so both sites are checked at once.
    command += ["--ignore-url", "/utskrift/", "--ignore-url", "/data/"]
    pipe = subprocess.PIPE
    checks = [
        subprocess.Popen([*command, served[audience]], stdout=pipe, stderr=pipe, text=True)
        for audience in Audience
    ]
    for check in checks:
        told, wrong = check.communicate(timeout=300)
        assert check.returncode == 0, told[-3000:] + wrong[-1000:]
        assert "That's it." in told and " 0 errors found" in told
        assert int(told.split("That's it. ")[1].split(" link")[0]) > 60, "it walked the site"


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another site: one page is there, one is gone, and one wants no visit."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer, and note who asks for what."""
        self.asked.append((self.path, self.headers["User-Agent"]))
        robots = self.path == "/robots.txt"
        body = b"User-agent: *\nDisallow: /stangd\n" if robots else b""
        self.send_response(200 if robots or self.path == "/finns?a=1&b" else 404)
        self.send_header("Content-Type", "text/plain" if robots else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815


def test_links_to_other_sites_become_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYRDOK_KONTAKT", "https://kontakt.example/")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    words = f'<a href="{there}/finns?a=1&amp;b#c">x</a> <a href="{there}/borta">x</a> <a href="b/">'
    (tmp_path / "index.html").write_text(f'{words} <a href="{there}/a/b/edit/main/c.md">x</a>')
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text(f'<a href="{there}/borta"></a><a href="{there}/stangd">')
    outward.main(tmp_path, tmp_path / "rapport.md")
    server.shutdown()
    report = (tmp_path / "rapport.md").read_text(encoding="utf-8")
    assert "3 adresser, 1 som inte svarar som de ska, 1 utan svar." in report
    assert f"| `{there}/borta` | `404 Not Found` | `b/index.html`, `index.html` |" in report
    assert f"- `{there}/stangd`" in report
    asked = dict(Elsewhere.asked)
    assert asked.keys() == {"/robots.txt", "/finns?a=1&b", "/borta"}, "robots.txt is heeded"
    assert "Styrdok; +https://kontakt.example/" in asked["/borta"]


def test_a_site_without_links_outward_asks_nobody(tmp_path: Path) -> None:
    outward.main(tmp_path, tmp_path / "rapport.md")
    assert "0 adresser" in (tmp_path / "rapport.md").read_text(encoding="utf-8")
