"""The frame: a document becomes a page's bytes; it knows Jinja, but no register and no publisher.

A page hangs on its document's values, on what stands around every page, and on the templates
that it is set in: `key` names all three, so that a page with the same key has the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from urllib.parse import quote, urljoin, urlsplit

from jinja2 import StrictUndefined
from markupsafe import Markup, escape

from styrdok.compose import addresses
from styrdok.compose.at_hand import AtHand
from styrdok.compose.compiled import OnceMade
from styrdok.compose.filters import filters_of
from styrdok.compose.setting import ROOT
from styrdok.compose.templates import OneWorld, ReadyLoader
from styrdok.memory import Memory, Sealed, encode, engine
from styrdok.model import Contact, Document, Sender
from styrdok.texts import Texts


@dataclass(frozen=True)
class Around:
    """What stands around every page of a site; `edit` is where its files are changed."""

    site_name: str
    site_kind: str
    site_note: str
    site_url: str
    edit: str | None
    form_url: str | None
    indexed: bool
    menu: tuple[tuple[str, str], ...] = ()
    senders: str = ""
    alone: bool = False  # one municipality's site
    sole: Sender | None = None  # that municipality, whose pages all are
    insists: bool = False  # that what is late be seen to
    foot_links: tuple[tuple[str, str], ...] = ()
    assets: str = "assets/"  # the folder of what every page loads, named by all it holds
    policy: str = ""  # what a page may load, where its server does not say


class Frame:
    """Templates in some folders, the first folder first, set with one language's texts."""

    def __init__(self, folders: Sequence[str], texts: Texts, memory: Memory) -> None:
        self.texts = texts
        self._blocks = cache(self._contact_block)  # many documents share one
        self.at_hand = AtHand(texts, memory, self.contact_block)
        self.text_of, self.duties_of = self.at_hand.text_of, self.at_hand.duties_of
        self.around = Around("", "", "", "", None, None, False)
        self.loader = ReadyLoader(folders, texts)
        self.environment = OneWorld(
            loader=self.loader,
            undefined=StrictUndefined,
            autoescape=True,
            auto_reload=False,
            bytecode_cache=OnceMade(texts),
        )
        self.environment.globals.update(
            self.at_hand.functions(),
            t=texts,
            address=addresses,
            contact_block=self.contact_block,
            printing=False,  # a printed page, and one that has such, say so in their views
            prints=False,
        )
        self.environment.filters.update(filters_of(texts))
        self._templates = cache(self._template_mark)

    def ready(self) -> None:
        """Compile every template that a page is set in, before processes part that set many.

        One that cannot be read or compiled is told of by who sets a page in it; perhaps nobody.
        """
        for page in self.loader.pages():
            with suppress(Exception):
                for name, _ in self.loader.whole(self.environment, page):
                    self.environment.get_template(name)

    def render(self, template: str, **view: object) -> Markup:
        """Return a template set with a view; no empty line, where Markdown would end the HTML."""
        html = self.environment.get_template(template).render(view)
        return Markup("\n".join(line for line in html.splitlines() if line.strip()))  # noqa: S704

    def page(self, document: Document) -> bytes:
        """Return a document as its page's bytes."""
        view = self._facts(document) | {
            name: value.value if isinstance(value, Sealed) else value
            for name, value in document.view.items()
        }
        return self.environment.get_template(document.template).render(view).encode()

    def paper(self, template: str, document: Document, **view: object) -> str:
        """Return a document set in another template, with what that shows."""
        return self.environment.get_template(template).render(self._facts(document) | view)

    def mark(self, template: str) -> bytes:
        """Return a name of a template and all that it is framed by."""
        return self._templates(template)

    def _facts(self, document: Document) -> dict[str, object]:
        """What every template knows of a document and of its site."""
        around = self.around
        error = document.path.endswith(".html")  # 404.html may be shown at any depth
        site = urlsplit(around.site_url or "/").path
        facts = vars(around) | {
            "title": document.title,
            "here": "" if error else document.path,
            "root": site.rstrip("/") + "/" if error else addresses.up(document.path),
            "description": document.description,
            "crumbs": document.crumbs,
            "sender": document.sender or around.sole,
            "edit_url": self._edit_url(document.source),
            "canonical": None,
            "indexed": around.indexed and document.indexed,
        }
        if around.site_url and not error:
            facts["canonical"] = urljoin(around.site_url, document.canonical or document.path)
        return facts

    def key(self, document: Document) -> str:
        """Return a name of all that a document's page hangs on."""
        whole = blake2b(self._templates(document.template), digest_size=16)
        whole.update(self._around_mark)
        whole.update(encode(document))
        return whole.hexdigest()

    def contact_block(self, contact: Contact, home: str, root: str) -> Markup:
        """Return the contact block of a municipality's function, on a page `root` from the root."""
        return Markup(self._blocks(contact, home).replace(ROOT, escape(root)))  # noqa: S704

    def _contact_block(self, contact: Contact, home: str) -> Markup:
        """Return one function's contact block, with slots for the way to the root."""
        assets = self.around.assets
        block = {"contact": contact, "home": home, "root": ROOT, "assets": assets}
        return self.render("partials/contact.html", **block)

    def _edit_url(self, source: str | None) -> str | None:
        if not source or not self.around.edit:
            return None
        return source if "://" in source else urljoin(self.around.edit, quote(source))

    @cached_property
    def _around_mark(self) -> bytes:
        """What stands around every page, and the engine that sets it."""
        around = encode((engine(), self.texts.language, self.around))
        return blake2b(around, digest_size=16).digest()

    def _template_mark(self, name: str) -> bytes:
        whole = encode(self.loader.whole(self.environment, name))
        return blake2b(whole, digest_size=16).digest()
