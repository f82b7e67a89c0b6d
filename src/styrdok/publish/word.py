"""A paper becomes a Word document that can be pasted into an agenda; it knows no policy."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from styrdok.compose.paper.sheet import Bullets, Leap, Line, Row, Sheet, Side, Table, Title, Words
from styrdok.redline import State
from styrdok.texts import Texts

FONT = "Arial"
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
WIDTH = 17.0  # centimetres between the margins of an A4 page
SHORT = 1800  # signs in a row that is kept on one page
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
SIZES = {"Title": 20, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Caption": 10}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WARNING, LOUD = 12, 18
GAP = "– – –"
DASH = "–"


def as_docx(sheet: Sheet, as_of: date, texts: Texts) -> bytes:
    """Return a paper as a Word file, the same bytes for the same paper and day."""
    document = Document()
    _set_up(document, sheet, as_of, texts)
    document.add_paragraph(safe(sheet.title), style="Title")
    setters = {Title: _title, Words: _words, Leap: _leap, Bullets: _bullets, Table: _table}
    marks: dict[str, int] = {}
    for part in sheet.parts:
        setters[type(part)](document, part, marks, texts)  # type: ignore[operator]
    whole = io.BytesIO()
    document.save(whole)
    return _stamped(whole)


def safe(words: str) -> str:
    """Return words without signs that no XML file may hold (XML 1.0, 2.2)."""
    return NOT_IN_XML.sub("\ufffd", words)


def _stamped(whole: io.BytesIO) -> bytes:
    """The same package with every file dated alike."""
    made = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EARLIEST), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _set_up(document: Any, sheet: Sheet, as_of: date, texts: Texts) -> None:
    """Set the page, the styles, the language, and what the file says of itself."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    language = LANGUAGES.get(texts.language, texts.language)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for mark in defaults.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
        mark.set(qn("w:eastAsia"), language)
    for mark in document.settings.element.iter(qn("w:themeFontLang")):
        mark.set(qn("w:val"), language)
    for name in ("Normal", *SIZES):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(SIZES.get(name, 10.5))
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if "Theme" in key:
                del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), FONT)
    document.styles["Title"].font.bold = True
    for rule in document.styles["Title"].element.iter(qn("w:pBdr")):
        rule.getparent().remove(rule)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    facts, day = document.core_properties, datetime(as_of.year, as_of.month, as_of.day)
    facts.title, facts.language, facts.author = (
        safe(sheet.title)[:255],
        language,
        texts("paper.creator"),
    )
    facts.subject = facts.comments = facts.keywords = facts.category = ""
    facts.last_modified_by, facts.revision = texts("paper.creator"), 1
    facts.created = facts.modified = facts.last_printed = day


def _title(document: Any, title: Title, marks: dict[str, int], _: Texts) -> None:
    paragraph = document.add_heading(safe(title.words), level=title.level - 1)
    _speak(paragraph.runs, title.language)
    if title.anchor:
        marks[title.anchor] = len(marks)
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = _element(name, id=str(marks[title.anchor]))
            if name == "w:bookmarkStart":
                mark.set(qn("w:name"), _bookmark(title.anchor))
                paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, mark)
            else:
                paragraph._p.append(mark)


def _bookmark(anchor: str) -> str:
    return anchor.replace("-", "_")


def _words(document: Any, words: Words, _marks: dict[str, int], _: Texts) -> None:
    paragraph = document.add_paragraph()
    if words.label:
        paragraph.add_run(safe(f"{words.label} ")).bold = True
    run = paragraph.add_run(safe(words.words))
    _speak([run], words.language)
    if words.style == "lead":
        run.font.size = Pt(12)
    elif words.style in ("small", "kicker"):
        run.font.size = Pt(9.5)
    elif words.style == "warning":
        _frame(paragraph, WARNING)


def _frame(paragraph: Any, size: int) -> None:
    """Draw a line around a paragraph that must be seen, in eighths of a point.

    Neighbours with the same line would share one frame.
    """
    lines = OxmlElement("w:pBdr")
    for edge in ("top", "left", "bottom", "right"):
        lines.append(_element(f"w:{edge}", val="single", sz=str(size), space="4", color="7C1F0D"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _leap(document: Any, leap: Leap, _marks: dict[str, int], _: Texts) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    link = _element("w:hyperlink", anchor=_bookmark(leap.anchor), history="1")
    run = paragraph.add_run(safe(leap.words))
    run.font.underline, run.font.color.rgb = True, RGBColor(0x0C, 0x56, 0x4E)
    paragraph._p.remove(run._r)
    link.append(run._r)
    paragraph._p.append(link)


def _bullets(document: Any, bullets: Bullets, _marks: dict[str, int], _: Texts) -> None:
    if bullets.title:
        paragraph = document.add_paragraph()
        paragraph.add_run(bullets.title).bold = True
        paragraph.paragraph_format.keep_with_next = True
        if bullets.loud:
            paragraph.runs[0].font.size = Pt(13)
            _frame(paragraph, LOUD)
    for item in bullets.items:
        document.add_paragraph(safe(item), style="List Bullet")


def _table(document: Any, table: Table, _marks: dict[str, int], texts: Texts) -> None:
    document.add_paragraph(safe(table.caption), style="Caption")
    columns = len(table.heads)
    made = document.add_table(rows=1, cols=columns, style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = OxmlElement("w:tblCellMar")
    for edge, width in (("top", 60), ("left", 110), ("bottom", 60), ("right", 110)):
        margins.append(_element(f"w:{edge}", w=str(width), type="dxa"))
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)  # the order of these is fixed
        look.attrib.clear()
        for key, value in (("firstRow", "1"), ("firstColumn", str(int(columns == 3)))):
            look.set(qn(f"w:{key}"), value)
        look.addnext(_element("w:tblCaption", val=safe(table.caption)))
    for cell, head in zip(made.rows[0].cells, table.heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", fill="F0F0F0"))
    _row_marks(made.rows[0], "w:cantSplit", "w:tblHeader")
    for row in table.rows:
        _row(made.add_row(), row, texts, table.language)
    label = WIDTH * 0.24 if columns == 3 else 0.0
    widths = ([label] if label else []) + [(WIDTH - label) / 2] * 2
    for column, centimetres in zip(made.columns, widths, strict=True):
        column.width = Cm(centimetres)
    for made_row in made.rows:
        for cell, centimetres in zip(made_row._tr.tc_lst, widths, strict=False):
            if cell.grid_span == 1:
                cell.width = Cm(centimetres)
    document.add_paragraph()


def _row_marks(row: Any, *names: str) -> None:
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def _row(made: Any, row: Row, texts: Texts, language: str) -> None:
    signs = sum(len(run.words) for side in row.sides for line in side for run in line.runs)
    if signs <= SHORT:
        _row_marks(made, "w:cantSplit")
    cells = list(made.cells)
    if row.kind == "gap":
        for cell in cells:
            _middle(cell.paragraphs[0], GAP).paragraph_format.keep_with_next = True
    elif row.kind in ("heading", "note"):
        whole = cells[0].merge(cells[-1])
        words = " ".join(run.words for line in row.sides[0] for run in line.runs)
        paragraph = _middle(whole.paragraphs[0], words)
        paragraph.runs[0].bold = row.kind == "heading"
        _speak(paragraph.runs if row.kind == "heading" else [], language)
        paragraph.paragraph_format.keep_with_next = True
    else:
        if row.label:
            cells.pop(0).paragraphs[0].add_run(row.label)
        for cell, side in zip(cells, row.sides, strict=True):
            _side(cell, side, texts, language)


def _middle(paragraph: Any, words: str) -> Any:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(safe(words))
    return paragraph


def _side(cell: Any, side: Side, texts: Texts, language: str) -> None:
    if not side:
        _middle(cell.paragraphs[0], DASH)
    for number, line in enumerate(side):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(3)
        _line(paragraph, line, texts, language)


def _line(paragraph: Any, line: Line, texts: Texts, language: str) -> None:
    if line.inside:
        paragraph.add_run(texts("paper.inside") + ": ").bold = True
    if line.kind == "item":
        paragraph.paragraph_format.left_indent = Cm(0.5)
        paragraph.paragraph_format.first_line_indent = Cm(-0.4)
        paragraph.add_run("• ")
    for number, one in enumerate(line.runs):
        if number:
            paragraph.add_run(" ")
        run = paragraph.add_run(safe(one.words))
        _speak([run], language)
        run.bold = True if line.kind == "heading" else None
        if one.state is State.SAME:
            continue
        run.italic = True
        if not line.whole:
            run.underline = True if one.state is State.ADDED else None
            run.font.strike = True if one.state is State.REMOVED else None


def _speak(runs: Iterable[Any], language: str) -> None:
    """Say in which language words are, where it is not the paper's."""
    for run in runs if language else ():
        run._r.get_or_add_rPr().append(_element("w:lang", val=language))


def _element(name: str, **given: str) -> Any:
    made = OxmlElement(name)
    for key, value in given.items():
        made.set(qn(f"w:{key}"), value)
    return made
