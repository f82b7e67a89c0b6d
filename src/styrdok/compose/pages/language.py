"""How documents read, for those who write them: LIX, long sentences, heavy words, as advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Entry, Spot, Way
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.derive.plainness import LETTERS, LONG
from styrdok.derive.readability import ease_of, lix
from styrdok.memory import Sealed
from styrdok.model import Document, Policy, Value


class Reading(Value, frozen=True):
    """How a document reads: figures of its text, and what is asked for its advice.

    `digest` names the text; None is a text that is not Swedish, of which nothing is said. `spots`
    are the headings by leaf, the document itself being the first.
    """

    entry: Sealed[Entry]
    digest: str | None
    lix: int | None
    ease: str | None
    words: int
    sentences: int
    long_words: int
    spots: tuple[Spot, ...]

    @property
    def average(self) -> float | None:
        """Words per sentence; None is a text without any."""
        return self.words / self.sentences if self.sentences else None

    @property
    def share(self) -> int | None:
        """Long words, of more than six letters, in a hundred."""
        return round(100 * self.long_words / self.words) if self.words else None


def language(composer: Composer) -> Iterator[Page]:
    """Yield the page, where the site is for those who write; of many documents one for each."""
    if not composer.desk:
        return
    slugs = composer.municipality_order
    ways = composer.ways(addresses.of_language_at) if composer.apart else []
    yield addresses.LANGUAGE, partial(_page, composer, [] if ways else slugs, ways)
    for way in ways:
        yield way.address, partial(_page_at, way, composer)


def _page(composer: Composer, slugs: Sequence[str], ways: Sequence[Way] = ()) -> Document:
    policies = [policy for slug in slugs for policy in composer.register.of(slug)]
    readings = [_reading(policy, composer) for policy in policies]
    composer.frame.at_hand.hold_plainness(one.digest for one in readings if one.digest)
    page = simple(
        composer,
        addresses.LANGUAGE,
        "plainness",
        "language.html",
        readings=readings,
        ways=ways,
        long=LONG,
        letters=LETTERS,
    )
    back = ((composer.texts("nav.board"), addresses.BOARD),) if composer.board else ()
    return replace(page, crumbs=back, indexed=False)


def _page_at(way: Way, composer: Composer) -> Document:
    whole = _page(composer, [way.home.slug])
    own = part(composer, whole, way, composer.texts("plainness.at", name=way.home.name))
    return replace(own, indexed=False)


def _reading(policy: Policy, composer: Composer) -> Reading:
    value, size = lix(policy), policy.body.length
    address = addresses.of_policy(policy)
    spots = (
        Spot("", address),
        *(Spot(s.title, f"{address}#{s.anchor}") for s in policy.body.sections),
    )
    return Reading(
        composer.entry(policy),
        policy.body.digest if policy.language.startswith("sv") else None,
        value,
        None if value is None else ease_of(value).value,
        size.words,
        size.sentences,
        size.long_words,
        spots,
    )
