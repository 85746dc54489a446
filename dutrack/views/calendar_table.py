"""A year of the calendar on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dutrack.dates.weekdays import weekday
from dutrack.i18n import Message, msg, plural, show_day
from dutrack.views.console import printing
from dutrack.views.text import cells, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.dates.calendar import Calendar, DayOff

_GAP = 2


def print_calendar(calendar: Calendar, year: int) -> None:
    """Print the days off by name and the worked weekend days; other weekends are off as always."""
    days = calendar.days(year)
    with printing() as console:
        console.print(Text(str(_heading(days, year)), style="bold"))
        for note in _notes(calendar, year):
            console.print(Text(str(note)))
        if days:
            console.print()
            console.print(_table(days))


def _heading(days: tuple[DayOff, ...], year: int) -> Message:
    off = sum(not found.works and found.day.weekday() < 5 for found in days)
    worked = sum(found.works for found in days)
    return msg(
        "{year}: {off}, {worked}",
        year=str(year),
        off=plural("{count} weekday off", "{count} weekdays off", count=off),
        worked=plural("{count} weekend day worked", "{count} weekend days worked", count=worked),
    )


def _notes(calendar: Calendar, year: int) -> Iterator[Message]:
    if not any(not found.override for found in calendar.days(year)):
        yield msg("The public holidays of this year are not known; only weekends are off.")
    elif year > calendar.announced_through:
        yield msg("A forecast: days off are announced through {year}.", year=str(calendar.announced_through))


def _table(days: tuple[DayOff, ...]) -> Table:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    for column in (
        [_weekday(found) for found in days],
        [show_day(found.day) for found in days],
        list(map(_kind, days)),
    ):
        table.add_column(width=max(map(cells, column)), no_wrap=True)
    table.add_column(max_width=40)
    table.add_column()
    for found in days:
        style = "yellow" if found.works else ""
        name = Text(clean(str(found.name)), style=style)
        table.add_row(_weekday(found), show_day(found.day), Text(_kind(found), style=style), name, _source(found))
    return table


def _weekday(found: DayOff) -> str:
    return str(weekday(found.day.weekday()))


def _kind(found: DayOff) -> str:
    return str(msg("worked") if found.works else msg("off"))


def _source(found: DayOff) -> Text:
    """Return what a day rests on, with a word where that is no announcement."""
    text = Text(clean(found.source), style="dim")
    if found.override:
        text.append(" · " + str(msg("set by this office")), style="bold")
    if found.forecast:
        text.append(" · " + str(msg("forecast")), style="magenta")
    return text
