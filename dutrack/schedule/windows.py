"""From the days a span names to a window: bounds, and days off by the policy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

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
    Quarter,
    Stretch,
    TermYear,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)
from dutrack.deadline.walk import is_named_day
from dutrack.i18n import Message, msg
from dutrack.schedule.counted import forecasts, rolled
from dutrack.schedule.resolved import Step
from dutrack.schedule.rules import RuleId
from dutrack.schedule.spans import find_term

if TYPE_CHECKING:
    from datetime import date

    from dutrack.deadline.readings import Span
    from dutrack.schedule.resolved import Context

_DAY = timedelta(days=1)


class Named(Protocol):
    """What names days: a dated part, or a series in each of its periods; ``span`` None is the period as a whole."""

    @property
    def span(self) -> Calendar | None:
        """The span it names."""

    @property
    def bound(self) -> Bound:
        """How a window follows from its days."""

    @property
    def at(self) -> Span:
        """Where its words stand."""


def named_days(part: Named, days: Window, context: Context) -> list[Step]:
    """Return the steps that tell which days a part names."""
    first, last, span = days.start or days.due, days.due, part.span
    rule, message = _rule(span, first, last, context)
    steps = [Step(rule, message, part.at, None, days)]
    if type(span) is WorkingDay:
        month = 12 * first.year + first.month - 1
        edge = day_of_month(month, 1 if span.number > 0 else -1)
        steps += forecasts(edge, last, context.calendar, part.at)
    return steps


def bounded(part: Named, days: Window, context: Context, steps: list[Step]) -> Window:
    """Return the window that the bound of a part makes of the days it names; records the step.

    Raises OverflowError before the year 1.
    """
    span, bound = part.span, part.bound
    if bound is Bound.WITHIN:
        return days
    first, last = days.start or days.due, days.due
    if bound is Bound.BY:
        window, rule = Window(None, last), RuleId.LAST_DAY_IN_TIME
        message = msg("{due} itself is in time", due=last)
    elif span is not None and is_named_day(span) and context.policy.before_inclusive(first):
        window, rule = Window(None, first), RuleId.BEFORE_INCLUSIVE
        message = msg("the policy takes {day} itself to be in time", day=first)
    else:
        window, rule = Window(None, first - _DAY), RuleId.STRICTLY_BEFORE
        message = msg("before {day}: the last day in time is {due}", day=first, due=window.due)
    steps.append(Step(rule, message, part.at, days, window))
    return window


def off_days_moved(part: Named, window: Window, named: date, context: Context, steps: list[Step]) -> Window:
    """Return the window with its last day moved off a day off, as the policy for the day the text names says.

    A window of one day moves whole. Records the steps. Raises OverflowError past the years 1-9999.
    """
    due = roll(window.due, context.policy.named(named), context.calendar)
    if due == window.due:
        return window
    one_day = window.start == window.due
    start = window.start if window.start is None or not (one_day or window.start > due) else due
    steps.append(rolled(window.due, due, RuleId.DAY_OFF_NAMED, context.calendar, part.at))
    steps += forecasts(window.due, due, context.calendar, part.at)
    return Window(start, due)


def _rule(span: Calendar | None, first: date, last: date, context: Context) -> tuple[RuleId, Message]:
    match span:
        case Day():
            return RuleId.NAMED_DAY, msg("the day named is {day}", day=first)
        case None | Month() | Quarter() | Year():
            return RuleId.CALENDAR_PERIOD, _from_to(first, last)
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
