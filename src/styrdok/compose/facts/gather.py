"""What the facts page and its data say of documents and municipalities is gathered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from styrdok.compose.composer import Composer
from styrdok.compose.facts.values import Fact, HomeFact
from styrdok.derive.age import age_of
from styrdok.derive.readability import ease_of, lix
from styrdok.model import Contact, Policy
from styrdok.register import Register


def facts_of(composer: Composer, slugs: Iterable[str]) -> list[Fact]:
    """Return the facts of some municipalities' documents, by title."""
    return [_fact(policy, composer) for slug in slugs for policy in composer.register.of(slug)]


def _fact(policy: Policy, composer: Composer) -> Fact:
    dossier = composer.dossier(policy)
    face, value = dossier.face.value, lix(policy)
    answer = face.answer
    other = answer.channel and answer.channel != answer.responsible
    return Fact(
        dossier.entry,
        face.more,
        policy.body.length.words,
        value,
        None if value is None else ease_of(value).value,
        age_of(policy, composer.register.as_of),
        face.promises,
        ways_to(answer.channel),
        answer.channel.name if answer.channel and other else None,
    )


def ways_to(contact: Contact | None) -> tuple[str, ...]:
    """Return the kinds of ways to somebody: phone, email, visit, post, form."""
    return contact.channels if contact else ()


def home_facts(composer: Composer, slugs: Sequence[str]) -> list[HomeFact]:
    """Return the facts of some municipalities, in their order."""
    return [_home_fact(slug, composer) for slug in slugs]


def _home_fact(slug: str, composer: Composer) -> HomeFact:
    register = composer.register
    known = register.municipalities[slug]
    reached = known.contacts.get(known.fallback or "")
    documents = register.of(slug)
    return HomeFact(
        composer.homes[slug],
        len(documents),
        sum(_applies(policy, register, composer) for policy in documents),
        len(composer.digest.promises[slug]),
        known.inside_first,
        reached.name if reached else None,
        reached.hours if reached else (),
    )


def _applies(policy: Policy, register: Register, composer: Composer) -> bool:
    """Whether a document is in force, in its newest edition or in an earlier one."""
    standings = composer.digest.standings
    line = (policy, *register.editions_of(policy))
    return any(standings[one.id].status.binds for one in line)
