"""Facts that must agree: what documents and `kommun.yml` of one municipality state differently.

It works on the whole register, for the editors; it knows no page. Precision comes first: what may
be about different things is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from styrdok.derive.lifecycle import Standing, Status
from styrdok.derive.replies import replies_of
from styrdok.derive.subjects import Subjects
from styrdok.model import Kind, Municipality, Place, Policy, Problem, Severity, Value
from styrdok.read.statements import plain_number, role_head
from styrdok.register import Register

RANKS = {Status.IN_FORCE: 1, Status.INFORMATION: 2, Status.UNKNOWN: 3, Status.PROPOSED: 4}
OWN = 0  # of what `kommun.yml` says itself
KEYS = {
    "fact-hours": "öppettider",
    "fact-phone": "telefon",
    "fact-reply": "svarstid",
    "fact-role": "roll",
}


class Said(Value, frozen=True):
    """One statement of a fact: which kind, about what, its value, its words, its place."""

    code: str
    about: tuple[Any, ...]
    name: str
    values: tuple[Any, ...]
    shown: str
    rank: int
    place: Place


def disagreements(register: Register, standings: Mapping[str, Standing]) -> Iterator[Problem]:
    """Yield a notice for each fact that another place of the same municipality states otherwise.

    The register is the whole one, not cut. What has ended or is replaced is history and agrees
    with nothing; a proposal may well promise another time, but not tell another telephone number.
    """
    for slug, home in register.municipalities.items():
        subjects = Subjects(home)
        said = [*_own(home)]
        for policy in register.of(slug):
            rank = RANKS.get(standings[policy.id].status)
            if rank is not None:
                said += _stated(policy, rank, subjects)
                said += _promised(policy, rank, home) if rank < RANKS[Status.PROPOSED] else ()
        yield from sorted(_told(said), key=lambda problem: (problem.place, problem.key))


def _told(said: Iterable[Said]) -> Iterator[Problem]:
    groups: dict[tuple[Any, ...], list[Said]] = {}
    for one in said:
        groups.setdefault((one.code, *one.about), []).append(one)
    told: set[tuple[Place, str, str]] = set()
    for group in groups.values():
        group.sort(key=lambda one: (one.rank, one.place))
        first = group[0]
        known = [one for one in group if one.place.path == first.place.path]
        for one in group:
            mark = (one.place, one.code, one.shown)
            if one.place.path == first.place.path or mark in told:
                continue
            if not any(_agree(one.values, other.values) for other in known):
                told.add(mark)
                yield _problem(one, first)


def _agree(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Tell whether two values are the same, or two stretches of days have a day in common."""
    if len(one) == 2:
        return bool(one[0] <= other[1] and other[0] <= one[1])
    return one == other


def _problem(one: Said, first: Said) -> Problem:
    facts = {
        "name": one.name,
        "value": one.shown,
        "known": first.shown,
        "other": f"{first.place.path}:{first.place.line}",
    }
    return Problem(one.place, KEYS[one.code], one.code, facts, Severity.NOTICE)


def _own(home: Municipality) -> Iterator[Said]:
    """What a municipality's own file states."""
    for contact in home.contacts.values():

        def at(key: str, contact_id: str = contact.id) -> Place:
            line = home.lines.get(f"kontakter: {contact_id}: {key}", 1)
            return Place(home.place.path, line)

        for number in (contact.phone or "").split("/"):
            if digits := plain_number(number):
                yield Said("fact-phone", (contact.id,), contact.name, (digits,), number, OWN,
                           at("telefon"))  # fmt: skip
        for hours in contact.hours:
            for day in hours.weekdays:
                about, value = (contact.id, "open", day), f"{hours.opens}-{hours.closes}"
                shown = f"{hours.days} {hours.opens}–{hours.closes}"
                yield Said("fact-hours", about, contact.name, (value,), shown, OWN,
                           at("öppettider"))  # fmt: skip
        low = contact.name.lower()
        for title in ("chef", "direktör"):
            if low.endswith(title) and (head := role_head(low.removesuffix(title))):
                yield Said("fact-role", (head,), contact.name, (title,), contact.name, OWN,
                           at("namn"))  # fmt: skip


def _stated(policy: Policy, rank: int, subjects: Subjects) -> Iterator[Said]:
    """What a document states of hours, telephone numbers and roles."""
    statements = policy.body.statements
    numbers = Counter(one.words for one in statements if one.kind is Kind.PHONE)
    for one in statements:
        place = Place(policy.place.path, one.line)
        if one.kind is Kind.ROLE:
            head, title = one.value.rsplit(" ", 1)
            yield Said("fact-role", (head,), one.shown, (title,), one.shown, rank, place)
        elif one.kind is Kind.PHONE:
            contact = None if numbers[one.words] > 1 else subjects.called(one)
            if contact:
                about, values = (contact.id,), (one.value,)
                yield Said("fact-phone", about, contact.name, values, one.shown, rank, place)
        elif (found := subjects.opened(one, policy.title)) is not None:
            contact, kind = found
            for day in one.weekdays or subjects.usual(contact):
                when = (contact.id, kind, day)
                yield Said("fact-hours", when, contact.name, (one.value,), one.shown, rank, place)


def _promised(policy: Policy, rank: int, home: Municipality) -> Iterator[Said]:
    """Within what time a document promises a reply."""
    for reply in replies_of(policy, home):
        place = Place(policy.place.path, reply.line)
        yield Said("fact-reply", reply.about, policy.title, reply.days, reply.shown, rank, place)
