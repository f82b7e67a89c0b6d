"""Rules of what editors say of searching: answers are there, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from styrdok.model import Answer, Problem, Question, Severity, Synonyms, plain, replace
from styrdok.read.findings import Findings
from styrdok.read.library import FOLDER, QUESTIONS_FILE, SYNONYMS_FILE
from styrdok.register import Register
from styrdok.swedish.synonyms import stock


def told_of_synonyms(register: Register) -> Iterator[Problem]:
    """Yield a notice of each word that means the same twice, and that bans nothing of the stock."""
    found = Findings(f"{FOLDER}/{SYNONYMS_FILE}")
    same: dict[str, Synonyms] = {}
    shown: dict[tuple[str, str], Synonyms] = {}
    for group in register.synonyms:
        for word in group.seek if group.both else ():
            first = same.setdefault(plain(word), group)
            if first is not group:
                found.notice(
                    group.line, "synonymer: ord", "synonym-twice", value=word, first=str(first.line)
                )
        for word, other in () if group.both else product(group.seek, group.show):
            if plain(word) == plain(other):
                continue
            first = shown.setdefault((plain(word), plain(other)), group)
            if first is not group:
                facts = {"value": word, "other": other, "first": str(first.line)}
                found.notice(group.line, "synonymer: sök", "synonym-shown-twice", **facts)
    known = {plain(word): word for group in stock() for word in group.words}
    for one in register.banned:
        if plain(one.word) not in known:
            found.unknown(one.line, "stäng av", "banned-unknown", one.word, known.values())
    yield from _notices(found)


def told_of_questions(register: Register) -> Iterator[Problem]:
    """Yield a notice of each question that stands twice, and of each answer that is not there."""
    found = Findings(f"{FOLDER}/{QUESTIONS_FILE}")
    asked: dict[tuple[str, str | None], Question] = {}
    for question in register.questions:
        first = asked.setdefault((plain(question.text), question.municipality), question)
        if first is not question:
            facts = {"value": question.text, "first": str(first.line)}
            found.notice(question.line, "frågor: fråga", "question-twice", **facts)
        home = question.municipality
        if home is not None and home not in register.municipalities:
            known = register.municipalities
            found.unknown(question.line, "frågor: kommun", "question-elsewhere", home, known)
        for answer in question.answers:
            _check_answer(question, answer, register, found)
    yield from _notices(found)


def _check_answer(question: Question, answer: Answer, register: Register, found: Findings) -> None:
    """Note an answer in a document or under a heading that is not there, or outside the filter."""
    line, meant = question.line, register.answering(answer)
    if meant is None:
        unread = answer.document in register.withheld or answer.document in register.names_withheld
        if not unread:  # what is wrong with an unread one is told at its own place
            found.unknown(
                line, "frågor: svar", "answer-nowhere", answer.document, register.policies
            )
        return
    policy, anchor = meant
    home = question.municipality
    if home in register.municipalities and home != policy.municipality:
        facts = {"value": policy.id, "home": home or ""}
        found.notice(line, "frågor: svar", "answer-filtered-out", **facts)
    anchors = [section.anchor for section in policy.body.sections]
    if anchor and anchor not in anchors:
        found.unknown(line, "frågor: svar", "answer-anchor", anchor, anchors)


def _notices(found: Findings) -> Iterator[Problem]:
    """What is not found withholds nothing: it is told, and the rest is used."""
    for problem in found.problems:
        yield replace(problem, severity=Severity.NOTICE)
