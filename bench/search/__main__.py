"""`make bench-search`: ask judged questions of our search and of others, and tell the figures."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from bench.search.figures import EARLY, WIDE, figures
from bench.search.judged import Question, Units, read_questions
from bench.search.others import MissingError, minisearch, pagefind, records_as_pages
from bench.search.page import table, write_page
from bench.search.words import plain
from styrdok.derive.digest import Digest
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.survey import seen_by, survey
from styrdok.swedish.stems import stem
from styrdok.swedish.terms import fold

HOME = Path(__file__).parents[2]
HERE = Path(__file__).parent
AS_OF = date(2025, 7, 15)  # most of the documents apply
HELD = {
    "Frågor som skrevs när sökningen var färdig": True,
    "Frågor som sökningen ställdes in med": False,
}
Engine = Callable[[], list[list[str]]]


def main() -> None:
    """Ask, print, and write the page where that is asked for."""
    words = argparse.ArgumentParser(prog="make bench-search")
    words.add_argument("--folder", type=Path, default=HERE / "corpus", help="holds policies/")
    words.add_argument("--queries", type=Path, nargs="+", help="files or folders of questions")
    words.add_argument("--modules", type=Path, default=HOME / ".venv/bench/node_modules")
    words.add_argument("--ours", action="store_true", help="leave the other engines out")
    words.add_argument("--lost", action="store_true", help="show the questions that go badly")
    words.add_argument("--pool", action="store_true", help="show what is left to judge")
    words.add_argument("--page", action="store_true", help="write docs/sokmatning.md")
    given = words.parse_args()
    memory = Memory(given.folder)
    known = seen_by(survey(given.folder, HOME / "docs", AS_OF, memory), Audience.INTRANET, memory)
    units = Units(known, memory)
    every = read_questions(_files(given.queries or [HERE / "queries"]))
    judged = [units.judged(question.relevant) for question in every]
    questions = [one for one, answers in zip(every, judged, strict=True) if answers]
    judged = [answers for answers in judged if answers]
    asked = [question.asked for question in questions]
    unjudged: dict[str, dict[str, None]] = {}
    rankings: dict[str, list[list[str]]] = {}
    with tempfile.TemporaryDirectory() as desk:
        for name, engine in _engines(known, units, asked, given, Path(desk)).items():
            try:
                found = engine()
            except MissingError as missing:
                print(f"{name}: {missing} är inte installerat", file=sys.stderr)
                continue
            rankings[name] = found
            _pool(questions, found, unjudged)
            if given.lost and name == "Styrdok":
                _show_lost(questions, list(zip(found, judged, strict=True)))
    memory.save()
    told = "\n\n".join(_tables(questions, judged, rankings))
    print(told)
    if given.pool:
        for question, names in unjudged.items():
            print(f"{question}: {', '.join(names)}")
    if given.page:
        shown = sum(len(known.finder.shown(home)) for home in known.register.municipalities)
        write_page(HOME / "docs", told, len(questions), shown)


def _tables(
    questions: Sequence[Question],
    judged: Sequence[dict[str, int]],
    rankings: dict[str, list[list[str]]],
) -> Iterator[str]:
    """Yield the tables of the questions written afterwards, and of those that it was tuned on."""
    for title, held in HELD.items():
        some = [at for at, one in enumerate(questions) if one.file.endswith("_held") is held]
        asked = [questions[at] for at in some]
        results, alone = {}, {}
        for engine, found in rankings.items():
            pairs = [(found[at], judged[at]) for at in some]
            kept = [(_judged_alone(questions[at], found[at]), judged[at]) for at in some]
            results[engine] = [figures(part) for part in _parts(asked, pairs)]
            alone[engine] = [figures(part) for part in _parts(asked, kept)]
        if some:
            yield f"### {title}\n\n{table(_names(asked), results, alone)}"


def _pool(
    questions: Sequence[Question], found: list[list[str]], unjudged: dict[str, dict[str, None]]
) -> None:
    """Add what stands among an engine's first five, in municipalities nobody judged it for."""
    for question, names in zip(questions, found, strict=True):
        for name in names[:EARLY]:
            if name.partition("/")[0] not in question.homes:
                unjudged.setdefault(question.asked, {})[name] = None


def _judged_alone(question: Question, found: Sequence[str]) -> list[str]:
    """Return a ranking without the municipalities that the question's author did not judge.

    Sakai 2007, 'Alternatives to bpref': what nobody has judged is neither right nor wrong.
    """
    return [one for one in found if one.partition("/")[0] in question.homes]


def _files(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        yield from sorted(path.glob("*.yml")) if path.is_dir() else [path]


def _kinds(questions: Sequence[Question]) -> list[str]:
    return list(dict.fromkeys(question.kind for question in questions))


def _names(questions: Sequence[Question]) -> list[str]:
    files = list(dict.fromkeys(question.file for question in questions))
    return ["alla", *(files if len(files) > 1 else []), *_kinds(questions)]


def _parts(
    questions: Sequence[Question], rankings: list[tuple[list[str], dict[str, int]]]
) -> Iterator[list[tuple[list[str], dict[str, int]]]]:
    for name in _names(questions):
        pairs = zip(questions, rankings, strict=True)
        yield [r for q, r in pairs if name in ("alla", q.file, q.kind)]


def _engines(
    known: Digest, units: Units, asked: list[str], given: argparse.Namespace, desk: Path
) -> dict[str, Engine]:
    def ours() -> list[list[str]]:
        answers = [known.finder.search(one).hits[:WIDE] for one in asked]
        return [[units.keys[h.document, h.leaf] for h in hits] for hits in answers]

    def by_words(form: Callable[[str], str]) -> Engine:
        return lambda: list(map(plain(units.records, form), asked))

    def mini(form: Callable[[str], str]) -> Engine:
        return lambda: minisearch(units.records, asked, given.modules, form)

    if given.ours:
        return {"Styrdok": ours}
    return {
        "Styrdok": ours,
        "Pagefind med våra termer": lambda: pagefind(
            _fed(known, units), [_told(one, known) for one in asked], "unknown", desk
        ),
        "MiniSearch + Snowball": mini(stem),
        "MiniSearch": mini(str.casefold),
        "Pagefind": lambda: pagefind(records_as_pages(units.records), asked, "sv", desk),
        "BM25 + Snowball": by_words(stem),
        "BM25": by_words(str),
    }


def _fed(known: Digest, units: Units) -> Iterator[tuple[str, str]]:
    """Yield each unit's terms, weighted as we weigh them, for Pagefind to index."""
    said: dict[str, list[str]] = {}
    for home in sorted(known.register.municipalities):
        for policy in known.finder.shown(home):
            for leaf, unit in enumerate(known.finder.row(policy).units):
                terms = said.setdefault(units.keys[policy.id, leaf], [])
                for term, impact in zip(unit.terms, unit.impacts, strict=True):
                    weight = f'data-pagefind-weight="{max(impact / 2, 0.1)}"'
                    terms.append(f"<p {weight}>{escape(_bare(term))}</p>")
    for key, terms in said.items():
        yield key, "".join(terms)


def _told(question: str, known: Digest) -> str:
    """Return a question as the terms of the index: each word's best way in our plan."""
    asked = known.finder.search(question).plan
    best = [want.ways[0].roots if want.ways else (want.written,) for want in asked.wants]
    return " ".join(_bare(one) for roots in best for one in roots)


def _bare(term: str) -> str:
    return "".join(c for c in fold(term) if c.isalnum())


def _show_lost(
    questions: Sequence[Question], rankings: list[tuple[list[str], dict[str, int]]]
) -> None:
    for question, (found, judged) in zip(questions, rankings, strict=True):
        if (worth := figures([(found, judged)]).gain) < 0.7:
            print(f"{worth:.2f} {question.kind}: {question.asked}")
            print("     sökt  ", judged)
            print("     funnet", [(one, judged.get(one, 0)) for one in found[:5]])


if __name__ == "__main__":
    main()
