"""What several rooms' tests share: a tiny municipality, both built sites, a browser."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from styrdok.cut import cut
from styrdok.memory import Memory
from styrdok.model import Audience, Problem
from styrdok.publish.press import print_sites
from styrdok.read.library import read_library
from styrdok.register import Register
from styrdok.rules import admit
from styrdok.texts import catalogue
from tests import chromium
from tests.repository import Make, Repository

HOME = Path(__file__).parents[1]
AS_OF = date(2026, 11, 21)
KOMMUN = """\
namn: Sjöby kommun
kortnamn: Sjöby
reserv: kontaktcenter
kontakter:
  kontaktcenter:
    namn: Kontaktcenter
    telefon: 0123-45 67 89
    e-post: kontakt@sjoby.example
    öppettider: [{dagar: måndag–fredag, öppnar: "8.00", stänger: "16.30"}]
  chef:
    namn: Kontaktchef
    enhet: Kansliet
"""
TEMAN = """\
teman:
  - {id: svarstider, namn: Svarstider, definition: Hur fort kommunen svarar.}
  - {id: media, namn: Media, definition: Vem som talar med journalister.}
"""
POLICY = """\
---
titel: Policy för svar
dokumenttyp: policy
kanaler: [intranät, webbplats]
---

## Svar {#svar tema="svarstider"}

Vi svarar inom två dagar.
"""

STATEMENT = """\
ansvarig: {kommun: sjoby, kontakt: kontaktcenter}
förenlighet: delvis
bedömd: 2026-11-20
hur: självskattning
"""

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that lays files under `policies/` of a fresh site folder."""

    def lay(files: dict[str, str | bytes]) -> Path:
        given = {"teman.yml": TEMAN, "sjoby/kommun.yml": KOMMUN} | files
        for name, content in given.items():
            path = tmp_path / "policies" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            path.write_bytes(data)
        return tmp_path

    return lay


def read(
    site: Path, as_of: date = AS_OF, memory: Memory | None = None
) -> tuple[Register, list[Problem]]:
    """Read a site folder's register and problems."""
    return admit(read_library(site, memory or Memory(None)), as_of)


def cut_for(register: Register, audience: Audience, memory: Memory | None = None) -> Register:
    """Return the register as one audience may see it."""
    return cut(register, audience, memory or Memory(None))


def policy(header: str = "", body: str = "## Text\n\nOrd.\n", **keys: str) -> str:
    """Return a policy file with the required keys, some of them replaced, and more header."""
    words = {"titel": "Titel", "dokumenttyp": "policy", "kanaler": "[intranät, webbplats]"} | keys
    lines = "".join(f"{key}: {value}\n" for key, value in words.items())
    return f"---\n{lines}{header}---\n\n{body}"


def build(root: Path, pdf: bool = False) -> dict[Audience, Path]:
    """Build both sites of a folder strictly, and return where they are."""
    print_sites(root, ["webbplats", "intranät"], AS_OF, True, catalogue(), pdf=pdf)
    return {Audience.PUBLIC: root / "site/public", Audience.INTRANET: root / "site/intranet"}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Both sites of the project itself, built strictly from a copy."""
    import shutil

    root = tmp_path_factory.mktemp("project")
    for name in ("policies", "docs", "overrides", "macros"):
        shutil.copytree(HOME / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.intranet.yml"):
        shutil.copy(HOME / name, root / name)
    return build(root)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site; the header lets LinkChecker work without its own politeness."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Tell LinkChecker that it may go fast here."""
        self.send_header("LinkChecker", "allowed")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own 404 page."""
        page = Path(self.directory) / "404.html"
        if code == 404 and page.exists():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)


@pytest.fixture(scope="session")
def served(sites: dict[Audience, Path]) -> Iterator[dict[Audience, str]]:
    """Both sites over HTTP on the loopback address."""
    servers = {
        audience: http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(path))
        )
        for audience, path in sites.items()
    }
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {a: f"http://127.0.0.1:{server.server_port}/" for a, server in servers.items()}
    for server in servers.values():
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium.find()
    assert path, "ingen webbläsare: kör python -m tests.chromium"
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
        opened = driver.chromium.launch(executable_path=path, args=arguments)
        # Playwright waits for a function by an eval, which our pages forbid; tests/test_nginx.py
        # looks at them with their policy in force.
        opened.new_context = functools.partial(opened.new_context, bypass_csp=True)
        yield opened
        opened.close()


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return a function that makes a repository which no setting of this machine touches."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return lambda name="r", **given: Repository(tmp_path / name, **given)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell at which place the answer to each of our own questions was found."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)]
    asked = [v for one in reports for name, v in one.user_properties if name == "sökfråga"]
    if asked:
        terminalreporter.section("sökfrågor")
    for words in asked:
        terminalreporter.write_line(str(words))
