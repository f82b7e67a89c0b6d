"""Where texts name themes that they do not treat: outside the sections tagged with them.

It works on one register as it is given, and knows no page. Each text is looked through once for
its content and the themes' words; earlier editions are not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from itertools import chain

from styrdok.derive.kept import kept
from styrdok.derive.lifecycle import Standing
from styrdok.derive.quoting import sentence_at
from styrdok.derive.themes.values import Naming
from styrdok.derive.themes.words import Hit, Lookout, Phrase
from styrdok.memory import Memory, decode, encode
from styrdok.model import Body, Policy, Theme, Value, replace
from styrdok.read.blocks import UNREAD, text_blocks
from styrdok.read.readings import set_text
from styrdok.register import Register
from styrdok.spread import FEW, cores, side_by_side

KIND = "themes"
HEADING = -1  # the line of what a heading says, until its section tells it


class Looked(Value, frozen=True):
    """What was found in one text, as kept: where it names themes, and all phrases that it holds.

    `held` are numbers of phrases, in sections tagged with their themes too.
    """

    namings: tuple[Naming, ...]
    held: tuple[int, ...]


class Namings:
    """What texts say of themes by the themes' own words, as kept in a memory."""

    def __init__(
        self, memory: Memory, themes: Sequence[Theme], before: Namings | None = None
    ) -> None:
        self.memory, self.lookout = memory, Lookout(themes)
        self._looked: dict[str, Looked] = {}
        if before and before.memory is memory and before.lookout.digest == self.lookout.digest:
            self.lookout, self._looked = before.lookout, before._looked

    def look_through(self, bodies: Sequence[Body]) -> None:
        """Look through the texts that nobody has looked through before, on all cores."""
        asked = {body.digest: body for body in bodies}
        keys = {self._key(digest): digest for digest in asked.keys() - self._looked.keys()}
        for key, row in kept(self.memory, KIND, keys).items():
            self._looked[keys[key]] = decode(row, Looked)
        new = {digest: body for digest, body in asked.items() if digest not in self._looked}
        texts = list(new.values())
        many = cores() if len(texts) >= FEW else 1
        works = [partial(self._search, texts[part::many]) for part in range(many)]
        for rows in side_by_side(works) if texts else ():
            for digest, row in rows:
                self.memory.put(KIND, self._key(digest), row)
                self._looked[digest] = decode(row, Looked)

    def of(self, body: Body) -> Looked:
        """Return what a text says of themes."""
        if body.digest not in self._looked:
            self.look_through([body])
        return self._looked[body.digest]

    def _key(self, digest: str) -> str:
        return f"{digest} {self.lookout.digest}"

    def _search(self, bodies: Sequence[Body]) -> list[tuple[str, bytes]]:
        """Return what each text says, as it is kept, by its digest."""
        return [(body.digest, encode(looked(body, self.memory, self.lookout))) for body in bodies]


@dataclass(frozen=True)
class Outlook:
    """What texts say of themes: where they only name them, by id, and how many hold each phrase."""

    namings: Mapping[str, tuple[Naming, ...]]
    themes: Sequence[Theme] = ()
    phrases: Sequence[Phrase] = ()
    held: Mapping[int, int] = field(default_factory=dict)
    texts: int = 0
    search: Namings | None = None
    policies: Mapping[str, Policy] = field(default_factory=dict)  # that were looked through, by id

    def of(self, policy: Policy, search: Namings) -> tuple[Naming, ...] | None:
        """Return where a text names themes, if the same was looked through for the same themes."""
        if self.policies.get(policy.id) is not policy or search.lookout is not self._lookout:
            return None
        return self.namings.get(policy.id, ())

    @property
    def _lookout(self) -> Lookout | None:
        return self.search.lookout if self.search else None


def look_out(
    register: Register,
    standings: Mapping[str, Standing],
    memory: Memory,
    before: Outlook | None = None,
) -> Outlook:
    """Return where each text names themes outside their sections; linear in the texts.

    Once for each theme and section. What has ended or is replaced says nothing of today. What the
    register does not have, as a theme that has been cut away, is not looked for. `before` is what
    was found before the cut: it saves work where the themes are the same, and changes nothing.
    """
    if not register.themes:
        return Outlook({})
    search = Namings(memory, list(register.themes.values()), before.search if before else None)
    known = before or Outlook({})
    policies = {k: p for k, p in register.policies.items() if not standings[k].status.past}
    search.look_through([policy.body for policy in policies.values()])
    found: dict[str, tuple[Naming, ...]] = {}
    for key, policy in policies.items():
        if (namings := known.of(policy, search)) is None:
            said = (*_title(policy, search.lookout), *search.of(policy.body).namings)
            namings = tuple([_placed(one, policy) if one.line == HEADING else one for one in said])
        if namings:
            found[key] = namings
    held = Counter(chain.from_iterable(search.of(one.body).held for one in policies.values()))
    lookout, number = search.lookout, len(policies)
    return Outlook(found, lookout.themes, lookout.phrases, held, number, search, policies)


def looked(body: Body, memory: Memory, lookout: Lookout) -> Looked:
    """Return what a text says of themes by their own words."""
    treated = treated_by_leaf(body)
    found: dict[tuple[int, int], Naming] = {}
    held: set[int] = set()
    for leaf, line, words in _read(body, memory):
        for hit in lookout.find(words):
            held.add(hit.phrase)
            key = leaf, hit.theme
            if key not in found and lookout.themes[hit.theme].id not in treated[leaf]:
                found[key] = _naming(hit, lookout, leaf, line, words)
    return Looked(tuple(found.values()), tuple(sorted(held)))


def treated_by_leaf(body: Body) -> list[frozenset[str]]:
    """Return the themes that each leaf of a text is on: leaf 0 is before the first heading.

    A section without themes belongs to the nearest section above it that has some.
    """
    treated = [frozenset[str]()]
    above: list[tuple[int, frozenset[str]]] = []
    for section in body.sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        own = frozenset(section.themes)
        if not own and above:
            own = above[-1][1]
        above.append((section.level, own))
        treated.append(own)
    return treated


def _read(body: Body, memory: Memory) -> Iterator[tuple[int, int, str]]:
    """Yield a text's headings and blocks in order: their leaf, their line, their words."""
    text = set_text(body.digest, memory)
    told = -1
    for block in text_blocks(text):
        while told < block.leaf:
            told += 1
            yield told, HEADING, heading_words(text.leaves[told].heading)
        yield block.leaf, block.line, block.words
    for leaf in range(told + 1, len(text.leaves)):
        yield leaf, HEADING, heading_words(text.leaves[leaf].heading)


def heading_words(html: str) -> str:
    """Return a heading as it is read."""
    return " ".join(unescape(UNREAD.sub("", html)).split())


def _naming(hit: Hit, lookout: Lookout, leaf: int, line: int, words: str) -> Naming:
    if line != HEADING:
        line += words.count("\n", 0, hit.start)
    said = " ".join(words[hit.start : hit.stop].split())
    sentence = sentence_at(words, hit.start) if line != HEADING else words
    return Naming(lookout.themes[hit.theme].id, leaf, line, said, sentence)


def _title(policy: Policy, lookout: Lookout) -> Iterator[Naming]:
    """Yield what a document's title names of what none of its sections is tagged with."""
    hits = lookout.find(policy.title)
    told = {theme for section in policy.body.sections for theme in section.themes} if hits else {}
    seen: set[int] = set()
    for hit in hits:
        if hit.theme not in seen and lookout.themes[hit.theme].id not in told:
            seen.add(hit.theme)
            yield _naming(hit, lookout, 0, HEADING, policy.title)


def _placed(naming: Naming, policy: Policy) -> Naming:
    """Return a naming with its line in the text, which a heading or a title says."""
    sections = policy.body.sections
    line = sections[naming.leaf - 1].line - policy.text_line if naming.leaf else 0
    return replace(naming, line=max(0, line))
