"""Documents are made as PDF too, one file to read and one to keep; only what changed is set.

A paper is made of the published page, so that text is set once. What it is made of has a name
(`_Names`), which the memory keeps by the page's own, so that no page is composed to find that out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from markupsafe import Markup

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.data import document_data
from styrdok.compose.entries import Offprint
from styrdok.compose.source import source_of
from styrdok.compose.wording import say_date
from styrdok.memory import Memory, decode, encode, engine
from styrdok.model import DecisionState, Document, Policy, Value, replace
from styrdok.publish.pdf import Attached, LaidOut, UnsettableError
from styrdok.publish.tree import Sheet
from styrdok.publish.typesetter import FONTS, typesetter
from styrdok.texts import Texts

if TYPE_CHECKING:
    from styrdok.publish.leaf import Leaf

TEMPLATE = "print/policy.html"


def no_offprints(texts: Texts) -> str:
    """Return why this machine makes no PDF and what to do, or nothing where it can."""
    lacking = typesetter().lacking
    if lacking == FONTS:
        return texts("offprint.no-fonts")
    return texts("offprint.no-library", what=lacking) if lacking else ""


class UnsetError(Exception):
    """A document that could not be set as PDF: its id, and its file from the site's root."""

    def __init__(self, policy: Policy, words: str) -> None:
        super().__init__(words)
        self.document, self.file = policy.id, policy.place.path


class _Names(Value, frozen=True):
    """What the two files of a document are made of, by name."""

    read: str
    kept: str


class Offprints:
    """What makes the PDF files of a site's documents."""

    def __init__(self, composer: Composer, pictures: Mapping[str, Path], memory: Memory) -> None:
        self.composer, self.pictures, self.memory = composer, pictures, memory
        known = composer.register.policies.values()
        given = ((policy, composer.offprint(policy)) for policy in known)
        self._offered = {
            addresses.of_policy(policy): (policy, found) for policy, found in given if found
        }

    @cached_property
    def pages(self) -> dict[str, str]:
        """The address of the page that each PDF file is made of, by the file's own."""
        return {
            file: page
            for page, (_, found) in self._offered.items()
            for file in (found.read, found.kept)
        }

    def sheets(self, document: Document) -> Iterator[Sheet]:
        """Yield the PDF files of a page, if it has such."""
        if document.path in self._offered:
            work = _Work(self, document, *self._offered[document.path])
            made = partial(self._made, work)
            yield Sheet(work.offprint.read, work.names.read, partial(made, work.to_read), "pdf")
            yield Sheet(work.offprint.kept, work.names.kept, partial(made, work.to_keep), "pdf")

    def _made(self, work: _Work, make: Callable[[], bytes]) -> bytes:
        try:
            return make()
        except UnsettableError as trouble:
            words = self.composer.texts("offprint.unset", path=work.policy.place.path, why=trouble)
            raise UnsetError(work.policy, words) from trouble

    def file(self, address: str, document: Document) -> bytes:
        """Return one PDF file of a page; raises `UnsetError`."""
        return next(sheet.write() for sheet in self.sheets(document) if sheet.path == address)


class _Work:
    """One document's PDF files, as far as they have to be made."""

    def __init__(
        self, desk: Offprints, document: Document, policy: Policy, offprint: Offprint
    ) -> None:
        self.composer, self.pictures, self.memory = desk.composer, desk.pictures, desk.memory
        self.document, self.policy, self.offprint = document, policy, offprint
        self.frame = desk.composer.frame

    @cached_property
    def names(self) -> _Names:
        """What the files are made of, from before or worked out now."""
        # The channels stand in the page's own name; a set has no order to be written down in.
        policy = replace(self.policy, audiences=frozenset())
        shown = [(a, _stamp(path)) for a, path in self.pictures.items() if self._may_show(a)]
        page = _named("page", self.frame.key(self.document), self.frame.mark(TEMPLATE), policy,
                      shown)  # fmt: skip
        if (known := self.memory.get("offprint", page)) is not None:
            made_of = decode(known, _Names)
        else:
            paper = _named("paper", self.paper, [p.read_bytes() for p in self._shown])
            made_of = _Names(paper, _named("kept", paper, self._source, self._data, self._day))
            self.memory.put("offprint", page, encode(made_of))
        means = (engine(), typesetter().mark)
        return _Names(_named(made_of.read, means), _named(made_of.kept, means))

    def _may_show(self, address: str) -> bool:
        return address.startswith(f"{self.policy.municipality}/")

    @cached_property
    def leaf(self) -> Leaf:
        """The page as it is printed."""
        from styrdok.publish.leaf import leaf_of  # noqa: PLC0415  (for who sets a new one)

        page, site_url = self.frame.page(self.document), self.frame.around.site_url
        return leaf_of(page, self.document.path, site_url, self.pictures)

    @cached_property
    def paper(self) -> str:
        """The paper's HTML."""
        return self.frame.paper(
            TEMPLATE,
            self.document,
            content=Markup(self.leaf.html),  # noqa: S704  (our own page's)
            topics=self.policy.topics,
            day=self._day,
            dated=self._dated,
        )

    @property
    def _shown(self) -> list[Path]:
        return [self.pictures[address] for address in self.leaf.pictures]

    @property
    def _day(self) -> str | None:
        """The day of the text, as precise as it is known."""
        decided = self.policy.decision.date if self.policy.decision else None
        day = decided or self.policy.document_date
        return str(day) if day else None

    @property
    def _dated(self) -> str:
        """What the foot says of when the text was decided."""
        policy, texts = self.policy, self.frame.texts
        if policy.decision_state is DecisionState.PROPOSED:
            return texts("offprint.proposed")
        if policy.decision and policy.decision.date:
            return texts("offprint.decided", date=say_date(policy.decision.date, texts))
        if policy.document_date:
            return texts("offprint.dated", date=say_date(policy.document_date, texts))
        return texts("offprint.undated")

    @cached_property
    def laid(self) -> LaidOut:
        """The paper, laid out once for both files."""
        pictures = {str(at): path.read_bytes() for at, path in enumerate(self._shown)}
        return LaidOut(self.paper, pictures)

    @cached_property
    def _source(self) -> str:
        return source_of(self.policy)

    @cached_property
    def _data(self) -> bytes:
        return document_data(self.policy, self.composer)

    def to_read(self) -> bytes:
        """Return the file to read."""
        return self.laid.to_read()

    def to_keep(self) -> bytes:
        """Return the file for the archive, with the text's source and its facts in it."""
        name, texts = PurePosixPath(self.offprint.kept).stem, self.frame.texts
        source = Attached(f"{name}.md", texts("offprint.source"), "Source", self._source.encode())
        data = Attached(f"{name}.json", texts("offprint.data"), "Data", self._data)
        return self.laid.to_keep([source, data], self._day)


def _named(*parts: object) -> str:
    return blake2b(encode(parts), digest_size=16).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns
