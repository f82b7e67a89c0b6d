"""Which lead time inside each municipality's documents have; the rule itself waits like a text.

A rule that is softened counts from when the softer one has stood for as long as the stricter
asked, so that no text is let out by taking the rule away first.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from styrdok.cut.gate import moment
from styrdok.model import InsideFirst, Strength
from styrdok.read.history.git import read_blobs
from styrdok.read.history.ledger import Ledger, Stretch
from styrdok.read.library import read_rule
from styrdok.register import Register

HOUR = 3600
LONGEST = 60 * 24 * HOUR  # seconds back that former rules are looked for


def has_rule(register: Register) -> bool:
    """Tell whether any municipality asks for a lead time."""
    return any(h.inside_first and h.inside_first.hours for h in register.municipalities.values())


def rules_of(register: Register, ledger: Ledger, site: Path) -> dict[str, InsideFirst]:
    """Return the rule that each municipality's documents are held to, where there is one."""
    now, former = moment(register.as_of), dict[str, list[Stretch]]()
    for slug, home in register.municipalities.items():
        line = ledger.lines.get(home.place.path, ())
        late = [s for s in line if s.until is None or s.until > now - LONGEST]
        if len(late) > 1 or home.place.path in ledger.changed:
            former[slug] = late
    blobs = {stretch.blob for line in former.values() for stretch in line}
    contents = read_blobs(site, blobs) if blobs else {}
    found: dict[str, InsideFirst] = {}
    for slug, home in register.municipalities.items():
        now_ruling, before = [home.inside_first], list[InsideFirst]()
        for stretch in former.get(slug, ()):
            rule = read_rule(contents.get(stretch.blob, b""))
            if stretch.until is None:
                now_ruling.append(rule)
            elif rule and stretch.until > now - rule.hours * HOUR:
                before.append(rule)
        strictest = _strictest(now_ruling, before)
        found |= {slug: strictest} if strictest else {}
    return found


def _strictest(
    ruling: Iterable[InsideFirst | None], before: Iterable[InsideFirst]
) -> InsideFirst | None:
    """The longest lead time and the strongest word of several rules.

    The earliest beginning too, of the `ruling` ones: when a municipality's ledger begins is its
    own to say on main, and counts at once.
    """
    stated = [rule for rule in ruling if rule and rule.hours]
    known = [*stated, *(rule for rule in before if rule.hours)]
    if not known:
        return None
    shall = any(rule.strength is Strength.SHALL for rule in known)
    starts = [rule.start for rule in stated]
    first = min((day for day in starts if day), key=lambda day: day.earliest, default=None)
    return InsideFirst(
        max(rule.hours for rule in known),
        Strength.SHALL if shall else Strength.SHOULD,
        None if None in starts else first,
    )
