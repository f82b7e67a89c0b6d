"""Where themes are named by their own words, by theme and municipality, for who exports that."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from styrdok.compose.composer import Composer
from styrdok.compose.entries import Entry
from styrdok.derive.digest import Digest
from styrdok.derive.themes.values import Naming
from styrdok.memory import Sealed
from styrdok.model import Policy, Value


class Said(Value, frozen=True):
    """That a document names a theme: the words, the sentence, and the section's title and anchor.

    Before the first heading there is no title, and the anchor is None.
    """

    entry: Sealed[Entry]
    words: str
    sentence: str
    heading: str | None
    anchor: str | None


Found = Mapping[tuple[str, str], tuple[tuple[Policy, Naming], ...]]
KNOWN: WeakKeyDictionary[Digest, Found] = WeakKeyDictionary()


def said_of(theme: str, home: str, composer: Composer) -> tuple[Said, ...]:
    """Return where a municipality's documents name a theme, by title and in the texts' order."""
    return tuple(_said(*one, composer) for one in _found(composer).get((theme, home), ()))


def number_said(theme: str, home: str, composer: Composer) -> int:
    """Return in how many sections a municipality's documents name a theme."""
    return len(_found(composer).get((theme, home), ()))


def _found(composer: Composer) -> Found:
    found = KNOWN.get(composer.digest)
    if found is None:
        found = KNOWN[composer.digest] = _sorted(composer)
    return found


def _sorted(composer: Composer) -> Found:
    """Return all namings by theme and municipality: they are gone through once."""
    known = composer.digest.namings
    found: dict[tuple[str, str], list[tuple[Policy, Naming]]] = {}
    for slug in composer.municipality_order if known else ():
        for policy in composer.register.of(slug):
            for naming in known.get(policy.id, ()):
                found.setdefault((naming.theme, slug), []).append((policy, naming))
    return {key: tuple(rows) for key, rows in found.items()}


def _said(policy: Policy, naming: Naming, composer: Composer) -> Said:
    section = policy.body.sections[naming.leaf - 1] if naming.leaf > 0 else None
    heading, anchor = (section.title, section.anchor) if section else (None, None)
    return Said(composer.entry(policy), naming.words, naming.sentence, heading, anchor)
