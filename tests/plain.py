"""Stand-ins that find duties and namings plainly, so that the pages can be tested by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from styrdok.derive.digest import Digest
from styrdok.derive.themes.values import Naming
from styrdok.memory import Memory
from styrdok.model import Duty, Strength, Theme
from styrdok.read.blocks import text_blocks
from styrdok.read.readings import set_text
from styrdok.read.setting import SetText

MODALS = (
    (Strength.SHALL_NOT, r"får inte|ska inte"),
    (Strength.SHOULD, r"ska eftersträvas|bör"),
    (Strength.SHALL, r"ska|måste"),
    (Strength.MAY, r"kan|får"),
)
MODAL = re.compile("|".join(rf"\b(?P<S{at}>{words})\b" for at, (_, words) in enumerate(MODALS)))
SUBJECT = re.compile(r"(\w+(?: \w+){0,2}) $")


def plain_duties(text: SetText) -> tuple[Duty, ...]:
    """Every modal word of every sentence, with the three words before it as who."""
    return tuple(
        Duty(words, "", MODALS[int((found.lastgroup or "S0")[1:])][0], found[0], found.start(),
             found.end(), _subject(words[: found.start()]), (), block.leaf, line)
        for block in text_blocks(text)
        for words, line in block.sentences()
        for found in MODAL.finditer(words)
    )  # fmt: skip


def _subject(before: str) -> str | None:
    found = SUBJECT.fullmatch(before)
    return found[1] if found else None


def plain_namings(digest: Digest, memory: Memory) -> dict[str, tuple[Naming, ...]]:
    """Where each text has a word of a theme, letter by letter, first in a section."""
    themes = digest.register.themes.values()
    return {
        key: tuple(_named(set_text(policy.body.digest, memory), themes))
        for key, policy in digest.register.policies.items()
    }


def _named(text: SetText, themes: Iterable[Theme]) -> Iterable[Naming]:
    seen: set[tuple[str, int]] = set()
    for block in text_blocks(text):
        for sentence, line in block.sentences():
            for theme in themes:
                words = next((w for w in theme.words if w.casefold() in sentence.casefold()), "")
                if words and (theme.id, block.leaf) not in seen:
                    seen.add((theme.id, block.leaf))
                    at = sentence.casefold().index(words.casefold())
                    found = sentence[at : at + len(words)]
                    yield Naming(theme.id, block.leaf, line, found, sentence)
