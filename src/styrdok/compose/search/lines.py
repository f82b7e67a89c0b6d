"""A document as the search's data files tell it: one line, with a short line for each heading."""

from __future__ import annotations

from typing import Any

from styrdok.compose.composer import Composer
from styrdok.compose.data import STATUS_WORDS
from styrdok.compose.wording import say_badge
from styrdok.derive.search.pieces import slots_of
from styrdok.derive.search.weights import class_of
from styrdok.model import Policy


def fact_of(policy: Policy, composer: Composer) -> tuple[str, str, str]:
    """Return what a document is filtered and ranked by: its kind, status and class."""
    status = composer.digest.standings[policy.id].status
    return policy.kind, STATUS_WORDS[status], class_of(status)


def hangs_on(policy: Policy, composer: Composer) -> object:
    """Return all that a document's line hangs on."""
    return composer.entry(policy), policy.body.digest, policy.body.sections


def line_of(policy: Policy, composer: Composer) -> list[Any]:
    """Return a document's line; docs/data.md tells what stands where."""
    standing = composer.digest.standings[policy.id]
    return [
        policy.title,
        composer.entry(policy).value.address,
        policy.kind,
        STATUS_WORDS[standing.status],
        say_badge(standing, composer.texts),
        class_of(standing.status),
        slots_of(policy),
        [
            [None, None, composer.frame.at_hand.led(policy.body.digest)],
            *([s.anchor, s.title, list(s.themes)] for s in policy.body.sections),
        ],
    ]
