"""The editors' page of the search: whether its questions are answered, and what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Subject
from styrdok.compose.pages.sheet import Page, simple
from styrdok.derive.search.questions import GOOD, TOP, Spot, Tried, Vain, answers_of
from styrdok.model import Document, Value
from styrdok.read.library import FOLDER, QUESTIONS_FILE
from styrdok.swedish.synonyms import stock


class Found(Value, frozen=True):
    """A section or document that a question leads to, as a table names it."""

    heading: str | None
    title: str
    home: str
    address: str
    language: str


class Row(Value, frozen=True):
    """A question in the table: its filter's name, its answers, and how it fared.

    `outcome` is 'good', 'low', 'lost', 'none' (no hits), 'gone' (no answers) or 'untried'.
    """

    text: str
    municipality: str | None
    home: str | None
    answers: tuple[Found, ...]
    outcome: str
    place: int | None
    first: Found | None


class Unheard(Value, frozen=True):
    """Words of a theme that lead nobody to it, for one reason: 'nothing', 'others' or 'untold'."""

    theme: Subject
    words: tuple[str, ...]
    reason: str


def questions(composer: Composer) -> Iterator[Page]:
    """Yield the page, where the site is for those who may do something about what it says."""
    if composer.desk:
        yield addresses.QUESTIONS, partial(_questions, composer)


def _questions(composer: Composer) -> Document:
    large = composer.digest.trial.large
    rows = list(_untried(composer) if large else (_row(t, composer) for t in composer.digest.tried))
    bad = [row for row in rows if row.outcome not in ("good", "untried")]
    groups = composer.register.synonyms
    page = simple(
        composer,
        addresses.QUESTIONS,
        "questions",
        "questions.html",
        rows=[*bad, *(row for row in rows if row not in bad)],
        bad=len(bad),
        large=large,
        good=GOOD,
        top=TOP,
        both=[group.words for group in groups if group.both],
        one_way=[(group.seek, group.show) for group in groups if not group.both],
        banned=[one.word for one in composer.register.banned],
        stock=len(stock()),
        unheard=list(_unheard(composer.digest.vain, composer)),
        themes=bool(composer.register.themes),
    )
    back = ((composer.texts("search.title"), addresses.SEARCH),)
    return replace(page, source=f"{FOLDER}/{QUESTIONS_FILE}", crumbs=back, indexed=False)


def _row(tried: Tried, composer: Composer) -> Row:
    slug = tried.question.municipality
    if not tried.answers:
        outcome = "gone"
    elif tried.place:
        outcome = "good" if tried.good else "low"
    else:
        outcome = "lost" if tried.number else "none"
    return Row(
        tried.question.text,
        slug,
        composer.homes[slug].name if slug in composer.homes else slug,
        tuple(_found(spot, composer) for spot in tried.answers),
        outcome,
        tried.place,
        _found(tried.first, composer) if tried.first else None,
    )


def _untried(composer: Composer) -> Iterator[Row]:
    """Yield the questions of a register that takes too long to try them on."""
    for question in composer.register.questions:
        tried = Tried(question, answers_of(question, composer.register), None, None, 0)
        row = _row(tried, composer)
        yield Row(row.text, row.municipality, row.home, row.answers, "untried", None, None)


def _found(spot: Spot, composer: Composer) -> Found:
    key, anchor = spot
    policy = composer.register.policies[key]
    headings = (one.title for one in policy.body.sections if one.anchor == anchor)
    address = addresses.of_policy(policy)
    return Found(
        next(headings, None),
        policy.title,
        composer.homes[policy.municipality].short_name,
        f"{address}#{anchor}" if anchor else address,
        policy.language,
    )


def _unheard(vain: Sequence[Vain], composer: Composer) -> Iterator[Unheard]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in vain:
        reason = "nothing" if not one.number else "others" if one.tagged else "untold"
        grouped.setdefault((one.theme, reason), []).append(one.word)
    for (theme, reason), words in grouped.items():
        yield Unheard(composer.subjects[theme], tuple(words), reason)
