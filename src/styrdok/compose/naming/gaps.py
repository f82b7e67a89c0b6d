"""What the register of missing documents shows: what is named, by whom, in which sentence."""

from __future__ import annotations

from styrdok.compose.entries import Saying
from styrdok.compose.naming.sources import Sources
from styrdok.compose.naming.values import Gap, Namer
from styrdok.derive.references import Call, Missing
from styrdok.derive.relations import Ties
from styrdok.model import Policy
from styrdok.slug import slugify

STATED = ("below", "above", "replaces", "mentions")  # a promise weighs most


def gaps(municipality: str, sources: Sources) -> list[Gap]:
    """Return what a municipality's texts name and is not published here, promised first."""
    missing = sources.references.missing.get(municipality, ())
    return [_gap(gap, sources) for gap in missing]


def number_missing(municipality: str, sources: Sources) -> int:
    """Return how many documents a municipality's texts name that are not published here."""
    return len(sources.references.missing.get(municipality, ()))


def _gap(missing: Missing, sources: Sources) -> Gap:
    calls: dict[str, list[Call]] = {}
    for call in missing.calls:
        calls.setdefault(call.text, []).append(call)
    known = [(text, told) for key, told in calls.items() if (text := sources.text(key))]
    known.sort(key=lambda item: item[0].edition is not None)
    names = {slugify(name) for name in (missing.name, *missing.variants)}
    namers = tuple(_namer(text, told, names, sources) for text, told in known)
    return Gap(missing.name, slugify(missing.name), missing.variants, missing.promised, namers)


def _namer(text: Policy, told: list[Call], names: set[str], sources: Sources) -> Namer:
    home = sources.register.municipalities[text.municipality]
    contact = home.contacts.get(text.responsible or "")
    sayings: dict[Saying, None] = {}
    for call in told:
        if call.sentence is not None:
            said = sources.saying(text, call.section, call.words, call.sentence, False)
            sayings[said] = None
    return Namer(
        sources.citer(text),
        tuple(sayings),
        _stated(text, names, sources),
        next((call.decision for call in told if call.decision), None),
        text.owner,
        contact.name if contact else None,
    )


def _stated(text: Policy, names: set[str], sources: Sources) -> str | None:
    """The relation that a text's front matter tells of."""
    ties = sources.digest.ties.get(text.id, Ties())
    for kind in STATED:
        for tie in getattr(ties, kind):
            named = tie.reference.title or tie.reference.target if tie.reference else None
            if tie.policy is None and named and slugify(named) in names:
                return kind
    return None
