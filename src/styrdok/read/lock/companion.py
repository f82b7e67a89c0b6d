"""The readable file beside a locked document, which holds what was decided; it knows no header.

One line a block, so that a person can read it, and a difference shows when somebody touches it.
What is written is read back as the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from styrdok.model import Decision, Value
from styrdok.read.normative import fingerprint
from styrdok.read.vocabulary import COMPANION
from styrdok.redline import Block
from styrdok.texts import catalogue

ENDING = ".lydelse.txt"
CONTAINERS = {"item": "  ", "quote": "> ", "note": "^ ", "head": "= "}
PLAIN = "\\"  # before words that begin like one of our signs
SIGN = re.compile(r"(#{1,6})(?: |$)|(-)(?: |$)|\|(\d+)\|(?: |$)|(`)(?: |$)")
TITLE_ANCHOR = "titel:"  # no heading can have it


class Companion(Value, frozen=True):
    """What was decided: title, the decision in words, the fingerprint as stated, the blocks."""

    title: str
    decision: str
    lock: str
    blocks: tuple[Block, ...]

    @property
    def fingerprint(self) -> str:
        """The fingerprint that the blocks do give."""
        return fingerprint(self.title, self.blocks)

    @property
    def whole(self) -> tuple[Block, ...]:
        """The title and the blocks."""
        return with_title(self.title, 1, self.blocks)


def with_title(title: str, line: int, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with the document's title before them, for comparing both at once."""
    return (Block("heading", " ".join(title.split()), 1, TITLE_ANCHOR, line), *blocks)


def companion_path(path: str) -> str:
    """Return where the companion of a policy file stands."""
    return str(PurePosixPath(path).with_suffix("")) + ENDING


def decision_words(decision: Decision) -> str:
    """Return a decision in one line, for people and for telling one from another."""
    parts = [decision.body, str(decision.date or "")]
    parts += [f"§ {decision.paragraph}"] if decision.paragraph else []
    return ", ".join(parts)


def same_decision(one: str, other: str) -> bool:
    """Tell whether two decisions in words are one: the same day and paragraph, or the same words.

    A body that is spelled otherwise has not decided anew.
    """
    first, second = (words.casefold().split(", ") for words in (one, other))
    if first[1:] == second[1:] and len(first) > 2:
        return True
    return first == second


def write_companion(title: str, decision: Decision, lock: str, blocks: Iterable[Block]) -> str:
    """Return a companion's text."""
    values = (" ".join(title.split()), decision_words(decision), lock)
    lines = [*catalogue("sv")("lock.companion").splitlines(), ""]
    lines += [f"{key}: {value}" for key, value in zip(COMPANION, values, strict=True)]
    for block in blocks:
        lines += [""] if block.kind == "heading" or lines[-1] == f"{COMPANION[-1]}: {lock}" else []
        lines.append(_line(block))
    return "\n".join(lines) + "\n"


def read_companion(text: str) -> Companion | None:
    """Return what a companion's text holds, or None where it does not begin as one."""
    lines = text.split("\n")
    stated: dict[str, str] = {}
    for at, line in enumerate(lines):
        key, colon, value = line.partition(":")
        if colon and key == COMPANION[len(stated)]:
            stated[key] = value.strip()
        if len(stated) == len(COMPANION):
            found = (_block(one, number) for number, one in enumerate(lines[at + 1 :], at + 2))
            title, decision, lock = stated.values()
            return Companion(title, decision, lock, tuple(block for block in found if block))
    return None


def _line(block: Block) -> str:
    lead = "".join(CONTAINERS[name] for name in block.within)
    if block.kind == "heading" or (block.kind == "paragraph" and block.level):
        sign = "#" * block.level + " "
    elif block.kind == "cell":
        sign = f"|{block.level}| "
    else:
        sign = {"item": "- ", "code": "` "}.get(block.kind, "")
    words = block.words
    if not sign and (SIGN.match(words) or words.startswith((PLAIN, *CONTAINERS.values()))):
        words = PLAIN + words
    return (lead + sign + words).rstrip()


def _block(line: str, number: int) -> Block | None:
    """Return the block that a line stands for, None of an empty one."""
    if not (rest := line.rstrip()):
        return None
    within: list[str] = []
    while name := next((n for n, sign in CONTAINERS.items() if rest.startswith(sign)), None):
        within.append(name)
        rest = rest.removeprefix(CONTAINERS[name])
    kind, level = within[-1] if within and within[-1] in ("quote", "note") else "paragraph", 0
    if rest.startswith(PLAIN):
        rest = rest.removeprefix(PLAIN)
    elif match := SIGN.match(rest):
        heading, item, cell, code = match.groups()
        rest = rest[match.end() :]
        if heading:
            kind, level = "paragraph" if within else "heading", len(heading)
        elif item:
            kind, level = "item", within.count("item") + 1
        elif cell:
            kind, level = "cell", int(cell)
        elif code:
            kind = "code"
    return Block(kind, " ".join(rest.split()), level, "", number, tuple(within))
