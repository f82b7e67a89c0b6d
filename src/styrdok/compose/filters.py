"""What templates may ask for by `|`: facts in words, lists in groups; the work is `wording`'s."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from styrdok.compose import wording
from styrdok.compose.facts.timeline import dates_of, timeline
from styrdok.compose.hours import hours_rows, open_now, other_rows
from styrdok.model import PartialDate
from styrdok.read.languages import attributes, runs_from_the_right
from styrdok.texts import Texts


def filters_of(texts: Texts) -> dict[str, Callable[..., Any]]:
    """Return the templates' filters, speaking one language."""
    return {
        "say_date": lambda when: wording.say_date(when, texts),
        "say_day": lambda day: wording.say_date(PartialDate(day.year, day.month, day.day), texts),
        "say_time": wording.say_time,
        "numbers": wording.numbers,
        "hours_rows": lambda contact: hours_rows(contact, texts),
        "other_rows": lambda contact: other_rows(contact, texts),
        "open_now": lambda contact: open_now(contact, texts),
        "sentence_case": wording.sentence_case,
        "lower_first": wording.lower_first,
        "lang": cache(lambda language: _lang(language, texts)),
        "breaking": _breaking,
        "status": cache(lambda standing: wording.say_status(standing, texts)),
        "badge": cache(lambda standing: wording.say_badge(standing, texts)),
        "decision": lambda entry: wording.say_decision(entry.decision, texts),
        "line": lambda entry: wording.say_line(entry, texts),
        "notice": lambda entry, insists: wording.say_notice(entry, insists, texts),
        "fact": lambda entry, key: wording.say_fact(entry, key, texts),
        "particular": lambda more, key: wording.PARTICULARS[key](more, texts),
        "citation": lambda entry, more: wording.say_citation(entry, more, texts),
        "facts": lambda entry, more: wording.say_facts(entry, more, texts),
        "place": lambda law, chapter, section: wording.say_place(law, chapter, section, texts),
        "timeline": timeline,
        "dates": dates_of,
        "one_decimal": lambda value: wording.say_decimal(value, texts),
        "lead_time": lambda hours: wording.say_lead_time(hours, texts),
        "choices": wording.choices,
        "by": wording.by,
        "terms": lambda chores: wording.terms(chores, texts),
        "by_home": lambda entries: wording.grouped(entries, lambda entry: entry.home),
        "by_kind": lambda entries: sorted(wording.grouped(entries, lambda entry: entry.kind)),
        "by_status": lambda entries: sorted(
            wording.grouped(entries, lambda entry: wording.say_status(entry.standing, texts))
        ),
    }


def _lang(language: str | None, texts: Texts) -> Markup:
    """The attribute that tells another language than the page's own (WCAG 3.1.2)."""
    if language is None or language == texts.language:
        return Markup("")
    if runs_from_the_right(language):
        return Markup(attributes(language))  # noqa: S704
    return Markup(' lang="{}"').format(language)


def _breaking(words: str) -> Markup:
    """Words as HTML that may go on upon the next line after each '/'."""
    return Markup(str(escape(words)).replace("/", "/<wbr>"))  # noqa: S704  (escaped above)
