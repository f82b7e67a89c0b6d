"""What one document's text becomes of another's: sections and passages side by side; no HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from styrdok.model import Policy, Value
from styrdok.read.commonmark import parse
from styrdok.read.normative import blocks
from styrdok.redline import Block, Run, SentenceChange, State, changed_sentences
from styrdok.redline.align import likely
from styrdok.redline.compare import HEADING, Laid, block_change, lay
from styrdok.redline.words import bag
from styrdok.register import Register

SAME_DOCUMENT = 0.6  # how alike two texts are, at least, for one to be called the other renamed


class Fate(Enum):
    """What becomes of a document."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


class Passage(Value, frozen=True):
    """A block beside what it becomes; `was_inside` and `is_inside`: for employees alone.

    They are None where there is no such block.
    """

    kind: str
    state: State
    runs: tuple[Run, ...]
    level: int
    was_inside: bool | None
    is_inside: bool | None

    @property
    def told(self) -> bool:
        """Whether it has another wording, or other readers."""
        return self.state is not State.SAME or self.crosses

    @property
    def reshaped(self) -> bool:
        """Whether all its words are the same, and only its place among the others is another."""
        return self.state is State.CHANGED and all(run.state is State.SAME for run in self.runs)

    @property
    def crosses(self) -> bool:
        """Whether what was for employees alone becomes open, or the other way."""
        return None not in (self.was_inside, self.is_inside) and self.was_inside != self.is_inside


class Part(Value, frozen=True):
    """A section beside what it becomes; `heading` is its first passage, None before the first.

    `stood_after` and `stands_after` are the headings before it, where it is moved.
    """

    heading: Passage | None
    level: int
    title: str
    passages: tuple[Passage, ...]
    state: State
    moved: bool = False
    relevelled: bool = False
    stood_after: str = ""
    stands_after: str = ""
    themes: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether there is anything to say of it."""
        heading = (self.heading,) if self.heading else ()
        return self.moved or any(passage.told for passage in (*heading, *self.passages))


class Revision(Value, frozen=True):
    """What becomes of one document: its facts before and after, its text, its sentences."""

    fate: Fate
    old: Policy | None
    new: Policy | None
    parts: tuple[Part, ...]
    sentences: tuple[SentenceChange, ...]
    was_unreadable: bool = False

    @property
    def policy(self) -> Policy:
        """The document as it would be, or as it was where it would be gone."""
        found = self.new or self.old
        assert found, "one of them is there"  # noqa: S101  (a mistake of ours)
        return found


def revisions(old: Register, new: Register, changed: Collection[str]) -> tuple[Revision, ...]:
    """Return what becomes of each document, and earlier edition, whose file is `changed`.

    A document that cannot be read at the new end is not here: nothing is known of it.
    """
    before, after = (r.everything for r in (old, new))
    gone = {key: p for key, p in before.items() if key not in after and key not in new.withheld}
    came = {key: p for key, p in after.items() if key not in before}
    fresh = {key: policy for key, policy in came.items() if key not in old.withheld}
    names = {new_id: old_id for old_id, new_id in _renamed(gone, fresh)}
    found: list[Revision] = []
    for key, policy in after.items():
        was = before.get(names.get(key, key))
        if was is None or key in names or policy.place.path in changed:
            unreadable = was is None and key in old.withheld
            found.append(revise(was, policy, renamed=key in names, was_unreadable=unreadable))
    left = [policy for key, policy in gone.items() if key not in names.values()]
    found += [revise(policy, None) for policy in left]
    return tuple(sorted(found, key=lambda r: (r.policy.municipality, r.policy.id)))


def _renamed(gone: dict[str, Policy], fresh: dict[str, Policy]) -> Iterator[tuple[str, str]]:
    """Yield the ids, old and new, of documents with mostly the same text, each once."""
    olds, news = list(gone.values()), list(fresh.values())
    was, is_ = ([bag(policy.body.text) for policy in policies] for policies in (olds, news))
    taken: set[str] = set()
    for i, j, _ in sorted(likely(was, is_, SAME_DOCUMENT), key=lambda pair: (-pair[2], pair)):
        ids = {olds[i].id, news[j].id}
        if not ids & taken and bool(olds[i].edition) == bool(news[j].edition):
            taken |= ids
            yield olds[i].id, news[j].id


def revise(
    old: Policy | None, new: Policy | None, renamed: bool = False, was_unreadable: bool = False
) -> Revision:
    """Return what one document becomes; None is that there is none."""
    before, after = (_blocks(policy) if policy else () for policy in (old, new))
    inside = _inside(old), _inside(new)
    themes = _themes(old, before), _themes(new, after)
    titles = [[b.words for b in text if b.kind == HEADING] for text in (before, after)]
    parts = tuple(_part(laid, inside, themes, titles) for laid in lay(before, after))
    fate = Fate.RENAMED if renamed else Fate.CHANGED
    if old is None or new is None:
        fate = Fate.REMOVED if old else Fate.ADDED
    return Revision(fate, old, new, parts, changed_sentences(before, after), was_unreadable)


def _blocks(policy: Policy) -> tuple[Block, ...]:
    """The blocks of a document's text, with their lines in it counted from 1."""
    found = blocks(parse(policy.body.text).tokens, lambda line: line + 1)
    return tuple(block for block in found if block.words)


def _inside(policy: Policy | None) -> frozenset[int]:
    """The lines of a text, from 1, that are cut away for everyone but employees."""
    if policy is None or policy.open_body is None:
        return frozenset()
    pairs = zip(policy.body.text.split("\n"), policy.open_body.text.split("\n"), strict=False)
    return frozenset(
        at for at, (whole, kept) in enumerate(pairs, 1) if whole.strip() != kept.strip()
    )


def _themes(policy: Policy | None, text: tuple[Block, ...]) -> dict[int, tuple[str, ...]]:
    """The themes of each heading, by its line in the text."""
    headings = [block.line for block in text if block.kind == HEADING]
    sections = policy.body.sections if policy else ()
    return {line: s.themes for line, s in zip(headings, sections, strict=False)}


Both = tuple[frozenset[int], frozenset[int]]


def _part(
    laid: Laid,
    inside: Both,
    themes: tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]],
    titles: list[list[str]],
) -> Part:
    told = laid.new or laid.old
    old, new = ((part.heading if part else None) for part in (laid.old, laid.new))
    passages = tuple(_passage(*pair, inside) for pair in laid.blocks)
    headed = bool(told and told.heading)
    named = [known.get(h.line, ()) for known, h in zip(themes, (old, new), strict=True) if h]
    state = State.CHANGED
    if laid.old is None or laid.new is None:
        state = State.REMOVED if laid.old else State.ADDED
    elif not any(passage.told for passage in passages):
        state = State.MOVED if laid.moved else State.SAME
    return Part(
        passages[0] if headed else None,
        told.heading.level if told and told.heading else 0,
        told.title if told else "",
        passages[1:] if headed else passages,
        state,
        laid.moved,
        bool(old and new and old.level != new.level),
        _before(old, titles[0]) if laid.moved else "",
        _before(new, titles[1]) if laid.moved else "",
        tuple(dict.fromkeys(theme for some in named for theme in some)),
    )


def _before(heading: Block | None, titles: list[str]) -> str:
    """The title before a heading's, or nothing where it is the first one."""
    at = titles.index(heading.words) if heading else 0
    return titles[at - 1] if at else ""


def _passage(old: Block | None, new: Block | None, inside: Both) -> Passage:
    change = block_change(old, new)
    was, is_ = (
        block.line in lines if block else None
        for block, lines in zip((old, new), inside, strict=True)
    )
    return Passage(change.kind, change.state, change.runs, change.level, was, is_)
