"""Templates are made ready once, parts and fixed words laid in; it knows no page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jinja2 import BaseLoader, Environment, FileSystemLoader
from markupsafe import escape

from styrdok.texts import Texts

PART = re.compile(r"""{%(-?) include "([^"]+)" (-?)%}""")
WORDS = re.compile(r"""{{ t\("([\w.-]+)"\) }}""")
FRAME = re.compile(r"""{%-? (?:extends|import|from) "([^"]+)\"""")


class ReadyLoader(BaseLoader):
    """Loads templates with their parts and fixed words in place, so that no page asks again.

    `{% include "…" %}` and `{{ t("…") }}` mean what they mean in any Jinja template.
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
        words = WORDS.sub(lambda found: str(escape(self.texts(found[1]))), source)
        return words, path, fresh

    def whole(self, environment: Environment, template: str) -> list[str]:
        """Return the sources of a template and of those that it is framed by or borrows from."""
        named, seen = [template], dict[str, str]()
        while named:
            if (name := named.pop()) not in seen:
                seen[name] = self.get_source(environment, name)[0]
                named += FRAME.findall(seen[name])
        return [source for _, source in sorted(seen.items())]
