"""An official document laid out as a Word file, with python-docx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from dutrack.export.archive import write_same_bytes
from dutrack.export.official.document import HEADING
from dutrack.export.official.forms import dated, day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Word
    from docx.section import Section
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from dutrack.export.official.document import Annex, Document
    from dutrack.export.official.forms import Form

FONT = "Times New Roman"
_SHORT, _LONG = Mm(297), Mm(210)
_NAMES_WIDTH, _TITLES_WIDTH = 66, 94
"""The two columns of the head, in mm: the issuer's names, and the titles of the state or the Party."""
_TABLE_SIZE = 11
_CHARACTER = 0.2
"""The width of an average letter in mm for each point of its size."""
_INDENT = Mm(12.7)
_SIGNATURE = 4
"""Empty lines for the signature."""


def write_document(document: Document, file: BinaryIO) -> None:
    """Lay the document out and write it; the same document gives the same bytes."""
    word = docx.Document()
    _set_up(word, document)
    _write_head(word, document)
    _write_title(word, document)
    for text in document.paragraphs:
        _write_paragraph(word, text, document.form)
    _write_foot(word, document)
    for number, annex in enumerate(document.annexes, 1):
        _write_annex(word, document, annex, number)
    data = io.BytesIO()
    word.save(data)
    write_same_bytes(data, file)


def _set_up(word: Word, document: Document) -> None:
    style = word.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(document.form.body)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    _set_up_page(word.sections[0], document.form)
    properties = word.core_properties
    properties.author = document.issuer.name
    properties.title = document.subject
    properties.comments = document.stamp
    properties.language = "vi-VN"
    properties.last_modified_by = ""
    properties.created = properties.modified = document.moment.replace(tzinfo=None)


def _set_up_page(section: Section, form: Form, *, landscape: bool = False) -> None:
    """Set A4, the margins, and the page number in the middle of the upper margin, not on the first page."""
    wide, high = (_SHORT, _LONG) if landscape else (_LONG, _SHORT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide, high
    section.top_margin, section.bottom_margin = Mm(form.top), Mm(form.bottom)
    section.left_margin, section.right_margin = Mm(form.left), Mm(form.right)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = not landscape
    header = section.header
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(form.page)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - python-docx knows no fields


def _write_head(word: Word, document: Document) -> None:
    """Write the issuer's names and number on the left, the titles, the place and the day on the right."""
    form, issuer = document.form, document.issuer
    table = _table(word, 2, (_NAMES_WIDTH, _TITLES_WIDTH))
    (names, titles), (number, place) = (row.cells for row in table.rows)
    if issuer.superior:
        _line(names, issuer.superior.upper(), form.name)
    _line(names, issuer.name.upper(), form.name, bold=True)
    if form.mark:
        _line(names, form.mark, form.name)
    else:
        _rule(names, _NAMES_WIDTH, len(issuer.name) * form.name * _CHARACTER * 0.6)
    for text, size in form.titles:
        _line(titles, text, size, bold=True)
    last, size = form.titles[-1]
    _rule(titles, _TITLES_WIDTH, len(last) * size * _CHARACTER)
    _line(number, form.number_words(issuer, document.abbreviation), form.number)
    if not document.kind:
        about = _line(number, form.about_words(document.subject), form.about, italic=not form.is_state)
        about.paragraph_format.space_before = Pt(6)
    _line(place, dated(issuer.place, document.day), form.place, italic=True)


def _write_title(word: Word, document: Document) -> None:
    form = document.form
    if document.kind:
        kind = _line(word, document.kind, form.kind, bold=True)
        kind.paragraph_format.space_before = Pt(18)
        _line(word, document.subject[:1].upper() + document.subject[1:], form.subject, bold=True)
        if form.is_state:
            _rule(word, 160, 50)
        else:
            _line(word, "-----", form.subject)
        return
    names = document.to
    first = _line(word, f"Kính gửi: {names[0]}" if len(names) == 1 else "Kính gửi:", form.body)
    first.paragraph_format.space_before = Pt(18)
    if len(names) > 1:
        for number, name in enumerate(names, 1):
            _line(word, f"- {name}{form.ending(number, len(names))}", form.body)
    _line(word, "", form.body)


def _write_paragraph(word: Word, text: str, form: Form) -> None:
    heading = text.startswith(HEADING)
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = _INDENT
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.1
    paragraph.paragraph_format.keep_with_next = heading
    run = paragraph.add_run(text.removeprefix(HEADING))
    run.bold = heading
    run.font.size = Pt(form.body)


def _write_foot(word: Word, document: Document) -> None:
    """Write the recipients on the left, who signs on the right; Nghị định 30 ends the text with "./."."""
    form, issuer = document.form, document.issuer
    if form.is_state and document.paragraphs:
        last = word.paragraphs[-1].runs[-1]
        last.text = f"{last.text.rstrip('.')}./."
    gap = word.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    table = _table(word, 1, (80, 80))
    left, right = table.rows[0].cells
    heading = _line(left, "Nơi nhận:", form.to, bold=form.is_state, italic=form.is_state)
    heading.alignment = WD_ALIGN_PARAGRAPH.LEFT
    heading.runs[0].underline = not form.is_state
    for number, name in enumerate(document.recipients, 1):
        _line(
            left, f"- {name}{form.ending(number, len(document.recipients))}", form.recipients
        ).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for text in (issuer.authority, issuer.signer_title):
        if text:
            _line(right, text.upper(), form.office, bold=True)
    for _ in range(_SIGNATURE):
        _line(right, "", form.office)
    _line(right, issuer.signer or "", form.office, bold=True)


def _write_annex(word: Word, document: Document, annex: Annex, number: int) -> None:
    """Write an annex on pages of its own, landscape, the headings of its table on each."""
    form = document.form
    _set_up_page(word.add_section(WD_SECTION.NEW_PAGE), form, landscape=True)
    _line(word, "PHỤ LỤC" if len(document.annexes) == 1 else f"PHỤ LỤC {number}", form.subject, bold=True)
    _line(word, annex.title, form.subject, bold=True)
    reference = f"(Kèm theo {document.name} của {document.issuer.name} ngày {day_words(document.day)})"
    _line(word, reference, form.place, italic=True).paragraph_format.space_after = Pt(6)
    width = 297 - form.left - form.right
    table = _table(word, 0, [width * share / sum(annex.widths) for share in annex.widths], grid=True)
    _add_row(table, annex.columns, frozenset(range(len(annex.columns))), heading=True)
    for row in annex.rows:
        _add_row(table, row, annex.centred)
    note = _line(word, document.stamp, form.recipients, italic=True)
    note.alignment = WD_ALIGN_PARAGRAPH.LEFT
    note.paragraph_format.space_before = Pt(6)


def _table(word: Word, rows: int, widths: Sequence[float], *, grid: bool = False) -> Table:
    """Add a table with columns of so many mm."""
    table: Table = word.add_table(rows, len(widths))
    table.style = "Table Grid" if grid else None
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _add_row(table: Table, texts: Sequence[str], centred: frozenset[int], *, heading: bool = False) -> None:
    """Add a row, straight as XML: python-docx takes longer for each row the more there are."""
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for column, (text, grid) in enumerate(zip(texts, table._tbl.tblGrid.gridCol_lst, strict=True)):  # noqa: SLF001
        cell = OxmlElement("w:tc")
        cell.width = grid.w
        paragraph = OxmlElement("w:p")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if column in centred else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_r()
        run.get_or_add_rPr().sz_val = Pt(_TABLE_SIZE)
        if heading:
            run.rPr._add_b()  # noqa: SLF001
        run.text = text
        cell.append(paragraph)
        row.append(cell)
    table._tbl.append(row)  # noqa: SLF001


def _line(place: Word | _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Write a line in the middle of a page or a cell; the first one of a cell is there already."""
    first = place.paragraphs[0] if isinstance(place, _Cell) and not place.text and len(place.paragraphs) == 1 else None
    paragraph = place.add_paragraph() if first is None or first.runs else first
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.size = Pt(size)
    return paragraph


def _rule(place: Word | _Cell, width: float, length: float) -> None:
    """Draw a line of a length in the middle of a width, both in mm."""
    paragraph = place.add_paragraph()
    side = Mm(max(width - length, 0) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(4)
    paragraph.paragraph_format.space_after = Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # python-docx knows no borders; the schema wants them before the spacing.
    paragraph._p.get_or_add_pPr().find(qn("w:spacing")).addprevious(borders)  # noqa: SLF001
