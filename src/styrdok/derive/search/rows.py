"""A document becomes the index's row: for each unit, how much it is about each of its words.

It is worked out for each content once (BM25F: the fields' weights are added before saturation,
Robertson, Zaragoza & Taylor 2004); what other documents say changes nothing in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from styrdok.derive.search import weights as w
from styrdok.derive.search.values import LEVELS, Row, Unit
from styrdok.memory import encode
from styrdok.model import Municipality, Policy, Theme, Value
from styrdok.read.setting import SetText
from styrdok.swedish.terms import Kind, parts, root, tokens
from styrdok.swedish.words import WORDS

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
    forms: dict[str, Counter[str]] = {}
    units = []
    for number, leaf in enumerate(text.leaves):
        words = leaf.words if number else f"{leaf.words} {text.note_words}"
        said = head.sections[number - 1] if number else head.said
        units.append(_unit(words, said, forms))
    bare = len(units) > 1 and not text.leaves[0].words.strip()
    return Row(tuple(units), bare, {key: _usual(known) for key, known in sorted(forms.items())})


def _usual(known: Counter[str]) -> str:
    return min(known, key=lambda form: (-known[form], len(form), form))


def _unit(words: str, said: Iterable[tuple[str, float]], forms: dict[str, Counter[str]]) -> Unit:
    worth: dict[str, float] = {}
    text = [token for token in tokens(words) if token.word not in SILENT]
    pull = 1 - w.LENGTH_PULL + w.LENGTH_PULL * len(text) / w.USUAL_LENGTH
    add = _adder(worth, forms)
    for (word, kind), times in Counter((token.word, token.kind) for token in text).items():
        add(word, kind, times * w.TEXT / pull)
    for one, weight in said:
        for word, kind in _said(one):
            add(word, kind, weight)
    terms = sorted(worth)
    values = [worth[term] for term in terms]
    return Unit(
        tuple(terms),
        tuple([round(LEVELS * value / (w.SATURATION + value)) or 1 for value in values]),
    )


@lru_cache(1 << 14)
def _said(words: str) -> tuple[tuple[str, Kind], ...]:
    """Return the words of a name or heading that say something, or all where none does ('Vara').

    They are remembered, as many documents have the same.
    """
    every = tokens(words)
    told = [one for one in every if one.word not in SILENT]
    return tuple((one.word, one.kind) for one in told or every)


def _adder(
    worth: dict[str, float], forms: dict[str, Counter[str]]
) -> Callable[[str, Kind, float], None]:
    def add(word: str, kind: Kind, weight: float) -> None:
        if kind is not Kind.WORD:
            worth[word] = worth.get(word, 0.0) + weight
            return
        own = root(word)
        worth[own] = worth.get(own, 0.0) + weight
        if own in forms:
            forms[own][word] += 1
        else:
            forms[own] = Counter((word,))
        share = weight * w.PART
        for part in parts(word):
            worth[part] = worth.get(part, 0.0) + share

    return add
