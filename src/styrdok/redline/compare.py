"""Sections and blocks of two texts are laid beside each other; it knows no sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from styrdok.redline.align import Pair, chain, common, gaps, likely
from styrdok.redline.values import Block, BlockChange, Run, SectionChange, State
from styrdok.redline.words import bag, runs

HEADING, CELL = "heading", "cell"
SAME_BLOCK = 0.4  # how alike two blocks are, at least, for one to be called the other changed
SAME_SECTION = 0.5


@dataclass(frozen=True)
class Part:
    """A heading, None before the first one, and the blocks under it."""

    heading: Block | None
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The heading's words; empty before the first heading."""
        return self.heading.words if self.heading else ""

    @property
    def whole(self) -> tuple[Block, ...]:
        """The heading and the blocks."""
        return (self.heading, *self.blocks) if self.heading else self.blocks

    @property
    def words(self) -> str:
        """All words."""
        return " ".join(block.words for block in self.whole)


Beside = tuple[Block | None, Block | None]


@dataclass(frozen=True)
class Laid:
    """Two sections beside each other, None where there is none, and likewise their blocks."""

    old: Part | None
    new: Part | None
    moved: bool
    blocks: tuple[Beside, ...]


def compare(old: Sequence[Block], new: Sequence[Block]) -> tuple[SectionChange, ...]:
    """Return what has become of each section and block, in the order of the new text.

    What was removed stands where it stood. White space in the words counts as one space.
    """
    return tuple(_section_change(laid) for laid in lay(old, new))


def lay(old: Sequence[Block], new: Sequence[Block]) -> list[Laid]:
    """Return the sections of two texts beside each other, in the order of the new one."""
    before, after = _parts(old), _parts(new)
    mates = _mates(before, after)
    unmoved = set(chain((i, j, 1.0) for j, i in mates.items()))
    gone = set(range(len(before))) - set(mates.values())
    found: list[Laid] = []

    def take_gone(start: int) -> None:
        """Take in what was removed after a section that stands where it stood."""
        stays = {i for i, _ in unmoved}
        for at in range(start, len(before)):
            if at in stays:
                break
            if at in gone:
                found.append(Laid(before[at], None, False, _beside(before[at], None)))

    take_gone(0)
    for j, part in enumerate(after):
        mate = before[mates[j]] if j in mates else None
        moved = j in mates and (mates[j], j) not in unmoved
        found.append(Laid(mate, part, moved, _beside(mate, part)))
        if mate and not moved:
            take_gone(mates[j] + 1)
    return found


def _parts(blocks: Sequence[Block]) -> list[Part]:
    starts = [at for at, block in enumerate(blocks) if block.kind == HEADING]
    first = starts[0] if starts else len(blocks)
    found = [Part(None, tuple(blocks[:first]))] if first else []
    for start, stop in zip(starts, [*starts, len(blocks)][1:], strict=False):
        found.append(Part(blocks[start], tuple(blocks[start + 1 : stop])))
    return found


def _mates(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Return the old section of each new one: the same, by address, by title, by what it says."""
    mates: dict[int, int] = {}
    if old and new and not old[0].heading and not new[0].heading:
        mates[0] = 0
    ways: tuple[Callable[[Part], Hashable], ...] = (
        lambda part: tuple((b.shape, _plain(b.words)) for b in part.whole),
        lambda part: part.heading and part.heading.anchor,
        lambda part: _plain(part.title).casefold(),
    )
    for number, way in enumerate(ways):
        _mate_by(way, old, new, mates, alone=number == 0)
    left = [i for i in range(len(old)) if i not in set(mates.values()) and old[i].heading]
    free = [j for j in range(len(new)) if j not in mates and new[j].heading]
    bags = [bag(old[i].words) for i in left], [bag(new[j].words) for j in free]
    taken: set[int] = set()
    for i, j, _ in sorted(likely(*bags, SAME_SECTION), key=lambda pair: (-pair[2], pair)):
        if i not in taken and free[j] not in mates:
            mates[free[j]] = left[i]
            taken.add(i)
    return mates


def _mate_by(
    way: Callable[[Part], Hashable],
    old: Sequence[Part],
    new: Sequence[Part],
    mates: dict[int, int],
    alone: bool,
) -> None:
    """Pair sections with equal keys, the first with the first; with `alone`, single ones only."""
    having: dict[Hashable, list[int]] = defaultdict(list)
    used = set(mates.values())
    for i, part in enumerate(old):
        if i not in used and part.heading and (key := way(part)):
            having[key].append(i)
    wanting: dict[Hashable, list[int]] = defaultdict(list)
    for j, part in enumerate(new):
        if j not in mates and part.heading and (key := way(part)):
            wanting[key].append(j)
    for key, places in wanting.items():
        if not alone or (len(places) == 1 and len(having[key]) == 1):
            mates.update(zip(places, having[key], strict=False))


def _beside(old: Part | None, new: Part | None) -> tuple[Beside, ...]:
    """Return the blocks of two sections beside each other."""
    if old is None or new is None:
        return (
            tuple((b, None) for b in old.whole)
            if old
            else tuple((None, b) for b in new.whole if new)
            if new
            else ()
        )
    before, after = old.blocks, new.blocks
    keys = [[(b.shape, _plain(b.words)) for b in blocks] for blocks in (before, after)]
    pairs = common(*keys)
    for span, new_span in list(gaps(pairs, len(before), len(after))):
        here = _pairs_in_gap(before[slice(*span)], after[slice(*new_span)])
        pairs += [(span[0] + i, new_span[0] + j) for i, j in here]
    found: list[Beside] = [(old.heading, new.heading)] if new.heading else []
    pairs.sort()
    for (span, new_span), pair in zip(
        gaps(pairs, len(before), len(after)), [*pairs, None], strict=True
    ):
        found += [(block, None) for block in before[slice(*span)]]
        found += [(None, block) for block in after[slice(*new_span)]]
        if pair:
            found.append((before[pair[0]], after[pair[1]]))
    return tuple(found)


def _pairs_in_gap(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Return which blocks are each other changed, where none is the same."""
    if not old or not new:
        return []
    if len(old) == len(new) and {b.kind for b in (*old, *new)} == {CELL}:
        return [(at, at) for at in range(len(old))]  # a table keeps its shape
    near = likely([bag(b.words) for b in old], [bag(b.words) for b in new], SAME_BLOCK)
    return chain(pair for pair in near if old[pair[0]].kind == new[pair[1]].kind)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _section_change(laid: Laid) -> SectionChange:
    blocks = tuple(block_change(*pair) for pair in laid.blocks)
    told = laid.new or laid.old
    heading = told.heading if told else None
    if laid.old is None or laid.new is None:
        state = State.REMOVED if laid.old else State.ADDED
    elif any(block.state is not State.SAME for block in blocks):
        state = State.CHANGED
    else:
        state = State.MOVED if laid.moved else State.SAME
    return SectionChange(
        state,
        laid.old.title if laid.old else None,
        laid.new.title if laid.new else None,
        heading.level if heading else 0,
        heading.anchor if heading else "",
        blocks,
        laid.moved,
    )


def block_change(old: Block | None, new: Block | None) -> BlockChange:
    """Return what has become of a block, of which there must be an old one or a new one."""
    told = new or old
    assert told, "one of them is there"  # noqa: S101  (a mistake of ours, not of an editor's)
    words = _plain(told.words)
    made: tuple[Run, ...] = (Run(State.SAME, words),) if words else ()
    if old is None or new is None:
        state = State.ADDED if new else State.REMOVED
        made = (Run(state, words),) if words else ()
    elif _plain(old.words) == words:
        state = State.SAME if old.shape == new.shape else State.CHANGED
    else:
        state, made = State.CHANGED, runs(old.words, new.words)
    return BlockChange(told.kind, state, made, told.level, told.line)
