"""Asks other sites whether our links to them still lead somewhere: `make links`, and each week.

It asks each address once, slowly, and never fails: another site's trouble is no fault of a build.
What it finds is written as a report in Markdown.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

HOME = Path(__file__).parents[1]
# The code host's forms, one for each page, want a reader who is signed in.
FORMS = re.compile(r"https?://[^/]+/[^/]+/[^/]+/(?:edit|issues/new)\b")
POLITE = """\
[checking]
threads=2
timeout=30
maxrequestspersecond=1
maxrunseconds={patience}
recursionlevel=0
robotstxt=1
useragent=Mozilla/5.0 (compatible; Styrdok; +{contact})
sslverify=1
"""
PATIENCE = 2 * 3600  # seconds


class Outward(HTMLParser):
    """The addresses on other sites that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") or ""
        if tag == "a" and target.startswith(("http://", "https://")) and not FORMS.match(target):
            self.found.append(target.partition("#")[0])


def gather(site: Path) -> dict[str, list[str]]:
    """Return every address on other sites, with the pages of a built site that link to it."""
    known: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*.html")):
        page = Outward()
        page.feed(path.read_text(encoding="utf-8"))
        for target in dict.fromkeys(page.found):
            known.setdefault(target, []).append(path.relative_to(site).as_posix())
    return known


def ask(addresses: list[str], contact: str) -> dict[str, tuple[bool, str]]:
    """Return what each address that may be asked answered: whether it leads somewhere, and how."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # linkchecker gives up being root
        settings = Path(folder) / "linkchecker.ini"
        settings.write_text(POLITE.format(contact=contact, patience=PATIENCE), encoding="utf-8")
        command = [sys.executable, "-m", "linkcheck", "-f", str(settings), "--no-status"]
        done = subprocess.run(
            [*command, "--verbose", "-o", "csv/utf-8", "--stdin"],
            input="\n".join(addresses),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    rows = [row for row in done.stdout.splitlines() if row and not row.startswith("#")]
    found = csv.DictReader(rows, delimiter=";")
    return {
        row["urlname"]: (row["valid"] == "True", row["result"])
        for row in found
        if row["result"] != "syntax OK"  # its robots.txt wants no visit
    }


def report(known: dict[str, list[str]], answers: dict[str, tuple[bool, str]]) -> str:
    """Return the report: first what leads nowhere and who links there, then what was not asked."""
    lost = {a: answers[a][1] for a in known if a in answers and not answers[a][0]}
    unasked = [address for address in known if address not in answers]
    lines = [
        "# Länkar till andra webbplatser",
        "",
        f"{len(known)} adresser, {len(lost)} som inte svarar som de ska, {len(unasked)} utan svar.",
    ]
    if lost:
        lines += ["", "| Adress | Svar | Sidor |", "|---|---|---|"]
        lines += [f"| {_cell(a)} | {_cell(w)} | {_pages(known[a])} |" for a, w in lost.items()]
    if unasked:
        lines += ["", "Utan svar:", "", *(f"- `{address}`" for address in unasked)]
    return "\n".join(lines) + "\n"


def _cell(words: str) -> str:
    return f"`{' '.join(words.split())}`".replace("|", "\\|")


def _pages(pages: list[str]) -> str:
    return ", ".join(map(_cell, pages[:5])) + (f" och {len(pages) - 5} till" * (len(pages) > 5))


def main(site: Path, target: Path) -> None:
    """Write the report on a built site, and say where it is."""
    known = gather(site)
    contact = os.environ.get("STYRDOK_KONTAKT") or "https://github.com/styrdok/styrdok"
    answers = ask(list(known), contact) if known else {}
    target.write_text(report(known, answers), encoding="utf-8")
    print(f"Rapporten ligger i {target}.")


if __name__ == "__main__":
    main(HOME / "site/public", HOME / "site/lankar.md")
