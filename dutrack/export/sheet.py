"""Sheets of a workbook as offices print them: a title, the day and the data, headings on every page, A4 landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.export.excel import clip_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from dutrack.export.stamp import Stamp
    from dutrack.i18n import Message

HEADING = 4
"""The row of the headings, the first being 0; above it stand the title, the day and the data."""
CELL: dict[str, Any] = {"border": 1, "valign": "top"}
"""How every cell of a table looks."""
_A4 = 9
_LINE = 15.0
"""The height of a line, in points."""
_LOST = 2
"""Characters that a line loses on an average, where a word does not fit."""
_TALLEST = 400.0
"""Excel takes no row of more than 409 points."""


def new_sheet(book: Workbook, name: Message, title: Message, stamp: Stamp, columns: Mapping[Message, int]) -> Worksheet:
    """Add a sheet with its title and the headings of its columns, each with its width in characters."""
    sheet = book.add_worksheet(str(name))
    _set_up_page(sheet, stamp)
    for column, width in enumerate(columns.values()):
        sheet.set_column(column, column, width)
    write_text(sheet, 0, 0, str(title), book.add_format({"bold": True, "font_size": 14}))
    for place, words in enumerate(stamp.words(), 1):
        write_text(sheet, place, 0, str(words), book.add_format({"italic": True}))
    _write_headings(book, sheet, columns)
    sheet.repeat_rows(HEADING)
    return sheet


def height(texts: Iterable[str], widths: Iterable[int]) -> float:
    """Return the height of a row of wrapped texts, in points: not every program finds it by itself."""
    lines = max(-(-len(text) // (width - _LOST)) for text, width in zip(texts, widths, strict=True))
    return min(_LINE * max(lines, 1), _TALLEST)


def write_text(sheet: Worksheet, row: int, column: int, text: str, shape: Format) -> None:
    """Write a text as a text: one that begins with = + - or @ is no formula, and an address no link."""
    if text:
        sheet.write_string(row, column, clip_cell(text), shape)
    else:
        sheet.write_blank(row, column, None, shape)


def _set_up_page(sheet: Worksheet, stamp: Stamp) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    day, data = (str(words).replace("&", "&&") for words in stamp.words())
    sheet.set_footer(f"&L&9{day}  {data}&R&9&P/&N")


def _write_headings(book: Workbook, sheet: Worksheet, columns: Mapping[Message, int]) -> None:
    shape = book.add_format({
        "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#DCE6F1",
    })  # fmt: skip
    titles = [str(title) for title in columns]
    sheet.set_row(HEADING, height(titles, columns.values()))
    for column, title in enumerate(titles):
        write_text(sheet, HEADING, column, title, shape)
