"""All references of a register are worked out: mentions, both ways, what is missing, laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from styrdok.derive.naming.find import Found
from styrdok.derive.naming.names import Names, names_of, towns
from styrdok.derive.naming.search import Search
from styrdok.derive.naming.settle import settle
from styrdok.derive.references import Call, Fate, LawUse, Mention, References
from styrdok.derive.wanting import wanting
from styrdok.memory import Memory
from styrdok.model import Policy
from styrdok.register import Register


def refer(
    register: Register, memory: Memory, before: Mapping[str, Names] | None = None
) -> References:
    """Return all references of a register; linear in its size.

    What a text may name is worked out once for its content and the names around it. `before` are
    the names of the same register before something was cut away: what was found by them counts,
    where nothing that has been cut away was met.
    """
    places = {town: slug for slug, m in register.municipalities.items() for town in towns(m)}
    names = {slug: _names(slug, register, frozenset(places)) for slug in register.municipalities}
    search = Search(memory, names, before or {})
    policies = [*register.policies.values(), *register.editions.values()]
    search.look_through([(p.body.digest, names[p.municipality]) for p in policies])
    mentions: dict[str, tuple[Mention, ...]] = {}
    for policy in policies:
        own = names[policy.municipality]
        made: list[Mention] = []
        for one in search.found(policy.body.digest, own):
            there = places.get(one.place) if one.others and one.place else None
            if there and there != policy.municipality:
                made += _elsewhere(one, policy, names[there], register, search)
            elif mention := settle(one, policy, own, register):
                made.append(mention)
        if made:
            mentions[policy.id] = tuple(made)
    back, missing = _back(register, mentions), wanting(register, mentions)
    return References(mentions, back, missing, _laws(register), names)


def _names(slug: str, register: Register, places: frozenset[str]) -> Names:
    municipality = register.municipalities[slug]
    policies = register.of(slug)
    editions = [e for policy in policies for e in register.editions_of(policy)]
    return names_of(municipality, policies, editions, places)


def _elsewhere(
    one: Found, policy: Policy, there: Names, register: Register, search: Search
) -> Iterator[Mention]:
    """Yield what a name means that is said to be another municipality's, by that one's names."""
    for other in search.found(policy.body.digest, there):
        apart = other.at.stop <= one.at.start or one.at.stop <= other.at.start
        if other.at.leaf != one.at.leaf or apart:
            continue
        mention = settle(other, policy, there, register)
        if mention and mention.fate in (Fate.LEADS, Fate.UNCLEAR):
            yield mention
            return
    if elsewhere := settle(one, policy, there, register):
        yield elsewhere


def _back(
    register: Register, mentions: Mapping[str, tuple[Mention, ...]]
) -> dict[str, tuple[Call, ...]]:
    """What names a document or an edition; first the texts that are the newest."""
    back: dict[str, list[Call]] = {}
    for key in (*register.policies, *register.editions):
        for mention in mentions.get(key, ()):
            if mention.fate is Fate.LEADS:
                back.setdefault(mention.targets[0], []).append(call_of(key, mention))
    return {key: tuple(calls) for key, calls in back.items()}


def call_of(text: str, mention: Mention) -> Call:
    """Return a mention as whoever is named sees it."""
    return Call(text, mention.section, mention.words, mention.sentence, mention.decision)


def _laws(register: Register) -> dict[str, tuple[LawUse, ...]]:
    """The laws that texts cite, earlier editions' too, whose pages lead to them."""
    used: dict[str, list[LawUse]] = {}
    for policy in (*register.policies.values(), *register.editions.values()):
        for cited in _citations(policy):
            used.setdefault(cited[0], []).append(cited[1])
    return {law: tuple(uses) for law, uses in sorted(used.items())}


def _citations(policy: Policy) -> Iterable[tuple[str, LawUse]]:
    for one in policy.body.citations:
        section = one.at.leaf - 1 if one.at.leaf > 0 else None
        yield (
            one.law,
            LawUse(policy.id, section, one.chapter, one.sections, one.words, one.concept),
        )
