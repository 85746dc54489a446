"""A report on a terminal: one table where it is wide enough, else one of results and one of what lies beside them.

Where these are too wide too, each is parted into as many as it takes.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from dutrack.i18n import msg
from dutrack.views.console import printing
from dutrack.views.report_words import (
    details,
    first_column,
    head_words,
    note_words,
    results,
    row_names,
    shown,
    title_words,
)
from dutrack.views.text import cells
from dutrack.views.words import STYLES

if TYPE_CHECKING:
    from rich.console import Console

    from dutrack.report import Report, Row
    from dutrack.revision import Revision
    from dutrack.views.report_words import Column

_GAP = 2
_NAME_AT_LEAST = 20
"""With less room for the names of a single table there are two."""

_NAME_IN_PARTS = 12
"""With less room for the names beside them the columns are parted into more tables: no figure is ever cut."""

_NAME_LINES = 3


def print_report(report: Report, revision: Revision | None) -> None:
    """Print the whole report."""
    with printing() as console:
        console.print(Text(str(title_words(report)), style="bold"))
        for line in head_words(report, revision):
            console.print(Text(line))
        console.print()
        if not report.rows:
            console.print(Text(str(msg("Nothing matches."))))
            return
        rows = list(zip(row_names(report), report.rows, strict=True))
        first, *others = _tables(report, console.width)
        _print_table(console, report, first, rows)
        console.print()
        for columns in others:
            telling = [(name, row) for name, row in rows if _tells(columns, row)]
            _print_table(console, report, columns, telling)
            console.print()
        for note in note_words(report):
            console.print(Text(str(note), style="dim"))


def _tables(report: Report, width: int) -> tuple[tuple[Column, ...], ...]:
    """Return the columns of each table."""
    first, second = shown(results(), report), shown(details(), report)
    room = width - sum(_width(column, report) + _GAP for column in (*first, *second))
    if room >= _NAME_AT_LEAST:
        return ((*first, *second),)
    return (*_parted(first, report, width), *_parted(second, report, width))


def _parted(columns: tuple[Column, ...], report: Report, width: int) -> tuple[tuple[Column, ...], ...]:
    """Return the columns in as few tables as leave the names their room."""
    tables: list[list[Column]] = []
    room = 0
    for column in columns:
        size = _width(column, report) + _GAP
        if size > room:
            tables.append([])
            room = width - _NAME_IN_PARTS
        tables[-1].append(column)
        room -= size
    return tuple(map(tuple, tables))


def _tells(columns: tuple[Column, ...], row: Row) -> bool:
    return any(column.text(row.tally) != "0" for column in columns)


def _width(column: Column, report: Report) -> int:
    """Return how wide a column is: its title is folded at every space."""
    numbers = (cells(column.text(tally)) for tally in (report.total, *(row.tally for row in report.rows)))
    return max(*numbers, *map(cells, str(column.title).split()))


def _cut(name: str, width: int) -> str:
    """Return a name in a few lines: the title of a plan can be a paragraph."""
    return "\n".join(wrap(name, width, max_lines=_NAME_LINES, placeholder=" …", break_on_hyphens=False))


def _print_table(console: Console, report: Report, columns: tuple[Column, ...], rows: list[tuple[str, Row]]) -> None:
    widths = [_width(column, report) for column in columns]
    room = console.width - sum(widths) - _GAP * len(widths)
    total = str(msg("Total"))
    # Beside its padding a column has a space that the box puts between columns.
    longest = max(map(cells, (total, str(first_column(report)), *(name for name, _ in rows))))
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0), header_style="bold"
    )
    name_width = max(min(longest, room), 10)
    table.add_column(str(first_column(report)), width=name_width)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(str(column.title), width=width, justify="right")
    for name, row in rows:
        style = STYLES["overdue"] if row.tally.overdue else ""
        table.add_row(Text(_cut(name, name_width), style=style), *(column.text(row.tally) for column in columns))
    table.add_section()
    table.add_row(total, *(column.text(report.total) for column in columns), style="bold")
    console.print(table)
