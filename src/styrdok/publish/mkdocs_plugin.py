"""Documents become pages of a MkDocs site; the only module that imports mkdocs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from styrdok.compose import addresses
from styrdok.compose.data import data_files
from styrdok.compose.frame import Frame, furnish
from styrdok.compose.menu import Menu, around_every_page
from styrdok.compose.pages import Composer
from styrdok.compose.problems import report, say_problem
from styrdok.cut import cut
from styrdok.derive.digest import digest
from styrdok.model import Document, Severity
from styrdok.publish.handmade import finish, in_words, token
from styrdok.publish.parts import form_address, matches, product, shown_pictures, stamped
from styrdok.read.library import FOLDER
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import Survey, survey, today
from styrdok.texts import catalogue

Refused = (Abort, ConfigurationError)
"""What MkDocs raises when a configuration or the content does not let it build."""

PROGRESS_STEP = 500
log = logging.getLogger("mkdocs.plugins.styrdok")


class StyrdokConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in `mkdocs.yml`; the handbook's `docs/drift.md` explains each."""

    kanal = c.Choice(tuple(CHANNELS), default="webbplats")
    """Whom the site is for: `webbplats` (everyone, the default) or `intranät` (employees)."""
    rot = c.Optional(c.Dir(exists=True))
    """The folder that holds `policies/`; the folder of mkdocs.yml where it is left out."""
    datum = c.Optional(c.Type(str))
    """The date (ÅÅÅÅ-MM-DD) that statuses are computed for; today where it is left out."""
    språk = c.Choice(("sv", "en"), default="sv")
    """The language of the interface; policies stay as they are written."""
    öppna_filer = c.ListOfItems(c.Type(str), default=[])
    """Patterns of files in docs/ (pictures and the like) that the public site may show."""


class ComposedPage(Page):
    """A page that is already composed: it has no Markdown source for MkDocs to read or render."""

    def __init__(self, document: Document, file: File, config: MkDocsConfig) -> None:
        super().__init__(document.title, file, config)
        self.document = document
        if config.edit_uri and document.source:
            self.edit_url = urljoin(config.edit_uri, f"../{quote(document.source)}")

    def read_source(self, config: MkDocsConfig) -> None:
        """Name the template; there is no source to read."""
        self.markdown, self.meta = "", {"template": self.document.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page to its template."""
        self.content = ""


class StyrdokPlugin(BasePlugin[StyrdokConfig]):  # type: ignore[no-untyped-call]
    """Reads policies, cuts them for the site's audience, and adds the pages that they make."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Settle date, folders and templates; our frame stands before the theme's own."""
        self.texts = catalogue(self.config.språk)
        if not config.use_directory_urls:
            raise PluginError(self.texts("cli.directory-urls"))
        own = Path(config.config_file_path or "mkdocs.yml").parent
        self.site = Path(self.config.rot or own).resolve()
        try:
            self.as_of = date.fromisoformat(self.config.datum) if self.config.datum else today()
        except ValueError as trouble:
            raise PluginError(self.texts("cli.bad-date", value=self.config.datum)) from trouble
        self.frames = [
            path for path in (config.theme.custom_dir, str(product("overrides"))) if path
        ]
        rest = [path for path in config.theme.dirs if path not in self.frames]
        config.theme.dirs = [*dict.fromkeys(self.frames), *rest]
        return config

    given: Survey | None = None
    """What was read, where somebody has read it already and told its problems."""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, tell, cut and compose, all before MkDocs empties the folder of the old site."""
        self.survey = self.given or self._read(config)
        register = cut(self.survey.register, CHANNELS[self.config.kanal])
        self.composer = Composer(digest(register), Frame(self.frames, self.texts, register))
        self.documents = list(self.composer.documents())
        self.data = list(data_files(self.composer))
        self.served: list[Markup] = []

    def _read(self, config: MkDocsConfig) -> Survey:
        """Read everything and tell every problem; in strict mode an error ends the build."""
        found = survey(self.site, Path(config.docs_dir), self.as_of)
        for problem in found.problems:
            told = logging.INFO if problem.severity is Severity.NOTICE else logging.WARNING
            log.log(told, say_problem(problem, self.texts))
        if found.failed and (config.strict or found.empty):
            raise PluginError(report(found, self.texts))
        log.info(report(found, self.texts))
        return found

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep of the given files what this audience may see, and add what was composed."""
        kept = Files([file for file in files if self._may_show(file, config)])
        taken = {file.dest_uri: file.src_uri for file in kept}
        self.done = 0
        for file in (*self._composed(config), *self._pictures(config)):
            if (other := taken.get(file.dest_uri)) is not None:
                raise PluginError(self.texts("page.address-taken", name=f"docs/{other}"))
            taken[file.dest_uri] = file.src_uri
            kept.append(file)
        return kept

    def _is_open(self) -> bool:
        return self.config.kanal == "webbplats"

    def _may_show(self, file: File, config: MkDocsConfig) -> bool:
        """An allow-list: the frame's assets, and of docs/ what names this site."""
        audience = CHANNELS[self.config.kanal]
        if file.src_dir is None:
            return True
        if Path(file.src_dir) != Path(config.docs_dir):
            return file.src_dir in self.frames
        if (
            Path(file.abs_src_path or "").resolve()
            != Path(config.docs_dir).resolve() / file.src_uri
        ):
            return False  # a link out of the folder
        if file.is_documentation_page():
            readers = self.survey.readers.get(Path(file.src_dir) / file.src_uri, frozenset())
            return audience in readers
        if not self._is_open():
            return True
        return any(matches(file.src_uri, pattern) for pattern in self.config.öppna_filer)

    def _composed(self, config: MkDocsConfig) -> Iterator[File]:
        for document in self.documents:
            name = document.path.rstrip("/") + ".md"
            file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.page = ComposedPage(document, file, config)
            yield file
        for data in self.data:
            yield File.generated(
                config, data.path, content=data.content, inclusion=InclusionLevel.INCLUDED
            )

    def _pictures(self, config: MkDocsConfig) -> Iterator[File]:
        for address, path in shown_pictures(self.composer.register, self.site).items():
            yield File.generated(
                config, address, abs_src_path=str(path), inclusion=InclusionLevel.INCLUDED
            )

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Serve the macros' dishes, and let tables scroll by keyboard."""
        page.title = in_words(page.title or "", self.served)
        return finish(html, self.served, self.texts)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Furnish the templates, and gather what stands around every page."""
        pages = [f.page for f in files.documentation_pages() if f.page and f.name != "index"]
        hand = [(page.title, page.url) for page in pages if not isinstance(page, ComposedPage)]
        around = around_every_page(self.composer) | {
            "foot_links": hand,
            "site_name": config.site_name,
            "site_kind": self.texts(f"site.{CHANNELS[self.config.kanal].value}"),
            "site_note": "" if self._is_open() else self.texts("site.intranet-note"),
            "form_url": form_address(config.edit_uri),
        }
        env.globals.update(around)
        return furnish(env, self.texts, self.composer.register)

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Say what this page is."""
        document = page.document if isinstance(page, ComposedPage) else None
        context.update(document.view if document else {})
        context.update(
            title=page.title,
            here=page.url,
            root=addresses.up(page.url),
            description=document.description if document else page.meta.get("description"),
            crumbs=document.crumbs if document else (),
            sender=document.municipality if document else None,
            edit_url=page.edit_url,
            canonical=page.canonical_url,
            indexed=self._is_open() and (document.indexed if document else True),
        )
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Tell how far a long build has come."""
        self.done += 1
        if self.done % PROGRESS_STEP == 0:
            log.info(self.texts("cli.progress", done=self.done))
        return output

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Say what a page without a source (404.html) is; it may be shown at any depth."""
        root = urlsplit(config.site_url or "/").path
        title = self.texts("error.title")
        context.update(
            title=title, here="", root=root if root.endswith("/") else root + "/", crumbs=()
        )
        context.update(description=None, sender=None, edit_url=None, canonical=None, indexed=False)
        return context

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch what else a page is made of."""
        for path in (self.site / FOLDER, *map(Path, self.frames)):
            if path.is_dir():
                server.watch(str(path))
        return server

    def menu(self, page: Page) -> Menu:
        """Return what the macros may serve on a page."""
        return Menu(self.composer, addresses.up(page.url), self._serve)

    def _serve(self, dish: Markup) -> str:
        """Keep a dish from Markdown, which would read what an author wrote in it, until served."""
        self.served.append(dish)
        return token(len(self.served) - 1)


@dataclass(frozen=True)
class Job:
    """A site to build: its configuration, the folders it is made from, and where it belongs."""

    config: MkDocsConfig
    site: Path
    docs: Path
    place: Path
    as_of: date
    channel: str


def prepare(config_file: Path, as_of: date | None) -> Job:
    """Read a site's configuration; raises one of `Refused`."""
    config = load_config(str(config_file))
    settings: StyrdokConfig = config.plugins["styrdok"].config
    named = as_of or (date.fromisoformat(settings.datum) if settings.datum else None)
    folder = Path(settings.rot or config_file.parent).resolve()
    return Job(
        config,
        folder,
        Path(config.docs_dir),
        Path(config.site_dir).resolve(),
        named or today(),
        settings.kanal,
    )


def build_site(job: Job, found: Survey, made: Path) -> int:
    """Build a site into a folder from what was read; raises one of `Refused`.

    Returns how many pages it has. Every stamp in it is of the date it is computed for.
    """
    config = job.config
    config.site_dir = str(made)
    plugin: StyrdokPlugin = config.plugins["styrdok"]  # type: ignore[assignment]
    plugin.given = found
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with stamped(job.as_of):
            build(config)
    finally:
        config.plugins.on_shutdown()
    return sum(1 for _ in made.rglob("*.html"))


def serve_site(config_file: Path, port: int) -> None:
    """Show one site at 127.0.0.1 and build it anew when something that it is made of changes."""
    serve(str(config_file), dev_addr=f"127.0.0.1:{port}")
