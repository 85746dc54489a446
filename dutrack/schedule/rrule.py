"""Due days as an RRULE (RFC 5545)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dutrack.dates.counting import month_length
from dutrack.deadline.readings import Edge
from dutrack.schedule.marks import DayMark, WeekdayMark, WeekMark

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dutrack.dates.calendar import Calendar
    from dutrack.schedule.marks import Mark
    from dutrack.schedule.periods import MonthPeriods, WeekPeriods

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS = range(2021, 2025)
"""Three common years and a leap year: every length a month or year has, and its neighbours."""


@lru_cache(maxsize=1024)
def rule_of(periods: MonthPeriods | WeekPeriods, mark: Mark, calendar: Calendar) -> str | None:
    """Return the rule for one day in every period, its DTSTART being the first of them; None where no rule says it."""
    length = periods.length
    if isinstance(mark, WeekMark):
        return _rule("WEEKLY", length, f"BYDAY={_WEEKDAYS[mark.shift % 7]}")
    if not isinstance(mark, WeekdayMark | DayMark) or (isinstance(mark, WeekdayMark) and mark.shift):
        return None
    yearly = length % 12 == 0
    months = {periods.anchor % 12} if yearly else range(12)
    bases = [12 * year + month for year in _YEARS for month in months]
    days = [mark.on(base, calendar) for base in bases]
    steps = {12 * day.year + day.month - base for base, day in zip(bases, days, strict=True)}
    if isinstance(mark, WeekdayMark):
        by = f"BYDAY={1 if mark.edge is Edge.FIRST else -1}{_WEEKDAYS[mark.weekday]}"
    else:
        by = (_by_month_day(days) if len(steps) == 1 else None) or ""
    if yearly and by:
        by = f"BYMONTH={days[0].month};{by}"
    if yearly and not by:
        by = _by_year_day(days) or ""
    return _rule("YEARLY" if yearly else "MONTHLY", length // 12 if yearly else length, by) if by else None


def _rule(frequency: str, interval: int, by: str) -> str:
    return ";".join([f"FREQ={frequency}", *([f"INTERVAL={interval}"] if interval > 1 else []), by])


def _by_month_day(days: list[date]) -> str | None:
    """Return the one day of the month, from its start or its end, that all these days are.

    A day that some months lack is the earlier of the day itself and one counted from the end.
    """
    day, back = max(day.day for day in days), max(_from_month_end(day) for day in days)
    if _all_same(days, lambda day: day.day):
        return f"BYMONTHDAY={day}"
    if _all_same(days, _from_month_end):
        return f"BYMONTHDAY={back}"
    if all(found.day == min(day, month_length(found.year, found.month) + 1 + back) for found in days):
        return f"BYMONTHDAY={day},{back};BYSETPOS=1"
    return None


def _by_year_day(days: list[date]) -> str | None:
    if _all_same(days, lambda day: day.timetuple().tm_yday):
        return f"BYYEARDAY={days[0].timetuple().tm_yday}"
    if _all_same(days, _from_year_end):
        return f"BYYEARDAY={_from_year_end(days[0])}"
    return None


def _from_month_end(day: date) -> int:
    return day.day - month_length(day.year, day.month) - 1


def _from_year_end(day: date) -> int:
    return (day - day.replace(month=12, day=31)).days - 1


def _all_same(days: list[date], of: Callable[[date], int]) -> bool:
    return len({of(day) for day in days}) == 1
