"""A worker for tests of the search page: it speaks as the true one, over a site's open data."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from tests.conftest import HOME

ROW = re.compile(
    r'<tr data-kommun="[^"]*"[^>]* data-status="([^"]*)".*?<a href="\.\./([^"]*)"', re.S
)
WORKER = "**/assets/*/search/worker.js"


def sections(site: Path) -> list[dict[str, Any]]:
    """Return the sections of a site as a worker's hits tell them, and the words to find them by."""
    register = (site / "register/index.html").read_text(encoding="utf-8")
    statuses = {address: unescape(words) for words, address in ROW.findall(register)}
    found = []
    for path in sorted((site / "data/kommuner").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        names = {home["id"]: home["namn"] for home in data["kommuner"]}
        for document in data["dokument"]:
            shared = {
                "slug": document["kommun"],
                "title": document["titel"],
                "address": document["adress"],
                "municipality": names[document["kommun"]],
                "kind": document["dokumenttyp"],
                "status": statuses[document["adress"]],
                "standing": document["status"],
                "binds": document["status"] == "gällande",
                "record": document["diarienummer"] or "",
            }
            found += [
                shared
                | {
                    "heading": section["rubrik"],
                    "anchor": section["ankare"],
                    "themes": section["teman"],
                    "text": section["text"],
                    "first": number == 0 and section["rubrik"] is not None,
                }
                for number, section in enumerate(document["avsnitt"])
                if section["text"]
            ]
    return found


def stand_in(page: Any, site: Path) -> None:
    """Put the stand-in in the worker's place, for all that a page of a browser asks."""
    given = json.dumps(sections(site), ensure_ascii=False)
    script = (HOME / "tests/stand_in.js").read_text(encoding="utf-8")
    body = f"var SECTIONS = {given};\n{script}"
    page.route(WORKER, lambda route: route.fulfill(body=body, content_type="text/javascript"))
