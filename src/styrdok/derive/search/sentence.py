"""The sentence of a unit that answers a query best; it knows the roots that met, not the query."""

from __future__ import annotations

from collections.abc import Collection

from styrdok.read.blocks import text_blocks
from styrdok.read.setting import SetText
from styrdok.swedish.terms import parts, root, tokens


def best_sentence(text: SetText, leaf: int, roots: Collection[str]) -> str:
    """Return the first sentence under a heading that holds most of some roots, '' without a text.

    A root within a compound counts too. Where none stands in the text, it is the first sentence.
    """
    best, most = "", -1
    for block in text_blocks(text, leaf, leaf + 1):
        for sentence, _ in block.sentences():
            words = [token.word for token in tokens(sentence)]
            held = {one for word in words for one in (word, root(word), *parts(word))}
            number = len(held.intersection(roots))
            if number > most:
                best, most = sentence, number
    return best
