"""The figures as tables, and as a page of docs/; it measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.search.figures import Figures

Results = Mapping[str, Sequence[Figures]]


def table(names: Sequence[str], results: Results) -> str:
    """Return the figures of all questions by engine, then nDCG@10 by kind."""
    lines = ["| | nDCG@10 | recall@5 | MRR | ingen träff | inget rätt bland tio |"]
    lines.append("|---|---|---|---|---|---|")
    for engine, found in results.items():
        one = found[0]
        means = " | ".join(map(_number, (one.gain, one.recall, one.first)))
        lines.append(f"| {engine} | {means} | {_share(one.silent)} | {_share(one.missed)} |")
    lines += [
        "",
        f"| nDCG@10 | antal | {' | '.join(results)} |",
        "|---|---|" + "---|" * len(results),
    ]
    for at, name in enumerate(names):
        parts = [found[at] for found in results.values()]
        lines.append(
            f"| {name} | {parts[0].number} | {' | '.join(_number(p.gain) for p in parts)} |"
        )
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.3f}".lstrip("0").replace(".", ",") if value < 1 else "1"


def _share(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def write_page(folder: Path, names: Sequence[str], results: Results, documents: int) -> None:
    """Write the page with the figures."""
    page = Path(__file__).with_name("sokmatning.md").read_text("utf-8")
    said = {
        "{datum}": date.today().isoformat(),
        "{dokument}": str(documents),
        "{frågor}": str(next(iter(results.values()))[0].number),
        "{tabeller}": table(names, results),
    }
    for mark, value in said.items():
        page = page.replace(mark, value)
    (folder / "sokmatning.md").write_text(page, "utf-8")
