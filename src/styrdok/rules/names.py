"""Which other names documents may go by in running text; it knows no text.

An alias is found wherever its words stand, so one that is ordinary Swedish would make links of
sentences that name no document. What a name is made of tells; the few words that it takes stand
in `names.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from styrdok.model import Municipality, Policy, Problem, Severity
from styrdok.register import Register
from styrdok.slug import slugify
from styrdok.swedish.kinds import KNOWN

KEY = "alias"
WORDS = "names.yml"
ABOUT = ("for", "om", "avseende")
INSTITUTION = re.compile(
    r".*(?:namnd(?:en)?|styrelsen?|fullmaktige|forvaltning(?:en)?|kommun(?:en)?|lag(?:en)?"
    r"|balk(?:en)?|forordning(?:en)?)s?"
)


@dataclass(frozen=True)
class Table:
    """The kinds of document and the words of `names.yml`, all in address form.

    `bases` gives the usual form of each form of a kind, `endings` those that names are made with,
    and `compound` finds such a one at the end of a word.
    """

    bases: dict[str, str]
    endings: tuple[str, ...]
    compound: re.Pattern[str]
    anybodys: frozenset[str]
    filling: frozenset[str]
    ordinary: frozenset[str]


@cache
def table() -> Table:
    """Return the words that tell a name from ordinary Swedish."""
    words = (files(__package__) / WORDS).read_text(encoding="utf-8")
    source = yaml.load(words, yaml.BaseLoader)  # noqa: S506  (our own file; it makes only strings)
    forms = {slugify(form): slugify(singular) for form, (singular, _, _) in KNOWN.items()}
    for base, more in source["kinds"].items():
        forms |= dict.fromkeys((base, *more.split()), base)
    bases = {
        form: base
        for one, base in forms.items()
        for form in ((one,) if one.endswith("s") else (one, f"{one}s"))
    }
    alone = source["alone"].split()
    made = [form for form, base in bases.items() if base not in alone]
    endings = ("", *source["endings"].split())
    inflected = {word + end for word in source["everyday"].split() for end in endings}
    return Table(
        bases,
        tuple(made),
        re.compile(f"(.{{3,}}?)({'|'.join(sorted(made, key=len, reverse=True))})"),
        frozenset(source["anybodys"].split()),
        frozenset(source["filling"].split()),
        frozenset(inflected | set(source["others"].split())),
    )


@lru_cache(maxsize=1 << 16)
def usable(alias: str) -> bool:
    """Tell whether a name is peculiar enough to be looked for in running text.

    Several words are, where two of them say something of their own (no `och`, `våra`, `gällande`
    or kind of document), or one does beside a kind of document (`policy för service`), or beside
    a digit or a capital letter inside; or where one kind is about another (`riktlinje för
    styrdokument`). One word is, where it is made of something and a kind of
    document (`bemötandepolicyn`, but not `handlingsplanen`), has a digit or a capital inside, or
    begins with a capital and is no everyday word. The name of a board or a law is somebody else's.
    """
    words = [word for word in re.split(r"[^\w-]+", alias) if word.strip("-_")]
    if sum(sign.isalpha() for sign in alias) < 3:
        return False
    if len(words) == 1:
        return _is_name(words[0])
    plain = [slugify(word) for word in words]
    kinds = [word for word in plain if _is_kind(word)]
    if len(kinds) > 1 and plain[0] == kinds[0] and plain[1] in ABOUT:
        return True  # riktlinje för styrande dokument
    filling = table().filling
    own = [at for at, word in enumerate(plain) if not _is_kind(word) and word not in filling]
    marked = any(_is_marked(words[at]) or (at and words[at][0].isupper()) for at in own)
    return len(own) > 1 or bool(own and (kinds or marked))


def _is_name(word: str) -> bool:
    """Whether a single word is no ordinary one."""
    plain, known = slugify(word), table()
    if _is_kind(plain) or plain in known.filling or plain in known.ordinary:
        return False
    if INSTITUTION.fullmatch(plain):
        return False
    if _parts(plain):
        return True
    return _is_marked(word) or word[0].isupper()


def _is_kind(plain: str) -> bool:
    """Whether a word is a kind of document, also one like `handlingsplan` that anyone may have."""
    known, made = table(), _parts(plain)
    return plain in known.bases or bool(made and made[0].strip("-") in known.anybodys)


@lru_cache(maxsize=1 << 16)
def _parts(plain: str) -> tuple[str, str] | None:
    """The parts of a word that is made of something and a kind of document, as it is inflected."""
    known = table()
    if not plain.endswith(known.endings):  # nearly no word does
        return None
    made = known.compound.fullmatch(plain)
    return (made[1], made[2]) if made else None


def _is_marked(word: str) -> bool:
    """Whether a word has a digit, or a capital letter that does not begin it."""
    return any(sign.isdigit() for sign in word) or any(sign.isupper() for sign in word[1:])


@lru_cache(maxsize=1 << 16)
def plain_name(name: str) -> str:
    """Return a name's address form, the same for all inflections of the kinds of document in it.

    `Kommunens bemötandepolicy` and `bemötandepolicyn` are one name.
    """
    words = slugify(name).split("-")
    words = words[1:] if words[0] in ("kommunens", "kommunen") and len(words) > 1 else words
    return "-".join(_base(word) for word in words)


def _base(word: str) -> str:
    bases, made = table().bases, _parts(word)
    return bases.get(word) or (made[0] + bases[made[1]] if made else word)


Claims = dict[tuple[str, str], dict[str, Policy]]
"""Who goes by a name: by municipality and plain name, the documents by id."""


def claims(names: Iterable[tuple[Policy, str]]) -> Claims:
    """Return which documents go by which of these names."""
    found: Claims = {}
    for policy, name in names:
        found.setdefault((policy.municipality, plain_name(name)), {})[policy.id] = policy
    return found


def told_of_aliases(register: Register) -> Iterator[Problem]:
    """Yield a notice for each alias that cannot be used, and at each title that one equals."""
    taken = claims(_names(register))
    aliased = claims(
        (policy, alias)
        for policy in register.policies.values()
        for alias in policy.aliases
        if may_be_used(alias, register.municipalities[policy.municipality])
    )
    for policy in register.policies.values():
        for alias in policy.aliases:
            if not may_be_used(alias, register.municipalities[policy.municipality]):
                yield _notice(policy, KEY, "alias-common", value=alias)
            elif rivals := _rivals(policy, alias, taken):
                yield _notice(policy, KEY, "alias-taken", value=alias, other=rivals[0].place.path)
        rivals = _rivals(policy, policy.title, aliased) if aliased else []
        if rivals and not any(plain_name(a) == plain_name(policy.title) for a in policy.aliases):
            facts = {"value": policy.title, "other": rivals[0].place.path}
            yield _notice(policy, "titel", "title-claimed", **facts)


def _names(register: Register) -> Iterator[tuple[Policy, str]]:
    """All names in the municipalities where any document has an alias."""
    for home in {policy.municipality for policy in register.policies.values() if policy.aliases}:
        for policy in register.of(home):
            yield from ((policy, name) for name in (policy.title, *policy.aliases))


def _rivals(policy: Policy, name: str, taken: Claims) -> list[Policy]:
    found = taken.get((policy.municipality, plain_name(name)), {})
    return [other for key, other in found.items() if key != policy.id]


def may_be_used(alias: str, home: Municipality) -> bool:
    """Tell whether a name is peculiar enough, and not the municipality's or a function's there."""
    known = (home.name, home.short_name, *(c.name for c in home.contacts.values()))
    return usable(alias) and slugify(alias) not in {slugify(name) for name in known}


def _notice(policy: Policy, key: str, code: str, **facts: str) -> Problem:
    return Problem(policy.at(key), key, code, facts, Severity.NOTICE)
