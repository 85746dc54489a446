"""What Excel can hold (Microsoft, "Excel specifications and limits")."""

from __future__ import annotations

from dutrack.errors import DutrackError
from dutrack.i18n import plural

LONGEST_CELL = 32_767
"""Characters in a cell, as UTF-16 counts them; Excel repairs or splits what is longer."""
MOST_ROWS = 1_048_576
"""Rows of a sheet, its headings among them."""


class TooManyRowsError(DutrackError):
    """A sheet has no room for so many rows."""

    def __init__(self, count: int) -> None:
        super().__init__(
            plural(
                "A sheet of Excel holds no more than {most} rows, and {count} row is asked for.",
                "A sheet of Excel holds no more than {most} rows, and {count} rows are asked for.",
                count=count,
                most=MOST_ROWS,
            )
        )


def check_rows(count: int, headings: int = 1) -> None:
    """Raise TooManyRowsError where a sheet has no room for ``count`` rows below its headings."""
    if count + headings > MOST_ROWS:
        raise TooManyRowsError(count + headings)


def clip_cell(text: str) -> str:
    """Return a text that a cell holds: one too long is cut off, with an ellipsis at its end."""
    if len(text) * 2 <= LONGEST_CELL:
        return text
    data = text.encode("utf-16-le", "replace")
    if len(data) <= LONGEST_CELL * 2:
        return text
    return data[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"
