"""`styrdok compare A B`: two documents of a site folder beside each other: text, JSON, CSV."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from styrdok.compose.beside.laying import Laying, Side
from styrdok.compose.beside.pairs import known, sides_of
from styrdok.compose.composer import Composer
from styrdok.compose.exports.pair import laid, record, table
from styrdok.compose.frame import Frame
from styrdok.compose.wording import say_badge
from styrdok.cut import cut
from styrdok.derive.digest import digest
from styrdok.editing import EditError
from styrdok.memory import Memory
from styrdok.model import Policy
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import survey
from styrdok.texts import Texts

NEAR, MOST = 0.5, 4  # how like a name is to one that is meant, and how many are told
LETTERS = ("A", "B")


def compare_documents(  # noqa: PLR0913, PLR0917
    root: Path, a: str, b: str, channel: str, as_of: date, form: str, texts: Texts
) -> str:
    """Return two documents beside each other, as the site of a channel shows them.

    They are named as `municipality/slug`, as `slug` where one alone has it, or by their file, an
    edition with `@` and its date. Raises `EditError` for a name that is none, and where both are
    the same document.
    """
    memory = Memory(root)

    def work() -> str:
        composer = _composer(root, channel, as_of, memory, texts)
        one, other = (_found(name, root, channel, composer) for name in (a, b))
        if one.id == other.id:
            raise EditError(texts("pair.cli-same", name=one.id))
        sides = sides_of(one, other, composer)
        laying = laid(sides, composer)
        if form == "json":
            return json.dumps(record(sides, laying), ensure_ascii=False, indent=1)
        if form == "csv":
            return table(laying).decode().rstrip("\r\n")
        return "\n".join(_lines(sides, laying, texts))

    said = memory.trusted(work, lambda key: None)
    memory.save()
    return said


def _composer(root: Path, channel: str, as_of: date, memory: Memory, texts: Texts) -> Composer:
    found = survey(root, root / "docs", as_of, memory)
    register = cut(found.register, CHANNELS[channel], memory)
    return Composer(digest(register, memory, found.digest), Frame((), texts, memory))


def _found(name: str, root: Path, channel: str, composer: Composer) -> Policy:
    """Return the document or edition that a name means."""
    there, texts = known(composer), composer.texts
    asked = _asked(name, root)
    document, at, day = asked.partition("@")
    ids = [key for key in there if key == asked or key.partition("/")[2] == asked]
    if not ids and (heir := composer.register.known_as(document)):
        ids = [key for key in (heir.id + at + day,) if key in there]
    if len(ids) > 1:
        raise EditError(texts("pair.cli-many", name=name, known=", ".join(sorted(ids))))
    if not ids:
        near = ", ".join(_near(asked, there)) or texts("cli.none-yet")
        raise EditError(texts("pair.cli-unknown", name=name, channel=channel, near=near))
    return there[ids[0]]


def _asked(name: str, root: Path) -> str:
    """Return a name as an id; a file's is made of its folder's and its own."""
    if name.lower().endswith(".md"):
        places = [Path(os.path.normpath(start / name)) for start in (Path.cwd(), root)]
        whole = next((place for place in places if os.path.lexists(place)), places[-1])
        return f"{whole.parent.name}/{whole.stem}"
    return name.strip("/")


def _near(asked: str, there: Mapping[str, Policy]) -> list[str]:
    """Return the ids that are most like a name by id, slug or title; else the first ones."""
    words: dict[str, str] = {}
    for key, policy in sorted(there.items()):
        for word in (policy.title.casefold(), key.partition("/")[2], key):
            words[word] = key
    close = get_close_matches(asked.casefold(), words, n=MOST, cutoff=NEAR)
    return list(dict.fromkeys(words[word] for word in close)) or sorted(there)[:MOST]


def _lines(sides: Sequence[Side], laying: Laying, texts: Texts) -> Iterator[str]:
    for number, side in enumerate(sides):
        yield texts(
            "pair.cli-side",
            letter=LETTERS[number],
            title=side.title,
            home=side.entry.home.name,
            status=say_badge(side.entry.standing, texts),
            words=laying.words(number),
            shared=laying.shared(number),
            percent=laying.percent(number),
        )
    for row in laying.rows:
        yield ""
        yield laying.name(row, sides, texts)
        for letter, section in zip(LETTERS, laying.pair(row), strict=True):
            if section is None:
                yield texts("pair.cli-missing", letter=letter)
                continue
            title, words = section.part.title or texts("pair.beginning"), len(section.part.words)
            yield texts("pair.cli-section", letter=letter, title=title, words=words)
            yield from (texts("pair.cli-shared", words=run) for run in section.sayings)
