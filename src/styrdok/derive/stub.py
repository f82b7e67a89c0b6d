"""A stand-in for the engine that finds references, until it is there; it knows little."""

from __future__ import annotations

import re
from collections.abc import Iterator

from styrdok.derive.references import Call, Fate, LawUse, Mention, Missing, References
from styrdok.model import Extent, Policy
from styrdok.register import Register
from styrdok.slug import slugify

LAW = re.compile(
    r"(?:(\d+) kap\. )?(?:(\d+(?: [a-z])?) § )?(förvaltningslagen|tryckfrihetsförordningen)"
)
CONCEPT = re.compile("offentlighetsprincipen", re.I)
NUMBERS = {"förvaltningslagen": "2017:900", "tryckfrihetsförordningen": "1949:105"}


def references(register: Register) -> References:
    """Return a few things that the texts name."""
    laws: dict[str, list[LawUse]] = {}
    mentions: dict[str, list[Mention]] = {}
    back: dict[str, list[Call]] = {}
    missing: dict[str, list[Missing]] = {}
    for policy in (*register.policies.values(), *register.editions.values()):
        for line, section, words in _lines(policy):
            for found in LAW.finditer(words):
                use = LawUse(
                    policy.id, section, found[1], (found[2],) if found[2] else (), found[0]
                )
                laws.setdefault(NUMBERS[found[3]], []).append(use)
            for found in CONCEPT.finditer(words):
                use = LawUse(policy.id, section, "2", (), found[0], "offentlighetsprincipen")
                laws.setdefault("1949:105", []).append(use)
            for other in register.of(policy.municipality):
                if other.title in words and other.id != policy.document:
                    sentence = _sentence(words, other.title)
                    at = Extent(0, 0, 0)
                    mention = Mention(
                        other.title, sentence, at, line, section, Fate.LEADS, (other.id,)
                    )
                    mentions.setdefault(policy.id, []).append(mention)
                    call = Call(policy.id, section, other.title, sentence)
                    back.setdefault(other.id, []).append(call)
        for reference in policy.references:
            if reference.title and register.target(policy, reference) is None:
                call = Call(policy.id, None, reference.title, None, reference.decision)
                gaps = missing.setdefault(policy.municipality, [])
                promised = reference.relation.value == "supported by"
                gaps.append(Missing(reference.title, (), promised, (call,)))
    for gaps in missing.values():
        gaps.sort(key=lambda gap: (not gap.promised, slugify(gap.name)))
    made = (mentions, back, missing, laws)
    return References(*({k: tuple(v) for k, v in d.items()} for d in made))  # type: ignore


def _lines(policy: Policy) -> Iterator[tuple[int, int | None, str]]:
    section = None
    for line, words in enumerate(policy.body.text.splitlines()):
        if re.match(r"#{2,6} ", words):
            section = 0 if section is None else section + 1
        elif words:
            yield line, section, words


def _sentence(words: str, inside: str) -> str:
    return next(s for s in re.split(r"(?<=\.) (?=[A-ZÅÄÖ])", words) if inside in s)
