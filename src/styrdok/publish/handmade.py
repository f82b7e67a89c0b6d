"""The HTML of hand-written pages is finished: macros' dishes served, tables made to scroll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from styrdok.read.marks import TABLE_NAME
from styrdok.texts import Texts

LOST = re.compile(r'<a href="(?![a-z]+:)[^"]*\.(?:md|mkdn?|mdown|markdown)(?:#[^"]*)?">')

TOKEN = re.compile("<p>styrdokrätt([0-9]+)här</p>|styrdokrätt([0-9]+)här")
VOID = re.compile(r"(<(?:br|hr|img|input|wbr)\b(?:[^<>\"]|\"[^\"]*\")*?) ?/>")
CELL = re.compile(r'<t([hd])(?: align="(left|center|right)")?>')
NAMED_TABLE = re.compile(rf"<p>({TABLE_NAME.pattern}[^<]*)</p>\s*<table>")  # as in a policy
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
TAG = re.compile(r"<[a-z][^<>]*styrdokrätt[^<>]*>")


def token(number: int) -> str:
    """Return the word that stands for a macro's HTML while Markdown is read around it."""
    return f"styrdokrätt{number}här"


def finish(html: str, dishes: Sequence[Markup], texts: Texts) -> str:
    """Return a page's HTML with each token's dish in its place.

    A table gets a region of its own, to scroll by keyboard too, and what stands right above it as
    `Tabell: …` for a caption; its cells get the style's word for where they stand. A link that
    could not be resolved (the publisher tells of it) loses its address: the name of the file
    stays inside.
    """
    html = NAMED_TABLE.sub(r"<table><caption>\1</caption>", VOID.sub(r"\1>", html))
    parts, heading = html.split("<table>"), ""
    for number in range(1, len(parts)):
        if above := HEADING.findall(parts[number - 1]):
            heading = in_words(Markup(above[-1]).striptags(), dishes)  # noqa: S704
        label = escape(
            texts("page.table-in" if heading else "page.table", number=number, title=heading)
        )
        region = f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>'
        parts[number] = region + parts[number].replace("</table>", "</table></div>", 1)
    html = LOST.sub("<a>", CELL.sub(_cell, "".join(parts)))
    html = TAG.sub(lambda tag: escape_dishes(tag[0], dishes), html)
    return TOKEN.sub(lambda place: dishes[int(place[1] or place[2])], html)


def _cell(found: re.Match[str]) -> str:
    scope = ' scope="col"' if found[1] == "h" else ""
    place = f' class="to-{found[2]}"' if found[2] not in (None, "left") else ""
    return f"<t{found[1]}{scope}{place}>"


def escape_dishes(tag: str, dishes: Sequence[Markup]) -> str:
    """Return a tag whose attributes hold the words of dishes, and no markup."""
    return TOKEN.sub(lambda t: escape(dishes[int(t[1] or t[2])].striptags()), tag)


def in_words(title: str, dishes: Sequence[Markup]) -> str:
    """Return a title with the words of dishes in place of tokens."""
    return TOKEN.sub(lambda t: dishes[int(t[1] or t[2])].striptags(), title)
