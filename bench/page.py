"""The figures become a page of docs/ in Swedish, with a table and a plot."""

from __future__ import annotations

from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Cost
from bench.named import MENTIONS, Named
from styrdok.texts import catalogue

if TYPE_CHECKING:
    from bench.__main__ import Row

TEXTS = catalogue("sv")
SUM = TEXTS("stage.sum")
WIDE, HIGH, EDGE = 640, 360, 56
COLOURS = {"Styrdok": "#0b5563", "Två Hugo": "#8a4b08"}


def write_page(
    docs: Path,
    rows: list[Row],
    growth: float | None,
    measured: str,
    named: Named | None = None,
) -> None:
    """Write the figures into `matningar.md`, between their heading and the plot, and the plot."""
    page = docs / "matningar.md"
    text = page.read_text(encoding="utf-8")
    start, end = "## Siffrorna {#siffror}\n", "![Sekunders"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    figures = _figures(rows, growth, measured) + _named(named)
    page.write_text(f"{before}{start}{figures}{end}{after}", encoding="utf-8")
    (docs / "bilder/matningar.svg").write_text(_plot(rows), encoding="utf-8")


def number(value: float | None, digits: int = 1) -> str:
    """Return a number as Swedish writes it, or that it was not measured."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")


def _figures(rows: list[Row], growth: float | None, measured: str) -> str:
    head = (
        "| Dokument | Första bygget, arbete | klocka | minne | två Hugo, arbete | klocka |"
        " efter en ändring, arbete | sedd i serve | utdata |\n" + "|---" * 9 + "|\n"
    )
    lines = "".join(_line(row) for row in rows)
    grown = f"Arbetet växer som N upphöjt till {number(growth, 2)}.\n" if growth else ""
    plain = "".join(
        f"Samma {row.documents} dokument i MkDocs med Material tar {number(row.plain.cpu)} s arbete"
        f" för en webbplats, mot {number(row.cold.cpu)} s för båda här.\n"
        for row in rows
        if row.plain
    )
    page = max(row.page for row in rows)
    return (
        f"\n{measured}\n\n"
        f"{head}{lines}\n{grown}{plain}"
        f"Den största dokumentsidan är {number(page / 1000)} kB.\n\n"
        f"{_stages(rows)}"
    )


def _stages(rows: list[Row]) -> str:
    """Return where the work of a cold build went, with most documents last."""
    known = [row for row in rows if row.stages]
    if not known:
        return ""
    head = "| Steg | " + " | ".join(f"{row.documents} dokument" for row in known) + " |\n"
    lines = "".join(
        f"| {name} | {' | '.join(_share(row, name) for row in known)} |\n"
        for name in known[-1].stages
        if name != SUM
    )
    lead = "Hit går arbetet i det första bygget, i sekunder och som andel av hela arbetet."
    return f"{lead}\n\n{head}{'|---' * (len(known) + 1)}|\n{lines}\n"


def _share(row: Row, name: str) -> str:
    seconds = row.stages.get(name, 0.0)
    return f"{number(seconds)} s ({number(100 * seconds / row.stages[SUM], 0)} %)"


def _named(named: Named | None) -> str:
    if named is None:
        return ""
    return (
        f"{named.documents} dokument som vart och ett nämner {MENTIONS} dokument eller lagar tar"
        f" {number(named.whole)} s arbete. {number(named.references)} s av det"
        f" ({number(100 * named.references / named.whole, 0)} procent) går åt till att finna"
        " dokumenten de nämner.\n\n"
    )


def _line(row: Row) -> str:
    twice = Cost(row.hugo.cpu * 2, row.hugo.wall * 2) if row.hugo else None
    cells = [
        str(row.documents),
        f"{number(row.cold.cpu)} s",
        f"{number(row.cold.wall)} s",
        f"{number(row.cold.memory, 0)} MB",
        f"{number(twice.cpu)} s" if twice else "–",
        f"{number(twice.wall)} s" if twice else "–",
        f"{number(row.edit.cpu)} s",
        f"{number(row.seen, 2)} s",
        f"{number(row.output, 0)} MB",
    ]
    return f"| {' | '.join(cells)} |\n"


def _plot(rows: list[Row]) -> str:
    """Return work against documents, both on logarithmic axes, as SVG."""
    lines = {"Styrdok": [(row.documents, row.cold.cpu) for row in rows]}
    lines["Två Hugo"] = [(row.documents, row.hugo.cpu * 2) for row in rows if row.hugo]
    points = [point for line in lines.values() for point in line]
    least, most = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points) / 1.5, max(y for _, y in points) * 1.5

    def at(x: float, y: float) -> tuple[float, float]:
        across = log10(x / least) / (log10(most / least) or 1)
        up = log10(y / low) / log10(high / low)
        return EDGE + across * (WIDE - 2.5 * EDGE), HIGH - EDGE - up * (HIGH - 2 * EDGE)

    parts = []
    for name, line in lines.items():
        colour, spots = COLOURS[name], [at(*point) for point in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), (_, value) in zip(spots, line, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
            over = -10 if name == "Styrdok" else 20
            parts.append(
                f'<text x="{x:.1f}" y="{y + over:.1f}" fill="{colour}">{number(value)}</text>'
            )
        if spots:
            x, y = spots[-1]
            over = -26 if name == "Styrdok" else 36
            parts.append(f'<text x="{x:.1f}" y="{y + over:.1f}" fill="{colour}">{name}</text>')
    for documents, _ in lines["Styrdok"]:
        x, _ = at(documents, low)
        parts.append(f'<text x="{x:.1f}" y="{HIGH - EDGE / 2}" fill="#444">{documents}</text>')
    body = "\n".join(parts)
    title = "Sekunders arbete för första bygget av båda webbplatserna, efter antal dokument"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img"'
        f' font-family="sans-serif" font-size="14" text-anchor="middle"><title>{title}</title>\n'
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>\n{body}\n</svg>\n'
    )
