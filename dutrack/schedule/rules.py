"""The named rules by which words become days, each with the law it comes from.

"BLDS" is Bộ luật Dân sự 2015 (91/2015/QH13). A rule without a source in law is dutrack's own, and says so.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from msgspec import Struct

from dutrack.i18n import Message, msg


class RuleId(StrEnum):
    """The stable name of a rule, as it stands in a Step."""

    NAMED_DAY = "named-day"
    CALENDAR_PERIOD = "calendar-period"
    PART_OF_MONTH = "part-of-month"
    PART_OF_QUARTER = "part-of-quarter"
    PART_OF_YEAR = "part-of-year"
    WEEK_OF_MONTH = "week-of-month"
    DAYS_OF_PERIOD = "days-of-period"
    WORKING_DAY_OF_PERIOD = "working-day-of-period"
    WEEKDAY = "weekday"
    STRETCH = "stretch"
    TERM_YEAR = "term-year"
    TERM_UNDECLARED = "term-undeclared"
    YEAR_LEFT_OUT = "year-left-out"
    STATED_START = "stated-start"
    FROM_ISSUE = "from-issue"
    STRICTLY_BEFORE = "strictly-before"
    BEFORE_INCLUSIVE = "before-inclusive"
    LAST_DAY_IN_TIME = "last-day-in-time"
    FIRST_DAY_NOT_COUNTED = "first-day-not-counted"
    EVENT_DAY_NOT_COUNTED = "event-day-not-counted"
    COUNT_DAYS = "count-days"
    COUNT_WEEKS = "count-weeks"
    COUNT_MONTHS = "count-months"
    COUNT_YEARS = "count-years"
    COUNT_WORKING_DAYS = "count-working-days"
    COUNT_BACK = "count-back"
    DAY_OFF_NEXT = "day-off-next"
    DAY_OFF_AGREED = "day-off-agreed"
    DAY_OFF_NAMED = "day-off-named"
    FORECAST_HOLIDAY = "forecast-holiday"
    SERIES = "series"
    SERIES_FIRST = "series-first"
    SERIES_FROM = "series-from"
    SERIES_STATED = "series-stated"
    SERIES_CUT = "series-cut"
    EVENT = "event"
    EVENT_PERIOD = "event-period"
    EVENT_RELEASED = "event-released"
    OUTER_BOUND = "outer-bound"
    HELD_BACK = "held-back"
    STANDING = "standing"
    RECORD = "record"


class Rule(Struct, frozen=True):
    """What a rule says, in a line, and where it comes from."""

    title: Message
    source: Message


@cache
def rules() -> dict[RuleId, Rule]:
    """Return every rule by its id."""
    return {rule: Rule(title, source) for source, titles in _by_source() for rule, title in titles.items()}


def _by_source() -> tuple[tuple[Message, dict[RuleId, Message]], ...]:
    return (
        (_article(144, 2), {RuleId.EVENT: msg("A period may run to an event that may happen")}),
        (
            _article(145, 1),
            {
                RuleId.BEFORE_INCLUSIVE: msg("By the policy a day named after “before” is itself in time"),
                RuleId.DAY_OFF_AGREED: msg("The policy says where a last day that is a day off goes"),
                RuleId.DAY_OFF_NAMED: msg("The policy says where a named day that is a day off goes"),
            },
        ),
        (
            _article(146, 2),
            {RuleId.PART_OF_MONTH: msg("Beginning, middle and end of a month are its first, 15th and last day")},
        ),
        (
            _article(146, 3),
            {RuleId.PART_OF_YEAR: msg("Beginning, middle and end of a year are 1 January, 30 June and 31 December")},
        ),
        (_article(147, 2), {RuleId.FIRST_DAY_NOT_COUNTED: msg("The first day of a period is not counted")}),
        (_article(147, 3), {RuleId.EVENT_DAY_NOT_COUNTED: msg("The day of the event is not counted")}),
        (_article(148, 1), {RuleId.COUNT_DAYS: msg("A period in days ends on its last day")}),
        (_article(148, 2), {RuleId.COUNT_WEEKS: msg("Weeks end on the same day of the week")}),
        (
            _article(148, 3),
            {
                RuleId.COUNT_MONTHS: msg(
                    "Months end on the same day of the month, or on the last day of a month without it"
                )
            },
        ),
        (_article(148, 4), {RuleId.COUNT_YEARS: msg("Years end on the same day and month")}),
        (
            _article(148, 5),
            {RuleId.DAY_OFF_NEXT: msg("A period whose last day is a day off ends on the next working day")},
        ),
        (_article(148, 6), {RuleId.LAST_DAY_IN_TIME: msg("The last day ends at midnight: it is itself in time")}),
        (msg("dutrack's own rule"), _own()),
    )


def _own() -> dict[RuleId, Message]:
    return {
        RuleId.NAMED_DAY: msg("A day named by its date"),
        RuleId.CALENDAR_PERIOD: msg("A period of the calendar runs from its first to its last day"),
        RuleId.PART_OF_QUARTER: msg(
            "Beginning, middle and end of a quarter are its first day, the 15th of its middle month and its last day"
        ),
        RuleId.WEEK_OF_MONTH: msg("The first week of a month is its days 1-7, the last week its last 7 days"),
        RuleId.DAYS_OF_PERIOD: msg("The first or last days of a period, as many as are named"),
        RuleId.WORKING_DAY_OF_PERIOD: msg("Working days are those of the office's calendar"),
        RuleId.WEEKDAY: msg("Weeks run from Monday to Sunday"),
        RuleId.STRETCH: msg("From the first day of the one to the last day of the other"),
        RuleId.TERM_YEAR: msg("Year n of a term is calendar year n from the year that counts as its first"),
        RuleId.TERM_UNDECLARED: msg("A term the plan does not declare is awaited like an event"),
        RuleId.YEAR_LEFT_OUT: msg("A year left out is the earliest whose deadline is not before the issue date"),
        RuleId.STATED_START: msg("The window begins where the text says"),
        RuleId.FROM_ISSUE: msg("The window begins on the issue date"),
        RuleId.STRICTLY_BEFORE: msg("“Before” is strict: the day before is the last in time"),
        RuleId.COUNT_WORKING_DAYS: msg("Only working days of the office's calendar are counted"),
        RuleId.COUNT_BACK: msg("A count before an event that ends on a day off ends on the working day before it"),
        RuleId.FORECAST_HOLIDAY: msg("Days off that are not announced yet are a forecast"),
        RuleId.SERIES: msg("One window in every period"),
        RuleId.SERIES_FIRST: msg("A series begins with the first deadline that is not before the issue date"),
        RuleId.SERIES_FROM: msg("By the policy a series begins with the first deadline that is not before a day"),
        RuleId.SERIES_STATED: msg("A series begins and ends where the text says"),
        RuleId.SERIES_CUT: msg("A start or end inside a period cuts its window"),
        RuleId.EVENT_PERIOD: msg("The period is that of the text, else of the task, else of the policy"),
        RuleId.EVENT_RELEASED: msg("All events joined by “and” are needed; of events joined by “or” the first counts"),
        RuleId.OUTER_BOUND: msg("Beside a date, the earlier of the date and the event's period is due"),
        RuleId.HELD_BACK: msg("What is due before the awaited event is not due"),
        RuleId.STANDING: msg("Done all the time or whenever needed: no last day"),
        RuleId.RECORD: msg("A recorded extension or date replaces the day that stood before"),
    }


def _article(article: int, clause: int) -> Message:
    return msg("Civil Code 2015, Article {article}, clause {clause}", article=article, clause=clause)
