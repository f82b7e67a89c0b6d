"""What a municipality's documents in force promise within a time; from a cut register only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from styrdok.derive.lifecycle import Standing
from styrdok.model import Act, Policy, Promise, Value
from styrdok.register import Register

ORDER = tuple(Act)  # a reply first


class Given(Value, frozen=True):
    """A promise, and the document that gives it."""

    policy: Policy
    promise: Promise


def given(register: Register, standings: Mapping[str, Standing]) -> dict[str, tuple[Given, ...]]:
    """Return what each municipality promises, by its slug: replies first, then by title and line.

    Only what is in force binds: a document, or an earlier edition of it while the newest is a
    proposal or to come.
    """
    found: dict[str, tuple[Given, ...]] = {}
    for slug in register.municipalities:
        promised = [
            Given(policy, promise)
            for document in register.of(slug)
            for policy in (*register.editions_of(document), document)
            if policy.body.promises and standings[policy.id].status.binds
            for promise in policy.body.promises
        ]
        found[slug] = tuple(sorted(promised, key=lambda one: ORDER.index(one.promise.act)))
    return found


def once(promised: Iterable[Given], besides: Iterable[Given] = ()) -> Iterator[Given]:
    """Yield each promise whose sentence is not among some others, however many texts have it."""
    seen = {(one.promise.lead, one.promise.words) for one in besides}
    for one in promised:
        sentence = (one.promise.lead, one.promise.words)
        if sentence not in seen:
            seen.add(sentence)
            yield one
