"""The frame: templates and what they may call; it knows Jinja, but no page and no publisher."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from styrdok.compose import addresses, wording
from styrdok.model import Contact, Municipality, PartialDate, Policy
from styrdok.register import Register
from styrdok.texts import Texts


def furnish(environment: Environment, texts: Texts, register: Register) -> Environment:
    """Give a template environment our words and filters, and return it."""
    environment.globals.update(t=texts, address=addresses)
    environment.filters.update(
        say_date=lambda when: wording.say_date(when, texts),
        say_day=lambda day: wording.say_date(PartialDate(day.year, day.month, day.day), texts),
        say_time=wording.say_time,
        telephone=wording.telephone,
        sentence_case=wording.sentence_case,
        lang=lambda policy: _lang(policy, texts),
        themes=lambda section: [register.themes[t] for t in section.themes if t in register.themes],
        municipality_name=lambda slug: register.municipalities[slug].name,
    )
    environment.autoescape = True
    environment.undefined = StrictUndefined
    return environment


def _lang(policy: Policy, texts: Texts) -> Markup:
    """The attribute that tells another language than the page's own (WCAG 3.1.2)."""
    other = policy.language != texts.language
    return Markup(' lang="{}"').format(policy.language) if other else Markup("")


class Frame:
    """Templates in some folders, the first folder first, set with one language's texts."""

    def __init__(self, folders: Sequence[str], texts: Texts, register: Register) -> None:
        self.texts = texts
        self.environment = furnish(
            Environment(
                loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=True
            ),
            texts,
            register,
        )

    def render(self, template: str, **view: object) -> Markup:
        """Return a template set with a view; no empty line, where Markdown would end the HTML."""
        html = self.environment.get_template(template).render(view)
        return Markup("\n".join(line for line in html.splitlines() if line.strip()))  # noqa: S704

    def contact_block(self, contact: Contact, municipality: Municipality) -> Markup:
        """Return one function's contact block."""
        return self.render("partials/contact.html", contact=contact, municipality=municipality)
