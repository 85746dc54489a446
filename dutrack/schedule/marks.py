"""Days as marks: where a day lies from the place one stands on, so that a series is its marks put on every period.

A mark counts months from a base month (12 x year + month - 1) or days from a base Monday (its ordinal). For a single
window the base is 0 and the mark itself says all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from dutrack.dates.counting import day_of_month
from dutrack.deadline.readings import Edge
from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from dutrack.dates.calendar import Calendar


class CannotPlaceError(ValueError):
    """Words that name no day where they stand, such as 31 April; what is wrong, without its place in the text."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class DayMark(Struct, frozen=True):
    """A day of a month: ``day`` 1-31, or from the end -1 (the last) and below; ``shift`` days further on.

    A day the month lacks is its last day if ``clamp``, else an error.
    """

    month: int
    day: int
    shift: int = 0
    clamp: bool = True

    def on(self, base: int, _calendar: Calendar) -> date:
        """Return the day. Raises OverflowError past the years 1-9999."""
        found = day_of_month(base + self.month, self.day)
        if self.day > found.day and not self.clamp:
            raise CannotPlaceError(
                msg("month {month}/{year} has no day {day}", month=found.month, year=found.year, day=self.day)
            )
        return found + timedelta(days=self.shift) if self.shift else found


class WeekdayMark(Struct, frozen=True):
    """The one weekday, 0 = Monday, among the first or the last seven days of a month."""

    month: int
    edge: Edge
    weekday: int
    shift: int = 0

    def on(self, base: int, _calendar: Calendar) -> date:
        """Return the day. Raises OverflowError past the years 1-9999."""
        first = day_of_month(base + self.month, 1 if self.edge is Edge.FIRST else -7)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + self.shift)


class WeekMark(Struct, frozen=True):
    """A day some days after the base Monday."""

    shift: int

    def on(self, base: int, _calendar: Calendar) -> date:
        """Return the day. Raises OverflowError past the years 1-9999."""
        ordinal = base + self.shift
        if not 1 <= ordinal <= date.max.toordinal():
            raise OverflowError(f"day {ordinal} is out of range")
        return date.fromordinal(ordinal)


class WorkingMark(Struct, frozen=True):
    """The ``number``-th working day between two marks, -1 the last; if there are fewer, the last if ``clamp``."""

    first: DayMark
    last: DayMark
    number: int
    shift: int = 0
    clamp: bool = True

    def on(self, base: int, calendar: Calendar) -> date:
        """Return the day. Raises OverflowError past the years 1-9999."""
        first, last = self.first.on(base, calendar), self.last.on(base, calendar)
        if self.number > 0:
            day = calendar.working_days_after(calendar.working_day_from(first, 1), self.number - 1)
        else:
            day = calendar.working_days_after(calendar.working_day_from(last, -1), self.number + 1)
        if not first <= day <= last:
            if not self.clamp:
                raise CannotPlaceError(
                    msg("{first} to {last} has no working day {number}", first=first, last=last, number=self.number)
                )
            day = calendar.working_day_from(last, -1)
        return day + timedelta(days=self.shift)


Mark: TypeAlias = DayMark | WeekdayMark | WeekMark | WorkingMark


def moved(mark: Mark, days: int) -> Mark:
    """Return a mark some days further on."""
    return replace(mark, shift=mark.shift + days) if days else mark
