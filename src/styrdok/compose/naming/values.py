"""What pages show of who names what: plain values; no wording, no HTML."""

from __future__ import annotations

from styrdok.compose.entries import Home, LawName, Saying
from styrdok.model import Value


class Citer(Value, frozen=True):
    """A text that names something, as lists of such texts show it."""

    title: str
    address: str
    language: str
    home: Home


class Use(Value, frozen=True):
    """A text that cites a place in a law: in which words and sections; `more` are not shown."""

    citer: Citer
    sayings: tuple[Saying, ...]
    more: int


class Group(Value, frozen=True):
    """What one municipality's texts have of something: how many texts, and those to be shown."""

    home: Home
    number: int
    uses: tuple[Use, ...]
    address: str | None = None  # of the page that shows them all


class Provision(Value, frozen=True):
    """A place in a law that is cited, its anchor and its text's address, and who cites it.

    Without chapter and section it is the law as a whole.
    """

    chapter: str | None
    section: str | None
    anchor: str
    statute: str | None
    number: int  # of texts
    groups: tuple[Group, ...]


class Notion(Value, frozen=True):
    """A concept that stands for places in laws, and who uses it."""

    id: str
    name: str
    definition: str
    places: tuple[tuple[LawName, str | None, str | None, str], ...]
    number: int
    groups: tuple[Group, ...]


class Statute(Value, frozen=True):
    """A law's own text: its address, whether it is repealed, and what came after it."""

    address: str | None
    repealed: bool
    successor: str | None
    heir: str | None  # the successor's page, where it has one


class Namer(Value, frozen=True):
    """A text that names what is missing: how, in which sentences, and who sees to the text.

    `stated` is the relation that its front matter tells.
    """

    citer: Citer
    sayings: tuple[Saying, ...]
    stated: str | None
    decision: str | None
    owner: str | None
    responsible: str | None


class Gap(Value, frozen=True):
    """A document that is named and not published here."""

    name: str
    anchor: str
    variants: tuple[str, ...]
    promised: bool
    namers: tuple[Namer, ...]
