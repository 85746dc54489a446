"""From the days a span names to a window: bounds, and days off by the policy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dutrack.dates.counting import day_of_month, roll
from dutrack.dates.window import Window
from dutrack.deadline.readings import (
    Bound,
    Calendar,
    Day,
    DaysOf,
    Month,
    MonthOfQuarter,
    Point,
    PointOf,
    Stretch,
    TermYear,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)
from dutrack.i18n import Message, msg
from dutrack.schedule.counted import forecasts, rolled
from dutrack.schedule.resolved import Step
from dutrack.schedule.rules import RuleId
from dutrack.schedule.spans import find_term
from dutrack.schedule.walk import is_named_day

if TYPE_CHECKING:
    from datetime import date

    from dutrack.deadline.readings import Span
    from dutrack.schedule.resolved import Context

_DAY = timedelta(days=1)


def bounded(span: Calendar | None, days: Window, bound: Bound, context: Context, at: Span) -> tuple[Window, list[Step]]:
    """Return the window a bound makes of the days a span names, and the steps.

    ``span`` None is a period named as a whole. Raises OverflowError before the year 1.
    """
    first, last = days.start or days.due, days.due
    if bound is Bound.WITHIN:
        return days, []
    if bound is Bound.BY:
        window = Window(None, last)
        return window, [Step(RuleId.LAST_DAY_IN_TIME, msg("{due} itself is in time", due=last), at, days, window)]
    named = span is not None and is_named_day(span)
    if named and context.policy.before_inclusive(first):
        window = Window(None, first)
        message = msg("the policy takes {day} itself to be in time", day=first)
        return window, [Step(RuleId.BEFORE_INCLUSIVE, message, at, days, window)]
    window = Window(None, first - _DAY)
    message = msg("before {day}: the last day in time is {due}", day=first, due=window.due)
    return window, [Step(RuleId.STRICTLY_BEFORE, message, at, days, window)]


def off_days_moved(window: Window, named: date, context: Context, at: Span) -> tuple[Window, list[Step]]:
    """Return the window with its last day moved off a day off, as the policy for the day the text names says.

    A window of one day moves whole. Raises OverflowError past the years 1-9999.
    """
    due = roll(window.due, context.policy.named(named), context.calendar)
    if due == window.due:
        return window, []
    one_day = window.start == window.due
    start = window.start if window.start is None or not (one_day or window.start > due) else due
    step = rolled(window.due, due, RuleId.DAY_OFF_NAMED, context.calendar, at)
    return Window(start, due), [step, *forecasts(window.due, due, context.calendar, at)]


def named_days(span: Calendar | None, days: Window, context: Context, at: Span) -> list[Step]:
    """Return the steps that tell which days a span names."""
    first, last = days.start or days.due, days.due
    if span is None:
        return [Step(RuleId.CALENDAR_PERIOD, _from_to(first, last), at, after=days)]
    rule, message = _rule(span, first, last, context)
    steps = [Step(rule, message, at, after=days)]
    if isinstance(span, WorkingDay):
        month = 12 * first.year + first.month - 1
        edge = day_of_month(month, 1 if span.number > 0 else -1)
        steps += forecasts(edge, last, context.calendar, at)
    return steps


def _rule(span: Calendar, first: date, last: date, context: Context) -> tuple[RuleId, Message]:
    match span:
        case Day():
            return RuleId.NAMED_DAY, msg("the day named is {day}", day=first)
        case Weekday():
            return RuleId.WEEKDAY, msg("the weekday named falls on {day}", day=first)
        case WorkingDay():
            return RuleId.WORKING_DAY_OF_PERIOD, msg("the working day named is {day}", day=first)
        case PointOf(point, period):
            return _PART_RULES.get(type(period), RuleId.PART_OF_QUARTER), _point(point, first)
        case WeekOfMonth():
            return RuleId.WEEK_OF_MONTH, _from_to(first, last)
        case DaysOf():
            return RuleId.DAYS_OF_PERIOD, _from_to(first, last)
        case Stretch():
            return RuleId.STRETCH, _from_to(first, last)
        case TermYear():
            term = find_term(span, context)
            name = term.name if term is not None else span.words
            return RuleId.TERM_YEAR, msg(
                "in the term {term}: from {first} to {last}", term=name, first=first, last=last
            )
    return RuleId.CALENDAR_PERIOD, _from_to(first, last)


_PART_RULES = {Month: RuleId.PART_OF_MONTH, MonthOfQuarter: RuleId.PART_OF_MONTH, Year: RuleId.PART_OF_YEAR}


def _point(point: Point, day: date) -> Message:
    match point:
        case Point.BEGINNING:
            return msg("the beginning of the period is {day}", day=day)
        case Point.MIDDLE:
            return msg("the middle of the period is {day}", day=day)
        case Point.END:
            return msg("the end of the period is {day}", day=day)


def _from_to(first: date, last: date) -> Message:
    return msg("from {first} to {last}", first=first, last=last)
