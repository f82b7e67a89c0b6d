"""The frame: a document becomes a page's bytes; it knows Jinja, but no register and no publisher.

A page hangs on its document's values, on what stands around every page, and on the templates
that it is set in: `key` names all three, so that a page with the same key has the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import blake2b
from urllib.parse import quote, urljoin, urlsplit

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from styrdok.compose import addresses
from styrdok.compose.beside.laying import Laying, Leaf, Side, lay_out, shown
from styrdok.compose.brief import Brief, Weight, brief, weigh
from styrdok.compose.changes import changed, redline
from styrdok.compose.duties import marked, told_to
from styrdok.compose.entries import Manuscript, Quote
from styrdok.compose.filters import filters_of
from styrdok.compose.reuse.words import beginning
from styrdok.compose.setting import FittedText, Fitting, fit_text
from styrdok.compose.sides import Passage, Topic
from styrdok.compose.templates import ReadyLoader
from styrdok.derive.reuse.passages import Paragraph, paragraphs
from styrdok.derive.reuse.values import Passage
from styrdok.memory import Memory, Sealed, encode, engine
from styrdok.model import Contact, Document, Duty
from styrdok.read.readings import duties_of, set_text
from styrdok.read.setting import SetText
from styrdok.redline import Run, runs
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
    insists: bool = False  # that what is late be seen to
    foot_links: tuple[tuple[str, str], ...] = ()


class Frame:
    """Templates in some folders, the first folder first, set with one language's texts."""

    def __init__(self, folders: Sequence[str], texts: Texts, memory: Memory) -> None:
        self.texts = texts
        self.text_of: Callable[[str], SetText] = cache(partial(set_text, memory=memory))
        self.duties_of: Callable[[str], tuple[Duty, ...]] = cache(partial(duties_of, memory=memory))
        self._passages: Callable[[str], tuple[Paragraph, ...]] = cache(
            lambda digest: tuple(paragraphs(self.text_of(digest)))
        )
        self.around = Around("", "", "", "", None, None, False)
        self.loader = ReadyLoader(folders, texts)
        self.environment = Environment(
            loader=self.loader, undefined=StrictUndefined, autoescape=True, auto_reload=False
        )
        self.contact_block = cache(self._contact_block)  # many documents share one
        self.brief = cache(self._brief)  # tables and pages ask for the same
        self.environment.globals.update(
            t=texts,
            address=addresses,
            fit=self._fit,
            fit_quote=self._fit_quote,
            contact_block=self.contact_block,
            brief=self.brief,
            weigh=self._weigh,
            redline=redline,
            beside=self._beside,
            beside_html=self._beside_html,
            changed=changed,
            printing=False,  # a printed page, and one that has such, say so in their views
            prints=False,
            marked=marked,
            altered=self._altered,
            beginning=self._beginning,
            duties=self._duties,
        )
        self.environment.filters.update(filters_of(texts))
        self._templates = cache(self._template_mark)

    def render(self, template: str, **view: object) -> Markup:
        """Return a template set with a view; no empty line, where Markdown would end the HTML."""
        html = self.environment.get_template(template).render(view)
        return Markup("\n".join(line for line in html.splitlines() if line.strip()))  # noqa: S704

    def page(self, document: Document) -> bytes:
        """Return a document as its page's bytes."""
        around = self.around
        error = document.path.endswith(".html")  # 404.html may be shown at any depth
        site = urlsplit(around.site_url or "/").path
        view = vars(around) | {
            "title": document.title,
            "here": "" if error else document.path,
            "root": site.rstrip("/") + "/" if error else addresses.up(document.path),
            "description": document.description,
            "crumbs": document.crumbs,
            "sender": document.municipality,
            "edit_url": self._edit_url(document.source),
            "canonical": None,
            "indexed": around.indexed and document.indexed,
        }
        if around.site_url and not error:
            view["canonical"] = urljoin(around.site_url, document.canonical or document.path)
        view |= {
            name: value.value if isinstance(value, Sealed) else value
            for name, value in document.view.items()
        }
        html = self.environment.get_template(document.template).render(view)
        return html.encode()

    def key(self, document: Document) -> str:
        """Return a name of all that a document's page hangs on."""
        whole = blake2b(self._templates(document.template), digest_size=16)
        whole.update(self._around_mark)
        whole.update(encode(document))
        return whole.hexdigest()

    def _contact_block(self, contact: Contact) -> Markup:
        """Return one function's contact block."""
        return self.render("partials/contact.html", contact=contact)

    def _fit(self, manuscript: Manuscript, root: str, page: str = "") -> FittedText:
        return fit_text(self.text_of(manuscript.digest), self._fitting(manuscript, root, page))

    def _fit_quote(self, quote: Quote, root: str) -> FittedText:
        manuscript = quote.manuscript.value
        fitting = self._fitting(manuscript, root, root + quote.entry.address)
        return fit_text(self.text_of(manuscript.digest), fitting, quote.start, quote.stop)

    def _beside(self, sides: tuple[Side, Side], root: str) -> Laying:
        return lay_out(sides, self.text_of, root, self.texts)

    def _beside_html(self, leaf: Leaf, side: Side, root: str) -> Markup:
        return shown(leaf, side, root, self.texts)

    def _altered(self, one: Passage, other: Passage) -> tuple[Run, ...]:
        """Return what another passage has otherwise than one, in runs of words."""
        said = (self._passages(each.text)[each.number].words for each in (one, other))
        return runs(*said)

    def _beginning(self, one: Passage) -> str:
        """Return the first words of a passage."""
        return beginning(self._passages(one.text)[one.number].words)

    def _duties(self, digest: str, role: str | None = None) -> tuple[Duty, ...]:
        """Return what a text says that a role, or anybody, shall, should, may or may not do."""
        return told_to(role, self.duties_of(digest))

    def _brief(self, passage: Passage, topic: Topic) -> Brief:
        text, found = self.text_of(passage.digest), self.duties_of(passage.digest)
        return brief(passage, topic, text, found)

    def _weigh(self, passages: Sequence[Passage], topic: Topic) -> Weight:
        return weigh(self.brief(passage, topic) for passage in passages)

    def _fitting(self, manuscript: Manuscript, root: str, page: str) -> Fitting:
        return Fitting(manuscript, root, page, self.texts, self.contact_block)

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
