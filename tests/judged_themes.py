"""The judged sections in `tests/themes/` and the project's own: suggested for, and counted.

A document's tags are taken away, one document at a time, and the suggestions compared with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from styrdok.derive.themes.evidence import Evidence, SectionText, Signs, hear, learn
from styrdok.derive.themes.sections import section_texts
from styrdok.derive.themes.suggest import FLOOR, confidence_of
from styrdok.derive.themes.words import Lookout
from styrdok.memory import Memory
from styrdok.model import Severity, Theme, replace
from styrdok.read.library import read_library
from styrdok.rules import admit
from tests import mentions
from tests.conftest import AS_OF, HOME
from tests.test_promises import cells

NONE: frozenset[str] = frozenset()

SETS = ("tal", "plats", "vard", "domare")


class Row(NamedTuple):
    """One theme and one section without its tags: what speaks for it, and whether it is right."""

    section: str
    theme: str
    signs: Signs
    right: bool


Passages = dict[str, dict[int, SectionText]]
"""Judged passages by their leaf, by their document's id."""


def judged(root: Path) -> Iterator[tuple[str, list[Theme], Passages]]:
    """Yield each set of judged documents: its name, its themes, its passages with their truth.

    The last is laid under a root, since its marks must be taken away.
    """
    for name in ("egna", *SETS):
        folder = HOME if name == "egna" else HOME / "tests/themes" / name
        yield name, *_read(folder)
    mentions.judged(root)
    known = (root / "policies/teman.yml").read_text("utf-8").partition("dokumenttyper:")
    own = (HOME / "policies/teman.yml").read_text("utf-8")
    (root / "policies/teman.yml").write_text(own + "".join(known[1:]), "utf-8")
    themes, found = _read(root)
    truth = {(row[0], int(row[1])): frozenset(row[2].split()) for row in cells("themes/namn.md")}
    assert truth.keys() <= {(key, leaf) for key, own in found.items() for leaf in own}
    told = {
        key: {leaf: one._replace(themes=truth.get((key, leaf), NONE)) for leaf, one in own.items()}
        for key, own in found.items()
    }
    yield "namn", themes, told


def _read(root: Path) -> tuple[list[Theme], Passages]:
    memory = Memory(None)
    register, problems = admit(read_library(root, memory), AS_OF)
    assert not [one for one in problems if one.severity is Severity.ERROR], problems
    policies = register.policies.values()
    return [*register.themes.values()], {p.id: section_texts(p.body, memory) for p in policies}


def rows(themes: list[Theme], passages: Passages) -> Iterator[Row]:
    """Yield what speaks for each theme in each section, as if its document had no tags."""
    lookout = Lookout(themes)
    heard = {key: [hear(one, lookout) for one in own.values()] for key, own in passages.items()}
    for key, own in passages.items():
        others = [one for other, many in heard.items() if other != key for one in many]
        bare = {leaf: replace(one, themes=()) for leaf, one in zip(own, heard[key], strict=True)}
        evidence = Evidence(themes, learn(themes, [*others, *bare.values()]))
        for leaf, one in bare.items():
            for theme, signs in evidence.signs(one).items():
                right = theme in own[leaf].themes
                yield Row(f"{key} {leaf} {own[leaf].heading}", theme, signs, right)


def measure(found: list[Row], floor: float) -> tuple[int, int, int]:
    """Return how many suggestions are right, how many are made, and how many themes there are."""
    shown = [row for row in found if confidence_of(row.signs) >= floor]
    return sum(row.right for row in shown), len(shown), sum(row.right for row in found)


def tell(root: Path) -> None:
    """Print how often suggestions are right, for each set and two floors."""
    print("mapp   avsnitt teman  säkerhet  rätt/föreslagna   hittade")
    every: list[Row] = []
    for name, themes, passages in judged(root):
        found = [*rows(themes, passages)]
        every += found
        _tell(name, found)
    _tell("alla", every)


def _tell(name: str, found: list[Row]) -> None:
    sections = len({row.section for row in found})
    for floor in (FLOOR, 0.8):
        right, shown, true = measure(found, floor)
        share = f"{right:>4}/{shown:<4} {right / shown:.2f} {right / true:>12.2f}"
        print(f"{name:<6} {sections:>7} {true:>5} {floor:>9}  {share}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        tell(Path(folder))
