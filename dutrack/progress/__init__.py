"""What happened to a plan's tasks: records, appended line by line and never rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.progress.asof import EventDay, counting, effective, events_as_of
from dutrack.progress.keys import local_day, recorded_at
from dutrack.progress.records import (
    Cancelled,
    Confirmed,
    Dated,
    Done,
    Extended,
    Happened,
    Kind,
    Note,
    Record,
    Reopened,
    Reviewed,
    Skipped,
    TaskRecord,
    Withdrawn,
)

if TYPE_CHECKING:
    from dutrack.progress.reader import read_progress

__all__ = [
    "Cancelled",
    "Confirmed",
    "Dated",
    "Done",
    "EventDay",
    "Extended",
    "Happened",
    "Kind",
    "Note",
    "Record",
    "Reopened",
    "Reviewed",
    "Skipped",
    "TaskRecord",
    "Withdrawn",
    "counting",
    "effective",
    "events_as_of",
    "local_day",
    "read_progress",
    "recorded_at",
]


def __getattr__(name: str) -> Any:
    """Import the reader of records only where records are read."""
    if name == "read_progress":
        from dutrack.progress.reader import read_progress  # noqa: PLC0415 - heavy

        return read_progress
    raise AttributeError(name)
