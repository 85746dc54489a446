"""Periods counted from a day, and last days that are days off, with the steps that tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.dates.counting import Roll, Unit, count_from, roll, show_period
from dutrack.dates.window import Window
from dutrack.i18n import Message, msg
from dutrack.schedule.resolved import Step
from dutrack.schedule.rules import RuleId

if TYPE_CHECKING:
    from datetime import date

    from dutrack.dates.calendar import Calendar
    from dutrack.dates.counting import Period
    from dutrack.deadline.readings import Span
    from dutrack.schedule.resolved import Context

_COUNTS = {
    Unit.DAY: RuleId.COUNT_DAYS,
    Unit.WEEK: RuleId.COUNT_WEEKS,
    Unit.MONTH: RuleId.COUNT_MONTHS,
    Unit.YEAR: RuleId.COUNT_YEARS,
    Unit.WORKING_DAY: RuleId.COUNT_WORKING_DAYS,
}


def event_due(event_day: date, within: Period, context: Context) -> tuple[date, tuple[Step, ...]]:
    """Return the last day of a period counted from an event's day, and the steps to it.

    A period that ends on a day off ends where the policy for counted periods says, one that runs back from the event on
    the working day before. Raises OverflowError past the years 1-9999.
    """
    return counted(event_day, within, context, RuleId.EVENT_DAY_NOT_COUNTED)


def counted(
    base: date, period: Period, context: Context, first_day: RuleId, at: Span | None = None
) -> tuple[date, tuple[Step, ...]]:
    """Return the last day of a period counted from ``base``, and the steps; ``first_day`` is the rule that omits it."""
    end = count_from(base, period, context.calendar)
    words = show_period(period)
    sentence = (
        msg("{period} counted back from {base}: the last day is {due}", period=words, base=base, due=end)
        if period.count < 0
        else msg("{period} counted from {base}: the last day is {due}", period=words, base=base, due=end)
    )
    steps = [Step(first_day, msg("{base} itself is not counted", base=base), at)]
    steps.append(Step(_COUNTS[period.unit], sentence, at, after=Window(None, end)))
    rule, reason = context.policy.counted(end), RuleId.DAY_OFF_NEXT
    if period.count < 0 and rule is not Roll.NONE:
        rule, reason = Roll.PREVIOUS, RuleId.COUNT_BACK
    elif rule is not Roll.NEXT:
        reason = RuleId.DAY_OFF_AGREED
    due = roll(end, rule, context.calendar)
    if due != end:
        steps.append(rolled(end, due, reason, context.calendar, at))
    first = base if period.unit is Unit.WORKING_DAY else end
    steps += forecasts(first, due, context.calendar, at)
    return due, tuple(steps)


def rolled(day: date, due: date, rule: RuleId, calendar: Calendar, at: Span | None = None) -> Step:
    """Return the step from a day off to the working day taken in its place."""
    message = msg(
        "{day} is a day off ({reason}); the deadline moves to {due}", day=day, reason=why_off(day, calendar), due=due
    )
    return Step(rule, message, at, Window(None, day), Window(None, due))


def forecasts(first: date, last: date, calendar: Calendar, at: Span | None = None) -> list[Step]:
    """Return a step, or none, that tells of days off between two days which are not announced yet."""
    if max(first, last).year <= calendar.announced_through:
        return []
    days = calendar.forecasts(min(first, last), max(first, last))
    if not days:
        return []
    named = tuple(msg("{day} ({name})", day=found.day, name=found.name) for found in days[:3])
    return [Step(RuleId.FORECAST_HOLIDAY, msg("these days off are not announced yet: {days}", days=named), at)]


def why_off(day: date, calendar: Calendar) -> Message:
    """Return the name of a day off, or that it is a weekend."""
    found = calendar.day_off(day)
    return msg("weekend") if found is None else found.name
