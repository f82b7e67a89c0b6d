"""What a command asks of a site folder: one of its sites on a day, as that site's pages know it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from styrdok.compose.composer import Composer
from styrdok.compose.frame import Frame
from styrdok.derive.digest import Digest
from styrdok.memory import Memory
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import seen_by, survey
from styrdok.texts import Texts

Found = TypeVar("Found")


@dataclass(frozen=True)
class Asked:
    """A site folder, which of its sites, and the day that it is seen on."""

    root: Path
    channel: str
    as_of: date

    def digest(self, memory: Memory) -> Digest:
        """Return what follows from what the site's readers may see."""
        found = survey(self.root, self.root / "docs", self.as_of, memory)
        return seen_by(found, CHANNELS[self.channel], memory)

    def composer(self, memory: Memory, texts: Texts) -> Composer:
        """Return what the site's pages and data are made from, without its configuration."""
        frame = Frame((), texts, memory)  # nothing is set: data need no template
        return Composer(self.digest(memory), frame)


def with_memory(root: Path, work: Callable[[Memory], Found], texts: Texts) -> Found:
    """Return what a work gives with a folder's memory, which is saved; its oddities are told."""
    memory = Memory(root)
    found = memory.trusted(lambda: work(memory), lambda key: print(texts(key), file=sys.stderr))
    memory.save()
    return found
