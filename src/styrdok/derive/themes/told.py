"""What editors are told of themes: sections without any, and words that say too little.

It works on a register before the cut. Notices must not drown what else there is to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from styrdok.derive.lifecycle import Standing
from styrdok.derive.themes.namings import Outlook
from styrdok.derive.themes.suggest import Adviser, Untagged, has_no_headings, untagged
from styrdok.memory import Memory
from styrdok.model import Place, Policy, Problem, Severity
from styrdok.read.library import FOLDER, THEMES_FILE
from styrdok.register import Register

KEY = "tema"
MOST = 10  # notices of each municipality; then one says how many more there are
FEWEST = 20  # texts; of fewer nobody can tell which words are in most of them


def told_of_untagged(
    register: Register, standings: Mapping[str, Standing], memory: Memory
) -> Iterator[Problem]:
    """Yield notices of sections that nobody has tagged; of a document with no tag, one.

    Where there are no themes there is nothing to tag with.
    """
    adviser = Adviser(register, memory)
    for slug in register.municipalities if register.themes else ():
        policies = sorted(register.of(slug), key=lambda one: one.place.path)
        left, rest, last = MOST, 0, None
        for policy in policies:
            past = standings[policy.id].status.past
            leaves, headless = ([], False) if past else (untagged(policy), has_no_headings(policy))
            if not leaves and not headless:
                continue
            bare = not any(section.themes for section in policy.body.sections)
            number = 1 if bare else len(leaves)
            if bare and left:
                yield _headless(policy) if headless else _document(policy, leaves)
            elif left:
                for one in adviser.suggest(policy, leaves[:left]):
                    yield _section(one, register)
            rest += max(0, number - left)
            last = policy if number > left else last
            left = max(0, left - number)
        if last:
            place = Place(last.place.path, last.text_line)
            yield Problem(place, KEY, "untagged-more", {"number": str(rest)}, Severity.NOTICE)


def _headless(policy: Policy) -> Problem:
    place = Place(policy.place.path, policy.text_line)
    return Problem(place, KEY, "untagged-headless", {}, Severity.NOTICE)


def _document(policy: Policy, leaves: list[int]) -> Problem:
    heading = policy.body.sections[leaves[0] - 1].title
    facts = {"value": heading, "file": policy.place.path}
    place = Place(policy.place.path, policy.text_line)
    return Problem(place, KEY, "untagged-document", facts, Severity.NOTICE)


def _section(one: Untagged, register: Register) -> Problem:
    place = Place(one.policy.place.path, one.section.line)
    if not one.suggestions:
        facts = {"value": one.section.title}
        return Problem(place, KEY, "untagged-section", facts, Severity.NOTICE)
    best = one.suggestions[0]
    facts = {
        "value": one.section.title,
        "theme": best.theme,
        "name": register.themes[best.theme].name,
        "words": ", ".join(best.words),
    }
    return Problem(place, KEY, "untagged-suggested", facts, Severity.NOTICE)


def told_of_general(register: Register, outlook: Outlook) -> Iterator[Problem]:
    """Yield a notice for each theme with words of its own that more than half of all texts have."""
    if outlook.texts < FEWEST:
        return
    general: dict[int, list[str]] = {}
    for number, phrase in enumerate(outlook.phrases):
        if phrase.own and outlook.held.get(number, 0) * 2 > outlook.texts:
            general.setdefault(phrase.theme, []).append(" ".join(phrase.words))
    for at, theme in enumerate(outlook.themes):
        if at in general:
            facts = {"value": ", ".join(general[at]), "name": theme.name}
            place = Place(f"{FOLDER}/{THEMES_FILE}", theme.line)
            yield Problem(place, "ord", "theme-word-general", facts, Severity.NOTICE)
