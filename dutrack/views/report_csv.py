"""A report as CSV: the fields of the JSON form, the total last; each row says which day and data it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.report import Row
from dutrack.report.tally import tally
from dutrack.views.csv_text import csv_text
from dutrack.views.report_values import head_values, row_values

if TYPE_CHECKING:
    from dutrack.report import Report
    from dutrack.revision import Revision

_TOTAL = "total"


def report_csv(report: Report, revision: Revision | None) -> str:
    """Return a header, a row for each row and one for the total; ``row`` says which is which."""
    head = head_values(report, revision)
    data = head["data"] or {"commit": None, "changed": None}
    about = {name: head[name] for name in ("today", "from", "to", "announced_through")}
    about |= {"commit": data["commit"], "changed": data["changed"]}
    rows = [_row(report.by.value, row, about) for row in report.rows]
    rows.append(_row(_TOTAL, Row("", "", report.total), about))
    return csv_text(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])


def _row(kind: str, row: Row, about: dict[str, Any]) -> dict[str, Any]:
    return {"row": kind, **row_values(row), **about}


COLUMNS = (
    "row", *row_values(Row("", "", tally((), 0, 0))), "today", "from", "to", "announced_through", "commit", "changed",
)  # fmt: skip
