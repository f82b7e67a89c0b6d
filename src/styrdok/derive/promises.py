"""What a municipality's documents in force promise within a time; from a cut register only."""

from __future__ import annotations

from collections.abc import Mapping

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
    proposal or to come. The same sentence is a promise once, however many texts it stands in.
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
        promised.sort(key=lambda one: ORDER.index(one.promise.act))
        once = {(one.promise.lead, one.promise.words): one for one in reversed(promised)}
        found[slug] = tuple(one for one in promised if one in once.values())
    return found
