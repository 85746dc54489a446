"""Counting periods of time: Bộ luật Dân sự 2015 (91/2015/QH13), Điều 146-148."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from dutrack.dates.calendar import Calendar


class Unit(StrEnum):
    """The unit of a counted period."""

    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time; a negative ``count`` runs back from the day it is counted from."""

    count: int
    unit: Unit


class Roll(StrEnum):
    """Where a last day that is a day off goes (Điều 148 khoản 5; Điều 145 khoản 1 allows agreeing otherwise)."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


def count_from(day: date, period: Period, calendar: Calendar) -> date:
    """Return the last day of a period counted from ``day``, which itself is not counted (Điều 147 khoản 2, 3).

    A week ends on the same weekday, a month on the same day of the month or else on that month's last day, a year
    likewise (Điều 148 khoản 2-4). The day is not yet moved off a day off. Raises OverflowError past the years 1-9999.
    """
    try:
        match period.unit:
            case Unit.DAY:
                return day + timedelta(days=period.count)
            case Unit.WEEK:
                return day + timedelta(weeks=period.count)
            case Unit.MONTH:
                return day + relativedelta(months=period.count)
            case Unit.YEAR:
                return day + relativedelta(years=period.count)
            case Unit.WORKING_DAY:
                return calendar.working_days_after(day, period.count)
    except ValueError as error:  # relativedelta's word for a year out of range
        raise OverflowError(str(error)) from error


def roll(day: date, rule: Roll, calendar: Calendar) -> date:
    """Move a day that is a day off to the next or previous working day, as the rule says."""
    if rule is Roll.NONE or calendar.is_working(day):
        return day
    return calendar.working_day_from(day, 1 if rule is Roll.NEXT else -1)
