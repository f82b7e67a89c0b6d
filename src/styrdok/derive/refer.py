"""All references of a register are worked out: mentions, both ways, what is missing, laws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b

from styrdok.derive.naming.find import Found, find
from styrdok.derive.naming.names import Names, names_of, towns
from styrdok.derive.naming.settle import settle
from styrdok.derive.references import Call, Fate, LawUse, Mention, References
from styrdok.derive.wanting import wanting
from styrdok.memory import Memory, encode
from styrdok.model import Policy, Value
from styrdok.read.readings import set_text
from styrdok.read.setting import SetText
from styrdok.read.stream import streams
from styrdok.register import Register


class Kept(Value, frozen=True):
    """What was found in a text, as it is kept from one build to the next."""

    found: tuple[Found, ...]


TextOf = Callable[[str], SetText]


def refer(register: Register, memory: Memory) -> References:
    """Return all references of a register; linear in its size.

    What a text may name is worked out once for its content and the names around it.
    """
    text_of = partial(set_text, memory=memory)
    places = {town: slug for slug, m in register.municipalities.items() for town in towns(m)}
    names = {slug: _names(slug, register, frozenset(places)) for slug in register.municipalities}
    mentions: dict[str, tuple[Mention, ...]] = {}
    for policy in (*register.policies.values(), *register.editions.values()):
        own = names[policy.municipality]
        found = _found(policy, own, text_of, memory)
        made: list[Mention] = []
        for one in found:
            there = places.get(one.place) if one.others and one.place else None
            if there and there != policy.municipality:
                made += _elsewhere(one, policy, names[there], register, text_of, memory)
            elif mention := settle(one, policy, own, register):
                made.append(mention)
        if made:
            mentions[policy.id] = tuple(made)
    return References(
        mentions, _back(register, mentions), wanting(register, mentions), _laws(register)
    )


def _names(slug: str, register: Register, places: frozenset[str]) -> Names:
    municipality = register.municipalities[slug]
    policies = register.of(slug)
    editions = [e for policy in policies for e in register.editions_of(policy)]
    return names_of(municipality, policies, editions, {}, places)


def _found(policy: Policy, names: Names, text_of: TextOf, memory: Memory) -> tuple[Found, ...]:
    """Return what a text may name by some municipality's names."""
    body = policy.body
    key = blake2b(encode((body.digest, names.digest)), digest_size=16).hexdigest()
    work = lambda: Kept(tuple(find(streams(text_of(body.digest)), names)))  # noqa: E731
    return memory.recall("mentions", key, Kept, work).found


def _elsewhere(  # noqa: PLR0913, PLR0917
    one: Found, policy: Policy, there: Names, register: Register, text_of: TextOf, memory: Memory
) -> Iterator[Mention]:
    """Yield what a name means that is said to be another municipality's, by that one's names."""
    for other in _found(policy, there, text_of, memory):
        if (
            other.at.leaf == one.at.leaf
            and other.at.start < one.at.stop > one.at.start < other.at.stop
        ):
            mention = settle(other, policy, there, register)
            if mention and mention.fate in (Fate.LEADS, Fate.UNCLEAR):
                yield mention
                return
    elsewhere = settle(one, policy, there, register)
    if elsewhere:
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
    for one in getattr(policy.body, "citations", ()):
        section = one.at.leaf - 1 if one.at.leaf > 0 else None
        yield (
            one.law,
            LawUse(policy.id, section, one.chapter, one.sections, one.words, one.concept),
        )
