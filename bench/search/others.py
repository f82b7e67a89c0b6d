"""MiniSearch and Pagefind answer the same questions, by Node where they are installed; no ranking.

Neither belongs to the project. What is not installed is left out, and told.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from importlib import import_module
from pathlib import Path

from bench.search.judged import Record

HERE = Path(__file__).parent
Answers = list[list[str]]
PAGE = """<!doctype html><html lang="{lang}"><head><title>{key}</title></head>
<body><main data-pagefind-body><p data-pagefind-ignore data-pagefind-meta="key">{key}</p>
{said}</main></body></html>"""


class MissingError(Exception):
    """Raised with the name of what is not installed."""


def minisearch(
    records: Sequence[Record], questions: Sequence[str], modules: Path, form: Callable[[str], str]
) -> Answers:
    """Return MiniSearch's answers over records whose words have been put in a form."""
    if not (modules / "minisearch").is_dir():
        raise MissingError("MiniSearch")

    def formed(text: str) -> str:
        return " ".join(map(form, text.split()))

    given = [
        {
            "key": r.key,
            "title": formed(r.title),
            "heading": formed(r.heading),
            "words": formed(r.words),
        }
        for r in records
    ]
    task = {"records": given, "questions": list(map(formed, questions))}
    return _node(["minisearch.mjs", str(modules.resolve().parent)], task)


def records_as_pages(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield each record's name and text as Pagefind is to read it."""
    for r in records:
        heading = f"<h2>{escape(r.heading)}</h2>" if r.heading else ""
        yield r.key, f"<h1>{escape(r.title)}</h1>{heading}<p>{escape(r.words)}</p>"


def pagefind(
    pages: Iterator[tuple[str, str]], questions: Sequence[str], lang: str, desk: Path
) -> Answers:
    """Return Pagefind's answers over one page a record; 'sv' stems, 'unknown' does not."""
    program = _pagefind()
    site = desk / f"pagefind-{lang}"
    for number, (key, said) in enumerate(pages):
        page = site / str(number) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(lang=lang, key=escape(key), said=said), "utf-8")
    subprocess.run(
        [program, "--site", str(site), "--force-language", lang, "--quiet"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with _served(site) as address:
        return _node(["pagefind.mjs", f"{address}pagefind/"], list(questions))


def _pagefind() -> str:
    if found := shutil.which("pagefind"):
        return found
    try:
        return str(import_module("pagefind_bin").get_executable())
    except ImportError:
        raise MissingError("Pagefind") from None


def _node(words: list[str], task: object) -> Answers:
    node = shutil.which("node")
    if not node:
        raise MissingError("Node")
    done = subprocess.run(
        [node, str(HERE / words[0]), *words[1:]],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: Answers = json.loads(done.stdout)
    return answers


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
