"""A report in Markdown (a GitHub table): a document to send or to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.views.md_text import escaped, table_row
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

if TYPE_CHECKING:
    from dutrack.report import Report
    from dutrack.revision import Revision


def report_md(report: Report, revision: Revision | None) -> str:
    """Return the whole document."""
    columns = shown((*results(), *details()), report)
    names = [first_column(report), *(column.title for column in columns)]
    lines = [f"# {title_words(report)}", "", *(f"- {escaped(line)}" for line in head_words(report, revision)), ""]
    if not report.rows:
        return "\n".join([*lines, str(msg("Nothing matches."))])
    lines += [table_row(*map(str, names)), "|---|" + "---:|" * len(columns)]
    for name, row in zip(row_names(report), report.rows, strict=True):
        lines.append(table_row(name, *(column.text(row.tally) for column in columns)))
    total = (str(msg("Total")), *(column.text(report.total) for column in columns))
    lines.append("| " + " | ".join(f"**{escaped(cell)}**" for cell in total) + " |")
    return "\n".join([*lines, "", *(f"- {escaped(str(note))}" for note in note_words(report))])
