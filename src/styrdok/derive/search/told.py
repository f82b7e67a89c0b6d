"""What editors are told of their questions: those that the search does not answer well."""

from __future__ import annotations

from collections.abc import Iterator

from styrdok.derive.digest import Digest
from styrdok.derive.search.questions import Spot, Tried
from styrdok.model import Place, Problem, Severity
from styrdok.read.library import FOLDER, QUESTIONS_FILE

KEY = "frågor: fråga"


def told_of_lost(whole: Digest, patient: bool = False) -> Iterator[Problem]:
    """Yield a notice for each question whose answers are not among the first five hits.

    What has no answer here is told by the rules. Where there are very many documents the questions
    are tried only for who is `patient`.
    """
    if whole.trial.large and not patient:
        return
    for tried in whole.tried:
        if tried.answers and not tried.good:
            yield _notice(tried)


def _notice(tried: Tried) -> Problem:
    facts = {"value": tried.question.text}
    code = "tried-unheard"
    if tried.first:
        code = "tried-low" if tried.place else "tried-lost"
        facts |= {"first": _named(tried.first)}
        facts |= {"place": str(tried.place)} if tried.place else {}
    place = Place(f"{FOLDER}/{QUESTIONS_FILE}", tried.question.line)
    return Problem(place, KEY, code, facts, Severity.NOTICE)


def _named(spot: Spot) -> str:
    """Return a section as editors write it in their questions' answers."""
    return f"{spot[0]}#{spot[1]}" if spot[1] else spot[0]
