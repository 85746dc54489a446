"""Calendar spans put where one stands: their first and last day as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.dates.window import Window
from dutrack.deadline.readings import (
    Calendar,
    Day,
    DaysOf,
    Edge,
    Month,
    MonthOfQuarter,
    Months,
    Point,
    PointOf,
    Quarter,
    Stretch,
    TermYear,
    Week,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)
from dutrack.deadline.spelling import key
from dutrack.i18n import msg
from dutrack.schedule.marks import (
    CannotPlaceError,
    DayMark,
    WeekdayMark,
    WeekMark,
    WorkingMark,
    length_of_longest,
    moved,
)

if TYPE_CHECKING:
    from datetime import date

    from dutrack.dates.terms import Term
    from dutrack.schedule.frames import Frame
    from dutrack.schedule.marks import Mark
    from dutrack.schedule.resolved import Context

_SHORTEST = {Month: 28, MonthOfQuarter: 28, Quarter: 90, Year: 365}


def marks(span: Calendar, frame: Frame) -> tuple[Mark, Mark]:
    """Return the first and the last day of a span. Raises CannotPlaceError for what is no day there."""
    match span:
        case Stretch(first, last):
            return marks(first, frame)[0], marks(last, frame)[1]
        case Week(which):
            monday = frame.start("week", which)
            return WeekMark(monday), WeekMark(monday + 6)
        case WeekOfMonth(edge, month):
            start, first_day = frame.month(month), 1 if edge is Edge.FIRST else -7
            return DayMark(start, first_day), DayMark(start, first_day + 6)
        case DaysOf(edge, count, period):
            return _some_days(edge, count, period, frame)
        case TermYear():
            return _term(span, frame)
        case Day() | Weekday() | WorkingDay() | PointOf():
            mark = _one_day(span, frame)
            return mark, mark
    return _period(span, frame)


def _one_day(span: Day | Weekday | WorkingDay | PointOf, frame: Frame) -> Mark:
    match span:
        case Day(number, month):
            _check_day(span)
            return DayMark(frame.month(month), number, clamp=frame.series)
        case Weekday(number, Week(which)):
            return WeekMark(frame.start("week", which) + number)
        case Weekday(number, WeekOfMonth(edge, month)):
            return WeekdayMark(frame.month(month), edge, number)
        case WorkingDay(number, period):
            return WorkingMark(*_period(period, frame), number, clamp=frame.series)
        case PointOf(point, period):
            return _point(point, period, frame)
    raise TypeError(span)


def days_of(span: Calendar, frame: Frame) -> Window:
    """Return the days of a span of which there is one.

    Raises CannotPlaceError for what is no day there or ends before it starts, OverflowError past the years 1-9999.
    """
    first, last = marks(span, frame)
    return in_order(first.on(0, frame.context.calendar), last.on(0, frame.context.calendar))


def in_order(first: date, last: date) -> Window:
    """Return the window between two days. Raises CannotPlaceError where it ends before it starts."""
    if first > last:
        raise CannotPlaceError(
            msg("{last} comes before {first}: the end stands before the start", first=first, last=last)
        )
    return Window(first, last)


def _period(span: Calendar, frame: Frame) -> tuple[DayMark, DayMark]:
    match span:
        case Year():
            start, months = frame.year(span), 12
        case Months(edge, count, year):
            start, months = frame.year(year) + (0 if edge is Edge.FIRST else 12 - count), count
        case Quarter():
            start, months = frame.quarter(span), 3
        case Month() | MonthOfQuarter():
            start, months = frame.month(span), 1
        case _:
            raise TypeError(span)
    return DayMark(start, 1), DayMark(start + months - 1, -1)


def _point(point: Point, period: Month | MonthOfQuarter | Quarter | Year, frame: Frame) -> DayMark:
    first, last = _period(period, frame)
    if point is not Point.MIDDLE:
        return first if point is Point.BEGINNING else last
    if isinstance(period, Year):
        return DayMark(first.month + 5, 30)
    return DayMark(first.month + (1 if isinstance(period, Quarter) else 0), 15)


def _some_days(
    edge: Edge, count: int, period: Month | MonthOfQuarter | Quarter | Year, frame: Frame
) -> tuple[Mark, Mark]:
    if count > _SHORTEST[type(period)]:
        raise CannotPlaceError(msg("the period does not always have {count} days", count=count))
    first, last = _period(period, frame)
    return (first, moved(first, count - 1)) if edge is Edge.FIRST else (moved(last, 1 - count), last)


def _check_day(span: Day) -> None:
    month = span.month.number if isinstance(span.month, Month) else None
    number = month if isinstance(month, int) else None
    if span.number > length_of_longest(number):
        assert number is not None  # noqa: S101 - no day is past the 31st
        raise CannotPlaceError(msg("month {month} never has a day {day}", month=number, day=span.number))


# --- terms of office -------------------------------------------------------------------------------------------------


def find_term(span: TermYear, context: Context) -> Term | None:
    """Return the term of office a phrase means; of several, the one that runs on the issue date, else the next."""
    words = {key(span.text), key(span.words), key(f"nhiệm kỳ {span.words}")}
    found = [term for term in context.terms if words & {key(text) for text in (*term.words, term.name)}]
    running = [term for term in found if term.end is None or term.end >= context.issued]
    return (
        min(running, key=lambda term: term.start) if running else max(found, key=lambda term: term.start, default=None)
    )


def _term(span: TermYear, frame: Frame) -> tuple[Mark, Mark]:
    term = find_term(span, frame.context)
    if term is None or frame.series:
        raise CannotPlaceError(msg("“{words}” names no period here", words=span.text))
    match span.position:
        case None:
            end = _exact(term.end) if term.end is not None else DayMark(12 * term.last_year + 11, -1)
            return _exact(term.start), end
        case Point.BEGINNING:
            year = term.first_year
        case Point.MIDDLE:
            year = term.middle_year
        case Point.END:
            year = term.last_year
        case number:
            year = term.first_year + number - 1
    if not term.first_year <= year <= term.last_year:
        years = {"first": str(term.first_year), "last": str(term.last_year)}
        raise CannotPlaceError(msg("the years of the term {term} are {first} to {last}", term=term.name, **years))
    return DayMark(12 * year, 1), DayMark(12 * year + 11, -1)


def _exact(day: date) -> DayMark:
    return DayMark(12 * day.year + day.month - 1, day.day)
