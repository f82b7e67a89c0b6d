"""Promises as pages quote them and as the open data records them; it knows no other page."""

from __future__ import annotations

from typing import Any

from styrdok.compose import addresses
from styrdok.compose.entries import Pledge
from styrdok.derive.promises import Given
from styrdok.model import Act, Channel, Unit

ACT_WORDS = {
    Act.ANSWER: "svar",
    Act.RETURN: "återkoppling",
    Act.CONFIRM: "bekräftelse",
    Act.REACH: "tillgänglighet",
    Act.HANDLE: "åtgärd",
    Act.DELIVER: "leverans",
}
UNIT_WORDS = {
    Unit.SECOND: "sekund",
    Unit.MINUTE: "minut",
    Unit.HOUR: "timme",
    Unit.WORKING_HOUR: "arbetstimme",
    Unit.DAY: "dag",
    Unit.WORKING_DAY: "arbetsdag",
    Unit.WEEK: "vecka",
    Unit.MONTH: "månad",
    Unit.SIGNAL: "signal",
}
WAY_WORDS = {
    Channel.EMAIL: "e-post",
    Channel.PHONE: "telefon",
    Channel.LETTER: "brev",
    Channel.SOCIAL: "sociala medier",
    Channel.FORM: "formulär",
    Channel.VISIT: "besök",
}


def pledge_of(given: Given) -> Pledge:
    """Return a promise as pages quote it."""
    policy, promise = given.policy, given.promise
    anchor = f"#{promise.anchor}" if promise.anchor else ""
    titles = {section.anchor: section.title for section in policy.body.sections}
    return Pledge(
        promise.lead,
        promise.words,
        policy.title,
        titles.get(promise.anchor or ""),
        addresses.of_policy(policy) + anchor,
        policy.language,
        promise.span,
        promise.act,
        promise.channels,
    )


def record_of(pledge: Pledge) -> dict[str, Any]:
    """Return a promise as the open data has it (docs/data.md)."""
    span = pledge.span
    return {
        "text": f"{pledge.lead} {pledge.words}".lstrip(),
        "tid": span.words,
        "lägst": _number(span.low),
        "högst": _number(span.high),
        "enhet": UNIT_WORDS[span.unit],
        "avser": ACT_WORDS[pledge.act],
        "kontaktvägar": [WAY_WORDS[channel] for channel in pledge.channels],
        "ankare": pledge.address.partition("#")[2] or None,
    }


def _number(value: float) -> float:
    return int(value) if value.is_integer() else value
