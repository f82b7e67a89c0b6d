"""`styrdok compare A B`: two documents of a site folder beside each other, as text or JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from styrdok.commands.asked import Asked, with_memory
from styrdok.commands.errors import CommandError
from styrdok.compose.beside.laying import Laying, Side
from styrdok.compose.beside.pairs import sides_of
from styrdok.compose.composer import Composer
from styrdok.compose.exports.pair import FORMS
from styrdok.compose.wording import say_badge
from styrdok.model import Policy
from styrdok.texts import Texts

NEAR, MOST = 0.5, 4  # how like a name is to one that is meant, and how many are told
LETTERS = ("A", "B")


def compare_pair(asked: Asked, a: str, b: str, form: str, texts: Texts) -> bytes:
    """Return two documents beside each other: as text, or as the site's data have two.

    They are named as `municipality/slug`, as `slug` where one alone has it, or by their file, an
    edition with `@` and its date. Raises `CommandError` for a name that is none, and where both
    are the same document.
    """

    def work(composer: Composer) -> bytes:
        one, other = (_found(name, asked, composer) for name in (a, b))
        if one.id == other.id:
            raise CommandError(texts("pair.cli-same", name=one.id))
        sides = sides_of(one, other, composer)
        laying = composer.frame.at_hand.beside(sides)
        if form in FORMS:
            return FORMS[form](sides, laying)
        return "".join(f"{line}\n" for line in _lines(sides, laying, texts)).encode()

    return with_memory(asked.root, lambda memory: work(asked.composer(memory, texts)), texts)


def _found(name: str, where: Asked, composer: Composer) -> Policy:
    """Return the document or edition that a name means."""
    there, texts = composer.register.everything, composer.texts
    asked = _asked(name, where.root)
    document, at, day = asked.partition("@")
    ids = [key for key in there if key == asked or key.partition("/")[2] == asked]
    if not ids and (heir := composer.register.known_as(document)):
        ids = [key for key in (heir.id + at + day,) if key in there]
    if len(ids) > 1:
        raise CommandError(texts("pair.cli-many", name=name, known=", ".join(sorted(ids))))
    if not ids:
        near = ", ".join(_near(asked, there)) or texts("cli.none-yet")
        raise CommandError(texts("pair.cli-unknown", name=name, channel=where.channel, near=near))
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
