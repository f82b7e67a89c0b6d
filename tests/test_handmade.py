"""A hand-written page's HTML is finished: tables with scope and names, no odd signs in tags."""

from __future__ import annotations

from markupsafe import Markup

from styrdok.publish.handmade import finish
from styrdok.texts import catalogue

TABLE = (
    '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
    '<td>1</td>\n<td align="right">2</td>\n</tr>\n</tbody>\n</table>'
)


def done(html: str, *dishes: str) -> str:
    return finish(html, [Markup(dish) for dish in dishes], catalogue())


def test_a_table_scrolls_under_the_name_of_its_heading() -> None:
    html = done(f"<h2 id='a'>Tid &amp; <em>plats</em></h2>\n{TABLE}\n<h3>Ord</h3>{TABLE}")
    assert 'aria-label="Tabell 1, Tid &amp; plats"' in html
    assert 'aria-label="Tabell 2, Ord"' in html
    assert 'aria-label="Tabell 1"' in done(TABLE)


def test_cells_have_scope_and_no_old_attribute() -> None:
    html = done(TABLE)
    assert '<th scope="col">a</th>' in html and '<th scope="col" class="to-right">b</th>' in html
    assert '<td class="to-right">2</td>' in html and "align=" not in html


def test_words_right_above_a_table_are_its_caption() -> None:
    html = done(f"<p>Tabell 2: Tider &amp; dagar</p>\n{TABLE}")
    assert "<table><caption>Tabell 2: Tider &amp; dagar</caption>" in html and "<p>" not in html
    assert "<caption>" not in done(f"<p>Tabellen nedan visar tider.</p>\n{TABLE}")


def test_tags_without_content_end_without_a_slash() -> None:
    html = done('<p><img alt="a > b / c" src="x.png" /><br />a<br/>&lt;br /&gt;</p>\n<hr />')
    assert html == '<p><img alt="a > b / c" src="x.png"><br>a<br>&lt;br /&gt;</p>\n<hr>'
