"""The numbers of the ranking, in one table, which the browser gets too; measured, not guessed."""

from __future__ import annotations

from styrdok.derive.lifecycle import Status

# What a word is worth where it stands. A document's own words stand in its unit 0.
TITLE, ALIAS, RECORD, SUMMARY, TOPIC, KIND, PLACE = 6.0, 5.0, 6.0, 2.0, 1.5, 1.5, 3.0
HEADING, ABOVE, THEME, THEME_WORD, TEXT = 5.0, 1.0, 1.0, 0.3, 1.0
PART = 0.45  # what a compound is worth for the words in it
SATURATION = 2.0  # k1 of BM25 (Robertson & Zaragoza 2009)
LENGTH_PULL = 0.35  # b of BM25: how much a long text weighs against its words
USUAL_LENGTH = 80  # words of a section; a constant, so that no text changes another's numbers

RANKING = {
    "document": 0.45,  # a section's share of what its document's head is worth
    "head": 1.08,  # what a document's own head gains on its sections
    "folded": 0.9,
    "other marks": 0.3,  # for a word that is written with marks, or is there without
    "derived": 0.6,  # 'avbokning' for 'avboka', and the other way
    "shorter": 0.8,  # an identifier by its number alone
    "starts": 0.7,
    "joined": 0.8,
    "split": 0.65,
    "beginning": 0.6,  # an unknown word that known ones begin with
    "part": 0.3,  # an unknown compound by one known part
    "synonym": 0.8,  # for a word that is not there itself
    "synonym beside": 0.35,  # for one that is
    "typo": 0.7,
    "unknown": 0.5,  # of the rarest word, what a word that is nowhere is wanted for
    "missing": 0.25,  # of a way's worth, where some of its roots are wanting
    "coverage": 0.7,  # how much it costs not to meet all the words
    "elsewhere": 0.1,  # what a unit is worth where the query names another municipality
    "binds": 1.0,
    "current": 0.9,  # information, and what has no known decision
    "other": 0.6,  # proposals and what is to come
}


def class_of(status: Status) -> str:
    """Return which factor of `RANKING` a document's status has."""
    return "binds" if status.binds else "current" if status.current else "other"
