"""A theme as data: each municipality's sections with what they bind to, and where it is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from styrdok.compose.composer import Composer
from styrdok.compose.data import SCHEMA, STRENGTH_WORDS, StrengthWord
from styrdok.compose.entries import Quote
from styrdok.compose.exports.matrix import CoverageWord, coverage_word
from styrdok.compose.exports.namings import Said, said_of
from styrdok.compose.exports.record import (
    Record,
    Source,
    ThemeRecord,
    date_of,
    source_of,
    theme_record,
)
from styrdok.model import Duty, Value

HEADS = (
    "kommun", "täckning", "slag", "dokument", "titel", "rubrik", "adress", "status", "räknas",
    "text", "styrka", "ord", "vem",
)  # fmt: skip
SECTION, DUTY, NAMED, SILENT = "avsnitt", "krav", "omnämnande", "tyst"


class DutyRecord(
    Record,
    frozen=True,
    rename={
        "sentence": "mening",
        "lead": "inledning",
        "strength": "styrka",
        "words": "ord",
        "subject": "vem",
        "roles": "roller",
    },
):
    """A sentence that binds: how strongly, by which words, and whom."""

    sentence: str
    lead: str | None
    strength: StrengthWord
    words: str
    subject: str | None
    roles: list[str]


class SectionRecord(Record, frozen=True, rename={"source": "källa", "duties": "krav"}):
    """A section on the theme, with the sections below it that have no theme of their own."""

    source: Source
    text: str
    duties: list[DutyRecord]


class NamedRecord(
    Record, frozen=True, rename={"source": "källa", "words": "ord", "sentence": "mening"}
):
    """That a text names the theme."""

    source: Source
    words: str
    sentence: str


class ShareRecord(
    Record,
    frozen=True,
    rename={
        "home": "kommun",
        "name": "namn",
        "coverage": "täckning",
        "number": "antal",
        "sections": "avsnitt",
        "mentions": "omnämnanden",
    },
):
    """What a municipality has on the theme; with many documents only how many sections."""

    home: str
    name: str
    coverage: CoverageWord
    number: int
    sections: list[SectionRecord] | None
    mentions: list[NamedRecord] | None


class ThemeFile(
    Record, frozen=True, rename={"date": "datum", "theme": "tema", "homes": "kommuner"}
):
    """A theme's whole file."""

    schema: str
    date: str
    theme: ThemeRecord
    homes: list[ShareRecord]


class Share(Value, frozen=True):
    """What decides a municipality's part of the file, without any text."""

    home: str
    name: str
    coverage: CoverageWord
    number: int
    quotes: tuple[Quote, ...] | None
    said: tuple[Said, ...] | None


def shares_of(theme: str, composer: Composer) -> list[Share]:
    """Return what each municipality has on a theme, by name."""
    columns = [] if composer.many else composer.columns(theme)
    quotes = {home.slug: tuple(own) for home, own in columns}
    found = list[Share]()
    for cell in composer.digest.rows[theme]:
        home = cell.municipality
        word = coverage_word(cell)
        own = quotes.get(home.slug)
        said = None if composer.many else said_of(cell, composer)
        found.append(Share(home.slug, home.name, word, len(cell.excerpts), own, said))
    return found


def theme_file(theme: str, shares: Sequence[Share], composer: Composer) -> ThemeFile:
    """Return a theme as its file has it; the texts are loaded here."""
    known = theme_record(composer.register.themes[theme])
    return ThemeFile(SCHEMA, date_of(composer), known, [_share(s, composer) for s in shares])


def _share(share: Share, composer: Composer) -> ShareRecord:
    quotes, said = share.quotes, share.said
    return ShareRecord(
        share.home,
        share.name,
        share.coverage,
        share.number,
        None if quotes is None else [_section(quote, composer) for quote in quotes],
        None if said is None else [_named(one) for one in said],
    )


def _section(quote: Quote, composer: Composer) -> SectionRecord:
    digest = quote.manuscript.value.digest
    leaves = composer.frame.text_of(digest).leaves
    inside = range(quote.start, quote.stop)
    words = [leaves[number].words for number in inside]
    duties = [d for d in composer.frame.duties_of(digest) if d.leaf in inside]
    heading = quote.heading
    return SectionRecord(
        source_of(quote.entry.value, heading.title, heading.anchor),
        "\n".join(word for word in words if word),
        [_duty(duty) for duty in duties],
    )


def _duty(duty: Duty) -> DutyRecord:
    return DutyRecord(
        duty.words,
        duty.lead or None,
        STRENGTH_WORDS[duty.strength],
        duty.modal,
        duty.subject,
        list(duty.roles),
    )


def _named(said: Said) -> NamedRecord:
    source = source_of(said.entry.value, said.heading, said.anchor)
    return NamedRecord(source, said.words, said.sentence)


def theme_rows(record: ThemeFile) -> Iterator[tuple[object, ...]]:
    """Yield a theme's rows for CSV: sections, what binds in each, namings, and who is silent."""
    yield HEADS
    for share in record.homes:
        head = (share.home, share.coverage)
        for section in share.sections or ():
            own = _place(section.source)
            yield *head, SECTION, *own, section.text, None, None, None
            for duty in section.duties:
                words = f"{duty.lead or ''} {duty.sentence}".strip()
                yield *head, DUTY, *own, words, duty.strength, duty.words, duty.subject
        for named in share.mentions or ():
            yield *head, NAMED, *_place(named.source), named.sentence, None, named.words, None
        if not share.sections and not share.mentions:
            kind = SECTION if share.number else SILENT
            yield *head, kind, *(None,) * (len(HEADS) - len(head) - 1)


def _place(source: Source) -> tuple[object, ...]:
    return (
        source.document, source.title, source.heading, source.address, source.status,
        source.counted,
    )  # fmt: skip
