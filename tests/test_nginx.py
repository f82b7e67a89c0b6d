"""Both sites behind a real nginx, by the files of a build: what it sends, keeps and shuts."""

from __future__ import annotations

import http.server
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from styrdok.model import Audience
from styrdok.publish import headers
from styrdok.publish.servers import GATE, KEPT_AT
from tests import nginx
from tests.pages import INTRANET_ONLY, KINDS

PUBLIC, INTRANET = Audience.PUBLIC, Audience.INTRANET
NAMES = {PUBLIC: "public", INTRANET: "intranet"}
FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
MAIN = """\
daemon off; worker_processes 1; pid {place}/pid; error_log {place}/fel;
events {{}}
http {{
    log_format vikt "$body_bytes_sent"; access_log {place}/vikt vikt; {folders}
    include {place}/*.conf;
}}
"""
PLACE = "teman/intern-kommunikation/"


class Gate(http.server.BaseHTTPRequestHandler):
    """Stands in for oauth2-proxy: says what it is told to, and leads to a login."""

    answer = 202
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        self.send_response(self.answer if self.path == "/oauth2/auth" else 302)
        if self.path == "/oauth2/auth":
            self.send_header("Set-Cookie", "_oauth2_proxy=ny; HttpOnly")
        else:
            back = self.headers.get("X-Auth-Request-Redirect", "")
            self.send_header("Location", f"https://login.example/?state={back}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Front:
    """A running nginx: a port for each site, and the login that it asks, stopped or not."""

    ports: dict[Audience, int]
    gate: type[Gate]
    sites: dict[Audience, Path]
    log: Path

    def sent(self) -> int:
        """Return the bytes of all that was sent since this was asked last, headers aside."""
        lines = self.log.read_text().split()
        with self.log.open("w"):
            return sum(map(int, lines))

    def ask(self, site: Audience, path: str, method: str = "GET", **sent: str) -> HTTPResponse:
        """Return the answer to one question, with its body read into `body`."""
        line = HTTPConnection("127.0.0.1", self.ports[site], timeout=20)
        named = {key.replace("_", "-"): value for key, value in sent.items()}
        line.request(method, path, headers=named)
        answer = line.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        line.close()
        return answer

    def address(self, site: Audience) -> str:
        return f"http://127.0.0.1:{self.ports[site]}/"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def login() -> Iterator[tuple[type[Gate], int]]:
    gate = type("OneGate", (Gate,), {"asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), gate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield gate, server.server_port
    server.shutdown()
    server.server_close()


@contextmanager
def running(place: Path, sites: dict[Audience, Path], gate: int) -> Iterator[dict[Audience, int]]:
    """Run nginx with the files that the build wrote, but for what says FYLL I."""
    ports = {audience: free_port() for audience in sites}
    for audience, site in sites.items():
        name = NAMES[audience]
        text = (site.parent / f"server/nginx/{name}.conf").read_text(encoding="utf-8")
        for written, here in (
            ("listen 80;", f"listen 127.0.0.1:{ports[audience]};"),
            ("    listen [::]:80;\n", ""),
            (f"{KEPT_AT}{name};", f"{site};"),
        ):
            assert written in text
            text = text.replace(written, here)
        (place / f"{name}.conf").write_text(
            text.replace(GATE, f"127.0.0.1:{gate}"), encoding="utf-8"
        )
    folders = " ".join(f"{name}_temp_path {place}/{name};" for name in FOLDERS)
    (place / "main").write_text(MAIN.format(place=place, folders=folders), encoding="utf-8")
    program = nginx.find()
    assert program, "ingen nginx: kör python -m tests.nginx"
    asked = [program, "-p", str(place), "-c", "main", "-e", str(place / "fel")]
    tried = subprocess.run([*asked, "-t", "-q"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0 and not tried.stderr, tried.stderr
    with subprocess.Popen(asked) as process:
        try:
            for port in ports.values():
                wait_for(port)
            yield ports
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(500):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx does not answer")


@pytest.fixture(scope="module")
def readable(
    tmp_path_factory: pytest.TempPathFactory, sites: dict[Audience, Path]
) -> Iterator[dict[Audience, Path]]:
    """The built sites where the server's own user may read them, and beside them what must stay."""
    import tempfile

    root = Path(tempfile.mkdtemp(prefix="styrdok-nginx-"))
    root.chmod(0o755)
    place = next(iter(sites.values())).parent
    shutil.copytree(place, root / "site", symlinks=True)
    found = {audience: root / "site" / site.name for audience, site in sites.items()}
    for site in found.values():
        (site / ".git").mkdir()
        (site / ".git/config").write_text("hemligt", encoding="utf-8")
        (site / "prov.pdf").write_bytes(b"%PDF-1.7\n")
        (site / "kontakt.vcf").write_text("BEGIN:VCARD\n", encoding="utf-8")
    (found[PUBLIC] / "lank").symlink_to(found[INTRANET])
    yield found
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def front(
    tmp_path_factory: pytest.TempPathFactory, readable: dict[Audience, Path]
) -> Iterator[Front]:
    place = tmp_path_factory.mktemp("nginx")
    with login() as (gate, port), running(place, readable, port) as ports:
        yield Front(ports, gate, readable, place / "vikt")


@pytest.fixture(autouse=True)
def _says_yes(request: pytest.FixtureRequest) -> None:
    if "front" in request.fixturenames:
        request.getfixturevalue("front").gate.answer = 202


def style(front: Front, site: Audience = PUBLIC) -> str:
    (path,) = front.sites[site].glob("assets/*/styrdok.css")
    return f"/assets/{path.parent.name}/styrdok.css"


ADDRESSES = {
    "/": (200, "text/html; charset=utf-8"),
    "/register/": (200, "text/html; charset=utf-8"),
    "/data/styrdokument.json": (200, "application/json; charset=utf-8"),
    "/data/jamforelse.csv": (200, "text/csv; charset=utf-8"),
    "/robots.txt": (200, "text/plain; charset=utf-8"),
    "/kontakt.vcf": (200, "text/vcard; charset=utf-8"),
    "/prov.pdf": (200, "application/pdf"),
    "/finns-inte/alls/": (404, "text/html; charset=utf-8"),
}


@pytest.mark.parametrize("site", [PUBLIC, INTRANET], ids=NAMES.values())
@pytest.mark.parametrize("path", [*ADDRESSES, "style"])
def test_every_answer_has_every_header(front: Front, site: Audience, path: str) -> None:
    inside = site is INTRANET
    asked = style(front, site) if path == "style" else path
    status, kind = ADDRESSES.get(path, (200, "text/css; charset=utf-8"))
    answer = front.ask(site, asked)
    assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
    for key, value in headers.headers(inside).items():
        assert answer.headers.get_all(key) == [value]
    policy = headers.paper_policy() if path.endswith(".pdf") else headers.policy()
    assert answer.headers.get_all("Content-Security-Policy") == [policy]
    fresh, lasting = headers.keeping(inside)
    assert answer.headers.get_all("Cache-Control") == [lasting if path == "style" else fresh]
    assert ("X-Robots-Tag" in answer.headers) == inside
    assert answer.headers["Server"] == "nginx" and "X-Powered-By" not in answer.headers
    assert ("Set-Cookie" in answer.headers) == inside, "nothing but the login's own"


def test_what_is_not_there_is_said_with_the_site_s_own_page(front: Front) -> None:
    own = (front.sites[PUBLIC] / "404.html").read_bytes()
    gone = style(front).replace("styrdok.css", "borta.css")
    for path in ("/finns-inte", gone, "/404.html", "/_headers", "/assets/", "/data/kommuner/"):
        answer = front.ask(PUBLIC, path)
        assert answer.status == 404 and answer.body == own, path  # type: ignore[attr-defined]
        assert answer.headers["Cache-Control"] == "public, no-cache", path


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.las", "/../intranet/index.html", "/..%2fintranet/index.html",
     "/%2e%2e/intranet/index.html", "/assets/../../intranet/index.html", "/lank/index.html",
     "/lank/handbok/index.html", "/intranet/",
     "/ale//../../intranet/", "/.public.nasta/index.html"],
)  # fmt: skip
def test_the_public_site_s_server_reaches_nothing_else(front: Front, path: str) -> None:
    answer = front.ask(PUBLIC, path)
    assert answer.status in (400, 404)
    assert b"hemligt" not in answer.body  # type: ignore[attr-defined]
    assert "site.intranet" not in str(answer.headers) and b"note-bar" not in answer.body  # type: ignore[attr-defined]


def test_what_has_not_changed_is_not_sent_again(front: Front) -> None:
    for path in ("/", "/data/styrdokument.json", style(front)):
        first = front.ask(PUBLIC, path, Accept_Encoding="gzip")
        assert first.headers["Content-Encoding"] == "gzip" and first.headers["ETag"]
        assert "Accept-Encoding" in first.headers["Vary"]
        again = front.ask(PUBLIC, path, Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
        assert again.status == 304 and not again.body  # type: ignore[attr-defined]
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert again.headers["Content-Security-Policy"]


def test_a_folder_leads_to_its_page_whatever_the_server_is_called(front: Front) -> None:
    answer = front.ask(PUBLIC, "/register")
    assert answer.status == 301 and answer.headers["Location"] == "/register/"


def everything(site: Path) -> list[str]:
    return [f"/{path.relative_to(site).as_posix()}" for path in site.rglob("*") if path.is_file()]


@pytest.mark.parametrize("answer", [401, 403, 404, 500])
def test_nothing_of_the_intranet_comes_without_a_yes(front: Front, answer: int) -> None:
    front.gate.answer = answer
    for path in [
        *everything(front.sites[INTRANET]),
        "/",
        "/finns-inte",
        "/register",
        "/oauth2/auth",
    ]:
        said = front.ask(INTRANET, path)
        expected = {401: (302, 401, 404), 403: (403, 404), 404: (503, 500), 500: (503, 500)}
        if path in ("/.git/config", "/404.html", "/oauth2/auth"):
            assert said.status >= 400, path
        else:
            assert said.status in expected[answer], (path, said.status)
        body = said.body  # type: ignore[attr-defined]
        assert len(body) < 200 and b"styrdok" not in body.lower(), path
        assert "noindex" in said.headers["X-Robots-Tag"], path


def test_who_has_not_logged_in_is_led_to_the_login_and_back(front: Front) -> None:
    front.gate.answer = 401
    front.gate.asked.clear()
    answer = front.ask(INTRANET, "/sok/?q=svar&kommun=ale", Cookie="en=kaka")
    assert answer.status == 302
    assert answer.headers["Location"] == "https://login.example/?state=/sok/?q=svar&kommun=ale"
    assert answer.headers["Cache-Control"] == "no-store"
    (asked, sent), (started, _) = front.gate.asked
    assert (asked, started) == ("/oauth2/auth", "/oauth2/start")
    assert sent["Cookie"] == "en=kaka" and sent["X-Forwarded-Uri"] == "/sok/?q=svar&kommun=ale"


def test_the_intranet_is_shut_when_the_login_is_away(
    tmp_path: Path, readable: dict[Audience, Path]
) -> None:
    with running(tmp_path, readable, free_port()) as ports:
        front = Front(ports, Gate, readable, tmp_path / "vikt")
        for path in ("/", "/data/styrdokument.json", style(front, INTRANET), "/404.html", "/x"):
            answer = front.ask(INTRANET, path)
            assert answer.status in (500, 503) and len(answer.body) < 200, path  # type: ignore[attr-defined]
        told = front.ask(INTRANET, "/handbok/").body.decode()  # type: ignore[attr-defined]
        assert told.startswith("Inloggningen svarar inte")
        assert front.ask(PUBLIC, "/").status == 200, "the open site needs no login"


def test_a_login_reaches_what_it_should(front: Front) -> None:
    for path in ("/", "/handbok/", "/data/styrdokument.json", style(front, INTRANET)):
        assert front.ask(INTRANET, path).status == 200
    missing = front.ask(INTRANET, "/finns-inte/")
    assert missing.status == 404 and b"noindex" in missing.body  # type: ignore[attr-defined]


# In a browser

WATCH = """
window.__brott = [];
document.addEventListener('securitypolicyviolation', e => __brott.push(
  `${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""
DONE = "/^(?!.*hämtas)./.test(document.querySelector('[data-status]').textContent)"


def until(page: Any, condition: str) -> None:
    """Wait for a condition, without the eval that the page forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


@dataclass
class Seen:
    """What went on while pages were looked at."""

    page: Any
    said: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def seen(browser: Any) -> Iterator[Seen]:
    context = browser.new_context(
        bypass_csp=False, viewport={"width": 1280, "height": 800}, locale="sv-SE"
    )
    context.add_init_script(WATCH)
    found = Seen(context.new_page(), [], [])
    found.page.on("console", lambda m: m.type == "error" and found.said.append(m.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    yield found
    context.close()


EVERY = [(PUBLIC, kind) for kind in KINDS] + [(INTRANET, kind) for kind in INTRANET_ONLY]


@pytest.mark.parametrize(("site", "kind"), EVERY, ids=[kind for _, kind in EVERY])
def test_a_page_loads_all_it_needs_and_nothing_else(
    front: Front, seen: Seen, site: Audience, kind: str
) -> None:
    seen.said.clear()
    seen.asked.clear()
    page, home = seen.page, front.address(site)
    address = (KINDS | INTRANET_ONLY)[kind]
    page.goto(home + address)
    if "?q=" in address or "&b=" in address:
        until(page, DONE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("__brott") == []
    expected = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert seen.said == (expected if kind == "404" else [])
    assert [url for url in seen.asked if not url.startswith(home)] == []
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert page.evaluate("document.cookie") == ""
    styles = "[...document.styleSheets].map(one => one.cssRules.length)"
    rules = page.evaluate(styles)
    assert rules and all(rules), "the style is there"
    own = [c for c in page.context.cookies() if c["name"] != "_oauth2_proxy"]
    assert own == []


def test_nothing_is_kept_but_the_colour_scheme(front: Front, browser: Any) -> None:
    context = browser.new_context(bypass_csp=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(front.address(PUBLIC))
    page.locator("[data-audit=theme-toggle]").click()
    page.goto(front.address(PUBLIC) + "sok/?q=svar")
    page.wait_for_selector("[data-audit=search-hit]")
    kept = "[...Object.entries(localStorage), ...Object.entries(sessionStorage)]"
    assert page.evaluate(kept) == [["styrdok-scheme", "dark"]]
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert page.evaluate("caches.keys().then(found => found.length)") == 0
    assert context.cookies() == []
    context.close()


LOADS = 3  # what the scheme moves it moves each time; a busy browser's odd pixel it does not
SHIFTS = """
window.__rubbat = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { __rubbat += e.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_nothing_moves_when_the_scheme_is_applied(
    front: Front, browser: Any, system: str, chosen: str
) -> None:
    context = browser.new_context(
        bypass_csp=False, viewport={"width": 390, "height": 800}, color_scheme=system
    )
    context.add_init_script(f"localStorage.setItem('styrdok-scheme', '{chosen}');{SHIFTS}")
    page = context.new_page()
    for address in ("", KINDS["policy"], PLACE, "register/"):
        moved = []
        while len(moved) < LOADS and 0 not in moved:
            page.goto(front.address(PUBLIC) + address, wait_until="networkidle")
            assert page.evaluate("document.documentElement.dataset.scheme") == chosen
            moved.append(page.evaluate("__rubbat"))
        assert 0 in moved, address
    context.close()


LIGHT = ("start", "policy", "riktlinje", "tema", "kommun", "register")
FIRST, NEXT = 40_000, 10_000  # bytes, packed, the server's own words aside


@pytest.mark.parametrize("kind", LIGHT)
def test_a_page_is_light(front: Front, browser: Any, kind: str) -> None:
    context = browser.new_context(bypass_csp=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    front.sent()
    page.goto(front.address(PUBLIC) + KINDS[kind], wait_until="networkidle")
    first = front.sent()
    page.goto(front.address(PUBLIC) + "om/", wait_until="networkidle")
    front.sent()
    page.goto(front.address(PUBLIC) + KINDS[kind] + "?igen", wait_until="networkidle")
    following = front.sent()
    context.close()
    assert 0 < following < first
    assert (first <= FIRST, following <= NEXT) == (True, True), (first, following)
