"""Which lead time inside each municipality's documents have; the rule itself waits like a text.

A rule that is softened counts from when the softer one has stood for as long as the stricter
asked, so that no text is let out by taking the rule away first.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from styrdok.cut.gate import moment
from styrdok.model import InsideFirst, Strength
from styrdok.read.git import read_blobs
from styrdok.read.ledger import Ledger, Stretch
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
        rules = [home.inside_first]
        for stretch in former.get(slug, ()):
            rule = read_rule(contents.get(stretch.blob, b""))
            if rule and (stretch.until is None or stretch.until > now - rule.hours * HOUR):
                rules.append(rule)
        strictest = _strictest(rule for rule in rules if rule and rule.hours)
        found |= {slug: strictest} if strictest else {}
    return found


def _strictest(rules: Iterable[InsideFirst]) -> InsideFirst | None:
    """The longest lead time, the strongest word and the earliest beginning of several rules."""
    known = list(rules)
    if not known:
        return None
    shall = any(rule.strength is Strength.SHALL for rule in known)
    starts = [rule.start for rule in known]
    first = min((day for day in starts if day), key=lambda day: day.earliest, default=None)
    return InsideFirst(
        max(rule.hours for rule in known),
        Strength.SHALL if shall else Strength.SHOULD,
        None if None in starts else first,
    )
