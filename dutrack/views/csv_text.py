"""CSV (RFC 4180, UTF-8) in which no spreadsheet finds a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a header and the rows: numbers, booleans, lists joined by semicolons, None as an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().removesuffix("\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = clean("; ".join(value) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
