"""What records say of one unit: whether it is closed, and which days it was given since."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from dutrack.deadline import DeadlineError
from dutrack.progress import Cancelled, Dated, Done, Extended, Reopened, Skipped, TaskRecord
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import WindowPart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.dates.window import Window
from dutrack.schedule.resolved import Context

Closing: TypeAlias = Done | Skipped | Cancelled


class Given(Struct, frozen=True):
    """The days of a unit after what people decided; ``first_due`` is that before the first extension."""

    start: date | None
    due: date | None
    first_due: date | None = None
    dated: bool = False


def concerns(record: TaskRecord, unit: str) -> bool:
    """Tell whether a record of the unit's task holds for the unit: one without a unit holds for the whole task."""
    return record.unit is None or record.unit == unit or unit.startswith(f"{record.unit}@")


def closing(records: Iterable[TaskRecord], unit: str) -> Closing | None:
    """Return the record that closes a unit: of those that close and reopen it the last by key, if it closes."""
    last: Closing | Reopened | None = None
    for record in records:
        if isinstance(record, Done | Skipped | Cancelled | Reopened) and concerns(record, unit):
            last = record
    return None if isinstance(last, Reopened) else last


def given(days: Given, records: Iterable[TaskRecord], unit: str, context: Context | None, *, fixed: bool) -> Given:
    """Return a unit's days after the records that date and extend it, in the order of their keys.

    ``fixed``: the text itself gives the day, so that no record of ``date`` does. An occurrence is extended only by a
    record that names it. Records whose text is no one dated part are left out.
    """
    for record in records:
        if isinstance(record, Dated | Extended) and context is not None and concerns(record, unit):
            if isinstance(record, Extended) and record.unit is None and "/" in unit:
                continue
            window = window_of(record, context)
            if window is None:
                continue
            if isinstance(record, Extended) and days.due is not None:
                days = replace(days, due=window.due, first_due=days.first_due or days.due)
            elif isinstance(record, Dated) and not fixed:
                days = Given(window.start, window.due, dated=True)
    return days


def window_of(record: Dated | Extended, context: Context) -> Window | None:
    """Return the window a record names, counted from its day; None where its text is not one dated part."""
    try:
        parts = read(record.to, replace(context, issued=record.on)).parts
    except DeadlineError:
        return None
    return parts[0].window if len(parts) == 1 and isinstance(parts[0], WindowPart) else None
