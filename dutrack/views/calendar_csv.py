"""A year of the calendar as CSV: the fields of the JSON form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.views.calendar_json import day_values
from dutrack.views.csv_text import csv_text

if TYPE_CHECKING:
    from dutrack.dates.calendar import Calendar

COLUMNS = ("day", "weekday", "kind", "name", "source", "forecast", "override")


def calendar_csv(calendar: Calendar, year: int) -> str:
    """Return a header and a row for each day."""
    rows = map(day_values, calendar.days(year))
    return csv_text(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
