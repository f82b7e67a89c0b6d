"""The texts that name something, looked up by id; what is not in the cut register is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from styrdok.compose import addresses
from styrdok.compose.entries import Home, LawName, Saying, Spot
from styrdok.compose.naming.values import Citer
from styrdok.derive.digest import Digest
from styrdok.derive.references import LawUse, Missing
from styrdok.model import Policy
from styrdok.read.law.table import LAWS
from styrdok.slug import slugify
from styrdok.texts import Texts

Place = tuple[str | None, str | None]
"""Chapter and section of a law."""


class Sources:
    """What a digest knows of who names what, and how a text that does so is shown."""

    def __init__(self, digest: Digest, homes: Mapping[str, Home], texts: Texts) -> None:
        self.digest, self.homes, self.texts = digest, homes, texts
        self.register, self.references = digest.register, digest.references
        self._citers: dict[str, Citer] = {}
        self._spots: dict[tuple[str, bool], tuple[Spot, ...]] = {}

    def text(self, key: str) -> Policy | None:
        """Return a document or an earlier edition of one by its id."""
        return self.register.policies.get(key) or self.register.editions.get(key)

    def title(self, policy: Policy) -> str:
        """Return a document's title, with its date where it is an earlier edition."""
        if policy.edition is None:
            return policy.title
        return self.texts("page.edition-title", title=policy.title, date=str(policy.edition))

    def citer(self, policy: Policy) -> Citer:
        """Return a text as lists of those that name something show it."""
        if policy.id not in self._citers:
            home, address = self.homes[policy.municipality], addresses.of_policy(policy)
            self._citers[policy.id] = Citer(self.title(policy), address, policy.language, home)
        return self._citers[policy.id]

    def saying(
        self, policy: Policy, section: int | None, words: str, sentence: str | None, own: bool
    ) -> Saying:
        """Return that a text names something; `own`: as its own page shows it."""
        if section is None:
            return Saying(words, sentence, None if own else self.spots_of(policy)[0])
        return Saying(words, sentence, self.spots_of(policy, own)[section + 1])

    def spots_of(self, policy: Policy, own: bool = False) -> tuple[Spot, ...]:
        """Return a text's own page and then its sections, as `saying` does; worked out once."""
        key = policy.id, own
        if key not in self._spots:
            page = "" if own else addresses.of_policy(policy)
            sections = (Spot(s.title, f"{page}#{s.anchor}") for s in policy.body.sections)
            self._spots[key] = (Spot("", page), *sections)
        return self._spots[key]

    @cached_property
    def laws_of(self) -> dict[str, list[tuple[str, LawUse]]]:
        """The laws that a text cites, by the text's id."""
        found: dict[str, list[tuple[str, LawUse]]] = {}
        for number, uses in self.references.laws.items():
            for use in uses:
                found.setdefault(use.text, []).append((number, use))
        return found

    @cached_property
    def laws_at(self) -> dict[tuple[str, str], list[LawUse]]:
        """What cites a law in a municipality, by the law's number and the municipality's slug."""
        found: dict[tuple[str, str], list[LawUse]] = {}
        for number, uses in self.references.laws.items():
            for use in uses:
                if text := self.text(use.text):
                    found.setdefault((number, text.municipality), []).append(use)
        return found

    @cached_property
    def _missing(self) -> dict[str, dict[str, str]]:
        """The anchors of what is missing, by municipality and by every name that it is given."""
        return {slug: _anchors(gaps) for slug, gaps in self.references.missing.items()}

    def missing(self, municipality: str, name: str) -> str | None:
        """Return the anchor of what is missing under a name, where it is held to be missing."""
        return self._missing.get(municipality, {}).get(slugify(name))

    def missing_at(self, municipality: str, name: str) -> str | None:
        """Return the address of what is missing under a name, where it is held to be missing."""
        anchor = self.missing(municipality, name)
        page = addresses.of_missing_at(municipality) if len(self.homes) > 1 else addresses.MISSING
        return f"{page}#{anchor}" if anchor else None


def _anchors(gaps: Iterable[Missing]) -> dict[str, str]:
    found: dict[str, str] = {}
    for gap in gaps:
        for name in (gap.name, *gap.variants):
            found.setdefault(slugify(name), slugify(gap.name))
    return found


@cache
def law_name(number: str) -> LawName:
    """Return a law as pages name it; one that the table does not have goes by its number."""
    law = LAWS.get(number)
    name, short = (law.name, law.short) if law else (number, None)
    union = law.articles if law else "/" in number
    return LawName(number, name[:1].upper() + name[1:], short, addresses.of_law(number), union)


def places(use: LawUse) -> list[Place]:
    """Return the places in a law that a text cites at once."""
    return [(use.chapter, section) for section in use.sections] or [(use.chapter, None)]


@cache
def in_order(place: Place) -> tuple[tuple[int, int, str], ...]:
    """Return what places in a law are ordered by: 2 before 10, 5 before 5 a, the whole law last."""
    if place == (None, None):
        return ((1, 0, ""),)
    return tuple((0, *_number(part or "")) for part in place)


def _number(words: str) -> tuple[int, str]:
    digits = words[: len(words) - len(words.lstrip("0123456789"))]
    return int(digits or 0), words[len(digits) :].strip()
