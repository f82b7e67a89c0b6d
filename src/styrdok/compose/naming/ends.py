"""What a document's page shows of what it refers to and of what refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    sayings: list[Saying] = field(default_factory=list)

    def say(self, saying: Saying) -> None:
        """Add where it is done; a sentence that names it twice says so once."""
        if all((s.sentence, s.spot) != (saying.sentence, saying.spot) for s in self.sayings):
            self.sayings.append(saying)


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
    ahead[FORWARD[-1]] += [_with(n.end, n.sayings) for n in named.values()]
    back[BACK[-1]] += [_with(n.end, n.sayings) for n in callers.values()]
    back[FORMER] = [_with(n.end, n.sayings) for n in before.values()]
    return _kinds(ahead), _kinds(back)


def _kinds(ends: dict[str, list[End]]) -> Ends:
    return tuple((kind, tuple(found)) for kind, found in ends.items() if found)


def _named(policy: Policy, sources: Sources) -> dict[str, Named]:
    """The documents that a text names, by what they are known by."""
    found: dict[str, Named] = {}
    for mention in sources.references.mentions.get(policy.id, ()):
        if mention.fate in NAMED:
            key, end = _target(mention, policy, sources)
            there = found.setdefault(key, Named(end))
            there.say(
                sources.saying(policy, mention.section, mention.words, mention.sentence, True)
            )
    return found


def _target(mention: Mention, policy: Policy, sources: Sources) -> tuple[str, End]:
    there = sources.text(mention.targets[0]) if mention.fate is Fate.LEADS else None
    if there:
        return there.id, _end_at(there, policy, sources)
    name, foreign = mention.name or mention.words, mention.fate is Fate.ELSEWHERE
    end = End(name, None, None, None, None, mention.decision, stated=False, foreign=foreign)
    if foreign:
        return f"!{slugify(name)}", end
    missing = sources.missing_at(policy.municipality, name)
    return _absent(policy, name, sources), replace(end, missing=missing)


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
    return _with(end, said.sayings) if said else end


def _with(end: End, sayings: Iterable[Saying]) -> End:
    return replace(end, sayings=tuple(sayings))


def _callers(policy: Policy, sources: Sources) -> tuple[dict[str, Named], dict[str, Named]]:
    """The documents that name a text, and the earlier editions that do, by id."""
    found: dict[str, Named] = {}
    before: dict[str, Named] = {}
    for call in sources.references.back.get(policy.id, ()):
        caller = sources.text(call.text)
        if caller:
            group = before if caller.edition else found
            there = group.setdefault(caller.id, Named(_end_at(caller, policy, sources)))
            if call.sentence is not None:
                there.say(_said(call, caller, sources))
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
    says = (sources.saying(policy, section, "", None, True) for section in stands)
    return Cited(
        law_name(number),
        tuple(_chapters(number, cited)),
        tuple(_concept(concept) for concept in concepts),
        tuple(said.spot for said in says if said.spot),
    )


def _chapters(number: str, cited: Iterable[Place]) -> Iterator[Chapter]:
    chapters: dict[str | None, list[Spot]] = {}
    for chapter, section in cited:
        there = chapters.setdefault(chapter, [])
        there += [Spot(section, addresses.of_law(number, chapter, section))] if section else []
    for chapter, sections in chapters.items():
        if chapter or sections:
            yield Chapter(chapter, addresses.of_law(number, chapter), tuple(sections))


def _concept(concept: str) -> Spot:
    known = CONCEPTS.get(concept)
    return Spot(known.name if known else concept, addresses.of_concept(concept))
