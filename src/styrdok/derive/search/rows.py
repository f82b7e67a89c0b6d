"""A document becomes the index's row: for each unit, how much it is about each of its words.

It is worked out for each content once (BM25F: the fields' weights are added before saturation,
Robertson, Zaragoza & Taylor 2004); what other documents say changes nothing in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from styrdok.derive.search import weights as w
from styrdok.derive.search.shard import usual
from styrdok.derive.search.values import LEVELS, Row, Unit
from styrdok.memory import encode
from styrdok.model import Municipality, Policy, Theme, Value
from styrdok.read.setting import SetText
from styrdok.swedish.terms import parts, root, said
from styrdok.swedish.words import WORDS
from styrdok.table import Table

SILENT = WORDS["search silent"]


class Head(Value, frozen=True):
    """What is said of a document outside its text, with what each is worth."""

    said: tuple[tuple[str, float], ...]
    sections: tuple[tuple[tuple[str, float], ...], ...]  # of each heading


def head_of(policy: Policy, home: Municipality, themes: Mapping[str, Theme]) -> Head:
    """Return a document's own words and each section's headings and themes."""
    said = [(policy.title, w.TITLE), *((name, w.ALIAS) for name in policy.aliases)]
    said += [(policy.summary or "", w.SUMMARY), (policy.kind, w.KIND)]
    said += [(topic, w.TOPIC) for topic in policy.topics]
    said += [(policy.record or "", w.RECORD)]
    if decision := policy.decision:
        paragraph = f"§ {decision.paragraph}" if decision.paragraph else ""
        said += [(text, w.RECORD) for text in (paragraph, str(decision.date or "")) if text]
        said += [(decision.body or "", w.KIND)]
    said += [(home.name, w.PLACE), (home.short_name, w.PLACE)]
    return Head(tuple(one for one in said if one[0]), tuple(_sections(policy, themes)))


def _sections(
    policy: Policy, themes: Mapping[str, Theme]
) -> Iterable[tuple[tuple[str, float], ...]]:
    above: list[tuple[int, str]] = []
    for section in policy.body.sections:
        above = [one for one in above if one[0] < section.level]
        said = [(section.title, w.HEADING), *((title, w.ABOVE) for _, title in above)]
        for theme in (themes[key] for key in section.themes if key in themes):
            said.append((theme.name, w.THEME))
            said += [(words, w.THEME_WORD) for words in theme.words]
        above.append((section.level, section.title))
        yield tuple(said)


def key_of(policy: Policy, home: Municipality, themes: Mapping[str, bytes]) -> str:
    """Return a name of all that a document's row hangs on, quicker than its head is made.

    `themes` are digests of themes by id. What `head_of` reads must be named here.
    """
    body = policy.body
    used = {key for section in body.sections for key in section.themes}
    said = (
        (policy.title, policy.aliases, policy.summary, policy.kind, policy.topics, policy.record),
        policy.decision,
        (home.name, home.short_name),
        body.sections,
        [themes[key] for key in sorted(used) if key in themes],
    )
    return f"{body.digest} {blake2b(encode(said), digest_size=16).hexdigest()}"


def row_of(head: Head, text: SetText) -> Row:
    """Return a document's row."""
    heard: list[str] = []
    units = []
    for number, leaf in enumerate(text.leaves):
        words = leaf.words if number else f"{leaf.words} {text.note_words}"
        units.append(_unit(words, head.sections[number - 1] if number else head.said, heard))
    bare = len(units) > 1 and not text.leaves[0].words.strip()
    forms = usual({(ROOTS[word][0], word): times for word, times in Counter(heard).items()})
    return Row(tuple(units), bare, dict(sorted(forms.items())))


def _unit(text: str, named: Iterable[tuple[str, float]], heard: list[str]) -> Unit:
    words, identifiers = said(text)
    times = Counter(words)
    for silent in SILENT.intersection(times):
        del times[silent]
    length = times.total() + len(identifiers)
    pull = 1 - w.LENGTH_PULL + w.LENGTH_PULL * length / w.USUAL_LENGTH
    worth = defaultdict[str, float](float)
    for one, n in Counter(identifiers).items():
        worth[one] = n * w.TEXT / pull
    weighed = [(word, n * w.TEXT / pull) for word, n in times.items()]
    for one, weight in named:
        words, identifiers = NAMES[one]
        weighed += [(word, weight) for word in words]
        for identifier in identifiers:  # no root is written as one
            worth[identifier] += weight
    heard += [word for word, _ in weighed]
    for word, weight in weighed:
        own, inside = ROOTS[word]
        worth[own] += weight
        for part in inside:
            worth[part] += weight * w.PART
    terms = sorted(worth)
    return Unit(tuple(terms), tuple([IMPACTS[worth[term]] for term in terms]))


def _impact(worth: float) -> int:
    return round(LEVELS * worth / (w.SATURATION + worth)) or 1


def _name(text: str) -> tuple[list[str], list[str]]:
    """Return the same of a name or heading: many documents have the same.

    Where no word says anything, all do: 'Vara' is a municipality.
    """
    words, identifiers = said(text)
    telling = [word for word in words if word not in SILENT]
    return (telling if telling or identifiers else words), identifiers


def _roots(word: str) -> tuple[str, tuple[str, ...]]:
    return root(word), parts(word)


IMPACTS, NAMES, ROOTS = Table(_impact, 1 << 14), Table(_name, 1 << 14), Table(_roots)
