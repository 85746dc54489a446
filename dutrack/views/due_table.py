"""The morning list as a table: what each lead has to do, the most urgent first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dutrack.agenda import Item, Status
from dutrack.agenda.model import counts
from dutrack.i18n import Message, msg, plural
from dutrack.views.console import STYLES, printing
from dutrack.views.due import Lead, Row, by_lead, due_items
from dutrack.views.text import cells, clean
from dutrack.views.words import (
    answering_words,
    counts_words,
    day_heading,
    days_words,
    extension_words,
    members_words,
    missed_words,
    status_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from dutrack.agenda import Agenda

_GAP = 2
_TITLE_AT_LEAST = 44
"""A title with less room than this shares its column with the address."""


def print_due(
    agenda: Agenda, shown: tuple[Item, ...], items: tuple[Item, ...], days: int, limit: int | None = None
) -> None:
    """Print the list; ``items`` are all under the filters, ``limit`` is how many rows a lead may have."""
    with printing() as console:
        is_filtered = len(items) < len(agenda.items)
        console.print(Text(f"{day_heading(agenda.today)}: {_heading(shown, days, is_filtered)}", style="bold"))
        groups = by_lead(shown, agenda.workspace.directory)
        widths = _Widths([row for _, rows in groups for row in rows[:limit]], console.width)
        for lead, rows in groups:
            _print_group(console, lead, rows, widths, limit)
        told = filter(None, (_besides(items, shown), _left_out(agenda, shown) if is_filtered else None))
        for number, line in enumerate(told):
            console.print(Text(f"{line}" if number else f"\n{line}", style="dim"))


def _heading(shown: tuple[Item, ...], days: int, is_filtered: bool) -> Message | str:
    if told := counts_words(counts(shown)):
        return told
    if is_filtered:
        return plural(
            "of what is asked for nothing is overdue or due within {count} day",
            "of what is asked for nothing is overdue or due within {count} days",
            count=days,
        )
    return plural(
        "nothing overdue, nothing due within {count} day",
        "nothing overdue, nothing due within {count} days",
        count=days,
    )


def _print_group(console: Console, lead: Lead, rows: list[Row], widths: _Widths, limit: int | None) -> None:
    heading = Text("; ".join(map(clean, lead.names)) or str(msg("Nobody leads")), style="bold")
    if lead.plans:
        heading.append(f" ({', '.join(lead.plans)})", style="not bold dim")
    if (now := answering_words(rows[0].item)) is not None:
        heading.append(f" ({clean(str(now))})", style="not bold")
    console.print()
    console.print(heading)
    console.print(_table(rows[:limit], widths))
    left = 0 if limit is None else len(rows) - limit
    if left > 0:
        more = plural("… and {count} more (--all)", "… and {count} more (--all)", count=left)
        console.print(Text(f"  {more}", style="dim"))


def _besides(items: Iterable[Item], shown: Iterable[Item]) -> Message | None:
    """Return how many units under the filters the list does not show."""
    shown_ids = {(item.plan, item.unit) for item in shown}
    rest = [item for item in items if (item.plan, item.unit) not in shown_ids]
    without = sum(item.status is Status.UNDATED for item in rest)
    told = [counts_words(counts(tuple(item for item in rest if item.status is not Status.UNDATED)))]
    if without:
        told.append(str(plural("{count} without a deadline", "{count} without a deadline", count=without)))
    text = ", ".join(filter(None, told))
    return msg("Besides: {counts}. Everything: dutrack list", counts=text) if text else None


def _left_out(agenda: Agenda, shown: tuple[Item, ...]) -> Message | None:
    """Return what more the list would show without filters."""
    found = Counter(counts(due_items(agenda.items)))
    found.subtract(counts(shown))
    told = counts_words(+found)
    return msg("Not asked for: {counts}.", counts=told) if told else None


class _Widths:
    """The widths of the columns, the same for every lead so that days stand below each other."""

    def __init__(self, rows: list[Row], width: int) -> None:
        self.status = max((cells(line) for row in rows for line in _status(row.item).split("\n")), default=0)
        self.due = max((cells(line) for row in rows for line in _due(row.item).split("\n")), default=0)
        self.address = max((cells(_address(row)) for row in rows), default=0)
        room = width - self.status - self.due - 3 * _GAP
        self.beside = room - self.address - _GAP >= _TITLE_AT_LEAST
        self.title = max(room - (self.address + _GAP if self.beside else 0), 20)


def _table(rows: list[Row], widths: _Widths) -> Table:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(width=0)
    table.add_column(width=widths.status, no_wrap=True)
    table.add_column(width=widths.due, no_wrap=True)
    table.add_column(width=widths.title)
    if widths.beside:
        table.add_column(no_wrap=True)
    for row in rows:
        style = STYLES.get(row.item.status.value, "")
        cell = _title(row, address=not widths.beside)
        line: list[Text | str] = ["", Text(_status(row.item), style=style), _due(row.item), cell]
        table.add_row(*line, *([Text(_address(row), style="dim")] if widths.beside else []))
    return table


def _title(row: Row, *, address: bool) -> Text:
    item = row.item
    text = Text(clean(item.title))
    if row.missed:
        text.append(f"\n{missed_words(row.missed)}", style="red")
    if item.needs_day:
        text.append(f"\n“{clean(item.deadline or '')}”: {clean(str(item.reason))}", style="magenta")
    if (extended := extension_words(item)) is not None:
        text.append(f"\n{extended}", style="dim")
    if (members := members_words(item)) is not None:
        text.append(f"\n{clean(item.members.group if item.members else '')}: {members}", style="dim")
    if address:
        text.append(f"\n{_address(row)}", style="dim")
    return text


def _status(item: Item) -> str:
    return str(status_words(item)).replace(" (", "\n(")


def _address(row: Row) -> str:
    item = row.item
    return clean(f"{item.plan}/{item.task}" if row.missed else item.address)


def _due(item: Item) -> str:
    """Return the due day, for what is due soon with how long is left."""
    words = days_words(item)
    if item.status is Status.DUE_SOON and item.days_left is not None:
        left = plural("{count} day left", "{count} days left", count=item.days_left)
        return f"{words}\n{left}"
    return words
