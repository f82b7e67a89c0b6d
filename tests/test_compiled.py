"""Templates as compiled here set what they set as Jinja compiles them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from styrdok.compose.compiled import written
from styrdok.compose.frame import Frame
from styrdok.compose.templates import OneWorld
from styrdok.memory import Memory
from styrdok.texts import catalogue

PARTS = {
    "macros": (
        "{% macro said(x, y='å') %}<i>{{ x }}</i>{{ y }}{% endmacro %}"
        "{% macro around(x) %}<u>{{ x }}{{ caller() }}</u>{% endmacro %}"
    ),
    "frame": (
        "<title>{% block title %}{% endblock %}</title>{{ value }}{% block main %}{% endblock %}"
    ),
    "page": (
        '{% extends "frame" %}{% block title %}{{ value ~ "<" }}{% endblock %}'
        '{% block main %}{% from "macros" import around, said %}'
        "{% macro own(x) %}[{{ x }}]{% endmacro %}{% set kept %}{{ value }}{% endset %}"
        "{{ said(value) }}{{ said(own(value), y=value) }}{{ kept }}{{ value | safe }}"
        "{{ value | e | replace('a', '<a>') }}{{ [value, '&'] | join(', ') }}{{ none }}{{ 1.5 }}"
        "{% for one in [value, kept] %}{{ loop.index }}{{ said(one) }}{{ one.upper() }}"
        "{% call around(one) %}{{ value }}{% endcall %}{% endfor %}{{ '<' if value else '' }}"
        "{% autoescape false %}{{ value }}{% endautoescape %}{{ range(2) | list }}{% endblock %}"
    ),
}
PLAIN = Environment(loader=DictLoader(PARTS), autoescape=True, undefined=StrictUndefined)
OURS = OneWorld(loader=DictLoader(PARTS), autoescape=True, undefined=StrictUndefined)
SIGNS = st.text(alphabet="aå<>&\"' \u00ad", max_size=12)


@given(SIGNS | SIGNS.map(Markup))
def test_a_page_is_what_jinja_makes_of_it(value: str) -> None:
    view = {"value": value}
    assert OURS.get_template("page").render(view) == PLAIN.get_template("page").render(view)


class Own:
    def __str__(self) -> str:
        return "<own>"


class Html(Own):
    def __html__(self) -> str:
        return "<b>"


class Word(str):
    pass


VALUES = st.integers() | st.booleans() | st.none() | st.floats() | SIGNS | SIGNS.map(Markup)
OBJECTS = st.sampled_from([Own(), Html(), Word("<&>"), ("<",), {"&": 1}])


@given(VALUES | OBJECTS)
def test_a_value_is_written_as_it_is_escaped(value: object) -> None:
    assert str(written(value)) == str(escape(value))


def test_what_is_not_known_is_told() -> None:
    with pytest.raises(UndefinedError):
        OURS.from_string("{{ nobody }}").render()
    with pytest.raises(UndefinedError):
        OURS.from_string("{{ nobody(1) }}").render()


def test_what_is_ready_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folder, compiled = str(Path(__file__).parents[1] / "overrides"), list[str | None]()
    compile_ = OneWorld.compile
    monkeypatch.setattr("styrdok.compose.compiled.MADE", {})

    def told(self: OneWorld, source: str, name: str | None = None, *rest: object) -> object:
        compiled.append(name)
        return compile_(self, source, name)

    monkeypatch.setattr(OneWorld, "compile", told)
    Frame([folder], catalogue(), Memory(None)).ready()
    assert {"policy.html", "base.html", "partials/contact.html"} <= set(compiled)
    before = len(compiled)
    Frame([folder], catalogue(), Memory(None)).ready()
    assert len(compiled) == before
    Frame([folder], catalogue("en"), Memory(None)).ready()
    assert compiled[before:] == compiled[:before]


def test_a_template_that_no_page_is_set_in_stops_nothing(tmp_path: Path) -> None:
    """A forgotten copy in another encoding, words that are not there, a fault in its signs."""
    (tmp_path / "gammal.html").write_bytes("gammal å".encode("latin-1"))
    (tmp_path / "ny.html").write_text('{{ t("finns.inte") }}', "utf-8")
    (tmp_path / "trasig.html").write_text("{% if %}", "utf-8")
    (tmp_path / "hel.html").write_text("{{ 1 }}", "utf-8")
    frame = Frame([str(tmp_path)], catalogue(), Memory(None))
    frame.ready()
    assert frame.render("hel.html") == "1"
