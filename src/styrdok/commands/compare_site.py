"""`styrdok compare` without documents: the matrix or a theme, as its published file or as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from styrdok.commands.asked import Asked, with_memory
from styrdok.commands.errors import CommandError
from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.exports.files import export_files
from styrdok.compose.exports.matrix import COVERAGE_WORDS, coverage_word
from styrdok.compose.exports.theme import ThemeFile, shares_of, theme_file
from styrdok.texts import Texts

SHOWN = 160  # signs of a sentence


def compare_site(asked: Asked, theme: str | None, form: str, texts: Texts) -> bytes:
    """Return the matrix or a theme: as text, or the bytes that the site publishes.

    Raises `CommandError` for a theme that the site does not have.
    """
    return with_memory(
        asked.root, lambda memory: _compared(theme, form, asked.composer(memory, texts)), texts
    )


def _compared(theme: str | None, form: str, composer: Composer) -> bytes:
    known, texts = composer.subjects, composer.texts
    if theme and theme not in known:
        names = ", ".join(sorted(known)) or texts("cli.none-yet")
        raise CommandError(texts("compare.no-theme", name=theme, known=names))
    if form == "text":
        lines = _theme(theme, composer) if theme else _matrix(composer)
        return "".join(f"{line}\n" for line in lines).encode()
    page = addresses.of_theme(theme) if theme else addresses.MATRIX
    address = addresses.of_export(page, form)
    return next(file.write() for file in export_files(composer) if file.path == address)


def _matrix(composer: Composer) -> Iterator[str]:
    """Yield a table with a line per theme, or with many municipalities what each word counts."""
    texts, rows = composer.texts, composer.digest.rows
    homes = [composer.homes[slug].short_name for slug in composer.municipality_order]
    words: dict[str, list[str]] = {
        theme: [coverage_word(cell) for cell in row] for theme, row in rows.items()
    }
    if len(homes) > len(COVERAGE_WORDS):
        homes = [*COVERAGE_WORDS.values()]
        words = {theme: [str(row.count(home)) for home in homes] for theme, row in words.items()}
    table = [[texts("matrix.theme"), *homes], *([theme, *row] for theme, row in words.items())]
    yield from laid_out(table)
    yield ""
    yield texts("matrix.note")


def laid_out(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table's rows with the columns under each other, two spaces between."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (word.ljust(width) for word, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _theme(theme: str, composer: Composer) -> Iterator[str]:
    """Yield what each municipality says on a theme: sections, and the sentences that bind."""
    texts = composer.texts
    record: ThemeFile = theme_file(theme, shares_of(theme, composer), composer)
    not_counted, named_at = texts("compare.not-counted"), texts("compare.named")
    yield f"{record.theme.name}: {record.theme.definition}"
    for share in record.homes:
        yield ""
        yield f"{share.name}: {share.coverage}"
        for section in share.sections or ():
            source = section.source
            counted = "" if source.counted else f", {not_counted}"
            yield f"  {source.heading} ({source.title}, {source.status}{counted})"
            yield f"  {source.address}"
            for duty in section.duties:
                yield f"    {duty.strength}: {_short(duty.sentence)}"
        for named in share.mentions or ():
            yield f"  {named_at} {named.source.address}: {_short(named.sentence)}"


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()} …"
