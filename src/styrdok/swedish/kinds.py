"""The words that Swedish public bodies call their governing documents by, in all their forms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Singular and plural as a title writes them, then what may follow their common beginning:
# indefinite singular, definite singular, indefinite plural, definite plural; a genitive s is free.
FORMS = """
policy policyer polic: y | yn | yer,ys,ies | yerna
riktlinje riktlinjer riktlinje: - | n | r | rna
regel regler reg: el | eln | ler | lerna
regelverk regelverk regelverk: - | et | - | en
rutin rutiner rutin: - | en | er | erna
rutinbeskrivning rutinbeskrivningar rutinbeskrivning: - | en | ar | arna
plan planer plan: - | en | er | erna
program program program: - | met | - | men
strategi strategier strategi: - | n | er | erna
reglemente reglementen reglemente: - | t | n | na
taxa taxor tax: a | an | or | orna
föreskrift föreskrifter föreskrift: - | en | er | erna
ordning ordningar ordning: - | en | ar | arna
instruktion instruktioner instruktion: - | en | er | erna
handbok handböcker handb: ok | oken | öcker | öckerna
manual manualer manual: - | en | er | erna
guide guider guide: - | n | r | rna
vägledning vägledningar vägledning: - | en | ar | arna
anvisning anvisningar anvisning: - | en | ar | arna
bestämmelse bestämmelser bestämmelse: - | n | r | rna
checklista checklistor checklist: a | an | or | orna
lathund lathundar lathund: - | en | ar | arna
vision visioner vision: - | en | er | erna
stadga stadgar stadg: a | an | ar | arna
direktiv direktiv direktiv: - | et | - | en
överenskommelse överenskommelser överenskommelse: - | n | r | rna
kod koder kod: - | en | er | erna
profil profiler profil: - | en | er | erna
princip principer princip: - | en | er | erna
värdegrund värdegrunder värdegrund: - | en | er | erna
styrdokument styrdokument styrdokument: - | et | - | en
"""
NEVER = re.compile(
    r"(?:för|om|an|upp|under)ordning|förordnings|för(?:hål)?regl|kompani|plansch", re.I
)
MANY = frozenset(
    {"riktlinje", "regel", "rutin", "föreskrift", "bestämmelse", "anvisning", "princip"}
)
"""Kinds that are named in singular or plural alike: 'Riktlinje för …' is 'riktlinjerna för …'."""


class Kind(NamedTuple):
    """A word that names a kind of document: what stands before the kind in it, and its form."""

    prefix: str  # 'kommunikations' in 'kommunikationspolicyn'; empty for the kind alone
    name: str  # the kind in singular
    definite: bool
    plural: bool


def _forms() -> tuple[dict[str, tuple[str, bool, bool]], dict[str, tuple[str, str]]]:
    known: dict[str, tuple[str, bool, bool]] = {}
    titles: dict[str, tuple[str, str]] = {}
    for line in FORMS.strip().splitlines():
        head, _, endings = line.partition(":")
        singular, plural, beginning = head.split()
        titles[singular] = (singular, plural)
        for number, given in enumerate(endings.split("|")):
            for ending in given.strip().split(","):
                form = beginning + ("" if ending == "-" else ending)
                known.setdefault(form, (singular, number % 2 == 1, number >= 2))
    return known, titles


KNOWN, TITLES = _forms()


def _beginnings() -> tuple[str, ...]:
    """How words for kinds begin, without those that hold another: 'planer' holds 'plan'."""
    known = {form[:6] for form in KNOWN}
    return tuple(sorted(one for one in known if sum(other in one for other in known) == 1))


BEGINNINGS = _beginnings()


def may_name(text: str) -> bool:
    """Tell whether a text in lower case may name a kind of document: quickly, if too easily."""
    for beginning in BEGINNINGS:  # noqa: SIM110  (a third faster than any(), on every block)
        if beginning in text:
            return True
    return False


ENDING = re.compile(
    rf"(?P<prefix>.*?)-?(?P<form>{'|'.join(sorted(KNOWN, key=len, reverse=True))})s?"
)


@lru_cache(1 << 17)
def kind_of(word: str) -> Kind | None:
    """Return what kind of document a word names, or None where it names none."""
    plain = word.casefold()
    found = ENDING.fullmatch(plain)
    if not found or NEVER.search(plain):
        return None
    name, definite, plural = KNOWN[found["form"]]
    return Kind(found["prefix"].rstrip("-"), name, definite, plural)


def as_title(word: str, kind: Kind) -> str:
    """Return a word that names a kind as a title begins: 'policyn' → 'Policy'."""
    singular, plural = TITLES[kind.name]
    form = plural if kind.plural else singular
    if not kind.prefix:
        return form[:1].upper() + form[1:]
    before = word[: len(word.casefold()[: len(kind.prefix)])]
    hyphen = "-" if word[len(kind.prefix) : len(kind.prefix) + 1] == "-" else ""
    return before[:1].upper() + before[1:] + hyphen + form
