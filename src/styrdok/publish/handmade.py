"""The HTML of hand-written pages is finished: macros' dishes served, tables made to scroll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from styrdok.texts import Texts

LOST = re.compile(r'<a href="(?![a-z]+:)[^"]*\.(?:md|mkdn?|mdown|markdown)(?:#[^"]*)?">')


def token(number: int) -> str:
    """Return the word that stands for a macro's HTML while Markdown is read around it."""
    return f"styrdokrätt{number}här"


def finish(html: str, dishes: Sequence[Markup], texts: Texts) -> str:
    """Return a page's HTML with each token's dish in its place.

    A table gets a region of its own, to scroll by keyboard too. A link that could not be
    resolved (the publisher tells of it) loses its address: the name of the file stays inside.
    """
    parts = html.split("<table>")
    for number in range(1, len(parts)):
        label = escape(texts("page.table", number=number))
        region = f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>'
        parts[number] = region + parts[number].replace("</table>", "</table></div>", 1)
    html = LOST.sub("<a>", "".join(parts).replace("<th>", '<th scope="col">'))
    for number, dish in enumerate(dishes):
        html = html.replace(f"<p>{token(number)}</p>", dish).replace(token(number), dish)
    return html
