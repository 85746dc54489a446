"""What stands in a calendar span."""

from __future__ import annotations

from functools import lru_cache

from dutrack.deadline.readings import (
    Calendar,
    Day,
    DaysOf,
    Month,
    MonthOfQuarter,
    Months,
    PointOf,
    Quarter,
    Relative,
    Stretch,
    TermYear,
    Week,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)

_KINDS = (
    Year,
    Months,
    Quarter,
    Month,
    MonthOfQuarter,
    Week,
    WeekOfMonth,
    Day,
    Weekday,
    WorkingDay,
    PointOf,
    DaysOf,
    TermYear,
    Stretch,
)


@lru_cache(maxsize=4096)
def walk(span: object) -> tuple[Calendar, ...]:
    """Return a span and every span in it; nothing for what is none."""
    if not isinstance(span, _KINDS):
        return ()
    return span, *(inner for name in span.__struct_fields__ for inner in walk(getattr(span, name)))


def years_left_out(span: object) -> bool:
    """Tell whether a span leaves out a year."""
    return any(isinstance(part, Year) and part.number is None for part in walk(span))


def stated_year(*spans: object) -> int | None:
    """Return the last year that spans state by its number: it holds for those that leave theirs out."""
    numbers = [part.number for span in spans for part in walk(span) if isinstance(part, Year)]
    return next((number for number in reversed(numbers) if isinstance(number, int)), None)


def names_part_of_year(span: Calendar | None) -> bool:
    """Tell whether a span names a month or quarter by its number: such a span comes once a year."""
    return any(
        isinstance(part, Months | Month | Quarter) and not isinstance(_number(part), Relative) for part in walk(span)
    )


def is_named_day(span: Calendar) -> bool:
    """Tell whether a span is one day named as such, for which "before" may be inclusive; other spans are periods."""
    return isinstance(span, Day | Weekday | WorkingDay)


def _number(part: Months | Month | Quarter) -> int | Relative:
    return part.count if isinstance(part, Months) else part.number
