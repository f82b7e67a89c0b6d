"""MkDocs reads the configuration and the pages of docs/; the only module that imports mkdocs.

Its loop sets no page: a page that it made from Markdown is set in our frame like every other.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from click import get_current_context
from jinja2 import Environment, FunctionLoader
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from styrdok.compose import addresses
from styrdok.compose.assets import FOLDER as ASSETS
from styrdok.compose.menu import Menu
from styrdok.compose.problems import report, say_problem
from styrdok.memory import Memory
from styrdok.model import Document, Severity
from styrdok.publish.edition import OPEN, ByHand, Edition, Settings, file_of
from styrdok.publish.handmade import finish, in_words, token
from styrdok.publish.offprint import no_offprints
from styrdok.publish.parts import matches, product
from styrdok.publish.tree import Sheet
from styrdok.publish.unset import hand_over
from styrdok.read.library import FOLDER
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import Survey, survey, today
from styrdok.texts import catalogue

Refused = (Abort, ConfigurationError)
"""What MkDocs raises when a configuration or the content does not let it build."""

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
    granskningstavla = c.Optional(c.Type(bool))
    """Whether the site has a review board; left out, the intranet has one and the public not."""
    pdf = c.Type(bool, default=True)
    """Whether each document is made as PDF too, to read and for the archive."""


class ComposedFile(File):
    """A file that pages in docs/ may link to, and that MkDocs neither renders nor writes."""

    def __init__(self, name: str, dest: str, config: MkDocsConfig) -> None:
        super().__init__(name, None, str(config.site_dir), True, dest_uri=dest)

    def is_documentation_page(self) -> bool:
        """Keep it out of MkDocs's loop."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to the press."""


class StyrdokPlugin(BasePlugin[StyrdokConfig]):  # type: ignore[no-untyped-call]
    """Reads policies, cuts them for the site's audience, and adds the pages that they make."""

    given: Edition | None = None
    """The edition that pages are gathered for, where somebody else prints it."""
    found: Survey | None = None
    """What was read, and with it who may read each page of docs/."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Settle date, folders and templates: our frame stands in place of the theme's own."""
        self.texts = catalogue(self.config.språk)
        if not config.use_directory_urls:
            raise PluginError(self.texts("cli.directory-urls"))
        try:
            date.fromisoformat(self.config.datum or "1970-01-01")
        except ValueError as trouble:
            raise PluginError(self.texts("cli.bad-date", value=self.config.datum)) from trouble
        settings = _settings(config, self.config)
        # Not by `on_startup`: MkDocs would let a plugin that has one serve both sites' settings.
        asked = get_current_context(silent=True)
        served = asked is not None and asked.info_name == "serve"
        self.settings = replace(settings, guarded=not served)  # it lays a script in every page
        config.theme.dirs = list(self.settings.folders)  # not the thousands of files of the theme
        config.theme.static_templates = set()  # 404.html and the sitemap are composed
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, tell, cut and compose, all before MkDocs empties the folder of the old site."""
        self.pages: list[Document] = []
        self.served: list[Markup] = []
        if self.given is None:
            memory = Memory(None)
            self.found = self._read(config, memory)
            if self.settings.pdf and (why := no_offprints(self.texts)):
                log.info(why)
                self.settings = replace(self.settings, pdf=False)
            self.edition = Edition(self.settings, self.found, memory)
        else:
            self.edition = self.given

    def _read(self, config: MkDocsConfig, memory: Memory) -> Survey:
        """Read everything and tell every problem; in strict mode an error ends the build."""
        found = survey(self.settings.site, self.settings.docs, self.settings.as_of, memory)
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
        taken = self.taken = {file.dest_uri: file.src_uri for file in kept}
        self.edition.give_way(taken)
        composed = {file_of(path): path.rstrip("/") + ".md" for path in self.edition.pages}
        named = [*self.edition.pictures, *self.edition.data, *self.edition.offprints.pages]
        words = _names_in(kept)
        for dest, name in (composed | {address: address for address in named}).items():
            if (other := taken.get(dest)) is not None:
                raise PluginError(self.texts("page.address-taken", name=f"docs/{other}"))
            if name.rpartition("/")[2] in words:  # some page may link to it
                file = ComposedFile(name, dest, config)
                file.inclusion = InclusionLevel.NOT_IN_NAV
                kept.append(file)
        return kept

    def _may_show(self, file: File, config: MkDocsConfig) -> bool:
        """An allow-list: what lies in the frame, and of docs/ what names this site.

        The frame's assets are not MkDocs's business: they go by another address.
        """
        audience = CHANNELS[self.config.kanal]
        if file.src_dir is None:
            return True
        if Path(file.src_dir) != Path(config.docs_dir):
            return file.src_dir in self.settings.folders and not file.src_uri.startswith(ASSETS)
        source = Path(config.docs_dir).resolve() / file.src_uri
        if Path(file.abs_src_path or "").resolve() != source:
            return False  # a link out of the folder
        if file.is_documentation_page():
            known = self.found.readers if self.found else {}
            readers = known.get(Path(file.src_dir) / file.src_uri, frozenset())
            return audience in readers
        if self.config.kanal != "webbplats":
            return True
        return any(matches(file.src_uri, pattern) for pattern in self.config.öppna_filer)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Serve the macros' dishes, and let tables scroll by keyboard."""
        page.title = in_words(page.title or "", self.served)
        return finish(html, self.served, self.texts)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Gather the pages, and give MkDocs templates that set nothing."""
        found = [file.page for file in files.documentation_pages() if file.page]
        self.pages = [_by_hand(page) for page in found]
        self.edition.furnish(self.pages)
        return Environment(loader=FunctionLoader(lambda name: ""), autoescape=True)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Set a page in our frame, unless somebody else prints it."""
        if self.given:
            return ""
        return self.edition.frame.page(self.edition.page(_by_hand(page))).decode()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what was composed beside what MkDocs wrote, where nobody else prints it."""
        if self.given:
            return

        def put(sheet: Sheet) -> None:
            if sheet.path not in self.taken:
                content, path = sheet.write(), Path(config.site_dir) / sheet.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

        for words in hand_over(self.edition, ByHand(tuple(self.pages)), put, lambda: None):
            log.info(words)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Let `mkdocs serve` watch what else a page is made of."""
        for path in (self.settings.site / FOLDER, *map(Path, self.settings.folders)):
            if path.is_dir():
                server.watch(str(path))
        return server

    def menu(self, page: Page) -> Menu:
        """Return what the macros may serve on a page."""
        absent = self.found.register.waiting if self.found else ()
        return Menu(self.edition.composer, addresses.up(page.url), self._serve, absent)

    def _serve(self, dish: Markup) -> str:
        """Keep a dish from Markdown, which would read what an author wrote in it, until served."""
        self.served.append(dish)
        return token(len(self.served) - 1)


def _names_in(files: Files) -> set[str]:
    """Return every word in the pages of docs/ that may be the name of a file."""
    pages = [file.content_string for file in files if file.is_documentation_page()]
    return {name for page in pages for name in re.findall(r"[\w.%-]+", page)}


def _by_hand(page: Page) -> Document:
    """Return a page of docs/ as a document."""
    return Document(
        path="" if page.url in ("", "./", ".") else page.url,
        title=str(page.title),
        template=str(page.meta.get("template", "main.html")),
        view={"content": page.content or ""},
        description=page.meta.get("description"),
        source=page.edit_url,
    )


def _settings(config: MkDocsConfig, own: StyrdokConfig) -> Settings:
    folders = [path for path in (config.theme.custom_dir, str(product("overrides"))) if path]
    beside = Path(config.config_file_path or "mkdocs.yml").parent
    return Settings(
        channel=own.kanal,
        language=own.språk,
        site=Path(own.rot or beside).resolve(),
        docs=Path(config.docs_dir),
        place=Path(config.site_dir).resolve(),
        as_of=date.fromisoformat(own.datum) if own.datum else today(),
        folders=tuple(dict.fromkeys(folders)),
        site_name=config.site_name,
        site_url=config.site_url or "",
        edit_uri=config.edit_uri or "",
        pdf=own.pdf,
        board=own.kanal != OPEN if own.granskningstavla is None else own.granskningstavla,
    )


@dataclass(frozen=True)
class Job:
    """A site to build: its configuration, and what that says."""

    config: MkDocsConfig
    settings: Settings
    dated: bool  # computed for today, and tomorrow for another day


def prepare(config_file: Path, as_of: date | None) -> Job:
    """Read a site's configuration; raises one of `Refused`."""
    config = load_config(str(config_file))
    own: StyrdokConfig = config.plugins["styrdok"].config
    settings = _settings(config, own)
    given = replace(settings, as_of=as_of) if as_of else settings
    return Job(config, given, dated=not (as_of or own.datum))


def make_by_hand(job: Job, edition: Edition, found: Survey, desk: Path) -> ByHand:
    """Return what docs/ makes of a site; raises one of `Refused`."""
    config = job.config
    config.site_dir = str(desk)
    plugin: StyrdokPlugin = config.plugins["styrdok"]  # type: ignore[assignment]
    plugin.given, plugin.found = edition, found
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    files = sorted(path for path in desk.rglob("*") if path.is_file())
    return ByHand(
        tuple(plugin.pages),
        {path.relative_to(desk).as_posix(): path.read_bytes() for path in files},
    )
