"""What records say of one unit: whether it is closed, and which days it was given since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.deadline import DeadlineError
from dutrack.progress import Cancelled, Confirmed, Dated, Done, Extended, Reopened, Skipped, TaskRecord
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import WindowPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dutrack.dates.window import Window
    from dutrack.progress.records import Closing
    from dutrack.schedule.resolved import Context


class Given(Struct, frozen=True):
    """The days of a unit after what people decided; ``first_due`` is the due day before the first extension.

    ``dated``: a person gave the day. ``extensions`` are how often it was extended.
    """

    start: date | None
    due: date | None
    first_due: date | None = None
    dated: bool = False
    extensions: int = 0


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


def confirmed(records: Iterable[TaskRecord], closed: Closing, unit: str) -> bool:
    """Tell whether a second person looked at what closed a unit."""
    return any(
        record.record == closed.key or (record.record is None and record.key > closed.key)
        for record in records
        if isinstance(record, Confirmed) and concerns(record, unit)
    )


def given(days: Given, records: Iterable[TaskRecord], unit: str, context: Context, *, fixed: bool) -> Given:
    """Return a unit's days after the records that date and extend it."""
    for _, after in givings(days, records, unit, context, fixed=fixed):
        days = after
    return days


def givings(
    days: Given, records: Iterable[TaskRecord], unit: str, context: Context, *, fixed: bool
) -> Iterator[tuple[Dated | Extended, Given]]:
    """Yield the records that date and extend a unit, in the order of their keys, each with the days after it.

    ``fixed``: no record of ``date`` gives the day: the text itself does, or there is none to give. What was extended is
    not dated any more. An occurrence is extended only by a record that names it. Records whose text is no one dated
    part are left out.
    """
    for record in records:
        if isinstance(record, Dated | Extended) and concerns(record, unit):
            if isinstance(record, Extended) and record.unit is None and "/" in unit:
                continue
            window = window_of(record, context)
            if window is None:
                continue
            if isinstance(record, Extended) and days.due is not None:
                first, count = days.first_due or days.due, days.extensions + 1
                days = replace(days, due=window.due, first_due=first, extensions=count)
                yield record, days
            elif isinstance(record, Dated) and not fixed and not days.extensions:
                days = Given(window.start, window.due, dated=True)
                yield record, days


def window_of(record: Dated | Extended, context: Context) -> Window | None:
    """Return the window a record names, counted from its day; None where its text is not one dated part."""
    try:
        parts = read(record.to, replace(context, issued=record.on)).parts
    except DeadlineError:
        return None
    return parts[0].window if len(parts) == 1 and isinstance(parts[0], WindowPart) else None
