"""The ladder of reminders of one unit: on which days its points stand, which was reached by a day. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dutrack.dates.counting import Period, Unit, count_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.dates.calendar import Calendar
    from dutrack.schedule.policy import Reminding


class Ladder:
    """The points before and after a due day, as a policy has them, on the days an office works.

    A point is named by how many days it stands after the due day, before it is moved off a day off: ahead of the due
    day (and on it) to the working day before, after it to the working day after.
    """

    def __init__(self, reminding: Reminding, calendar: Calendar) -> None:
        self._reminding = reminding
        self._calendar = calendar

    def ahead(self, due: date) -> tuple[date, ...]:
        """Return the days on which the points up to the due day are told, each once, in order."""
        return tuple(sorted({self._stands(due, offset) for offset in self._ahead(due)}))

    def reached(self, due: date, day: date) -> int | None:
        """Return the latest point whose day is not after ``day``, None where none is; those before it are past."""
        after = self._overdue(due, day) if due < day else None
        if after is not None:
            return after
        return max((offset for offset in self._ahead(due) if self._stands(due, offset) <= day), default=None)

    def reached_after(self, due: date, day: date, first: Period) -> int | None:
        """Return the latest point reached of those on and after ``first``, which is a point itself."""
        begin = self._offset(due, first)
        if begin is None or self._stands(due, begin) > day:
            return None
        return max(begin, self._overdue(due, day) or begin)

    def _ahead(self, due: date) -> Iterator[int]:
        for period in self._reminding.ahead:
            offset = self._offset(due, Period(-period.count, period.unit))
            if offset is not None:
                yield offset

    def _overdue(self, due: date, day: date) -> int | None:
        points = (self._offset(due, period) for period in self._reminding.overdue)
        reached = [found for found in points if found is not None and found > 0 and self._stands(due, found) <= day]
        if self._reminding.overdue:
            reached += self._repeated(due, day, self._reminding.overdue[-1])
        return max(reached, default=None)

    def _repeated(self, due: date, day: date, period: Period) -> Iterator[int]:
        """Yield the points that repeat the last one: 28, 56, 84 days."""
        times = 2
        if period.unit in (Unit.DAY, Unit.WEEK) and period.count > 0:
            length = period.count * (7 if period.unit is Unit.WEEK else 1)
            times = max(2, (day - due).days // length - 1)  # those before are past anyway
        while period.count > 0:
            found = self._offset(due, Period(times * period.count, period.unit))
            if found is None or self._stands(due, found) > day:
                return
            yield found
            times += 1

    def _offset(self, due: date, period: Period) -> int | None:
        try:
            return (count_from(due, period, self._calendar) - due).days
        except OverflowError:
            return None

    def _stands(self, due: date, offset: int) -> date:
        """Return the day on which a point is told."""
        try:
            return self._calendar.working_day_from(due + timedelta(offset), -1 if offset <= 0 else 1)
        except OverflowError:
            return date.max
