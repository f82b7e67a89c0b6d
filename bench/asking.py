"""Asks a site's search in a browser, and tells what each question fetches and how long it takes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HOME = Path(__file__).parents[1]
SCRIPTS = HOME / "overrides/assets/search"
SITE = "http://styrdok.test/"
# Each question is asked twice of engines that know nothing but the index: first to see what it
# fetches, and then with all that at hand as text, to see what the answer takes.
ASK = """async ([address, query]) => {
  const read = async name => (await fetch(address + name)).text();
  const index = self.index = self.index || JSON.parse(await read("data/sok/index.json"));
  const texts = new Map(), filters = { kommun: "", typ: "", tema: "", status: "" };
  const asked = { query, limit: 10, typing: false, filters };
  const far = async name => {
    texts.set(name, await read(name));
    return JSON.parse(texts.get(name));
  };
  await self.search.engine(index, far).search(asked);
  const engine = self.search.engine(index, async name => JSON.parse(texts.get(name)));
  const start = performance.now(), found = await engine.search(asked);
  return [Array.from(texts.keys()), performance.now() - start, found.hits.length];
}"""


@dataclass(frozen=True)
class Answer:
    """What a question fetched besides the index, in bytes gzipped; milliseconds; hits shown."""

    fetched: int
    files: int
    took: float
    hits: int


def packed(path: Path) -> int:
    """Return how many bytes a file has gzipped, as a web server mostly sends it."""
    return len(gzip.compress(path.read_bytes(), 6))


def ask(folder: Path, queries: Iterable[str]) -> list[Answer]:
    """Return the answers of a site in a folder; none where there is no browser to ask in."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  (few have it)
        from tests.chromium import find  # noqa: PLC0415
    except ImportError:
        return []
    if not (chromium := find()):
        return []

    def serve(route: Any) -> None:
        name = urlsplit(route.request.url).path.lstrip("/")
        if not name:
            route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")
        else:
            route.fulfill(body=(folder / name).read_bytes(), content_type="application/json")

    with sync_playwright() as player:
        page = player.chromium.launch(executable_path=chromium).new_page()
        page.route("**/*", serve)
        page.goto(SITE)
        for name in ("swedish", "vocabulary", "engine"):
            page.add_script_tag(path=SCRIPTS / f"{name}.js")
        answers = []
        for query in queries:
            names, took, hits = page.evaluate(ASK, [SITE, query])
            answers.append(
                Answer(sum(packed(folder / name) for name in names), len(names), took, hits)
            )
    return answers
