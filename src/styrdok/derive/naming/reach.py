"""How far a name reaches around the word that tells its kind."""

from __future__ import annotations

from styrdok.derive.naming.around import TOGETHER
from styrdok.derive.naming.line import Line, stems_of
from styrdok.derive.naming.names import JOINING, Key, Named, Names
from styrdok.swedish.kinds import Kind

MOST_BEFORE = 3  # words of a name that stand before its kind: 'lokala ordningsföreskrifter'
FIRST = ("för", "om", "vid", "mot", "i", "till", "inom", "av", "gällande", "avseende", "rörande",
         "angående", "kring")  # fmt: skip


def longest(
    line: Line, at: int, kind: Kind, names: Names
) -> tuple[int, int, tuple[Named, ...]] | None:
    """Return the longest name around a word that tells a kind: its first and last word."""
    known = names.stems.get(kind.name)
    if not known:
        return None
    own = stems_of(line.words[at]) - {kind.name}
    if not own <= known:
        return None
    before = _backwards(line, at, known)
    for last, after in reversed(_onwards(line, at, known)):
        for first, earlier in reversed(before):
            key: Key = (kind.name, own | earlier | after)
            if named := names.by_kind.get(key):
                return first, last, named
    return None


def _onwards(line: Line, at: int, known: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
    """Return how far a name may reach after its kind, and the stems up to there."""
    reached = [(at, frozenset[str]())]
    stems: frozenset[str] = frozenset()
    here, named = at + 1, False
    while here < len(line):
        gap, word = line.gap(here - 1).strip(), line.word(here)
        if gap and not (named and gap in (",", "/", "-", "–", "&")):
            break
        if word in JOINING:
            if not named and word not in FIRST:
                break
            here += 1
            continue
        more = stems_of(line.words[here])
        if not more <= known:
            break
        stems, named = stems | more, True
        reached.append((here, stems))
        here += 1
    return reached


def _backwards(line: Line, at: int, known: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
    """Return how far a name may reach before its kind, and the stems from there.

    'lokala ordningsföreskrifter', 'service-, bemötande- och kommunikationspolicyn'.
    """
    reached = [(at, frozenset[str]())]
    stems: frozenset[str] = frozenset()
    here = at - 1
    while here >= 0 and at - here <= 2 * MOST_BEFORE:
        gap, word = line.gap(here).strip(), line.word(here)
        if word in TOGETHER and not gap:
            here -= 1
            continue
        more = stems_of(line.words[here])
        halved = gap in ("-", "-,")  # 'service-, bemötande- och …'
        if not more <= known or (gap and not halved) or (word in JOINING):
            break
        if not halved and line.word(here + 1) in TOGETHER:
            break
        stems |= more
        reached.append((here, stems))
        here -= 1
    return reached
