"""Calendar spans put where one stands: their first and last day as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from dutrack.dates.counting import month_length
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
from dutrack.schedule.marks import CannotPlaceError, DayMark, WeekdayMark, WeekMark, WorkingMark, moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dutrack.dates.terms import Term
    from dutrack.schedule.frames import Frame
    from dutrack.schedule.marks import Mark
    from dutrack.schedule.resolved import Context


class UndeclaredTermError(LookupError):
    """A term of office that the plan does not declare: ``span`` is the phrase that names it."""

    def __init__(self, span: TermYear) -> None:
        super().__init__(span.text)
        self.span = span


Period: TypeAlias = Month | MonthOfQuarter | Quarter | Year
Marks: TypeAlias = "tuple[Mark, Mark]"
Days: TypeAlias = tuple[DayMark, DayMark]

_SHORTEST = {Month: 28, MonthOfQuarter: 28, Quarter: 90, Year: 365}


def days_of(span: Calendar, frame: Frame) -> Window:
    """Return the days of a span of which there is one.

    Raises CannotPlaceError for what is no day there or ends before it starts, UndeclaredTermError, OverflowError past
    the years 1-9999.
    """
    first, last = marks(span, frame)
    calendar = frame.context.calendar
    begin = first.on(0, calendar)
    return Window(begin, begin) if last is first else in_order(begin, last.on(0, calendar))


def in_order(first: date, last: date) -> Window:
    """Return the window between two days. Raises CannotPlaceError where it ends before it starts."""
    if first > last:
        raise CannotPlaceError(
            msg("{last} comes before {first}: the end stands before the start", first=first, last=last)
        )
    return Window(first, last)


def marks(span: Calendar, frame: Frame) -> Marks:
    """Return the first and the last day of a span.

    Raises CannotPlaceError for what is no day there, UndeclaredTermError for a term of office that nobody declared.
    """
    return _MARKS[type(span)](span, frame)


# --- whole periods ---------------------------------------------------------------------------------------------------


def _year(year: Year, frame: Frame) -> Days:
    return _whole(frame.year(year), 12)


def _months(months: Months, frame: Frame) -> Days:
    count = months.count
    return _whole(frame.year(months.year) + (0 if months.edge is Edge.FIRST else 12 - count), count)


def _quarter(quarter: Quarter, frame: Frame) -> Days:
    return _whole(frame.quarter(quarter), 3)


def _month(month: Month | MonthOfQuarter, frame: Frame) -> Days:
    return _whole(frame.month(month), 1)


def _whole(start: int, months: int) -> Days:
    return DayMark(start, 1), DayMark(start + months - 1, -1)


def _week(week: Week, frame: Frame) -> Marks:
    monday = frame.start("week", week.which)
    return WeekMark(monday), WeekMark(monday + 6)


_PERIODS: dict[type[Calendar], Callable[[Any, Frame], Days]] = {
    Year: _year,
    Quarter: _quarter,
    Month: _month,
    MonthOfQuarter: _month,
}


def _period(period: Period, frame: Frame) -> Days:
    return _PERIODS[type(period)](period, frame)


# --- one day ---------------------------------------------------------------------------------------------------------


def _day(day: Day, frame: Frame) -> Marks:
    if day.number > 28 and isinstance(day.month, Month):
        month = day.month.number
        if isinstance(month, int) and day.number > month_length(2024, month):  # a leap year: as long as it can be
            raise CannotPlaceError(msg("month {month} never has a day {day}", month=month, day=day.number))
    return _one(DayMark(frame.month(day.month), day.number, clamp=frame.series))


def _weekday(weekday: Weekday, frame: Frame) -> Marks:
    week = weekday.week
    if isinstance(week, Week):
        return _one(WeekMark(frame.start("week", week.which) + weekday.number))
    return _one(WeekdayMark(frame.month(week.month), week.edge, weekday.number))


def _working_day(day: WorkingDay, frame: Frame) -> Marks:
    return _one(WorkingMark(*_period(day.period, frame), day.number, clamp=frame.series))


def _point(point: PointOf, frame: Frame) -> Marks:
    first, last = _period(point.period, frame)
    if point.point is not Point.MIDDLE:
        return _one(first if point.point is Point.BEGINNING else last)
    if isinstance(point.period, Year):
        return _one(DayMark(first.month + 5, 30))
    return _one(DayMark(first.month + (1 if isinstance(point.period, Quarter) else 0), 15))


def _one(mark: Mark) -> Marks:
    return mark, mark


# --- some days -------------------------------------------------------------------------------------------------------


def _week_of_month(week: WeekOfMonth, frame: Frame) -> Marks:
    start, first_day = frame.month(week.month), 1 if week.edge is Edge.FIRST else -7
    return DayMark(start, first_day), DayMark(start, first_day + 6)


def _days(days: DaysOf, frame: Frame) -> Marks:
    count = days.count
    if count > _SHORTEST[type(days.period)]:
        raise CannotPlaceError(msg("the period does not always have {count} days", count=count))
    first, last = _period(days.period, frame)
    return (first, moved(first, count - 1)) if days.edge is Edge.FIRST else (moved(last, 1 - count), last)


def _stretch(stretch: Stretch, frame: Frame) -> Marks:
    return marks(stretch.first, frame)[0], marks(stretch.last, frame)[1]


# --- terms of office -------------------------------------------------------------------------------------------------


def find_term(span: TermYear, context: Context) -> Term | None:
    """Return the term of office a phrase means; of several, the one that runs on the issue date, else the next."""
    words = {key(span.text), key(span.words), key(f"nhiệm kỳ {span.words}")}
    found = [term for term in context.terms if words & {key(text) for text in (*term.words, term.name)}]
    running = [term for term in found if term.end is None or term.end >= context.issued]
    return (
        min(running, key=lambda term: term.start) if running else max(found, key=lambda term: term.start, default=None)
    )


def _term(span: TermYear, frame: Frame) -> Marks:
    term = find_term(span, frame.context)
    if term is None:
        raise UndeclaredTermError(span)
    if frame.series:
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


_MARKS: dict[type[Calendar], Callable[[Any, Frame], Marks]] = {
    **_PERIODS,
    Months: _months,
    Week: _week,
    Day: _day,
    Weekday: _weekday,
    WorkingDay: _working_day,
    PointOf: _point,
    WeekOfMonth: _week_of_month,
    DaysOf: _days,
    TermYear: _term,
    Stretch: _stretch,
}
