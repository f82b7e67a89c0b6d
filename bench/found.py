"""What was measured of the search becomes a section of a page of docs/, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

from bench.page import number

if TYPE_CHECKING:
    from bench.finding import Found

START, END = "## Sökningen {#sokningen}\n", "\n## "
SHARDS = "kommuner"
HEADS = (
    "| Dokument | avsnitt | bygget, arbete | därav sökningen | efter en ändring, därav sökningen "
    "| filer skrivna | hela landets filer, gzip | en kommuns fil, gzip per avsnitt |",
    "| Dokument | filer | kB gzip, hälften | 19 av 20 | mest | ms efter hämtningen, hälften "
    "| 19 av 20 | mest |",
    "| Dokument | filer | antal | storlek | gzip |",
)


def write_found(docs: Path, rows: Sequence[Found], measured: str) -> None:
    """Write the figures into `matningar.md`, as all of its section on the search."""
    page = docs / "matningar.md"
    before, start, rest = page.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    page.write_text(f"{before}{start}\n{measured}\n\n{say_found(rows)}\n{end}{after}", "utf-8")


def say_found(rows: Sequence[Found]) -> str:
    """Return what was measured as tables in Markdown, each with what it tells above it."""
    first, second, third = (
        "\n".join((head, "|---" * (head.count("|") - 1) + "|")) for head in HEADS
    )
    return "\n\n".join(
        (
            "\n".join((first, *map(_cost, rows))),
            "Så mycket hämtar en fråga utöver `index.json`, och så lång tid tar svaret i Chromium"
            " när allt är hämtat, första gången någon frågar. En fråga är ett till fem ord i rad ur"
            " dokumenten, och i var femte saknas en bokstav.",
            "\n".join((second, *(_asked(row) for row in rows if row.answers))),
            "Det här väger filerna på den externa webbplatsen.",
            "\n".join((third, *(line for row in rows for line in _weights(row)))),
        )
    )


def _line(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _cost(row: Found) -> str:
    work = row.work
    worked: tuple[object, ...] = ("–",) * 4
    if work:
        share = f"{number(work.index)} s ({100 * work.index / work.cold:.0f} %)"
        worked = (f"{number(work.cold)} s", share, f"{number(work.again, 2)} s", work.written)
    nation = sum(one.gzip for name, one in row.weights.items() if name != SHARDS)
    own = row.weights[SHARDS].gzip / row.sections
    return _line(
        row.documents, row.sections, *worked, f"{number(nation / 1e6)} MB", f"{own:.0f} byte"
    )


def _asked(row: Found) -> str:
    sizes, times = ([a.fetched / 1000 for a in row.answers], [a.took for a in row.answers])
    cells = [row.documents, f"{number(_cuts([a.files for a in row.answers])[0], 0)}"]
    for values, unit in ((sizes, "kB"), (times, "ms")):
        cells += [f"{number(one, 0)} {unit}" for one in _cuts(values)]
    return _line(*cells)


def _cuts(values: Sequence[float]) -> tuple[float, float, float]:
    cuts = quantiles(values, n=20)
    return cuts[9], cuts[18], max(values)


def _weights(row: Found) -> list[str]:
    return [
        _line(
            row.documents,
            name,
            one.files,
            *(f"{number(n / 1e6, 2)} MB" for n in (one.raw, one.gzip)),
        )
        for name, one in row.weights.items()
    ]
