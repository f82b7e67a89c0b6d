"""Within what time a document promises a reply, in a form that two documents can be compared in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import Any

from styrdok.model import Act, Municipality, Policy, Promise, Span, Unit, Value

REPLIES = (Act.ANSWER, Act.RETURN, Act.CONFIRM)
DAYS = {
    Unit.SECOND: 1 / 86400,
    Unit.MINUTE: 1 / 1440,
    Unit.HOUR: 1 / 24,
    Unit.DAY: 1.0,
    Unit.WEEK: 7.0,
}
# Words that make no subject of their own: what any promise of a reply may say.
PLAIN = re.compile(
    r"policy|riktlinj|regel|regler|rutin|program|strateg|styrdokument|information|servic|tillgäng"
    r"|bemöt|kommun|kontakt|svar|besvar|återk|bekräft|besked|fråg|ärend|telefon|samtal"
    r"|ring|post|mejl|mail|brev|kanal|medborg|invån|kund|garanti|löft|lova|deklaration|inkom|dag"
    r"|arbetsdag|vardag|timm|dygn|veck|månad|minut|skriv|hör|lämn|skick|medarbet|anställd|handlägg"
    r"|förvaltning|verksamhet|person|meddeland|digital|skriftlig|social|medi|normal"
)
SMALL = frozenset(
    re.findall(
        r"\w+",
        """
        vi du oss dig din ditt dina vår våra vårt alla alltid all varje kom tog inom senast ska
        kommer får få ha har är bli och att för om på av i till med den det de som en ett så snart
        snabbt möjligt kan man vid från först hos eller räkna ser upp tillbaka sig när efter tid
        god gott bra var ges tar emot in plan även också dock a b
        """,
    )
)
WORD = re.compile(r"[^\W\d_]+")


class Reply(Value, frozen=True):
    """A promised reply: about what, within how many days (from, to), its words, its line."""

    about: tuple[Any, ...]
    days: tuple[float, float]
    shown: str
    line: int


def replies_of(policy: Policy, home: Municipality) -> Iterator[Reply]:
    """Yield the replies within a time that a document promises.

    What they are about is what is promised, the channels, and each subject that the title, the
    heading or the sentence narrows them to.
    """
    own = {word.lower()[:5] for word in WORD.findall(f"{home.name} {home.short_name}")}
    titles = {section.anchor: section.title for section in policy.body.sections}
    for promise in policy.body.promises:
        days = days_of(promise.span)
        if promise.act in REPLIES and days:
            words = f"{policy.title} {titles.get(promise.anchor or '', '')} {_core(promise)}"
            narrow = sorted(
                word[:6]
                for word in set(WORD.findall(words.lower().replace("e-post", "post")))
                if word not in SMALL and not PLAIN.match(word) and word[:5] not in own
            )
            channels = sorted(channel.value for channel in promise.channels)
            counted = "signals" if promise.span.unit is Unit.SIGNAL else "days"
            about = (promise.act.value, counted, *channels, "|", *narrow)
            yield Reply(about, days, promise.span.words, promise.line)


def _core(promise: Promise) -> str:
    """Return what a promise is about: its words up to the time, and on to the next comma."""
    before, _, after = promise.words.partition(promise.span.words)
    return f"{promise.lead} {before} {re.split(r'[,;:.(–]', after)[0]}"


def days_of(span: Span) -> tuple[float, float] | None:
    """Return the latest that a time may mean, in days, from and to; None where nobody can tell.

    Working days are fewer than days: five of them are at least five days and at most seven.
    Signals of a telephone are counted as they are.
    """
    if span.unit is Unit.SIGNAL:
        return span.high, span.high
    if span.unit is Unit.WORKING_DAY:
        return span.high, span.high + 2 * ceil(span.high / 5)
    if span.unit is Unit.MONTH:
        return span.high * 28, span.high * 31
    if span.unit not in DAYS:
        return None
    days = span.high * DAYS[span.unit]
    return days, max(days, 1.0) if not span.high else days
