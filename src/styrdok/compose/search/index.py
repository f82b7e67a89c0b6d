"""What the search fetches before anything else: what there is, and the words that help to plan."""

from __future__ import annotations

from typing import Any

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.search.lines import fact_of
from styrdok.derive.search.pieces import Pieces, slots_of, units_of
from styrdok.derive.search.values import LEVELS, SLOT
from styrdok.derive.search.vocabulary import FEWEST, flat, most_shared
from styrdok.derive.search.weights import RANKING
from styrdok.swedish.lexicon import lexicon
from styrdok.swedish.terms import fold
from styrdok.swedish.words import WORDS

VERSION = 1
NOTICE = "heads: from hunspell-sv, (C) 2003-2014 Göran Andersson, LGPL-3.0-only"
BLOCK = 2  # slots whose documents are told in one file: hits come from many documents
NOBODY = " "  # in a slot without a document
AGAIN = "!"  # in a slot of the same document as the one before
FIRST = "0"  # the sign of the first fact


def index_of(composer: Composer) -> dict[str, Any]:
    """Return what is fetched before anything else."""
    pieces = composer.digest.pieces
    finder = pieces.finder
    shards = [
        {
            "municipality": home,
            "name": composer.homes[home].name,
            "file": addresses.search_data_of(home),
            "units": sum(map(units_of, finder.shown(home))),
        }
        for home in finder.homes
    ]
    index = {
        "version": VERSION,
        "notice": NOTICE,
        "form": "chunks" if pieces.national else "shards",
        "ranking": RANKING | {"levels": LEVELS, "slot": SLOT},
        "silent": sorted(WORDS["search silent"]),
        "places": [
            [name, slug, True] if name in finder.places.ordinary else [name, slug]
            for name, slug in finder.places.slugs.items()
        ],
        **_words(pieces),
        "shards": shards,
    }
    return index | (_nation(composer) if pieces.national else {})


def _nation(composer: Composer) -> dict[str, Any]:
    """Return what the index tells besides where the terms lie in chunks."""
    pieces = composer.digest.pieces
    standing, facts = "", dict[tuple[str, str, str], str]()
    for home, base in pieces.bases.items():
        standing = standing.ljust(base, NOBODY)
        for policy in pieces.finder.shown(home):
            fact = fact_of(policy, composer)
            sign = facts.setdefault(fact, chr(ord(FIRST) + len(facts)))
            standing += sign.ljust(slots_of(policy), AGAIN)
    return {
        "chunks": pieces.chunks,
        "units": pieces.units,
        "bases": list(pieces.bases.items()),
        "standing": standing,
        "facts": list(facts),
        "block": BLOCK,
        "slips": list(pieces.slips),
    }


def _words(pieces: Pieces) -> dict[str, Any]:
    """Return the synonyms that lead to something here, and what may begin a compound here."""
    heads, also = lexicon().heads, pieces.finder.also
    targets = {fold(one) for ways in also.values() for way in ways for one in way}
    words = sorted({*map(flat, heads.values()), *targets})
    held = dict(zip(words, pieces.holding(words), strict=True))
    known = most_shared({form: own for form, own in heads.items() if held[flat(own)]}, held)
    begin = [form if form == own else [form, own] for form, own in sorted(known.items())]
    if not pieces.national:  # a target may be what a word begins with, too
        long = sorted(one for one in targets if len(one) >= FEWEST)
        held |= dict(zip(long, pieces.holding(long, begun=True), strict=True))
    synonyms = [
        [" ".join(key), [" ".join(way) for way in ways if all(held[fold(one)] for one in way)]]
        for key, ways in also.items()
    ]
    return {"synonyms": [pair for pair in synonyms if pair[1]], "heads": begin}
