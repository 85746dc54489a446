"""An agenda as CSV (RFC 4180, UTF-8): the fields of the JSON form, under the same names in every language."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from dutrack.views.agenda_json import item_values
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Item

COLUMNS = (
    "plan", "task", "unit", "title", "section", "owners", "owner_ids", "with", "status", "deadline", "start", "due",
    "first_due", "days_left", "occurrence", "awaiting", "released_on", "done_on", "late",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")


def agenda_csv(items: Iterable[Item]) -> str:
    """Return a header and a row for each item; lists are joined by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        values = item_values(item)
        writer.writerow([_cell(values[name]) for name in COLUMNS])
    return text.getvalue().removesuffix("\n")


def _cell(value: Any) -> str:
    """Return a cell no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = clean("; ".join(value) if isinstance(value, list) else value)
    return f"'{text}" if text.startswith(_FORMULA) else text
