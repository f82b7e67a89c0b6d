"""Stand-ins that find duties and namings plainly, so that pages can be tested by themselves.

And the sites that are built with them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from styrdok.derive.digest import Digest
from styrdok.derive.themes.values import Naming
from styrdok.memory import Memory
from styrdok.model import Audience, Duty, Strength, Theme
from styrdok.read.blocks import text_blocks
from styrdok.read.readings import set_text
from styrdok.read.setting import SetText
from styrdok.swedish.counties import COUNTIES
from tests.conftest import HOME, KOMMUN, build, policy

MODALS = (
    (Strength.SHALL_NOT, r"får inte|ska inte"),
    (Strength.SHOULD, r"ska eftersträvas|bör"),
    (Strength.SHALL, r"ska|måste"),
    (Strength.MAY, r"kan|får"),
)
MODAL = re.compile("|".join(rf"\b(?P<S{at}>{words})\b" for at, (_, words) in enumerate(MODALS)))
SUBJECT = re.compile(r"(\w+(?: \w+){0,2}) $")

KS = "beslut: {organ: KS, datum: 2021-11-02, paragraf: 225}\n"
TEMAN = """\
teman:
  - {id: svar, namn: Svar, definition: Hur fort., ord: [svarstid, återkoppla]}
  - {id: media, namn: Media, definition: Vem som talar., ord: [journalister]}
  - {id: tomt, namn: Tomt, definition: Ingen säger något., ord: [xylofon]}
"""


@contextmanager
def plainly() -> Iterator[None]:
    """Find duties and namings plainly for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("styrdok.read.readings.duties", plain_duties)
        namings = property(lambda it: plain_namings(it, it._memory) if it._memory else {})
        patch.setattr(Digest, "namings", namings)
        yield


def own(root: Path) -> dict[Audience, Path]:
    """Both sites of the project's own documents, built from a copy."""
    for name in ("policies", "docs", "overrides", "macros"):
        shutil.copytree(HOME / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.intranet.yml"):
        shutil.copy(HOME / name, root)
    return build(root)


def lone(name: str) -> str:
    """The file of a municipality of another name than Sjöby."""
    return KOMMUN.replace("Sjöby", name)


def many(number: int = 30) -> dict[str, str | bytes]:
    """Municipalities in several counties, with a document each but the last."""
    files: dict[str, str | bytes] = {}
    for at in range(number):
        code = f'kommunkod: "{sorted(COUNTIES)[at % 21]}{at % 100:02}"\n' if at % 5 else ""
        files[f"k{at:03}/kommun.yml"] = lone(f"K{at:03}") + code
        if at < number - 1:
            theme = ("svar", "media")[at % 2]
            body = f'## Rubrik {{tema="{theme}"}}\n\nVi ska svara.\n'
            files[f"k{at:03}/x.md"] = policy(KS, body)
    return files


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
