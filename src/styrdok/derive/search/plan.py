"""A query becomes a plan: for each of its words, the roots of the index that may stand for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from styrdok.derive.search.values import Plan, Want, Way, Why
from styrdok.derive.search.vocabulary import Vocabulary
from styrdok.derive.search.weights import RANKING
from styrdok.swedish.terms import root, tokens
from styrdok.swedish.words import WORDS

SILENT = WORDS["search silent"]
Also = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]
"""What synonyms a word or two or three words in a row have: roots, and the roots they lead to."""


def plan(query: str, known: Vocabulary, also: Also, typing: bool = False) -> Plan:
    """Return what a query asks for; while it is typed, its last word may be a beginning."""
    written = [token.casefold() for token in tokens(query)]
    told = [token for token in written if token not in SILENT] or written
    wants, corrected = [], []
    for number, token in enumerate(told):
        unfinished = typing and number == len(told) - 1
        ways = _ways(token, known, also, unfinished)
        wants.append(Want(token, tuple(ways)))
        if ways and all(way.why is Why.TYPO for way in ways):
            corrected.append((token, known.form[ways[0].roots[0]]))
    return Plan(tuple(wants), tuple(corrected))


def _ways(token: str, known: Vocabulary, also: Also, unfinished: bool) -> list[Way]:
    own = root(token)
    ways = [
        Way(
            (one,),
            1.0 if one == own else RANKING["folded"],
            Why.EXACT if one == own else Why.FOLDED,
        )
        for one in known.alike(own)
    ]
    if inside := known.split(token):
        ways.append(Way(inside, RANKING["split"], Why.SPLIT))
    for target in also.get((own,), ()):
        if all(known.alike(one) for one in target):
            ways.append(Way(target, RANKING["synonym"], Why.SYNONYM))
    if unfinished:
        starts = (one for one in known.starting(token) if one != own)
        ways += [Way((one,), RANKING["starts"], Why.STARTS) for one in starts]
    if not ways:
        for one, away in known.slips(own):
            ways.append(Way((one,), RANKING["typo"] / away, Why.TYPO))
    return ways
