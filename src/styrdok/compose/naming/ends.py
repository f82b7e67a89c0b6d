"""What a document's page shows of what it refers to and of what refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from styrdok.compose import addresses
from styrdok.compose.entries import Chapter, Cited, End, Ends, Saying, Spot
from styrdok.compose.extracts import end_of
from styrdok.compose.naming.sources import Place, Sources, in_order, law_name, places
from styrdok.derive.references import Call, Fate, LawUse, Mention
from styrdok.derive.relations import Tie, Ties
from styrdok.model import Policy, replace
from styrdok.read.law.table import CONCEPTS
from styrdok.slug import slugify

FORWARD = ("above", "replaces", "mentions")
BACK = ("below", "replaced_by", "mentioned_by")
FORMER = "mentioned_before"  # by an earlier edition
NAMED = (Fate.LEADS, Fate.MISSING, Fate.ELSEWHERE)


@dataclass
class Named:
    """A document that a text names, or that names it, and everywhere that is done."""

    end: End
    said: dict[tuple[str | None, Spot | None], Saying] = field(default_factory=dict)

    def say(self, saying: Saying) -> None:
        """Add where it is done; a sentence that names it twice says so once."""
        self.said.setdefault((saying.sentence, saying.spot), saying)

    @property
    def whole(self) -> End:
        """The document with everywhere that it is done."""
        return replace(self.end, sayings=tuple(self.said.values()))


def ends_of(policy: Policy, sources: Sources) -> tuple[Ends, Ends]:
    """Return what a text refers to and what refers to it, by kind; each document once on a side.

    What supports it stands whole among what refers to it, also what is promised and missing.
    """
    named = _named(policy, sources)
    callers, before = _callers(policy, sources)
    ties = sources.digest.ties.get(policy.id, Ties())  # an earlier edition has none
    back: dict[str, list[End]] = {}
    for kind in BACK:
        back[kind] = [
            _tied(tie, policy, callers if tie.policy else named, sources)
            for tie in getattr(ties, kind)
        ]
    ahead = {
        kind: [_tied(tie, policy, named, sources) for tie in getattr(ties, kind)]
        for kind in FORWARD
    }
    ahead[FORWARD[-1]] += [there.whole for there in named.values()]
    back[BACK[-1]] += [there.whole for there in callers.values()]
    back[FORMER] = [there.whole for there in before.values()]
    return _kinds(ahead), _kinds(back)


def _kinds(ends: dict[str, list[End]]) -> Ends:
    return tuple((kind, tuple(found)) for kind, found in ends.items() if found)


def _named(policy: Policy, sources: Sources) -> dict[str, Named]:
    """The documents that a text names, by what they are known by."""
    found: dict[str, Named] = {}
    for mention in sources.references.mentions.get(policy.id, ()):
        if mention.fate in NAMED:
            key = _key(mention, policy, sources)
            if key not in found:
                found[key] = Named(_target(mention, policy, sources))
            found[key].say(
                sources.saying(policy, mention.section, mention.words, mention.sentence, True)
            )
    return found


def _key(mention: Mention, policy: Policy, sources: Sources) -> str:
    """What a document that is named is known by: its id, or else its name."""
    name = mention.name or mention.words
    if mention.fate is Fate.LEADS:
        return mention.targets[0]
    foreign = mention.fate is Fate.ELSEWHERE
    return f"!{slugify(name)}" if foreign else _absent(policy, name, sources)


def _target(mention: Mention, policy: Policy, sources: Sources) -> End:
    there = sources.text(mention.targets[0]) if mention.fate is Fate.LEADS else None
    if there:
        return _end_at(there, policy, sources)
    name, foreign = mention.name or mention.words, mention.fate is Fate.ELSEWHERE
    missing = None if foreign else sources.missing_at(policy.municipality, name)
    told = mention.decision
    return End(name, None, None, None, None, told, stated=False, missing=missing, foreign=foreign)


def _end_at(there: Policy, policy: Policy, sources: Sources) -> End:
    elsewhere = there.municipality != policy.municipality
    return End(
        sources.title(there),
        addresses.of_policy(there),
        there.language,
        sources.homes[there.municipality].name if elsewhere else None,
        None,
        stated=False,
    )


def _absent(policy: Policy, name: str, sources: Sources) -> str:
    """What a missing document is known by, under whichever name it is named."""
    return f"?{sources.missing(policy.municipality, name) or slugify(name)}"


def _tied(tie: Tie, policy: Policy, named: dict[str, Named], sources: Sources) -> End:
    end = end_of(tie, policy, sources.register)
    key = tie.policy.id if tie.policy else _absent(policy, end.title, sources)
    if tie.policy is None:
        end = replace(end, missing=sources.missing_at(policy.municipality, end.title))
    said = named.pop(key, None)
    return replace(end, sayings=tuple(said.said.values())) if said else end


def _callers(policy: Policy, sources: Sources) -> tuple[dict[str, Named], dict[str, Named]]:
    """The documents that name a text, and the earlier editions that do, by id."""
    found: dict[str, Named] = {}
    before: dict[str, Named] = {}
    for call in sources.references.back.get(policy.id, ()):
        caller = sources.text(call.text)
        if caller:
            group = before if caller.edition else found
            if caller.id not in group:
                group[caller.id] = Named(_end_at(caller, policy, sources))
            if call.sentence is not None:
                group[caller.id].say(_said(call, caller, sources))
    return found, before


def _said(call: Call, caller: Policy, sources: Sources) -> Saying:
    return sources.saying(caller, call.section, call.words, call.sentence, False)


def cited(policy: Policy, sources: Sources) -> tuple[Cited, ...]:
    """Return the laws that a text cites, by name, with chapters and sections in order."""
    laws: dict[str, list[LawUse]] = {}
    for number, use in sources.laws_of.get(policy.id, ()):
        laws.setdefault(number, []).append(use)
    found = [_cited(number, uses, policy, sources) for number, uses in laws.items()]
    return tuple(sorted(found, key=lambda cited: cited.law.name.casefold()))


def _cited(number: str, uses: list[LawUse], policy: Policy, sources: Sources) -> Cited:
    plain = [use for use in uses if use.concept is None]
    cited = sorted({place for use in plain for place in places(use)}, key=in_order)
    concepts = dict.fromkeys(use.concept for use in uses if use.concept)
    stands = sorted({use.section for use in uses if use.section is not None})
    spots = sources.spots_of(policy, True)
    return Cited(
        law_name(number),
        tuple(_chapters(number, cited)),
        tuple(_concept(concept) for concept in concepts),
        tuple(spots[section + 1] for section in stands),
    )


def _chapters(number: str, cited: Iterable[Place]) -> Iterator[Chapter]:
    chapters: dict[str | None, list[Spot]] = {}
    for chapter, section in cited:
        there = chapters.setdefault(chapter, [])
        there += [_spot(number, chapter, section)] if section else []
    for chapter, sections in chapters.items():
        if chapter or sections:
            yield Chapter(chapter, addresses.of_law(number, chapter), tuple(sections))


@cache
def _spot(number: str, chapter: str | None, section: str) -> Spot:
    return Spot(section, addresses.of_law(number, chapter, section))


def _concept(concept: str) -> Spot:
    known = CONCEPTS.get(concept)
    return Spot(known.name if known else concept, addresses.of_concept(concept))
