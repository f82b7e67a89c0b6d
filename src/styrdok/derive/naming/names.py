"""What the documents of one municipality are called: their titles and other names, in every form.

A name that tells a kind of document ('Riktlinjer för representation') is known by the kind and by
the stems of its other words, in any order; another name by its words in their own order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b

from styrdok.derive.naming.decisions import may_be_body, plain_record
from styrdok.derive.naming.line import DAMAGED, FOLDED, WORD, stems_of
from styrdok.memory import encode
from styrdok.model import Municipality, Policy
from styrdok.rules.names import may_be_used
from styrdok.swedish.kinds import Kind, kind_of
from styrdok.swedish.stems import stem
from styrdok.swedish.words import MUNICIPALITIES, WORDS

JOINING = WORDS["joining"] | DAMAGED
"""Words that a name may hold and is not known by."""
YEARS_AFTER = re.compile(
    r"\s+((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)?\d\d)(?![\d-])|\s+((?:19|20)\d\d)(?![\d–-])"
)
YEARS = re.compile(r"[\s,(]*\b((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)?\d\d))?\)?\s*$")

PLACES = frozenset(name.casefold() for name in MUNICIPALITIES)

Key = tuple[str, frozenset[str]]
"""The kind of a document and the stems of the other words of its name."""


@dataclass(frozen=True)
class Named:
    """A document by one of its names: its id, the years that end the name, its number."""

    id: str
    years: str
    plural: bool
    town: bool = False  # whether the name tells the municipality


@dataclass
class Names:
    """A municipality's names: by kind and stems, and those without a kind by their words."""

    slug: str
    home: tuple[str, ...]  # what the municipality is called, in lower case
    places: frozenset[str] = frozenset()  # and all municipalities that there are
    by_kind: dict[Key, tuple[Named, ...]] = field(default_factory=dict)
    by_words: dict[tuple[str, ...], tuple[Named, ...]] = field(default_factory=dict)
    lower: set[tuple[str, ...]] = field(default_factory=set)  # that an editor wrote without capital
    decided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    records: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)  # who decided what, by id
    told: dict[str, object] = field(default_factory=dict)  # all that a name was made of, by id

    def agrees_body(self, key: str, said: str | None) -> bool:
        """Whether a document was decided by whom a text says."""
        return said is None or may_be_body(said, self.bodies.get(key, ""))

    def hold(self, other: Names) -> bool:
        """Whether these are the other names and perhaps some more."""
        same = (self.slug, self.home, self.places) == (other.slug, other.home, other.places)
        return same and other.told.items() <= self.told.items()

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        """The stems that names of each kind hold."""
        found: dict[str, set[str]] = {}
        for kind, stems in self.by_kind:
            found.setdefault(kind, set()).update(stems)
        return {kind: frozenset(stems) for kind, stems in found.items()}

    @cached_property
    def first(self) -> dict[str, list[tuple[str, ...]]]:
        """The names without a kind by their first word, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(self.by_words, key=len, reverse=True):
            found.setdefault(words[0], []).append(words)
        return found

    @cached_property
    def after(self) -> re.Pattern[str]:
        """The municipality's name after a document's: 'för Lerums kommun'."""
        towns = "|".join(rf"{re.escape(name)}s?(?:\s+kommun)?" for name in self.home)
        return re.compile(rf"\s+(?:för|i|inom|hos)\s+(?:{towns})(?!\w)", re.I)

    @cached_property
    def digest(self) -> str:
        """A name of all the names."""
        parts = (
            self.slug,
            self.home,
            sorted(self.places),
            sorted((k, sorted(s), [vars(n) for n in v]) for (k, s), v in self.by_kind.items()),
            sorted((w, [vars(n) for n in v]) for w, v in self.by_words.items()),
            sorted(self.lower),
            sorted(self.decided.items()),
            sorted(self.records.items()),
            sorted(self.bodies.items()),
        )
        return blake2b(encode(parts), digest_size=16).hexdigest()


@lru_cache(1 << 15)  # both sites ask, and what is cut has most titles from before
def key_of(title: str, home: tuple[str, ...] = ()) -> tuple[Key, Kind] | None:
    """Return what a name with a kind in it is known by; or None where no kind is."""
    words = WORD.findall(bare(title, home))
    for at, word in enumerate(words):
        if kind := kind_of(word):
            others = [w for n, w in enumerate(words) if n != at and w.casefold() not in JOINING]
            stems = stems_of(word) - {kind.name}
            stems = stems.union(*(stems_of(other) for other in others))
            meant = any(not part.isdigit() for part in stems)
            return ((kind.name, frozenset(stems)), kind) if meant else None
    return None


def words_of(title: str) -> tuple[str, ...]:
    """Return the words that a name without a kind is known by: all of them."""
    return tuple(stem(word).translate(FOLDED) for word in WORD.findall(title))


@lru_cache(1 << 15)
def bare(title: str, home: tuple[str, ...]) -> str:
    """Return a title without the years and the municipality that it may begin or end with."""
    plain = YEARS.sub("", title)
    low = plain.casefold()
    for name in home:
        if name in low:
            last, first = _at_the_ends(name)
            plain = first.sub("", last.sub("", plain))
    return plain if WORD.search(plain) else title


@lru_cache(1 << 12)
def _at_the_ends(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A municipality's name where a title ends, and where it begins."""
    town = re.escape(name)
    return (
        re.compile(rf"[\s,–-]+(?:(?:för|i|inom|hos)\s+)?{town}\s*$", re.I),
        re.compile(rf"^{town}s?\s+", re.I),
    )


def years_of(title: str) -> str:
    """Return the years that a title ends with, or nothing."""
    found = YEARS.search(title)
    return "–".join(filter(None, found.groups())) if found else ""


def plain_years(found: re.Match[str]) -> str:
    """Return years after a name in the form that a title's have: '2023–2026'."""
    return "–".join(filter(None, found.groups()))


def towns(municipality: Municipality) -> tuple[str, str]:
    """Return a municipality's name without the word for what it is, and its short name."""
    full = re.sub(r"s?\s+(?:kommun|stad)$", "", municipality.name.casefold())
    return full, municipality.short_name.casefold()


def called(municipality: Municipality) -> tuple[str, ...]:
    """Return what a municipality is called, the longest first: 'lerums kommun', 'lerum'."""
    full, short = municipality.name.casefold(), municipality.short_name.casefold()
    forms = {full, short, f"{short} kommun", f"{short}s kommun", "kommunen"}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def names_of(
    municipality: Municipality,
    policies: Sequence[Policy],
    editions: Sequence[Policy],
    places: frozenset[str] = frozenset(),
) -> Names:
    """Return the names of a municipality's documents; of aliases only what may be used."""
    home = called(municipality)
    names = Names(municipality.slug, home, places | PLACES)
    kinds: dict[Key, list[Named]] = {}
    words: dict[tuple[str, ...], list[Named]] = {}
    used: dict[str, list[str]] = {}
    for policy in (*policies, *editions):
        decision = policy.decision and (policy.decision.body, policy.decision.date)
        number = policy.decision and policy.decision.paragraph
        used[policy.id] = [one for one in policy.aliases if may_be_used(one, municipality)]
        names.told[policy.id] = (policy.title, used[policy.id], decision, number, policy.record)
    for policy in policies:
        for title in (policy.title, *used[policy.id]):
            named = Named(policy.id, years_of(title), False)
            if found := key_of(title, home):
                town = bare(title, home) != YEARS.sub("", title)
                named = Named(policy.id, named.years, found[1].plural, town)
                _add(kinds.setdefault(found[0], []), named)
            elif (known := words_of(title)) and not _is_kind(title):
                _add(words.setdefault(known, []), named)
                if title[:1].islower():
                    names.lower.add(known)
    names.by_kind = {key: tuple(found) for key, found in kinds.items()}
    names.by_words = {key: tuple(found) for key, found in words.items()}
    _add_decided(names, policies, editions)
    return names


def _is_kind(title: str) -> bool:
    """Whether a name is the bare word for a kind of document: 'Riktlinjer'."""
    words = WORD.findall(title)
    return len(words) == 1 and kind_of(words[0]) is not None


def _add_decided(names: Names, policies: Iterable[Policy], editions: Iterable[Policy]) -> None:
    decided: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    for policy in (*policies, *editions):
        decision = policy.decision
        if decision and decision.date and decision.date.day and decision.paragraph:
            decided.setdefault(f"{decision.date} {decision.paragraph}", []).append(policy.id)
            decided.setdefault(f"{decision.date.year} {decision.paragraph}", []).append(policy.id)
            names.bodies[policy.id] = decision.body
        if policy.record:
            records.setdefault(plain_record(policy.record), []).append(policy.id)
    names.decided = {key: tuple(ids) for key, ids in decided.items()}
    names.records = {key: tuple(ids) for key, ids in records.items()}


def _add(found: list[Named], named: Named) -> None:
    if all(named.id != other.id or named.years != other.years for other in found):
        found.append(named)
