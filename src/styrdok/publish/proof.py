"""One site shown on this machine while it is written: each page is set when it is asked for."""

from __future__ import annotations

import gc
import mimetypes
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from styrdok.compose.pages import NOT_FOUND
from styrdok.memory import Memory
from styrdok.model import Document
from styrdok.publish.edition import file_of
from styrdok.publish.jobs import PressError, job_of, with_pdf
from styrdok.publish.rereading import Reader
from styrdok.publish.speech import log_to_stderr
from styrdok.read.library import FOLDER
from styrdok.texts import Texts

READ = ("modified", True)  # a folder is "modified" by what its files tell of themselves
CHANGES = ("created", "deleted", "modified", "moved")
LOOK = 0.2  # seconds that a browser has to fetch what was saved before all is read
QUIET = 0.02  # seconds without a change before a change is taken up: editors write in bursts
WAIT = 20  # seconds that a browser waits for news before it asks again
NEWS, NEWS_SCRIPT = "/_nytt", "_nytt.js"
SCRIPT = f'<script src="/{NEWS_SCRIPT}" data-news="{NEWS}" data-number="%d"></script>'


class Proof:
    """A site as it was last read, and the pages of it that are asked for."""

    def __init__(self, reading: Reader) -> None:
        self._reading = reading
        self._first: dict[str, Callable[[], bytes]] = {}  # pages that do not wait for all others
        self._lock, self._news = threading.Lock(), threading.Condition()
        self._changed: set[str] = set()
        self.number = 0
        self.take_up()
        self.settle()

    def note(self, path: str) -> None:
        """Note that a file changed."""
        with self._news:
            self._changed.add(path)
            self._news.notify_all()

    def follow(self) -> None:
        """Take up what changes, for as long as the process lives."""
        gc.disable()  # it would take as long as the reading
        while True:
            with self._news:
                while not self._changed:
                    self._news.wait()
                while self._news.wait(QUIET):
                    pass
            try:
                if self.glance():
                    time.sleep(LOOK)
                self.take_up()
                if not self._changed:
                    self.settle()
            except Exception as trouble:  # the site as it was is still there to be shown
                self._reading.tell(trouble)
            if not self._changed:
                gc.collect()

    def glance(self) -> bool:
        """Show what was saved before all is read; tells whether there is anything to show."""
        with self._news:
            changed = set(self._changed)
        with self._lock:
            self._first = {}
            with suppress(Exception):  # whoever reads all meets it, too, and tells
                self._first = self._reading.glance(changed)
        if self._first:
            self._tell_news()
        return bool(self._first)

    def take_up(self) -> None:
        """Read what changed, so that the next page that is asked for shows it."""
        with self._lock:
            with self._news:
                changed, self._changed = self._changed, set()
            self._first = {}  # where all cannot be read, the site as it was is shown
            self.edition, self.by_hand = self._reading.renew(changed)
            self.edition.furnish(self.by_hand.pages)
        self._tell_news()

    def settle(self) -> None:
        """Do what nobody waits for, while the page that was saved is already shown."""
        by_hand = self._reading.settle()
        if by_hand is not self.by_hand:
            with self._lock:
                self.by_hand = by_hand
                self.edition.furnish(by_hand.pages)
            self._tell_news()

    def _tell_news(self) -> None:
        with self._news:
            self.number += 1
            self._news.notify_all()

    def wait_for_news(self, known: str) -> str:
        """Return the number of the latest reading, as soon as it is another than the known one."""
        with self._news:
            self._news.wait_for(lambda: str(self.number) != known, WAIT)
            return str(self.number)

    def file(self, path: str) -> tuple[int, bytes]:
        """Return the status and the bytes of what stands at a path under the site's root."""
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if name in self.edition.assets.files:  # which wait for nothing that is being read
            return 200, self.edition.assets.files[name]
        with self._lock:
            if first := self._first.get(name.removesuffix("index.html")):
                return 200, self._alive(first())
            if make := self._maker(name):
                return 200, self._alive(self.edition.frame.page(make()))
            if name in self.by_hand.files:
                return 200, self.by_hand.files[name]
            if name == NEWS_SCRIPT:
                return 200, (files(__package__) / "proof.js").read_bytes()
            if picture := self.edition.pictures.get(name):
                return 200, picture.read_bytes()
            if name in self.edition.offprints.pages:
                return 200, self.edition.offprint(name)
            if name in self.edition.data:
                return 200, self.edition.data_file(name)
            if self._maker(f"{name}/index.html"):
                return 301, b""
            missing = self._maker(NOT_FOUND)
            return 404, self._alive(self.edition.frame.page(missing())) if missing else b""

    def _maker(self, name: str) -> Callable[[], Document] | None:
        """Return what makes the page in a file; a document's own page waits for no other."""
        for page in self.by_hand.pages:
            if file_of(page.path) == name:
                return partial(self.edition.page, page)
        path = name.removesuffix("index.html")
        return self.edition.documents.get(path) or self.edition.pages.get(path)

    def _alive(self, page: bytes) -> bytes:
        return page.replace(b"</body>", (SCRIPT % self.number).encode() + b"</body>", 1)


def _handler(proof: Proof) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers for one proof; it says nothing of each page."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == NEWS:
                self._answer(200, "text/plain", proof.wait_for_news(parts.query).encode())
                return
            path = unquote(parts.path).lstrip("/")
            try:
                status, content = proof.file(path)
            except Exception as trouble:  # a template at fault, for whoever is writing it
                status, content = 500, repr(trouble).encode()
            kind = "text/html" if path.endswith("/") or not path or status == 404 else None
            self._answer(status, kind or mimetypes.guess_type(path)[0] or "text/html", content)

        def _answer(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            if status == 301:
                self.send_header("Location", urlsplit(self.path).path + "/")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815

        def handle(self) -> None:
            """Answer, for as long as somebody listens."""
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def show(proof: Proof, port: int, watched: list[Path], ready: Callable[[], None]) -> None:
    """Show a proof at 127.0.0.1 and follow what is watched, until interrupted."""

    class Notes(FileSystemEventHandler):
        """Notes changes, not what is only opened and read."""

        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in CHANGES and (event.event_type, event.is_directory) != READ:
                proof.note(str(event.src_path))
                if event.dest_path:
                    proof.note(str(event.dest_path))

    with ThreadingHTTPServer(("127.0.0.1", port), _handler(proof)) as server:
        server.daemon_threads = True
        observer = Observer()
        for path in watched:
            observer.schedule(Notes(), str(path), recursive=True)
        observer.start()
        threading.Thread(target=proof.follow, daemon=True).start()
        ready()
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            pass
        finally:
            observer.stop()


def show_site(root: Path, channel: str, port: int, texts: Texts) -> None:
    """Show one site on this machine until stopped; raises `PressError`."""
    log_to_stderr(texts)
    memory = Memory(root)
    memory.hot = {}
    with tempfile.TemporaryDirectory() as desk:
        job = job_of(root, channel, None, Path(desk), texts)
        job = with_pdf({channel: job}, True, texts)[channel]
        job = replace(job, settings=replace(job.settings, site_url=f"http://127.0.0.1:{port}/"))
        reader = Reader(job, memory, Path(desk) / "docs-byggt", texts, job.dated)
        folders = [job.settings.site / FOLDER, job.settings.docs, *map(Path, job.settings.folders)]
        try:
            watched = [path for path in folders if path.is_dir()]
            words = texts("cli.serving", site=channel, port=port)
            proof = Proof(reader)
            show(proof, port, watched, lambda: print(words, flush=True))
        except OSError as trouble:
            raise PressError(texts("cli.cannot-write", why=trouble)) from trouble
