"""What editors say of searching: words that find one another, and questions with their answers.

It knows no text and no index.
"""

from __future__ import annotations

from collections.abc import Collection

from styrdok.model.policy import Audience
from styrdok.model.value import Value

EVERYONE = frozenset(Audience)


def plain(word: str) -> str:
    """Return a word or phrase as it is compared: lower case, and one space between its words."""
    return " ".join(word.casefold().split())


class Synonyms(Value, frozen=True):
    """Who searches for a word of `seek` also finds those of `show`; not the other way round.

    Of `both` ways `seek` and `show` are the same words, and each finds the others. `audiences` are
    those whose searches it helps; `line` is its own in the editors' file, and 0 in the stock.
    """

    seek: tuple[str, ...]
    show: tuple[str, ...]
    both: bool = False
    audiences: frozenset[Audience] = EVERYONE
    line: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of it, each once, in order."""
        return tuple(dict.fromkeys((*self.seek, *self.show)))

    def without(self, words: Collection[str]) -> Synonyms | None:
        """Return the group without some words (as `plain` has them), or None: nothing is left.

        A word that has nothing but itself to find goes, too.
        """
        show = tuple(word for word in self.show if plain(word) not in words)
        left = (word for word in self.seek if plain(word) not in words)
        seek = tuple(word for word in left if any(plain(one) != plain(word) for one in show))
        return Synonyms(seek, show, self.both, self.audiences, self.line) if seek else None


class Banned(Value, frozen=True):
    """A word of the stock that editors do not want used for some audiences."""

    word: str
    audiences: frozenset[Audience] = EVERYONE
    line: int = 0


class Answer(Value, frozen=True):
    """Where a question's answer stands: a document's id, and a heading's anchor in it or all."""

    document: str
    anchor: str | None = None


class Question(Value, frozen=True):
    """A question as readers ask it, and the answers of which one must be found.

    With a `municipality` (its slug) it is asked with that filter.
    """

    text: str
    answers: tuple[Answer, ...]
    municipality: str | None = None
    line: int = 0
