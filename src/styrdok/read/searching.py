"""The editors' files of the search are read: words that find one another, and golden questions.

It knows neither the stock of synonyms nor any document. An entry with an error in it is left out,
and no more; where nobody can tell who may have the synonyms, none of them is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from styrdok.model import Answer, Banned, Question, Synonyms, plain
from styrdok.read.commonmark import ANCHOR
from styrdok.read.findings import Findings
from styrdok.read.tree import Node, Pairs
from styrdok.read.values import Key, Reader, choice, identifier, list_of, record, text
from styrdok.read.vocabulary import CHANNELS
from styrdok.read.wordings import FILE_OR_SLUG, as_id

MOST_WORDS = 5  # in a row that count as one word
WORD = re.compile(r"(?=.*\w)(?:[^\W_]|§)+(?:[ .:/&'’+–-]+(?:[^\W_]|§)+)*")


def search_word(node: Node, name: str, found: Findings) -> str | None:
    """Read a word, or a few in a row, as readers may write it in the field of the search."""
    word = text(node, name, found)
    if word is None:
        return None
    if "," in word:
        return found.error(node.line, name, "want-brackets", value=word)
    if not WORD.fullmatch(word):
        return found.error(node.line, name, "search-word-sign", value=word)
    if len(word.split()) > MOST_WORDS:
        return found.error(node.line, name, "search-word-long", value=word, most=str(MOST_WORDS))
    return word


def search_words(node: Node, name: str, found: Findings) -> tuple[str, ...]:
    """Read words that belong together, each once."""
    words: dict[str, str] = {}
    for word in list_of(search_word)(node, name, found):
        if plain(word) in words:
            found.notice(node.line, name, "search-word-twice", value=word)
        words.setdefault(plain(word), word)
    return tuple(words.values())


def strict(read: Callable[[Node, str, Findings], Any]) -> Reader:
    """Return a reader that gives nothing where it finds any error in what it reads."""

    def all_or_nothing(node: Node, name: str, found: Findings) -> Any:
        own = Findings(found.path)
        value = read(node, name, own)
        found.problems += own.problems
        return None if own.failed else value

    return all_or_nothing


channels = strict(list_of(choice(CHANNELS)))
SYNONYM = (
    Key("ord", "words", search_words),
    Key("sök", "seek", search_words),
    Key("visa", "show", search_words),
    Key("kanaler", "audiences", channels),
)
read_synonym_keys = record(SYNONYM)


def synonym(node: Node, name: str, found: Findings) -> Synonyms | None:
    """Read words that mean the same, or words that also find others."""
    fields = read_synonym_keys(node, name, found) or {}
    words, seek, show = (fields.get(key, ()) for key in ("words", "seek", "show"))
    given = {key.text for key, _ in node.entries} if isinstance(node, Pairs) else set()
    audiences = frozenset(fields.get("audiences", ()))  # none: as the file
    if found.failed:
        return None
    if (given & {"ord"} and given & {"sök", "visa"}) or (not words and not (seek and show)):
        return found.error(node.line, name, "synonym-shape")
    if words and len(words) < 2:
        return found.error(node.line, name, "synonym-alone", value=words[0])
    others = {plain(word) for word in show}
    if idle := [word for word in seek if others == {plain(word)}]:
        return found.error(node.line, name, "synonym-shows-itself", value=idle[0])
    if words:
        return Synonyms(words, words, True, audiences, node.line)
    return Synonyms(seek, show, False, audiences, node.line)


def banned(node: Node, name: str, found: Findings) -> Banned | None:
    """Read a word of the stock that is not to be used."""
    word = search_word(node, name, found)
    return Banned(word, line=node.line) if word else None


def answer(node: Node, name: str, found: Findings) -> Answer | None:
    """Read where an answer stands: a document as `kommun/dokument`, with `#rubrik` or without."""
    word = text(node, name, found)
    if word is None:
        return None
    address, hash_sign, anchor = word.partition("#")
    file = address.strip("/")
    known = as_id(file) if FILE_OR_SLUG.fullmatch(file) else ""
    if known.count("/") != 1 or (hash_sign and not ANCHOR.fullmatch(anchor)):
        return found.error(node.line, name, "answer-form", value=word)
    return Answer(known, anchor or None)


QUESTION = (
    Key("fråga", "text", text, required=True),
    Key("svar", "answers", list_of(answer), required=True),
    Key("kommun", "municipality", identifier),
)
read_question_keys = record(QUESTION)


def question(node: Node, name: str, found: Findings) -> Question | None:
    """Read a question with the answers of which one must be found."""
    fields = read_question_keys(node, name, found) or {}
    return None if found.failed else Question(line=node.line, **fields)


SYNONYMS = (
    Key("kanaler", "audiences", channels, required=True),
    Key("synonymer", "synonyms", list_of(strict(synonym))),
    Key("stäng av", "banned", list_of(banned)),
)
QUESTIONS = (Key("frågor", "questions", list_of(strict(question)), required=True),)
read_synonyms_keys = record(SYNONYMS)
read_questions_keys = record(QUESTIONS)
