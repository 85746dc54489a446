"""Calendar spans as the grammar reads them: what each still wants, and how neighbours complete and join each other."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dutrack.dates.counting import month_length
from dutrack.deadline.readings import (
    Calendar,
    Cycle,
    Day,
    Edge,
    Month,
    MonthOfQuarter,
    Quarter,
    Relative,
    Stretch,
    Week,
    WeekOfMonth,
    Year,
)  # fmt: skip
from dutrack.deadline.walk import with_year, year_of

Every = tuple[int, Cycle]
WEEKLY: Every = (1, Cycle.WEEK)
MONTHLY: Every = (1, Cycle.MONTH)
QUARTERLY: Every = (3, Cycle.MONTH)
YEARLY: Every = (1, Cycle.YEAR)

THIS_YEAR = Year(Relative.THIS)
THIS_QUARTER = Quarter(Relative.THIS, THIS_YEAR)
THIS_MONTH = Month(Relative.THIS, THIS_YEAR)
NO_YEAR = Year(None)


class Shape(Struct, frozen=True):
    """A span as written, and what it still wants.

    ``unit`` is what a list of such spans counts in. ``every`` is the series the span makes where a series is meant;
    ``implied`` tells that the words themselves mean one ("ngày 15 của tháng"), ``missing`` that without one the span
    is no window ("ngày 15"), ``bare`` that no word names its unit ("6/2025").
    """

    span: Calendar
    unit: str
    every: Every | None = None
    implied: bool = False
    missing: bool = False
    bare: bool = False


def is_next(span: Calendar) -> bool:
    """Tell whether a span is in the period after the one one stands in."""
    match span:
        case Year(Relative.NEXT) | Quarter(Relative.NEXT, _) | Month(Relative.NEXT, _) | Week(Relative.NEXT):
            return True
        case Stretch(first, _):
            return is_next(first)
        case Day(_, month) | WeekOfMonth(_, month):
            return is_next(month)
        case MonthOfQuarter(_, quarter):
            return is_next(quarter)
        case Quarter() | Month():
            return span.year == Year(Relative.NEXT)
    period = getattr(span, "period", None)
    return period is not None and is_next(period)


def first_of(span: Calendar) -> Calendar:
    """Return where a stretch begins; another span itself."""
    return span.first if isinstance(span, Stretch) else span


def last_of(span: Calendar) -> Calendar:
    """Return where a stretch ends; another span itself."""
    return span.last if isinstance(span, Stretch) else span


def stretch(spans: list[Calendar]) -> Calendar:
    """Return one span from the first to the last."""
    if len(spans) == 1:
        return spans[0]
    return Stretch(first_of(spans[0]), last_of(spans[-1]))


def distributed(shapes: list[Shape]) -> list[Shape]:
    """Give a list's members what a later member states for all: "ngày 2, 3 và 4/1/2024", "quý I, II/2023"."""
    result = list(shapes)
    for i in range(len(result) - 2, -1, -1):
        shape, after = result[i], result[i + 1]
        span, following = shape.span, after.span
        if shape.missing and isinstance(span, Day) and isinstance(following := first_of(following), Day):
            shape = replace(after, span=replace(span, month=following.month))
            span = shape.span
        year = year_of(following)
        if year is not None and year_of(span) == NO_YEAR and year.number is not None:
            turns = year.number is Relative.NEXT and _later(span, following)  # "từ tháng 11 đến tháng 3 năm sau"
            shape = replace(shape, span=with_year(span, THIS_YEAR if turns else year))
        result[i] = shape
    return result


def _later(a: Calendar, b: Calendar) -> bool:
    """Tell whether ``a`` comes after ``b`` within one year."""
    match a, b:
        case (Month(int(m), _), Month(int(n), _)) | (Quarter(int(m), _), Quarter(int(n), _)):
            return m > n
        case Day(int(), y), Day(int(), z):
            return _later(y, z)
    return False


def merged(spans: list[Calendar]) -> list[Calendar]:
    """Make one window of neighbours that follow on each other."""
    result = spans[:1]
    for span in spans[1:]:
        if follows(last_of(result[-1]), first_of(span)):
            result[-1] = Stretch(first_of(result[-1]), last_of(span))
        else:
            result.append(span)
    return result


def follows(a: Calendar, b: Calendar) -> bool:
    """Tell whether span ``b`` begins the day after ``a`` ends, as far as the words alone can tell."""
    match a, b:
        case Year(int(m)), Year(int(n)):
            return n == m + 1
        case (Year(Relative.THIS), Year(Relative.NEXT)) | (Week(Relative.THIS), Week(Relative.NEXT)):
            return True
        case (Month(Relative.THIS), Month(Relative.NEXT)) | (Quarter(Relative.THIS), Quarter(Relative.NEXT)):
            return True
        case (Month(int(m), y), Month(int(n), z)) | (Quarter(int(m), y), Quarter(int(n), z)):
            if y == z:
                return n == m + 1
            size = 12 if isinstance(a, Month) else 4
            return m == size and n == 1 and isinstance(y.number, int) and z.number == y.number + 1
        case Day(int(m), y), Day(int(n), z):
            return (y == z and n == m + 1) or (n == 1 and _ends_month(m, y) and follows(y, z))
        case WeekOfMonth(Edge.LAST, y), WeekOfMonth(Edge.FIRST, z):
            return follows(y, z)
    return False


def _ends_month(day: int, month: Calendar) -> bool:
    """Tell whether a day is the last of its month: "30/4", and "28/2" of a year that is named and no leap year."""
    if not isinstance(month, Month) or not isinstance(month.number, int):
        return False
    year = month.year.number
    if not isinstance(year, int):
        return month.number != 2 and day == month_length(1, month.number)
    return day == month_length(year, month.number)
