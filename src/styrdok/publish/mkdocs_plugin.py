"""Documents become pages of a MkDocs site; the only module that imports mkdocs."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from styrdok.compose import addresses
from styrdok.compose.data import data_files
from styrdok.compose.frame import Frame, furnish
from styrdok.compose.menu import Menu, surroundings
from styrdok.compose.pages import Composer
from styrdok.compose.problems import report, say_problem
from styrdok.cut import cut
from styrdok.derive.digest import digest
from styrdok.model import Document, Severity
from styrdok.publish.parts import form_address, matches, product
from styrdok.read.library import FOLDER
from styrdok.read.policy_file import picture_file
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
        if not config.use_directory_urls:
            raise PluginError("Styrdok: use_directory_urls måste vara true (ta bort raden)")
        self.texts = catalogue(self.config.språk)
        own = Path(config.config_file_path or "mkdocs.yml").parent
        self.site = Path(self.config.rot or own).resolve()
        try:
            self.as_of = date.fromisoformat(self.config.datum) if self.config.datum else today()
        except ValueError as trouble:
            raise PluginError(f"Styrdok: datum: {self.config.datum} (ÅÅÅÅ-MM-DD)") from trouble
        self.frames = [
            path for path in (config.theme.custom_dir, str(product("overrides"))) if path
        ]
        rest = [path for path in config.theme.dirs if path not in self.frames]
        config.theme.dirs = [*dict.fromkeys(self.frames), *rest]
        return config

    given: Survey | None = None
    """What was read, where somebody has read it already and told its problems."""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything and tell every problem; in strict mode nothing is written after one."""
        self.survey = self.given or survey(self.site, Path(config.docs_dir), self.as_of)
        if self.given is not None:
            return
        for problem in self.survey.problems:
            told = logging.INFO if problem.severity is Severity.NOTICE else logging.WARNING
            log.log(told, say_problem(problem, self.texts))
        if self.survey.failed and config.strict:
            raise PluginError(report(self.survey, self.texts))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Cut, derive and compose; keep of the given files only what this audience may see."""
        register = cut(self.survey.register, CHANNELS[self.config.kanal])
        frame = Frame(self.frames, self.texts, register)
        self.composer = Composer(digest(register), frame)
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
        if file.is_documentation_page():
            readers = self.survey.readers.get(Path(file.src_dir) / file.src_uri, frozenset())
            return audience in readers
        if not self._is_open():
            return True
        return any(matches(file.src_uri, pattern) for pattern in self.config.öppna_filer)

    def _composed(self, config: MkDocsConfig) -> Iterator[File]:
        for document in self.composer.documents():
            name = document.path.rstrip("/") + ".md"
            file = File.generated(config, name, content="")
            file.page = ComposedPage(document, file, config)
            yield file
        for data in data_files(self.composer):
            yield File.generated(config, data.path, content=data.content)

    def _pictures(self, config: MkDocsConfig) -> Iterator[File]:
        """The pictures that the texts on this site show, and no others."""
        shown: dict[str, Path] = {}
        for policy in self.composer.register.policies.values():
            folder = (self.site / policy.place.path).parent
            for link in policy.links:
                if link.image and (path := picture_file(folder, link.target)):
                    name = PurePosixPath(unquote(link.target)).as_posix()
                    shown[f"{policy.municipality}/{name}"] = path
        for address, path in shown.items():
            yield File.generated(config, address, abs_src_path=str(path))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let a table on a hand-written page scroll in a region of its own, by keyboard too."""
        parts = html.split("<table>")
        for number in range(1, len(parts)):
            label = escape(self.texts("page.table", number=number))
            region = f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>'
            parts[number] = region + parts[number].replace("</table>", "</table></div>", 1)
        return "".join(parts).replace("<th>", '<th scope="col">')

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Furnish the templates, and gather what stands around every page."""
        pages = [f.page for f in files.documentation_pages() if f.page and f.name != "index"]
        hand = [(page.title, page.url) for page in pages if not isinstance(page, ComposedPage)]
        around = surroundings(self.composer) | {
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
        return Menu(self.composer, addresses.up(page.url))


@dataclass(frozen=True)
class Job:
    """A site to build: its configuration, the folders it is made from, and where it belongs."""

    config: MkDocsConfig
    site: Path
    docs: Path
    place: Path
    as_of: date


def prepare(config_file: Path, as_of: date | None) -> Job:
    """Read a site's configuration; raises one of `Refused`."""
    config = load_config(str(config_file))
    settings: StyrdokConfig = config.plugins["styrdok"].config
    named = as_of or (date.fromisoformat(settings.datum) if settings.datum else None)
    folder = Path(settings.rot or config_file.parent).resolve()
    return Job(config, folder, Path(config.docs_dir), Path(config.site_dir), named or today())


def build_site(job: Job, found: Survey, made: Path) -> int:
    """Build a site into a folder from what was read; raises one of `Refused`.

    Returns how many pages it has. Every stamp in it is of the date it is computed for.
    """
    config = job.config
    config.site_dir = str(made)
    plugin: StyrdokPlugin = config.plugins["styrdok"]  # type: ignore[assignment]
    plugin.given = found
    noon = datetime.combine(job.as_of, time(12), UTC)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or str(int(noon.timestamp()))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
    return sum(1 for _ in made.rglob("*.html"))


def serve_site(config_file: Path, port: int) -> None:
    """Show one site at 127.0.0.1 and build it anew when something that it is made of changes."""
    serve(str(config_file), dev_addr=f"127.0.0.1:{port}")


def log_to_stderr() -> None:
    """Let MkDocs say its warnings and Styrdok what it has to say, without decoration."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice of its successor
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
