"""The register as an Excel workbook: the tasks, and a summary of the bodies with a chart.

Rows are written one after another and none is kept, so that memory does not grow with them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter

from dutrack.agenda import Status
from dutrack.export.excel import check_rows
from dutrack.export.register import columns, rows
from dutrack.export.sheet import CELL, HEADING, height, new_sheet, write_text
from dutrack.export.summary_xlsx import write_summary
from dutrack.i18n import msg

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from dutrack.export.handout import Handout
    from dutrack.export.register import Row

_WIDTHS = (6, 20, 48, 26, 24, 26, 24, 26, 12, 17, 28)
"""Of the columns, in characters: the number, then those of the register. Longer texts wrap."""
_STATUS = 9
"""The column that is coloured."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: it reads an earlier day as another, so that is written as text."""
_FILLS = {
    Status.OVERDUE: "#F8D0CC",
    Status.DUE_TODAY: "#FBE3B5",
    Status.DUE_SOON: "#FDF2CC",
    Status.DONE: "#D9EAD3",
    Status.UNDATED: "#E4DFEC",
}
"""The background of a status; its word always stands on it."""


def write(handout: Handout, file: BinaryIO) -> None:
    """Write the workbook. Raises TooManyRowsError where a sheet has no room for the units."""
    check_rows(len(handout.counted), HEADING + 1)
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    book.set_properties(
        {
            "title": str(msg("Register of tasks")),
            "comments": " ".join(map(str, handout.stamp.words())),
            # The same data give the same bytes: the time of writing is not among them.
            "created": handout.stamp.moment.replace(tzinfo=None),
        }
    )
    _write_register(book, handout)
    write_summary(book, handout)
    book.close()


def _write_register(book: Workbook, handout: Handout) -> None:
    titles = (msg("No."), *columns())
    widths = dict(zip(titles, _WIDTHS, strict=True))
    sheet = new_sheet(book, msg("Register"), msg("Register of tasks"), handout.stamp, widths)
    sheet.freeze_panes(HEADING + 1, 3)
    sheet.autofilter(HEADING, 0, HEADING + len(handout.counted), len(titles) - 1)
    look = _Look(book)
    for number, row in enumerate(rows(handout), 1):
        _write_row(sheet, number, row, look)


class _Look:
    """The formats of the cells."""

    def __init__(self, book: Workbook) -> None:
        cell = {**CELL, "text_wrap": True}
        self.text = book.add_format(cell)
        self.number = book.add_format({**cell, "align": "center"})
        self.day = book.add_format({**cell, "align": "center", "num_format": "dd/mm/yyyy"})
        self.statuses = {
            status: book.add_format({**cell, "bg_color": fill, "bold": status is Status.OVERDUE})
            for status, fill in _FILLS.items()
        }


def _write_row(sheet: Worksheet, number: int, row: Row, look: _Look) -> None:
    place, cells = HEADING + number, row.cells()
    texts = [value if isinstance(value, str) else "" for value in cells]
    sheet.set_row(place, height(texts, _WIDTHS[1:]))
    sheet.write_number(place, 0, number, look.number)
    for column, value in enumerate(cells, 1):
        if isinstance(value, date) and value >= _FIRST_DAY:
            sheet.write_datetime(place, column, value, look.day)
        else:
            text = value.isoformat() if isinstance(value, date) else value or ""
            shape = look.statuses.get(row.item.status, look.text) if column == _STATUS else look.text
            write_text(sheet, place, column, text, shape)
