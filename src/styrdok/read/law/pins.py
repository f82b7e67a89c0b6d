"""Where in a law: chapters, sections and articles as they are written; it knows no law."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from styrdok.read.law.table import number_of

ORDINALS = (
    *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde"),
    *("tionde", "elfte", "tolfte", "trettonde", "fjortonde", "femtonde"),
)
MOST = 12  # places in one list, so that no row of numbers costs more than its length
LONGEST_RANGE = 50
ORDINAL = "|".join(ORDINALS)
NUMBER = r"\d{1,3}(?: ?[a-z](?!\w))?"
AND = r"(?:, ?| och | samt | eller | ?- ?)"
LIST = rf"{NUMBER}(?:{AND}{NUMBER}){{0,{MOST}}}"
STEP = r"\d{1,2}(?:(?:[-,] ?| och )\d{1,2}){0,5}"
SUB = (
    rf"(?:,? (?:(?:{ORDINAL})(?: och (?:{ORDINAL}))?"
    r" (?:stycket|styckena|meningen|punkten|punkterna)(?: \d{1,2}(?= (?!kap)\w))?"
    rf"|{STEP} (?:st|p)\b\.?|(?:st|p|punkt|punkten|punkterna|stycke|stycket)\b\.? ?{STEP}"
    rf"|(?<=§ ){STEP}(?= (?!kap)\w)))"
)
CHAPTER = (
    rf"(?:(?P<chapter>{NUMBER}) ?kap(?:\.|itlet|itel|\b)"
    r"|[Kk]ap(?:\.|itel|) ?(?P<chapter_after>\d{1,3}(?: ?[a-h](?!\w))?)(?![\w.,:/-]?\d)"
    rf"|(?P<chapter_word>{ORDINAL}) kapit(?:el|let))"
)
ARTICLE = r"\d{1,3}(?:\.\d{1,2}| ?\(\d{1,2}\))?(?:[. ]?[a-z](?!\w)\)?)?"


def _before(name: str) -> str:
    """Return the pattern of sections before their sign: '6 och 7 §§'."""
    return rf"(?P<{name}>{LIST}) ?§(?: ?§)?"


def _after(name: str) -> str:
    """Return the pattern of sections after their sign: '§ 6'."""
    return (
        rf"§(?: ?§)? ?(?P<{name}>\d{{1,3}}(?: ?[a-h](?!\w))?"
        rf"(?:(?:, ?| och | ?- ?)\d{{1,3}}){{0,{MOST}}})(?!\w|[.,:/-]\d)"
    )


PIN = (
    rf"(?<![\w/:.§-])(?:{CHAPTER}(?:,? ?(?:{_before('in_chapter')}|{_after('after_in_chapter')}))?"
    rf"|{_before('alone')}|(?P<prefix>{_after('after_alone')})"
    r"|(?:[Aa]rtikel|[Aa]rtiklarna|[Aa]rt\.?) ?"
    rf"(?P<articles>{ARTICLE}(?:{AND}{ARTICLE}){{0,{MOST}}})"
    r"|(?P<colon_chapter>\d{1,2}):(?P<colon_section>\d{1,2})(?![\w:]|[.-]\d)"
    rf")(?![/:-]\d){SUB}{{0,4}}"
)
ONE = re.compile(r"(\d{1,3})(?: ?([a-z])(?!\w))?")
ARTICLES = re.compile(rf"(?=(\d+)){ARTICLE}()")  # each as one, without its paragraph and point


@dataclass(frozen=True)
class Pin:
    """A place in a law that is not named yet, and from where to where it stands in the words.

    `prefix` tells that the section sign stands first, as in minutes; `colon` that it is '8:13';
    `titled` that it is 'kapitel 2' alone, as chapters of any text are called.
    """

    start: int
    stop: int
    chapter: str | None
    sections: tuple[str, ...]
    prefix: bool = False
    colon: bool = False
    article: bool = False
    titled: bool = False

    def inside(self, chapter: str | None) -> Pin:
        """Return the same place in a chapter, where it states none itself."""
        return self if self.chapter or not self.sections else replace(self, chapter=chapter)


def pin_of(found: re.Match[str]) -> Pin:
    """Return the place that a match of `PIN` states."""
    start, stop = found.span()
    if articles := found["articles"]:
        return Pin(start, stop, None, _numbers(articles, ARTICLES), article=True)
    if found["colon_chapter"]:
        return Pin(start, stop, found["colon_chapter"], (found["colon_section"],), colon=True)
    chapter = found["chapter"] or found["chapter_after"]
    if word := found["chapter_word"]:
        chapter = str(ORDINALS.index(word) + 1)
    sections = found["in_chapter"] or found["after_in_chapter"] or found["alone"]
    sections = sections or found["after_alone"]
    return Pin(
        start,
        stop,
        _numbers(chapter)[0] if chapter else None,
        _numbers(sections) if sections else (),
        prefix=bool(found["prefix"]),
        titled=bool(found["chapter_after"]) and not sections,
    )


def _numbers(words: str, each: re.Pattern[str] = ONE) -> tuple[str, ...]:
    """Return each number of a list, those of a range too: '5 a, 6-8' is 5 a, 6, 7 and 8."""
    numbers: list[str] = []
    stop = 0
    for one in each.finditer(words):
        number = f"{int(one[1])} {one[2]}" if one[2] else str(int(one[1]))
        if numbers and words[stop : one.start()].strip() == "-":
            first, last = number_of(numbers[-1]), number_of(number)
            if last - first <= LONGEST_RANGE:
                numbers += [str(between) for between in range(first + 1, last)]
            if first == last and numbers[-1][-1].isalpha() and number[-1].isalpha():
                letters_between = range(ord(numbers[-1][-1]) + 1, ord(number[-1]))
                numbers += [f"{first} {chr(letter)}" for letter in letters_between]
        numbers.append(number)
        stop = one.end()
    return tuple(dict.fromkeys(numbers))
