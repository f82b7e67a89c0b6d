"""The laws that the texts cite, with the concepts that stand for them, and a page for each law."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.entries import LawName, Way
from styrdok.compose.naming.laws import law_homes, law_rows, notions, provisions, statute_of
from styrdok.compose.pages.sheet import Page, part, simple
from styrdok.compose.wording import lower_first
from styrdok.model import Document


def laws(composer: Composer) -> Iterator[Page]:
    """Yield the page of all laws, and each law's; where there are many documents, by home too."""
    rows = law_rows(composer.sources)
    yield addresses.LAWS, partial(_laws, rows, composer)
    for law, number in rows:
        yield law.address, partial(_law, law, number, composer)
        for way in _ways(law, composer) if composer.many else ():
            yield way.address, partial(_law_at, law, way, composer)


def _laws(rows: list[tuple[LawName, int]], composer: Composer) -> Document:
    way = addresses.of_municipality if composer.many else None
    concepts = notions(composer.sources, way)
    return simple(composer, addresses.LAWS, "laws", "laws.html", rows=rows, concepts=concepts)


def _ways(law: LawName, composer: Composer) -> list[Way]:
    return [
        Way(composer.homes[slug], addresses.of_law_at(law.number, slug), number)
        for slug, number in law_homes(law.number, composer.sources).items()
    ]


def _law(law: LawName, number: int, composer: Composer, home: str | None = None) -> Document:
    apart = composer.many and home is None
    way = partial(addresses.of_law_at, law.number) if apart else None
    texts = composer.texts
    return Document(
        path=law.address,
        title=f"{law.name} ({law.number})",
        template="law.html",
        description=texts("law.lead", name=lower_first(law.name)),
        crumbs=((texts("laws.title"), addresses.LAWS),),
        view={
            "law": law,
            "number": number,
            "statute": statute_of(law.number, composer.sources),
            "ways": _ways(law, composer) if apart else [],
            "provisions": provisions(law.number, composer.sources, home, way),
        },
    )


def _law_at(law: LawName, way: Way, composer: Composer) -> Document:
    whole = _law(law, way.number, composer, way.home.slug)
    return part(composer, whole, way, composer.texts("law.at", law=whole.title, name=way.home.name))
