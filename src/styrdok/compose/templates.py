"""Templates are made ready once, parts and words laid in; it knows no page."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, TemplateNotFound
from markupsafe import escape

from styrdok.compose.compiled import PlainCode, PlainContext
from styrdok.texts import Texts

PART = re.compile(r"""{%(-?) include "([^"]+)" (-?)%}""")
WORDS = re.compile(r"""{{ t\("([\w.-]+)"((?:, \w+=[\w.| ]+)*)\) }}""")
BLANK = re.compile(r"(\w+)=([\w.| ]+)")  # a name, perhaps filtered: nothing with signs in it
NAMING = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%}", re.S)
NAME = re.compile(r"""["']([^"']+)["']""")
PAGE = re.compile(r"[^/]+\.html")
CONTACT = "partials/contact.html"
BORROWED = dict.fromkeys(("fit(", "fit_quote(", "contact_block("), CONTACT)  # by whom, and what


class OneWorld(Environment):
    """Jinja's environment, in which every template knows the same names.

    A template that may bring names of its own looks them up in a chain of mappings: each page
    would copy that chain, and compare it once more for every macro that it imports.
    """

    code_generator_class = PlainCode
    context_class = PlainContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that every template knows."""
        return self.globals


class ReadyLoader(BaseLoader):
    """Loads templates with their parts and words in place, so that no page asks again.

    `{% include "…" %}` and `{{ t("…", blank=value) }}` mean what they mean in any Jinja template.
    """

    def __init__(self, folders: Sequence[str], texts: Texts) -> None:
        self.files, self.texts = FileSystemLoader(folders), texts

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template's source, made ready."""
        source, path, fresh = self.files.get_source(environment, template)

        def part(found: re.Match[str]) -> str:
            inside = self.get_source(environment, found[2])[0].removesuffix("\n")
            return f"{{%{found[1]} if true %}}{inside}{{% endif {found[3]}%}}"

        source = PART.sub(part, source)
        return WORDS.sub(self._words, source), path, fresh

    def _words(self, found: re.Match[str]) -> str:
        blanks = dict(BLANK.findall(found[2]))
        if "{" in self.texts(found[1], **dict.fromkeys(blanks, "")):
            return found[0]  # words are never read as a template
        filled = {name: f"{{{{ {value} }}}}" for name, value in blanks.items()}
        return str(escape(self.texts(found[1], **filled)))

    def whole(self, environment: Environment, template: str) -> list[tuple[str, str]]:
        """Return the names and sources of a template and of all that it is framed by or borrows.

        Where a name is worked out only when a page is set, that is every template there is.
        """
        named, seen = [template], dict[str, str]()
        while named:
            if (name := named.pop()) in seen:
                continue
            try:
                seen[name] = self.get_source(environment, name)[0]
            except TemplateNotFound:
                seen[name] = ""
            named += [other for word, other in BORROWED.items() if word in seen[name]]
            for naming in NAMING.findall(seen[name]):
                named += NAME.findall(naming) or self.files.list_templates()
        return sorted(seen.items())

    def pages(self) -> list[str]:
        """Return the names of the templates of pages."""
        return [name for name in self.files.list_templates() if PAGE.fullmatch(name)]
