"""Counting periods of time: Bộ luật Dân sự 2015 (91/2015/QH13), Điều 146-148."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.i18n import Message, plural

if TYPE_CHECKING:
    from dutrack.dates.calendar import Calendar


class Unit(StrEnum):
    """The unit of a counted period."""

    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Period(Struct, frozen=True):
    """A length of time; a negative ``count`` runs back from the day it is counted from."""

    count: int
    unit: Unit


def show_period(period: Period) -> Message:
    """Return a period in words, without its sign: "30 days"."""
    count = abs(period.count)
    match period.unit:
        case Unit.DAY:
            return plural("{count} day", "{count} days", count=count)
        case Unit.WORKING_DAY:
            return plural("{count} working day", "{count} working days", count=count)
        case Unit.WEEK:
            return plural("{count} week", "{count} weeks", count=count)
        case Unit.MONTH:
            return plural("{count} month", "{count} months", count=count)
        case Unit.YEAR:
            return plural("{count} year", "{count} years", count=count)


class Roll(StrEnum):
    """Where a last day that is a day off goes (Điều 148 khoản 5; Điều 145 khoản 1 allows agreeing otherwise)."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


def count_from(day: date, period: Period, calendar: Calendar) -> date:
    """Return the last day of a period counted from ``day``, which itself is not counted (Điều 147 khoản 2, 3).

    A week ends on the same weekday, a month on the same day of the month or else on that month's last day, a year
    likewise (Điều 148 khoản 2-4; 29 February by analogy). The same holds backwards. The day is not yet moved off a day
    off. Raises OverflowError past the years 1-9999, and for more working days than ``Calendar`` counts.
    """
    match period.unit:
        case Unit.DAY:
            return day + timedelta(days=period.count)
        case Unit.WEEK:
            return day + timedelta(weeks=period.count)
        case Unit.MONTH:
            return months_after(day, period.count)
        case Unit.YEAR:
            return months_after(day, 12 * period.count)
        case Unit.WORKING_DAY:
            return calendar.working_days_after(day, period.count)


def months_after(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day. Raises OverflowError past the years 1-9999."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - costs start-up, and few deadlines count months

    try:
        return day + relativedelta(months=months)
    except ValueError as error:  # its word for a year out of range
        raise OverflowError(str(error)) from error


@lru_cache(maxsize=8192)
def day_of_month(month: int, day: int) -> date:
    """Return a day of month ``month``, counted from January of year 0; a day it lacks is its last.

    A negative ``day`` counts from the end: -1 is the last. Raises OverflowError past the years 1-9999.
    """
    year, month = divmod(month, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is out of range")
    length = month_length(year, month + 1)
    return date(year, month + 1, min(day, length) if day > 0 else max(length + 1 + day, 1))


@lru_cache(maxsize=8192)
def month_length(year: int, month: int) -> int:
    """Return the number of days of a month, 1-12."""
    return monthrange(year, month)[1]


def roll(day: date, rule: Roll, calendar: Calendar) -> date:
    """Move a day that is a day off to the next or previous working day, as the rule says.

    Raises OverflowError past the years 1-9999.
    """
    if rule is Roll.NONE or calendar.is_working(day):
        return day
    return calendar.working_day_from(day, 1 if rule is Roll.NEXT else -1)
