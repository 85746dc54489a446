"""CSV (RFC 4180, UTF-8) in which no spreadsheet finds a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"""(^|[,;|]"*)(?=[=+\-@＝＋－＠])""")
"""Where a formula would begin: in front, and wherever a spreadsheet set up for another country would split the line.

The wide signs are taken for the narrow ones in East Asia.
"""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a header and the rows: numbers, booleans, lists joined by semicolons, None as an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return text.getvalue().removesuffix("\n")


def cell(value: Any) -> str:
    """Return a cell no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return _FORMULA.sub(r"\1'", clean("; ".join(value) if isinstance(value, list) else str(value)))
