"""All references of a register are worked out: mentions, both ways, what is missing, laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from styrdok.derive.naming.find import Found, find
from styrdok.derive.naming.names import Names, names_of, towns
from styrdok.derive.naming.settle import settle
from styrdok.derive.references import Call, Fate, LawUse, Mention, References
from styrdok.derive.wanting import wanting
from styrdok.memory import Memory, encode
from styrdok.model import Policy, Value
from styrdok.read.readings import set_text
from styrdok.read.stream import streams
from styrdok.register import Register
from styrdok.spread import FEW, cores, side_by_side


class Kept(Value, frozen=True):
    """What was found in a text, as it is kept from one build to the next."""

    found: tuple[Found, ...]


def refer(register: Register, memory: Memory) -> References:
    """Return all references of a register; linear in its size.

    What a text may name is worked out once for its content and the names around it.
    """
    places = {town: slug for slug, m in register.municipalities.items() for town in towns(m)}
    names = {slug: _names(slug, register, frozenset(places)) for slug in register.municipalities}
    policies = [*register.policies.values(), *register.editions.values()]
    _look_through(policies, names, memory)
    mentions: dict[str, tuple[Mention, ...]] = {}
    for policy in policies:
        own = names[policy.municipality]
        made: list[Mention] = []
        for one in _found(policy.body.digest, own, memory):
            there = places.get(one.place) if one.others and one.place else None
            if there and there != policy.municipality:
                made += _elsewhere(one, policy, names[there], register, memory)
            elif mention := settle(one, policy, own, register):
                made.append(mention)
        if made:
            mentions[policy.id] = tuple(made)
    return References(
        mentions, _back(register, mentions), wanting(register, mentions), _laws(register)
    )


def _look_through(policies: Sequence[Policy], names: Mapping[str, Names], memory: Memory) -> None:
    """Look through the texts that nobody has looked through before, on all cores."""
    new = [
        (policy.body.digest, names[policy.municipality])
        for policy in policies
        if memory.get("mentions", _key(policy.body.digest, names[policy.municipality])) is None
    ]
    many = cores() if len(new) >= FEW else 1
    works = [partial(_search, new[part::many], memory) for part in range(many)]
    for rows in side_by_side(works):
        for key, row in rows:
            memory.put("mentions", key, row)


def _search(texts: Sequence[tuple[str, Names]], memory: Memory) -> list[tuple[str, bytes]]:
    """Return what each text may name, as it is kept, by its key."""
    return [
        (_key(digest, names), encode(Kept(tuple(find(streams(set_text(digest, memory)), names)))))
        for digest, names in texts
    ]


def _key(digest: str, names: Names) -> str:
    return f"{digest} {names.digest}"


def _found(digest: str, names: Names, memory: Memory) -> tuple[Found, ...]:
    """Return what a text may name by some municipality's names."""

    def look() -> Kept:
        return Kept(tuple(find(streams(set_text(digest, memory)), names)))

    return memory.recall("mentions", _key(digest, names), Kept, look).found


def _names(slug: str, register: Register, places: frozenset[str]) -> Names:
    municipality = register.municipalities[slug]
    policies = register.of(slug)
    editions = [e for policy in policies for e in register.editions_of(policy)]
    return names_of(municipality, policies, editions, places)


def _elsewhere(
    one: Found, policy: Policy, there: Names, register: Register, memory: Memory
) -> Iterator[Mention]:
    """Yield what a name means that is said to be another municipality's, by that one's names."""
    for other in _found(policy.body.digest, there, memory):
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
    """What names a document or an edition; earlier editions' texts name nothing any more."""
    back: dict[str, list[Call]] = {}
    for key in register.policies:
        for mention in mentions.get(key, ()):
            if mention.fate is Fate.LEADS:
                back.setdefault(mention.targets[0], []).append(call_of(key, mention))
    return {key: tuple(calls) for key, calls in back.items()}


def call_of(text: str, mention: Mention) -> Call:
    """Return a mention as whoever is named sees it."""
    return Call(text, mention.section, mention.words, mention.sentence, mention.decision)


def _laws(register: Register) -> dict[str, tuple[LawUse, ...]]:
    used: dict[str, list[LawUse]] = {}
    for policy in register.policies.values():
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
