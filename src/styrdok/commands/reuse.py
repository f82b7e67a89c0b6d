"""`styrdok reuse`: the passages that the documents of a folder share, as one site shows them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from styrdok.commands.asked import Asked, with_memory
from styrdok.compose.exports.shared import FORMS, records_of
from styrdok.compose.reuse.shared import policy_of, section_of
from styrdok.compose.reuse.words import beginning
from styrdok.derive.digest import Digest
from styrdok.derive.reuse.pairs import SharedPair, all_pairs
from styrdok.derive.reuse.passages import paragraphs
from styrdok.derive.reuse.values import Likeness, Passage, Shared
from styrdok.memory import Memory
from styrdok.read.readings import set_text
from styrdok.redline import State, runs
from styrdok.texts import Texts

MOST = 3  # changes that are told of a passage


def list_reuse(asked: Asked, form: str, texts: Texts) -> bytes:
    """Return what each two documents share, for an editor to read, or the site's file."""

    def look(memory: Memory) -> bytes:
        known = asked.digest(memory)
        if form in FORMS:
            return FORMS[form](records_of(known))
        return f"{_Telling(known, memory, texts).whole()}\n".encode()

    return with_memory(asked.root, look, texts)


class _Telling:
    """What a register's documents share, told in words."""

    def __init__(self, known: Digest, memory: Memory, texts: Texts) -> None:
        self._known, self._texts = known, texts

        @cache
        def words(text: str) -> list[str]:
            return [paragraph.words for paragraph in paragraphs(set_text(text, memory))]

        self._words = words

    def whole(self) -> str:
        """Return all pairs, with an empty line between two."""
        pairs = ["\n".join(self._pair(pair)) for pair in all_pairs(self._known.reuse)]
        return "\n\n".join(pairs or [self._texts("reuse.none")])

    def _pair(self, pair: SharedPair) -> Iterator[str]:
        yield self._texts("reuse.line", one=pair.one, other=pair.other)
        for shared in pair.shared:
            policy = policy_of(shared.one.policy, self._known)
            section = section_of(policy, shared.one).title or self._texts("reuse.before-first")
            words = beginning(self._said(shared.one))
            kind = self._texts(f"reuse.{shared.likeness.value}")
            yield "  " + self._texts("reuse.passage", likeness=kind, section=section, words=words)
            if shared.likeness is Likeness.EDITED:
                yield "    " + self._changes(shared)

    def _said(self, passage: Passage) -> str:
        return self._words(passage.text)[passage.number]

    def _changes(self, shared: Shared) -> str:
        """Return what the other has otherwise: the first few changes, each in its first words."""
        found = []
        given = runs(self._said(shared.one), self._said(shared.other))
        for same, group in groupby(given, lambda run: run.state is State.SAME):
            if not same:
                said = {run.state: beginning(run.words) for run in group}
                found.append(self._change(said.get(State.REMOVED), said.get(State.ADDED)))
        told = "; ".join(found[:MOST])
        if rest := len(found) - MOST:
            told += self._texts("reuse.further", number=rest) if rest > 0 else ""
        return self._texts("reuse.there", other=shared.other.policy, changes=told)

    def _change(self, gone: str | None, come: str | None) -> str:
        if gone and come:
            return self._texts("reuse.swapped", old=gone, new=come)
        return self._texts("reuse.gone", old=gone) if gone else self._texts("reuse.come", new=come)
