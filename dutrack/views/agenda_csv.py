"""An agenda as CSV (RFC 4180, UTF-8): the fields of the JSON form, under the same names in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.views.agenda_json import item_values
from dutrack.views.csv_text import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Item

COLUMNS = (
    "plan", "task", "unit", "title", "section", "owners", "owner_ids", "with", "status", "deadline", "start", "due",
    "first_due", "days_left", "occurrence", "awaiting", "released_on", "done_on", "late",
)  # fmt: skip


def agenda_csv(items: Iterable[Item]) -> str:
    """Return a header and a row for each item; lists are joined by semicolons."""
    return csv_text(COLUMNS, ([values[name] for name in COLUMNS] for values in map(item_values, items)))
