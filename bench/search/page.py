"""The figures as tables, and as a page of docs/; it measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.search.figures import Figures

Results = Mapping[str, Sequence[Figures]]


def table(names: Sequence[str], results: Results, alone: Results) -> str:
    """Return the figures of all questions by engine, then nDCG@10 by kind.

    `alone` are the figures without the municipalities that a question's author did not judge.
    """
    head = ["nDCG@10", "bland bedömda", "recall@5", "MRR", "ingen träff", "inget rätt bland tio"]
    lines = [f"| | {' | '.join(head)} |", "|---|" + "---|" * len(head)]
    for engine, found in results.items():
        one = found[0]
        means = map(_number, (one.gain, alone[engine][0].gain, one.recall, one.first))
        shares = map(_share, (one.silent, one.missed))
        lines.append(f"| {engine} | {' | '.join((*means, *shares))} |")
    engines = [*results, *(f"{engine}, bland bedömda" for engine in list(results)[:1])]
    lines += [
        "",
        f"| nDCG@10 | antal | {' | '.join(engines)} |",
        "|---|---|" + "---|" * len(engines),
    ]
    for at, name in enumerate(names):
        parts = [found[at] for found in (*results.values(), *list(alone.values())[:1])]
        gains = " | ".join(_number(part.gain) for part in parts)
        lines.append(f"| {name} | {parts[0].number} | {gains} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.3f}".lstrip("0").replace(".", ",") if value < 1 else "1"


def _share(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def write_page(folder: Path, tables: str, questions: int, documents: int) -> None:
    """Write the page with the figures."""
    page = Path(__file__).with_name("sokmatning.md").read_text("utf-8")
    said = {
        "{datum}": date.today().isoformat(),
        "{dokument}": str(documents),
        "{frågor}": str(questions),
        "{tabeller}": tables,
    }
    for mark, value in said.items():
        page = page.replace(mark, value)
    (folder / "sokmatning.md").write_text(page, "utf-8")
