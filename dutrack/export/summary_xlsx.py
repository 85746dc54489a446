"""The summary of a workbook: a row for each lead, as ``report`` counts them, and a chart of the busiest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.export.sheet import CELL, HEADING, height, new_sheet, write_text
from dutrack.i18n import msg, plural
from dutrack.views.report_words import note_words, row_names

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from dutrack.export.handout import Handout
    from dutrack.export.stamp import Stamp
    from dutrack.i18n import Message
    from dutrack.report import Tally

_BARS = 20
"""A chart with more bodies cannot be read: it shows those with the most units overdue, then the most open."""
_BAR_HEIGHT = 26
_AROUND_BARS = 110
_WIDTH = 900
_COLOURS = ("#6AA84F", "#E69138", "#6FA8DC", "#CC0000")
"""Of what was done in time and late, and of what is open in time and overdue."""


def _names() -> dict[Message, int]:
    return {msg("Lead"): 44}


def _results() -> dict[Message, int]:
    """Return the columns of which the chart is made."""
    return {msg("Done in time"): 12, msg("Done late"): 12, msg("Not done, in time"): 12, msg("Not done, overdue"): 12}


def _others() -> dict[Message, int]:
    return {
        msg("Total"): 9,
        msg("Rate by current due day"): 14,
        msg("Rate by first due day"): 14,
        msg("Waiting"): 10,
        msg("Needs a date"): 10,
        msg("Standing"): 12,
        msg("Done, had no due day"): 14,
    }


def write_summary(book: Workbook, handout: Handout) -> None:
    """Add the sheet of the summary."""
    report = handout.report
    columns = _names() | _results() | _others()
    sheet = new_sheet(book, msg("Summary"), msg("Summary by lead"), handout.stamp, columns)
    sheet.freeze_panes(HEADING + 1, 1)
    plain, bold = _Look(book, bold=False), _Look(book, bold=True)
    table = [(name, row.tally) for name, row in zip(row_names(report), report.rows, strict=True)]
    place = HEADING + 1
    for name, tally in table:
        _write_row(sheet, place, name, tally, plain)
        place += 1
    _write_row(sheet, place, str(msg("All")), report.total, bold)
    note = book.add_format({"italic": True})
    for words in note_words(report):
        place += 1
        write_text(sheet, place, 0, str(words), note)
    _write_chart(book, handout.stamp, table)


class _Look:
    """The formats of a row."""

    def __init__(self, book: Workbook, *, bold: bool) -> None:
        self.name = book.add_format({**CELL, "bold": bold, "text_wrap": True})
        self.count = book.add_format({**CELL, "bold": bold, "align": "center"})
        self.rate = book.add_format({**CELL, "bold": bold, "align": "center", "num_format": "0.0%"})


def _write_row(sheet: Worksheet, place: int, name: str, tally: Tally, look: _Look) -> None:
    last = _write_outcomes(sheet, place, name, tally, look)
    sheet.write_number(place, last + 1, tally.total, look.count)
    for column, rate in enumerate((tally.current, tally.first), last + 2):
        if rate.permille is None:
            sheet.write_blank(place, column, None, look.rate)
        else:
            sheet.write_number(place, column, rate.permille / 1000, look.rate)
    for column, count in enumerate((tally.waiting, tally.undated, tally.standing, tally.done_without_day), last + 4):
        sheet.write_number(place, column, count, look.count)


def _write_outcomes(sheet: Worksheet, place: int, name: str, tally: Tally, look: _Look) -> int:
    """Write a name and its four results; return the last column."""
    sheet.set_row(place, height([name], _names().values()))
    write_text(sheet, place, 0, name, look.name)
    for column, count in enumerate(_outcomes(tally), 1):
        sheet.write_number(place, column, count, look.count)
    return len(_outcomes(tally))


def _outcomes(tally: Tally) -> tuple[int, int, int, int]:
    return tally.done_in_time, tally.done_late, tally.in_time, tally.overdue


def _write_chart(book: Workbook, stamp: Stamp, table: list[tuple[str, Tally]]) -> None:
    """Add a sheet of the leads with the most to do and a chart of them, a bar for each; none where there is nothing."""
    judged = [(name, tally) for name, tally in table if any(_outcomes(tally))]
    judged.sort(key=lambda entry: (-entry[1].overdue, -entry[1].in_time))
    del judged[_BARS:]
    if not judged:
        return
    title = plural(
        "The {count} lead with the most overdue", "The {count} leads with the most overdue", count=len(judged)
    )
    sheet = new_sheet(book, msg("Chart"), title, stamp, _names() | _results())
    sheet.fit_to_pages(1, 1)
    look = _Look(book, bold=False)
    first, last = HEADING + 1, HEADING + len(judged)
    for row, (name, tally) in enumerate(judged, first):
        _write_outcomes(sheet, row, name, tally, look)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    of = sheet.get_name()
    for column, colour in enumerate(_COLOURS, 1):
        chart.add_series(
            {
                "name": [of, HEADING, column],
                "categories": [of, first, 0, last, 0],
                "values": [of, first, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    # Bars are drawn upward from below: turned round, the first of the table stands at the top.
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _WIDTH, "height": _AROUND_BARS + _BAR_HEIGHT * len(judged)})
    sheet.insert_chart(last + 2, 0, chart)
