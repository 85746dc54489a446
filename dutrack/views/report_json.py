"""A report as JSON, each row on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.views.json_text import dump
from dutrack.views.problems_json import problem_values
from dutrack.views.report_values import head_values, row_values, tally_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.problems import Problem
    from dutrack.report import Report
    from dutrack.revision import Revision


def report_json(report: Report, revision: Revision | None, problems: Iterable[Problem]) -> str:
    """Return the whole text; ``total`` counts a unit with joint leads once, and so need not be the sum of ``rows``."""
    head = head_values(report, revision)
    head |= {"problems": [problem_values(problem) for problem in problems], "total": tally_values(report.total)}
    rows = ",\n".join(f"  {dump(row_values(row))}" for row in report.rows)
    return f'{dump(head)[:-1]}, "rows": [\n{rows}\n]}}' if rows else f'{dump(head)[:-1]}, "rows": []}}'
