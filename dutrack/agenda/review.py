"""Review days: a standing task has no last day, but is looked at from time to time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda.closing import concerns
from dutrack.deadline import DeadlineError
from dutrack.progress import Reviewed
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import SeriesPart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.dates.today import Today
    from dutrack.progress import TaskRecord
    from dutrack.schedule.resolved import Context, Series


class Reviews:
    """The review days of standing units; each series is read once."""

    def __init__(self, today: Today) -> None:
        self._today = today
        self._series: dict[tuple[str, date], Series | None] = {}
        self._first: dict[tuple[str, date], date | None] = {}

    def next(self, context: Context, since: date | None, records: Iterable[TaskRecord], unit: str) -> date | None:
        """Return the review day of a unit that stands since a day; None where the policy names no series.

        That is the first that no review covers; of several gone by, the last.
        """
        text, base = context.policy.review(self._today.day), since or context.issued
        reviewed = sorted(record.on for record in records if isinstance(record, Reviewed) and concerns(record, unit))
        key = (text, base)
        if key not in self._series:
            self._series[key] = _series(text, replace(context, issued=base))
        series = self._series[key]
        if series is None or reviewed:
            return None if series is None else _pending(series, reviewed, self._today)
        if key not in self._first:
            self._first[key] = _pending(series, (), self._today)
        return self._first[key]


def _series(text: str, context: Context) -> Series | None:
    try:
        parts = read(text, context).parts
    except DeadlineError:
        return None
    return parts[0].series if len(parts) == 1 and isinstance(parts[0], SeriesPart) else None


def _pending(series: Series, reviewed: Iterable[date], today: Today) -> date | None:
    """Return the review day that is to be met next.

    A review within the period of a day meets that day; a later one meets all the days before it.
    """
    days = series.occurrences()
    pending = next(days, None)
    for on in reviewed:
        late = False
        while pending is not None and pending.window.due < on:
            pending, late = next(days, None), True
        if pending is not None and (late or pending.period.start is None or pending.period.start > on):
            # A late review meets the day it falls on, not the one that is still ahead.
            pending = next(days, None) if pending.window.due == on else pending
        else:
            pending = next(days, None)
    due = None if pending is None else pending.window.due
    for later in days:
        if not today.reached(later.window.due):
            break
        due = later.window.due
    return due
