"""Judged questions are read from files, and what is judged gets one name each; it ranks nothing.

The unit of judgement is the section. A document as a whole is named without '#'; where it has no
text before its first heading, a hit on it is shown as its first section, so the two are one unit
with the better of their judgements, for every engine alike, and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from styrdok.derive.digest import Digest
from styrdok.memory import Memory
from styrdok.read.readings import set_text
from styrdok.read.setting import SetText


@dataclass(frozen=True)
class Question:
    """What somebody asks, of which kind, and how well each unit answers: 1 to 3.

    `homes` are the municipalities that its author has judged: nothing is known of the others.
    """

    asked: str
    kind: str
    relevant: Mapping[str, int]
    file: str
    homes: frozenset[str]


@dataclass(frozen=True)
class Record:
    """A unit as another engine gets it: its name, its document's title, heading and words."""

    key: str
    title: str
    heading: str
    words: str


class Units:
    """The units that may be found in a register's documents that are not past."""

    def __init__(self, known: Digest, memory: Memory) -> None:
        self.keys: dict[tuple[str, int], str] = {}
        self.named: dict[str, str] = {}
        self._known = known
        self.records: list[Record] = []
        for home in sorted(known.register.municipalities):
            for policy in known.finder.shown(home):
                anchors = [section.anchor for section in policy.body.sections]
                headings = [section.title for section in policy.body.sections]
                text = set_text(policy.body.digest, memory)
                said = [*policy.aliases, policy.summary or "", policy.kind, policy.record or ""]
                said.append(known.register.municipalities[home].name)
                headings.insert(0, " ".join(said))
                self._add(policy.id, policy.title, anchors, headings, text)

    def _add(
        self,
        document: str,
        title: str,
        anchors: Sequence[str],
        headings: Sequence[str],
        text: SetText,
    ) -> None:
        names = [document, *(f"{document}#{anchor}" for anchor in anchors)]
        whole = len(names) > 1 and not text.leaves[0].words.strip()
        if whole:
            names[0] = names[1]
        self.named[document] = names[0]
        for leaf, name in enumerate(names):
            self.keys[document, leaf] = self.named[name] = name
            if leaf or not whole:
                words = [text.leaves[leaf].words, headings[0] if leaf == whole else ""]
                heading = headings[leaf] if leaf else ""
                self.records.append(Record(name, title, heading, " ".join(words)))

    def judged(self, relevant: Mapping[str, int]) -> dict[str, int]:
        """Return judgements by unit, without those of past documents, which no search shows.

        Raises KeyError for what is not there at all.
        """
        found: dict[str, int] = {}
        for key, grade in relevant.items():
            if not self._known.standings[key.partition("#")[0]].status.past:
                name = self.named[key]
                found[name] = max(grade, found.get(name, 0))
        return found


def read_questions(files: Iterable[Path]) -> list[Question]:
    """Return the questions of some files, in order."""
    found = []
    for file in files:
        entries = yaml.safe_load(file.read_text("utf-8"))
        homes = frozenset(key.partition("/")[0] for one in entries for key in one["relevant"])
        for one in entries:
            relevant = {str(key): int(grade) for key, grade in one["relevant"].items()}
            found.append(Question(str(one["q"]), str(one["kind"]), relevant, file.stem, homes))
    return found
