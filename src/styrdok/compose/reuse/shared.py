"""What one document shares with others, for its own page and for the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import groupby

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import Spot
from styrdok.compose.reuse.values import Alike, Fellow, Kept, Place, SharedBy, SharedRow
from styrdok.derive.digest import Digest
from styrdok.derive.reuse.pairs import SharedPair, shared_pairs
from styrdok.derive.reuse.values import Likeness, Passage, Shared
from styrdok.model import Policy

RETOLD = "retold"


def policy_of(key: str, digest: Digest) -> Policy:
    """Return a document or an edition by its id."""
    register = digest.register
    return register.policies.get(key) or register.editions[key]


def place_of(passage: Passage, composer: Composer) -> Place:
    """Return where a passage stands."""
    policy = policy_of(passage.policy, composer.digest)
    return Place(
        composer.homes[policy.municipality],
        policy.id,
        composer.title(policy),
        policy.language,
        section_of(policy, passage),
        policy.text_form == RETOLD,
    )


def section_of(policy: Policy, passage: Passage) -> Spot:
    """Return the section that a passage of a document stands in."""
    address = addresses.of_policy(policy)
    if not passage.leaf:
        return Spot("", address)
    section = policy.body.sections[passage.leaf - 1]
    return Spot(section.title, f"{address}#{section.anchor}")


def shared_by(policy: Policy, composer: Composer) -> SharedBy:
    """Return what a document's own page tells of the passages that it shares."""
    reuse = composer.digest.reuse
    rows = [_turned(shared, policy.id) for shared in reuse.by_text.get(policy.id, ())]
    own, others = list[tuple[Passage, Passage, Shared]](), list[tuple[Passage, Passage, Shared]]()
    for row in rows:
        there = policy_of(row[1].policy, composer.digest)
        (own if there.document == policy.document else others).append(row)
    passages = []
    for number, group in groupby(others, key=lambda row: row[0].number):
        found = list(group)
        fellows = tuple(_fellow(there, shared, policy, composer) for _, there, shared in found)
        among = sum(row[0].number == number for row in rows)
        more = max(0, reuse.spread.get((policy.id, number), 0) - among)
        ours = found[0][0]
        passages.append(Alike(ours, section_of(policy, ours), fellows, more))
    return SharedBy(tuple(passages), _editions(own, composer))


def _turned(shared: Shared, key: str) -> tuple[Passage, Passage, Shared]:
    """Our passage, theirs, and what there is between them."""
    ours = shared.one.policy == key
    return (shared.one, shared.other, shared) if ours else (shared.other, shared.one, shared)


def _fellow(there: Passage, shared: Shared, policy: Policy, composer: Composer) -> Fellow:
    older = shared.earlier and ("ours" if shared.earlier == policy.id else "theirs")
    likeness = shared.likeness.value
    return Fellow(place_of(there, composer), there, likeness, shared.share, older)


def _editions(
    rows: Sequence[tuple[Passage, Passage, Shared]], composer: Composer
) -> tuple[Kept, ...]:
    found: dict[str, list[Shared]] = {}
    for _, there, shared in rows:
        found.setdefault(there.policy, []).append(shared)
    kept = []
    for key in sorted(found):
        edition = policy_of(key, composer.digest)
        title, address = composer.title(edition), addresses.of_policy(edition)
        kept.append(Kept(title, address, numbers_of(found[key])))
    return tuple(kept)


def numbers_of(rows: Iterable[Shared]) -> tuple[tuple[str, int], ...]:
    """Return how many of each likeness there are, the closest likeness first."""
    counted = Counter(shared.likeness for shared in rows)
    return tuple((likeness.value, counted[likeness]) for likeness in Likeness if counted[likeness])


def shared_rows(composer: Composer) -> list[SharedRow]:
    """Return the documents that share passages, two and two, by municipality and title."""
    paired = set(composer.digest.pairs)
    rows = [_row(pair, paired, composer) for pair in shared_pairs(composer.digest.reuse)]
    return sorted(rows, key=_by_name)


def rows_by_home(composer: Composer) -> dict[str, list[SharedRow]]:
    """Return the rows of each municipality, by name, its own document first in each."""
    found: dict[str, list[SharedRow]] = {slug: [] for slug in composer.municipality_order}
    for row in shared_rows(composer):
        found[row.one.home.slug].append(row)
        if row.other.home != row.one.home:
            turned = SharedRow(row.other, row.one, row.numbers, row.way)
            found[row.other.home.slug].append(turned)
    return {slug: sorted(rows, key=_by_name) for slug, rows in found.items()}


def _by_name(row: SharedRow) -> tuple[tuple[str, str, str], ...]:
    return _named(row.one), _named(row.other)


def _named(place: Place) -> tuple[str, str, str]:
    return place.home.name.casefold(), place.title.casefold(), place.document


def _row(pair: SharedPair, paired: Set[tuple[str, str]], composer: Composer) -> SharedRow:
    first = pair.shared[0]
    places = [place_of(first.one, composer), place_of(first.other, composer)]
    one, other = sorted(places, key=_named)
    both = [policy_of(key, composer.digest) for key in (pair.one, pair.other)]
    way = addresses.of_pair(*both) if (pair.one, pair.other) in paired else None
    return SharedRow(_whole(one), _whole(other), numbers_of(pair.shared), way)


def _whole(place: Place) -> Place:
    """The place of a document, and not of one of its sections."""
    address = place.section.address.partition("#")[0]
    return Place(
        place.home,
        place.document,
        place.title,
        place.language,
        Spot(place.title, address),
        place.retold,
    )
