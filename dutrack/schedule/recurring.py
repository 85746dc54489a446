"""From a recurring reading to its series: the periods, where they begin, which comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.deadline.readings import Cycle, Recurring
from dutrack.deadline.walk import names_part_of_year
from dutrack.i18n import Message, msg
from dutrack.schedule.frames import month_frame, week_frame
from dutrack.schedule.marks import CannotPlaceError, DayMark, WeekMark
from dutrack.schedule.periods import MonthPeriods, WeekPeriods
from dutrack.schedule.resolved import SeriesPart, Step
from dutrack.schedule.rules import RuleId
from dutrack.schedule.series import CycleSeries
from dutrack.schedule.spans import in_order, marks

if TYPE_CHECKING:
    from datetime import date

    from dutrack.schedule.marks import Mark
    from dutrack.schedule.resolved import Context, Occurrence


def make_series(part: Recurring, since: date | None, until: date | None, context: Context) -> SeriesPart:
    """Put a recurring reading on the calendar, between the days the text says it begins and ends.

    Raises CannotPlaceError where it has no occurrence or a span names no day of a period.
    """
    periods, aligned = _periods(part, since or context.issued)
    first, last = _marks(part, periods, context)
    series = CycleSeries(periods, part.span, first, last, part.bound, since, until, context, part.at)
    if since is not None:
        begun, rule = _first_since(series, since), RuleId.SERIES_STATED
        why = msg("the text names the start {day}", day=since)
    else:
        chosen = context.policy.series_from(context.issued)
        day, rule = (context.issued, RuleId.SERIES_FIRST) if chosen is None else (chosen, RuleId.SERIES_FROM)
        begun = next(series.due_from(day, None if aligned else 0), None)
        why = msg("the first deadline that is not before {day}", day=day)
    if begun is None:
        raise CannotPlaceError(msg("no deadline of the series lies between its start and its end"))
    number, found = begun
    series = replace(series, number=number)
    base = periods.base(number)
    in_order(first.on(base, context.calendar), last.on(base, context.calendar))
    return SeriesPart(series, part.at, tuple(_steps(series, found, Step(rule, why, part.at))))


def _periods(part: Recurring, start: date) -> tuple[MonthPeriods | WeekPeriods, bool]:
    """Return the periods, and whether the calendar alone says where they begin.

    Weeks, years and months that divide the year are the calendar's; others are counted from the start of the series,
    the issue date if the text has none. A span that comes once a year makes a series of months a yearly one.
    """
    cycle, count = part.cycle, part.count
    if cycle is Cycle.WEEK:
        monday = 1 if count == 1 else start.toordinal() - start.weekday()
        return WeekPeriods(monday, count), count == 1
    if cycle is Cycle.MONTH and count % 12 and part.span is not None and names_part_of_year(part.span):
        cycle, count = Cycle.YEAR, 1
    if cycle is Cycle.YEAR:
        months, anchor = 12 * count, 12 * start.year
    else:
        months, anchor = count, 12 * start.year + start.month - 1
    aligned = 12 % months == 0
    return MonthPeriods(0 if aligned else anchor, months), aligned


def _marks(part: Recurring, periods: MonthPeriods | WeekPeriods, context: Context) -> tuple[Mark, Mark]:
    length = periods.length
    if isinstance(periods, WeekPeriods):
        whole: tuple[Mark, Mark] = WeekMark(0), WeekMark(7 * length - 1)
        return whole if part.span is None else marks(part.span, week_frame(length, context))
    if part.span is None:
        return DayMark(0, 1), DayMark(length - 1, -1)
    return marks(part.span, month_frame(length, context))


def _first_since(series: CycleSeries, since: date) -> tuple[int, Occurrence] | None:
    """Return the first occurrence from a day on: that of its period, or of the next where its day is gone by."""
    number = series.periods.number(since)
    found = ((period, series.occurrence(period)) for period in (number, number + 1))
    return next(((period, occurrence) for period, occurrence in found if occurrence is not None), None)


def _steps(series: CycleSeries, first: Occurrence, why: Step) -> list[Step]:
    steps = [Step(RuleId.SERIES, every(series.periods), series.at), why]
    if series.until is not None:
        steps.append(Step(RuleId.SERIES_STATED, msg("the text names the end {day}", day=series.until), series.at))
    message = msg("the first is {occurrence}, due {due}", occurrence=first.id, due=first.window.due)
    return [*steps, Step(why.rule, message, series.at, after=first.window)]


def every(periods: MonthPeriods | WeekPeriods) -> Message:
    """Return in words how often a series comes: "every 2 years"."""
    length = periods.length
    if isinstance(periods, WeekPeriods):
        return msg("every week") if length == 1 else msg("once in {count} weeks", count=length)
    if length % 12 == 0:
        return msg("every year") if length == 12 else msg("once in {count} years", count=length // 12)
    if length == 3:
        return msg("every quarter")
    return msg("every month") if length == 1 else msg("once in {count} months", count=length)
