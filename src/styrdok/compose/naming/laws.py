"""What the pages on laws show: which are cited, what of each, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from styrdok.compose import addresses
from styrdok.compose.entries import LawName
from styrdok.compose.naming.sources import Place, Sources, in_order, law_name, places
from styrdok.compose.naming.values import Group, Notion, Provision, Statute, Use
from styrdok.derive.references import LawUse
from styrdok.model import Policy
from styrdok.read.law.table import CONCEPTS, LAWS, Concept, address

LINES = 500  # texts that one page shows in all; of more it tells the number
WAYS = 1000  # ways on to municipalities that one page shows, place by place
FEWEST = 3  # texts that are shown of a place, however many places there are
SPOTS = 4  # places in a text that are shown
Told = dict[str, list[LawUse]]
"""What is told of something, by the ids of the texts that do."""


def law_rows(sources: Sources) -> list[tuple[LawName, int]]:
    """Return the laws that the texts cite, by name, and how many documents cite each."""
    rows = [(law_name(n), _number(_by_text(u))) for n, u in sources.references.laws.items()]
    return sorted(rows, key=lambda row: (row[0].name.casefold(), row[0].number))


def statute_of(number: str, sources: Sources) -> Statute:
    """Return a law's own text; nothing is known of one that the table does not have."""
    law = LAWS.get(number)
    if law is None:
        return Statute(None, False, None, None)
    heir = law.successor if law.successor in sources.references.laws else None
    return Statute(
        address(law),
        law.repealed,
        law_name(law.successor).name if law.successor else None,
        addresses.of_law(heir) if heir else None,
    )


def law_homes(number: str, sources: Sources) -> dict[str, int]:
    """Return the municipalities whose texts cite a law, and how many of their documents do."""
    homes = sorted(sources.homes.values(), key=lambda home: home.name.casefold())
    told = {home.slug: sources.laws_at.get((number, home.slug)) for home in homes}
    return {slug: _number(_by_text(uses)) for slug, uses in told.items() if uses}


def provisions(
    number: str,
    sources: Sources,
    home: str | None = None,
    way: Callable[[str], str] | None = None,
) -> list[Provision]:
    """Return the places in a law that are cited, in order, and who does; of one municipality.

    With a `way` on to each municipality's own page no texts are shown here, and where even the
    municipalities would be too many, their numbers alone.
    """
    found: dict[Place, Told] = {}
    homes = [home] if home else sources.homes
    for use in (use for slug in homes for use in sources.laws_at.get((number, slug), ())):
        for place in places(use):
            found.setdefault(place, {}).setdefault(use.text, []).append(use)
    most = max(FEWEST, LINES // max(len(found), 1))
    known, crowded = number in LAWS, way is not None and len(found) * len(homes) > WAYS
    return [
        Provision(
            *place,
            addresses.of_law(number, *place).partition("#")[2],
            address(LAWS[number], *place) if known and any(place) else None,
            _number(told),
            () if crowded else _groups(told, most, sources, way),
        )
        for place, told in sorted(found.items(), key=lambda item: in_order(item[0]))
    ]


def notions(sources: Sources, way: Callable[[str], str] | None = None) -> list[Notion]:
    """Return the concepts that the texts use, by name, what they stand for and who uses them."""
    found: dict[str, Told] = {}
    for uses in sources.references.laws.values():
        for use in uses:
            if use.concept and use.concept in CONCEPTS and sources.text(use.text):
                told = found.setdefault(use.concept, {}).setdefault(use.text, [])
                if use.words not in [other.words for other in told]:  # it may stand for two laws
                    told.append(use)
    most = max(FEWEST, LINES // max(len(found), 1))
    return [
        _notion(CONCEPTS[key], told, _groups(told, most, sources, way))
        for key, told in sorted(found.items(), key=lambda item: CONCEPTS[item[0]].name.casefold())
    ]


def _notion(concept: Concept, told: Told, groups: tuple[Group, ...]) -> Notion:
    stands = tuple(
        (law_name(law), chapter, section, address(LAWS[law], chapter, section))
        for law, chapter, section in concept.places
    )
    return Notion(concept.id, concept.name, concept.meaning, stands, _number(told), groups)


def _by_text(uses: Iterable[LawUse]) -> Told:
    told: Told = {}
    for use in uses:
        told.setdefault(use.text, []).append(use)
    return told


def _number(told: Told) -> int:
    """How many documents there are among texts: an earlier edition is none of its own."""
    return sum("@" not in text for text in told)


def _by_home(told: Told, titled: bool, sources: Sources) -> dict[str, list[Policy]]:
    """The texts by municipality, by name; if so asked by title, and earlier editions last."""
    texts = [text for key in told if (text := sources.text(key))]
    if titled:
        texts.sort(key=lambda p: (p.edition is not None, sources.title(p).casefold()))
    grouped: dict[str, list[Policy]] = {}
    for text in texts:
        grouped.setdefault(text.municipality, []).append(text)
    names: Mapping[str, str] = {slug: home.name for slug, home in sources.homes.items()}
    return dict(sorted(grouped.items(), key=lambda item: names[item[0]].casefold()))


def _groups(
    told: Told, most: int, sources: Sources, way: Callable[[str], str] | None
) -> tuple[Group, ...]:
    grouped = _by_home(told, way is None, sources)
    each = 0 if way else max(1, most // max(len(grouped), 1))
    return tuple(
        Group(
            sources.homes[slug],
            len(texts),
            tuple(_use(text, told[text.id], sources) for text in texts[:each]),
            way(slug) if way else None,
        )
        for slug, texts in grouped.items()
    )


def _use(text: Policy, uses: list[LawUse], sources: Sources) -> Use:
    sayings = [sources.saying(text, use.section, use.words, None, False) for use in uses]
    single = list(dict.fromkeys(sayings))
    return Use(sources.citer(text), tuple(single[:SPOTS]), len(single[SPOTS:]))
