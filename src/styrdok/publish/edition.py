"""One site's sheets: what was read is cut, derived, composed and handed over page by page.

It knows no MkDocs: pages written by hand come to it as they were made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.sax.saxutils import escape

from styrdok.compose import addresses
from styrdok.compose.assets import read_assets
from styrdok.compose.calendar import calendar_addresses, calendar_files
from styrdok.compose.cards import card_addresses, card_files
from styrdok.compose.composer import Composer
from styrdok.compose.data import data_addresses, data_files
from styrdok.compose.exports.files import export_addresses, export_files
from styrdok.compose.exports.pair import pair_addresses, pair_files
from styrdok.compose.exports.roles import role_addresses, role_files
from styrdok.compose.exports.shared import shared_addresses, shared_files
from styrdok.compose.frame import Around, Frame
from styrdok.compose.holidays import holiday_addresses, holiday_files
from styrdok.compose.look import look_addresses, look_files
from styrdok.compose.menu import main_menu, senders, sole
from styrdok.compose.moved import moved_pages
from styrdok.compose.pages import pages
from styrdok.compose.pages.policies import POLICY, policies
from styrdok.compose.search.files import search_addresses, search_files
from styrdok.memory import Memory, encode, engine
from styrdok.model import DataFile, Document
from styrdok.publish.headers import page_policy, robots, static_host
from styrdok.publish.offprint import Offprints
from styrdok.publish.parts import form_address, shown_pictures
from styrdok.publish.tree import Sheet
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import Survey, seen_by
from styrdok.texts import catalogue

OPEN = "webbplats"
ADDRESSES = (
    data_addresses,
    export_addresses,
    pair_addresses,
    shared_addresses,
    role_addresses,
    calendar_addresses,
    card_addresses,
    holiday_addresses,
    search_addresses,
    look_addresses,
)
OWN_INSTEAD = (addresses.ACCESSIBILITY,)  # pages that a site may have written by hand
FILES = (
    data_files,
    export_files,
    pair_files,
    shared_files,
    role_files,
    calendar_files,
    card_files,
    holiday_files,
    search_files,
    look_files,
)


@dataclass(frozen=True)
class Settings:
    """What a site's configuration says; `folders` are the templates' and `site` has policies/."""

    channel: str
    language: str
    site: Path
    docs: Path
    place: Path
    as_of: date
    folders: tuple[str, ...]
    site_name: str
    site_url: str
    edit_uri: str
    board: bool = False  # whether it has a review board
    guarded: bool = True  # whether its pages say what they may load
    pdf: bool = False  # whether its documents are made as PDF, too


def printed_by(settings: Settings) -> str:
    """Return a name of all but texts that a site is printed with; the day is not of it."""
    files = [path for folder in settings.folders for path in sorted(Path(folder).rglob("*"))]
    inside = [(path.name, _read(path)) for path in files]
    lasting = replace(settings, as_of=date.min, docs=Path())  # which may be made for this build
    return _key(engine(), repr(lasting), inside)


def _read(path: Path) -> bytes:
    """Return what is in a file, or nothing where it is none that can be read."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


def make_ready(kinds: Iterable[Settings], memory: Memory) -> None:
    """Compile the templates of sites once, for all the processes that are to set pages."""
    for folders, language in {(given.folders, given.language) for given in kinds}:
        Frame(folders, catalogue(language), memory).ready()


def base_of(site_url: str) -> str:
    """Return where on its host a site begins: '/', or '/policyer/'."""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"


@dataclass(frozen=True)
class ByHand:
    """What was written by hand: its pages, and files that are no pages, by address."""

    pages: tuple[Document, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


class Edition:
    """One site on its way to being printed."""

    def __init__(
        self, settings: Settings, found: Survey, memory: Memory, unset: Collection[str] = ()
    ) -> None:
        """Compose a site; `unset` are the ids of documents that cannot be set as PDF."""
        self._read = found, memory
        self.settings, self.texts = settings, catalogue(settings.language)
        self.frame = Frame(settings.folders, self.texts, memory)
        known = seen_by(found, CHANNELS[settings.channel], memory)
        inside = settings.channel != OPEN
        self.composer = Composer(
            known, self.frame, settings.board, inside, offprints=settings.pdf, unset=unset
        )
        self.pictures = shown_pictures(known.register, settings.site)
        self.assets = read_assets(settings.folders)
        self.frame.around = replace(self.frame.around, assets=self.assets.folder)
        self.offprints = Offprints(self.composer, self.pictures, memory)

    @cached_property
    def pages(self) -> dict[str, Callable[[], Document]]:
        """What makes each page that is not written by hand, by its address."""
        return {**dict(moved_pages(self.composer)), **dict(pages(self.composer))}

    @cached_property
    def documents(self) -> dict[str, Callable[[], Document]]:
        """What makes the documents' own pages, by address; little has to be known for them."""
        return dict(policies(self.composer))

    @cached_property
    def data(self) -> list[str]:
        """The addresses of the data files."""
        return [one for known in ADDRESSES for one in known(self.composer)]

    def without(self, unset: Collection[str]) -> Edition:
        """Return the same site where more documents are without PDF."""
        return Edition(self.settings, *self._read, {*self.composer.unset, *unset})

    def give_way(self, taken: Collection[str]) -> None:
        """Leave out each page that the site has its own of, by the files that it has."""
        for address in OWN_INSTEAD:
            if file_of(address) in taken:
                self.pages.pop(address, None)

    def furnish(self, by_hand: Iterable[Document]) -> None:
        """Tell the frame what stands around every page."""
        given, opened = self.settings, self.settings.channel == OPEN
        kind = CHANNELS[given.channel].value
        self.frame.around = Around(
            site_name=given.site_name,
            site_kind=self.texts(f"site.{kind}"),
            site_note="" if opened else self.texts("site.intranet-note"),
            site_url=given.site_url,
            edit=urljoin(given.edit_uri, "../") if given.edit_uri else None,
            form_url=form_address(given.edit_uri),
            indexed=opened,
            menu=main_menu(self.composer),
            senders=senders(self.composer),
            alone=len(self.composer.homes) == 1,
            sole=sole(self.composer),
            insists=not opened,
            foot_links=self._foot_links({page.path: page.title for page in by_hand if page.path}),
            assets=self.assets.folder,
            policy=page_policy() if given.guarded else "",
        )

    def _foot_links(self, by_hand: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """What stands at the foot of every page: names and addresses, no page made for it."""
        own = {addresses.ACCESSIBILITY: self.texts("accessibility.link")}
        return tuple((title, path) for path, title in (by_hand | {**own, **by_hand}).items())

    def page(self, document: Document) -> Document:
        """Return a document written by hand with what its template shows besides."""
        if document.template != "start.html":
            return document
        return replace(document, view={**document.view, **self.composer.start_view()})

    def sheets(self, by_hand: ByHand) -> Iterator[Sheet]:
        """Yield every file of the site."""
        written = [self.page(document) for document in by_hand.pages]
        self.furnish(written)
        shown: list[str] = []
        for document in chain((make() for make in self.pages.values()), written):
            shown += [document.path] if document.indexed else []
            yield self._sheet(document)
            yield from self.offprints.sheets(document)
        for data in self._data_files():
            yield Sheet(
                data.path, _key("data", engine(), self.settings.language, data.view), data.write
            )
        for address, path in self.pictures.items():
            yield _file(address, path.read_bytes())
        for address, content in by_hand.files.items():
            yield _file(address, content)
        for address, content in (self.assets.files | self._for_machines(shown)).items():
            yield _file(address, content)

    def _for_machines(self, shown: Iterable[str]) -> dict[str, bytes]:
        """Return what search engines and static hosts ask for at the root."""
        opened, site_url = self.settings.channel == OPEN, self.settings.site_url
        files = {addresses.ROBOTS: robots(opened, site_url)}
        if opened:
            files[addresses.HEADERS] = static_host(base_of(site_url))
        if opened and site_url:
            files[addresses.SITEMAP] = _sitemap(site_url, shown)
        return files

    def data_file(self, address: str) -> bytes:
        """Return the bytes of one data file."""
        return next(d.write() for d in self._data_files() if d.path == address)

    def offprint(self, address: str) -> bytes:
        """Return the bytes of one PDF file."""
        return self.offprints.file(address, self.documents[self.offprints.pages[address]]())

    def _data_files(self) -> Iterator[DataFile]:
        return chain.from_iterable(files(self.composer) for files in FILES)

    def _sheet(self, document: Document) -> Sheet:
        key, make = self.frame.key(document), partial(self.frame.page, document)
        kind = "documents" if document.template == POLICY else "pages"
        return Sheet(file_of(document.path), key, make, kind)


def file_of(address: str) -> str:
    """Return the file under a site's root that a page's address leads to."""
    return address if address.endswith(".html") else f"{unquote(address)}index.html"


def _key(*parts: object) -> str:
    return blake2b(encode(parts), digest_size=16).hexdigest()


def _file(address: str, content: bytes) -> Sheet:
    return Sheet(address, _key("file", content), lambda: content)


def _sitemap(site_url: str, shown: Iterable[str]) -> bytes:
    """Return the site's pages for search engines (https://www.sitemaps.org/protocol.html)."""
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    lines = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in shown)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<urlset xmlns="{schema}">\n{lines}</urlset>\n'.encode()
