"""What stands in a calendar span: the periods it lies in, and of a stretch its ends."""

from __future__ import annotations

from typing import TypeVar, cast

from msgspec.structs import replace

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
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)  # fmt: skip

S = TypeVar("S", bound=Calendar)

_HOLDS: dict[type[Calendar], str] = {
    Months: "year", Quarter: "year", Month: "year", MonthOfQuarter: "quarter", WeekOfMonth: "month", Day: "month",
    Weekday: "week", WorkingDay: "period", PointOf: "period", DaysOf: "period",
}  # fmt: skip
"""The field that holds the longer period a span lies in. A year, a week, a term and a stretch lie in none."""


def ends(span: Calendar) -> tuple[Calendar, ...]:
    """Return the spans that a stretch, or one of stretches, goes from and to; another span itself."""
    return (*ends(span.first), *ends(span.last)) if type(span) is Stretch else (span,)


def holders(span: Calendar) -> list[Calendar]:
    """Return a span that is no stretch, and the longer periods it lies in, the longest last."""
    found = [span]
    while (field := _HOLDS.get(type(found[-1]))) is not None:
        found.append(getattr(found[-1], field))
    return found


def year_of(span: Calendar) -> Year | None:
    """Return the year a span stands in, as written, of a stretch its first one; None where it has none to state."""
    while type(span) is not Year:
        field = "first" if type(span) is Stretch else _HOLDS.get(type(span))
        if field is None:
            return None
        span = getattr(span, field)
    return span


def with_year(span: S, year: Year) -> S:
    """Return the span with a year wherever it was left out."""
    return cast("S", _with_year(span, year))


def _with_year(span: Calendar, year: Year) -> Calendar:
    if type(span) is Year:
        return year if span.number is None else span
    if type(span) is Stretch:
        return Stretch(with_year(span.first, year), with_year(span.last, year))
    field = _HOLDS.get(type(span))
    return span if field is None else replace(span, **{field: with_year(getattr(span, field), year)})


def names_part_of_year(span: Calendar) -> bool:
    """Tell whether a span names a month or quarter by its number: such a span comes once a year."""
    return any(
        isinstance(part, Months | Month | Quarter) and not isinstance(_number(part), Relative)
        for end in ends(span)
        for part in holders(end)
    )


def is_named_day(span: Calendar) -> bool:
    """Tell whether a span is one day named as such, for which "before" may be inclusive; other spans are periods."""
    return type(span) in _NAMED_DAYS


_NAMED_DAYS = frozenset((Day, Weekday, WorkingDay))


def _number(part: Months | Month | Quarter) -> int | Relative:
    return part.count if isinstance(part, Months) else part.number
