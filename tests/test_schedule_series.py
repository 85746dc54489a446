"""Series: periods and their names, windows, where a series begins and ends, its RRULE."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from schedules import ISSUED, context, found, steps_told, told

from dutrack.dates.counting import Roll
from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import (
    Bound,
    Cycle,
    Day,
    DaysOf,
    Doubt,
    Edge,
    Month,
    MonthOfQuarter,
    Months,
    Point,
    PointOf,
    Quarter,
    Reading,
    Recurring,
    Relative,
    Stretch,
    Week,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)
from dutrack.i18n import language
from dutrack.schedule.policy import Policy, PolicyEntry
from dutrack.schedule.resolved import Context, Series, SeriesPart

THIS_YEAR, LEFT_OUT, NEXT_YEAR = Year(Relative.THIS), Year(None), Year(Relative.NEXT)
THIS_MONTH, NEXT_MONTH = Month(Relative.THIS, THIS_YEAR), Month(Relative.NEXT, THIS_YEAR)
THIS_QUARTER, NEXT_QUARTER = Quarter(Relative.THIS, THIS_YEAR), Quarter(Relative.NEXT, THIS_YEAR)
WEEK, MONTH, YEAR = Cycle.WEEK, Cycle.MONTH, Cycle.YEAR
BEFORE, BY, WITHIN = Bound.BEFORE, Bound.BY, Bound.WITHIN


def part_of(recurring: Recurring, where: Context | None = None) -> SeriesPart:
    part = found(Reading((recurring,)), where).parts[0]
    assert isinstance(part, SeriesPart)
    return part


def series_of(recurring: Recurring, where: Context | None = None) -> Series:
    return part_of(recurring, where).series


@pytest.mark.parametrize(
    ("recurring", "occurrences", "rrule"),
    [
        # Whole periods. The plan is of Monday 2023-02-20.
        (
            Recurring(1, YEAR),
            "2023 2023-01-01..2023-12-31; 2024 2024-01-01..2024-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(3, MONTH),
            "2023-Q1 2023-01-01..2023-03-31; 2023-Q2 2023-04-01..2023-06-30",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        ),
        (
            Recurring(6, MONTH),
            "2023-H1 2023-01-01..2023-06-30; 2023-H2 2023-07-01..2023-12-31",
            "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1",
        ),
        (
            Recurring(1, MONTH),
            "2023-02 2023-02-01..2023-02-28; 2023-03 2023-03-01..2023-03-31",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        (
            Recurring(2, MONTH),
            "2023-01-2023-02 2023-01-01..2023-02-28; 2023-03-2023-04 2023-03-01..2023-04-30",
            "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
        ),
        (  # five months do not divide the year: from the issue month
            Recurring(5, MONTH),
            "2023-02-2023-06 2023-02-01..2023-06-30; 2023-07-2023-11 2023-07-01..2023-11-30",
            "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1",
        ),
        (Recurring(12, MONTH), "2023 2023-01-01..2023-12-31; 2024 2024-01-01..2024-12-31", None),
        (
            Recurring(24, MONTH),
            "2023-02-2025-01 2023-02-01..2025-01-31; 2025-02-2027-01 2025-02-01..2027-01-31",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=31",
        ),
        (
            Recurring(2, YEAR),
            "2023-2024 2023-01-01..2024-12-31; 2025-2026 2025-01-01..2026-12-31",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(1, WEEK),
            "2023-W08 2023-02-20..2023-02-26; 2023-W09 2023-02-27..2023-03-05",
            "FREQ=WEEKLY;BYDAY=SU",
        ),
        (
            Recurring(2, WEEK),
            "2023-W08-2023-W09 2023-02-20..2023-03-05; 2023-W10-2023-W11 2023-03-06..2023-03-19",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
        ),
        # A day, or part, of the period.
        (
            Recurring(1, YEAR, Day(15, Month(12, LEFT_OUT)), BEFORE),
            "2023 ..2023-12-14; 2024 ..2024-12-14",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14",
        ),
        (
            Recurring(1, YEAR, Day(15, Month(12, THIS_YEAR)), BY),
            "2023 ..2023-12-15; 2024 ..2024-12-15",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
        ),
        (
            Recurring(1, YEAR, Day(15, Month(1, LEFT_OUT))),  # of 2023 it is gone by
            "2024 2024-01-15..2024-01-15; 2025 2025-01-15..2025-01-15",
            "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15",
        ),
        (  # the period holds the day named, though what is due is before it
            Recurring(1, YEAR, Day(1, Month(1, LEFT_OUT)), BEFORE),
            "2024 ..2023-12-31; 2025 ..2024-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(1, MONTH, Day(1, THIS_MONTH), BEFORE),
            "2023-03 ..2023-02-28; 2023-04 ..2023-03-31",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        (
            Recurring(1, MONTH, Day(20, THIS_MONTH)),
            "2023-02 2023-02-20..2023-02-20; 2023-03 2023-03-20..2023-03-20",
            "FREQ=MONTHLY;BYMONTHDAY=20",
        ),
        (
            Recurring(1, MONTH, Day(-1, THIS_MONTH), BY),
            "2023-02 ..2023-02-28; 2023-03 ..2023-03-31",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        (
            Recurring(1, MONTH, Day(-1, THIS_MONTH), BEFORE),
            "2023-02 ..2023-02-27; 2023-03 ..2023-03-30",
            "FREQ=MONTHLY;BYMONTHDAY=-2",
        ),
        (  # a month without the day takes its last
            Recurring(1, MONTH, Day(30, THIS_MONTH)),
            "2023-02 2023-02-28..2023-02-28; 2023-03 2023-03-30..2023-03-30",
            "FREQ=MONTHLY;BYMONTHDAY=30,-1;BYSETPOS=1",
        ),
        (
            Recurring(1, MONTH, Day(31, THIS_MONTH), BEFORE),
            "2023-02 ..2023-02-27; 2023-03 ..2023-03-30",
            "FREQ=MONTHLY;BYMONTHDAY=-2",
        ),
        (
            Recurring(1, YEAR, Day(29, Month(2, LEFT_OUT))),
            "2023 2023-02-28..2023-02-28; 2024 2024-02-29..2024-02-29",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        ),
        (
            Recurring(3, MONTH, Day(25, MonthOfQuarter(3, THIS_QUARTER)), BEFORE),
            "2023-Q1 ..2023-03-24; 2023-Q2 ..2023-06-24",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=24",
        ),
        (
            Recurring(3, MONTH, Day(-1, MonthOfQuarter(1, THIS_QUARTER)), BEFORE),
            "2023-Q2 ..2023-04-29; 2023-Q3 ..2023-07-30",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-2",
        ),
        (
            Recurring(3, MONTH, DaysOf(Edge.FIRST, 15, THIS_QUARTER)),
            "2023-Q2 2023-04-01..2023-04-15; 2023-Q3 2023-07-01..2023-07-15",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
        ),
        (  # no rule of months says "day 45 of the quarter"
            Recurring(3, MONTH, DaysOf(Edge.FIRST, 45, THIS_QUARTER)),
            "2023-Q2 2023-04-01..2023-05-15; 2023-Q3 2023-07-01..2023-08-14",
            None,
        ),
        (
            Recurring(1, YEAR, DaysOf(Edge.FIRST, 60, THIS_YEAR)),
            "2023 2023-01-01..2023-03-01; 2024 2024-01-01..2024-02-29",
            "FREQ=YEARLY;BYYEARDAY=60",
        ),
        (
            Recurring(1, YEAR, DaysOf(Edge.LAST, 340, THIS_YEAR), BEFORE),  # in January: only the year's end is fixed
            "2024 ..2024-01-26; 2025 ..2025-01-25",
            "FREQ=YEARLY;BYYEARDAY=-341",
        ),
        (
            Recurring(1, YEAR, Month(12, LEFT_OUT)),
            "2023 2023-12-01..2023-12-31; 2024 2024-12-01..2024-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(1, YEAR, Quarter(4, LEFT_OUT)),
            "2023 2023-10-01..2023-12-31; 2024 2024-10-01..2024-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(1, YEAR, Months(Edge.FIRST, 6, THIS_YEAR)),
            "2023 2023-01-01..2023-06-30; 2024 2024-01-01..2024-06-30",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30",
        ),
        (
            Recurring(3, MONTH, PointOf(Point.MIDDLE, THIS_QUARTER)),
            "2023-Q2 2023-05-15..2023-05-15; 2023-Q3 2023-08-15..2023-08-15",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
        ),
        (
            Recurring(1, YEAR, WeekOfMonth(Edge.FIRST, Month(12, LEFT_OUT))),
            "2023 2023-12-01..2023-12-07; 2024 2024-12-01..2024-12-07",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=7",
        ),
        (
            Recurring(1, MONTH, Weekday(3, WeekOfMonth(Edge.LAST, THIS_MONTH))),
            "2023-02 2023-02-23..2023-02-23; 2023-03 2023-03-30..2023-03-30",
            "FREQ=MONTHLY;BYDAY=-1TH",
        ),
        (
            Recurring(1, YEAR, Weekday(0, WeekOfMonth(Edge.FIRST, Month(9, LEFT_OUT)))),
            "2023 2023-09-04..2023-09-04; 2024 2024-09-02..2024-09-02",
            "FREQ=YEARLY;BYMONTH=9;BYDAY=1MO",
        ),
        (
            Recurring(1, MONTH, Weekday(3, WeekOfMonth(Edge.LAST, THIS_MONTH)), BEFORE),
            "2023-02 ..2023-02-22; 2023-03 ..2023-03-29",
            None,
        ),
        (
            Recurring(1, WEEK, Weekday(4, Week(Relative.THIS))),
            "2023-W08 2023-02-24..2023-02-24; 2023-W09 2023-03-03..2023-03-03",
            "FREQ=WEEKLY;BYDAY=FR",
        ),
        (
            Recurring(1, WEEK, Weekday(0, Week(Relative.THIS)), BEFORE),
            "2023-W09 ..2023-02-26; 2023-W10 ..2023-03-05",
            "FREQ=WEEKLY;BYDAY=SU",
        ),
        (  # in the last week of each period, as a whole period is due at its end
            Recurring(2, WEEK, Weekday(4, Week(Relative.THIS))),
            "2023-W08-2023-W09 2023-03-03..2023-03-03; 2023-W10-2023-W11 2023-03-17..2023-03-17",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        ),
        (  # likewise in the last year
            Recurring(2, YEAR, Day(15, Month(6, LEFT_OUT)), BY),
            "2023-2024 ..2024-06-15; 2025-2026 ..2026-06-15",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=15",
        ),
        (
            Recurring(1, MONTH, Stretch(Day(5, THIS_MONTH), Day(10, THIS_MONTH))),
            "2023-03 2023-03-05..2023-03-10; 2023-04 2023-04-05..2023-04-10",
            "FREQ=MONTHLY;BYMONTHDAY=10",
        ),
        (
            Recurring(1, MONTH, WorkingDay(1, THIS_MONTH)),
            "2023-03 2023-03-01..2023-03-01; 2023-04 2023-04-03..2023-04-03",
            None,
        ),
        (  # a month with fewer working days takes its last: February 2023 has 20, Tết-ridden January 2023 only 16
            Recurring(1, MONTH, WorkingDay(21, THIS_MONTH)),
            "2023-02 2023-02-28..2023-02-28; 2023-03 2023-03-29..2023-03-29",
            None,
        ),
        # The period after the occurrence's own.
        (
            Recurring(1, YEAR, Day(31, Month(3, NEXT_YEAR)), BEFORE),
            "2022 ..2023-03-30; 2023 ..2024-03-30",
            "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=30",
        ),
        (
            Recurring(1, MONTH, Day(5, NEXT_MONTH)),
            "2023-02 2023-03-05..2023-03-05; 2023-03 2023-04-05..2023-04-05",
            "FREQ=MONTHLY;BYMONTHDAY=5",
        ),
        (
            Recurring(3, MONTH, Day(-1, MonthOfQuarter(1, NEXT_QUARTER)), BEFORE),
            "2023-Q1 ..2023-04-29; 2023-Q2 ..2023-07-30",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-2",
        ),
        (
            Recurring(3, MONTH, Day(5, NEXT_MONTH), BY),
            "2022-Q4 ..2023-01-05; 2023-Q1 ..2023-04-05",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5",
        ),
        (  # one day of the year in a series of months comes once a year
            Recurring(6, MONTH, Day(15, Month(6, LEFT_OUT)), BEFORE),
            "2023 ..2023-06-14; 2024 ..2024-06-14",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14",
        ),
    ],
)
def test_series(recurring: Recurring, occurrences: str, rrule: str | None) -> None:
    """The first two occurrences of a series, and the rule of its due days."""
    issued = date(2023, 1, 3) if "2022-Q4" in occurrences else ISSUED
    part = part_of(recurring, context(issued))
    assert told(part, 2) == occurrences
    if recurring.count != 12:
        assert part.series.rrule == rrule
    assert not part.series.bounded


@pytest.mark.parametrize(
    ("recurring", "occurrences", "rrule"),
    [
        # From the stated start, also one before the issue date.
        (
            Recurring(1, YEAR, since=Year(2022)),
            "2022 2022-01-01..2022-12-31; 2023 2023-01-01..2023-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(1, YEAR, since=Year(2023), until=Year(2024)),
            "2023 2023-01-01..2023-12-31; 2024 2024-01-01..2024-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20241231",
        ),
        (  # a start inside a period cuts its window
            Recurring(3, MONTH, since=Day(10, Month(2, Year(2023)))),
            "2023-Q1 2023-02-10..2023-03-31; 2023-Q2 2023-04-01..2023-06-30",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        ),
        (  # an end too, and the last due day is no longer on a rule
            Recurring(1, YEAR, until=Day(30, Month(6, Year(2024)))),
            "2023 2023-01-01..2023-12-31; 2024 2024-01-01..2024-06-30",
            None,
        ),
        (  # a day past the end is not cut but left out
            Recurring(1, YEAR, Day(15, Month(12, LEFT_OUT)), BEFORE, until=Day(30, Month(6, Year(2024)))),
            "2023 ..2023-12-14",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14;UNTIL=20231214",
        ),
        (  # nor is one before the start
            Recurring(1, YEAR, Day(15, Month(1, LEFT_OUT)), BY, since=Month(3, Year(2022)), until=Year(2023)),
            "2023 ..2023-01-15",
            "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15;UNTIL=20230115",
        ),
        (  # the day named lies in the stated years, though it is due before them
            Recurring(1, YEAR, Day(1, Month(1, LEFT_OUT)), BEFORE, since=Year(2023), until=Year(2024)),
            "2023 ..2022-12-31; 2024 ..2023-12-31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20231231",
        ),
        (  # the stated years are those reported on, the days those after
            Recurring(1, YEAR, Day(31, Month(3, NEXT_YEAR)), BY, since=Year(2023), until=Year(2024)),
            "2023 ..2024-03-31; 2024 ..2025-03-31",
            "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31;UNTIL=20250331",
        ),
        (  # cycles of several years run from the stated start
            Recurring(2, YEAR, since=Year(2022)),
            "2022-2023 2022-01-01..2023-12-31; 2024-2025 2024-01-01..2025-12-31",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31",
        ),
        (
            Recurring(1, MONTH, since=Month(3, LEFT_OUT), until=Month(4, LEFT_OUT)),
            "2023-03 2023-03-01..2023-03-31; 2023-04 2023-04-01..2023-04-30",
            "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20230430",
        ),
        (
            Recurring(1, WEEK, since=Day(1, Month(3, Year(2023))), until=Day(7, Month(3, Year(2023)))),
            "2023-W09 2023-03-01..2023-03-05; 2023-W10 2023-03-06..2023-03-07",
            None,
        ),
    ],
)
def test_stated_start_and_end(recurring: Recurring, occurrences: str, rrule: str | None) -> None:
    """A series begins and ends where the text says."""
    part = part_of(recurring)
    assert told(part, 2) == occurrences
    assert part.series.rrule == rrule
    assert part.series.bounded is (recurring.until is not None)
    if recurring.until is not None:
        assert told(part, 99).startswith(occurrences)
        assert len(list(part.series.occurrences())) == len(occurrences.split("; "))


def test_until_a_year_left_out_of_both_ends_is_one_year() -> None:
    """A year left out is told, once for the series."""
    recurring = Recurring(1, MONTH, since=Month(1, LEFT_OUT), until=Month(9, LEFT_OUT))
    resolution = found(Reading((recurring,)), context("2023-10-05"))
    assert told(resolution.parts[0], 1) == "2024-01 2024-01-01..2024-01-31"
    assert [warned.kind for warned in resolution.warnings] == [Doubt.YEAR_CHOSEN]


@pytest.mark.parametrize(
    ("issued", "series_from", "recurring", "first"),
    [
        (
            "2023-02-20",
            date(2023, 1, 1),
            Recurring(1, YEAR, Day(15, Month(1, LEFT_OUT))),
            "2023 2023-01-15..2023-01-15",
        ),
        ("2023-02-20", date(2024, 6, 1), Recurring(3, MONTH), "2024-Q2 2024-04-01..2024-06-30"),
        ("2023-02-20", date(2024, 7, 1), Recurring(2, YEAR), "2023-2024 2023-01-01..2024-12-31"),
        (
            "2023-02-20",
            date(2020, 7, 1),
            Recurring(2, YEAR),
            "2023-2024 2023-01-01..2024-12-31",
        ),  # no cycle before issue
        ("2023-02-20", date(2024, 7, 1), Recurring(1, YEAR, since=Year(2022)), "2022 2022-01-01..2022-12-31"),
    ],
)
def test_policy_series_from(issued: str, series_from: date, recurring: Recurring, first: str) -> None:
    """The policy says where a series without a stated start begins."""
    assert told(part_of(recurring, context(issued, series_from=series_from)), 1) == first


@pytest.mark.parametrize(
    ("issued", "recurring", "first"),
    [
        ("2023-12-31", Recurring(1, YEAR), "2023 2023-01-01..2023-12-31"),  # due on the issue date itself
        ("2023-12-31", Recurring(1, YEAR, None, BY), "2023 ..2023-12-31"),
        ("2024-01-01", Recurring(1, WEEK), "2024-W01 2024-01-01..2024-01-07"),
        ("2021-01-01", Recurring(1, WEEK), "2020-W53 2020-12-28..2021-01-03"),
        ("2011-05-01", Recurring(1, WEEK, Weekday(0, Week(Relative.THIS))), "2011-W18 2011-05-02..2011-05-02"),
        ("2022-01-25", Recurring(3, MONTH, Day(15, MonthOfQuarter(3, THIS_QUARTER)), BY), "2022-Q1 ..2022-03-15"),
        ("2022-03-16", Recurring(3, MONTH, Day(15, MonthOfQuarter(3, THIS_QUARTER)), BY), "2022-Q2 ..2022-06-15"),
    ],
)
def test_first_occurrence(issued: str, recurring: Recurring, first: str) -> None:
    """The first is the first due on or after the issue date."""
    assert told(part_of(recurring, context(issued)), 1) == first


@pytest.mark.parametrize(
    ("recurring", "occurrences"),
    [
        (Recurring(1, MONTH, Day(30, THIS_MONTH)), "2023-03 2023-03-30..2023-03-30; 2023-04 2023-05-04..2023-05-04"),
        (Recurring(1, MONTH, Day(30, THIS_MONTH), BY), "2023-03 ..2023-03-30; 2023-04 ..2023-05-04"),
        (Recurring(1, MONTH), "2023-03 2023-03-01..2023-03-31; 2023-04 2023-04-01..2023-05-04"),
    ],
)
def test_occurrence_on_a_day_off(recurring: Recurring, occurrences: str) -> None:
    """By the policy an occurrence moves off a day off; its name does not, and no rule says its days."""
    where = context("2023-03-01", named=Roll.NEXT)
    part = part_of(recurring, where)
    assert told(part, 2) == occurrences
    assert part.series.rrule is None


def test_no_rule_where_before_changes_its_meaning() -> None:
    """A workspace that opens "before" from some year on has two rules, so none."""
    entries = (PolicyEntry(before_inclusive=True, start=date(2024, 1, 1)),)
    where = Context(ISSUED, context().calendar, Policy(workspace=entries))
    part = part_of(Recurring(1, YEAR, Day(15, Month(12, LEFT_OUT)), BEFORE), where)
    assert told(part) == "2023 ..2023-12-14; 2024 ..2024-12-15; 2025 ..2025-12-15"
    assert part.series.rrule is None
    always = context(before_inclusive=True)
    assert series_of(Recurring(1, YEAR, Day(15, Month(12, LEFT_OUT)), BEFORE), always).rrule == (
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"
    )
    assert series_of(Recurring(1, YEAR, Month(12, LEFT_OUT), BEFORE), where).rrule == (
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"  # a period stays strict
    )


@pytest.mark.parametrize(
    ("recurring", "message"),
    [
        (Recurring(1, YEAR, Day(31, Month(6, LEFT_OUT)), BEFORE), "month 6 never has a day 31"),
        (Recurring(1, YEAR, Day(30, Month(2, LEFT_OUT))), "month 2 never has a day 30"),
        (Recurring(1, YEAR, Day(1, Month(6, Year(2023)))), "a period with its year, 2023, does not come again"),
        (Recurring(3, MONTH, Day(20, THIS_MONTH)), "which month of the period is meant is not said"),
        (Recurring(1, YEAR, Day(20, THIS_MONTH)), "which month of the period is meant is not said"),
        (Recurring(1, MONTH, Weekday(4, Week(Relative.THIS))), "which week of the period is meant is not said"),
        (Recurring(1, WEEK, Day(5, Month(3, LEFT_OUT))), "which year of the period is meant is not said"),
        (
            Recurring(1, MONTH, Stretch(Day(25, THIS_MONTH), Day(5, THIS_MONTH))),
            "2023-03-05 comes before 2023-03-25: the end stands before the start",
        ),
        (
            Recurring(1, YEAR, since=Year(2025), until=Year(2023)),
            "2023-12-31 comes before 2025-01-01: the end stands before the start",
        ),
        (Recurring(1, YEAR, until=Year(2021)), "no deadline of the series lies between its start and its end"),
        (
            Recurring(1, YEAR, Day(1, Month(9, LEFT_OUT)), since=Month(1, Year(2023)), until=Month(6, Year(2023))),
            "no deadline of the series lies between its start and its end",
        ),
    ],
)
def test_refused(recurring: Recurring, message: str) -> None:
    """A series without a day says why, with its place."""
    with pytest.raises(DeadlineError) as caught:
        found(Reading((recurring,)))
    assert caught.value.at == recurring.at
    with language("en"):
        assert str(caught.value) == message


def test_days_from_one_month_into_the_next() -> None:
    """A window may reach into the next period."""
    recurring = Recurring(1, MONTH, Stretch(Day(25, THIS_MONTH), Day(5, NEXT_MONTH)))
    assert told(part_of(recurring), 2) == "2023-02 2023-02-25..2023-03-05; 2023-03 2023-03-25..2023-04-05"


def test_days_that_meet_in_a_short_month() -> None:
    """Where a month is too short for both ends of a window it is the one day."""
    recurring = Recurring(1, MONTH, Stretch(Day(25, THIS_MONTH), Weekday(3, WeekOfMonth(Edge.LAST, THIS_MONTH))))
    assert told(part_of(recurring, context("2023-01-05")), 2) == (
        "2023-01 2023-01-25..2023-01-26; 2023-02 2023-02-23..2023-02-23"
    )


def test_steps_of_a_series_and_of_an_occurrence() -> None:
    """The series tells how it begins, an occurrence how its day was made."""
    part = part_of(
        Recurring(1, MONTH, Day(31, THIS_MONTH), BEFORE, until=Year(2023)), context("2023-04-20", named=Roll.NEXT)
    )
    assert steps_told(part.steps) == [
        "series: every month",
        "series-first: the first deadline that is not before 2023-04-20",
        "series-stated: the text names the end 2023-12-31",
        "series-first: the first is 2023-04, due 2023-05-04",
    ]
    assert steps_told(next(part.series.occurrences()).steps) == [
        "named-day: the day named is 2023-04-30",
        "strictly-before: before 2023-04-30: the last day in time is 2023-04-29",
        "day-off-named: 2023-04-29 is a day off (Hung Kings' Commemoration Day); the deadline moves to 2023-05-04",
    ]


def test_step_of_a_window_that_is_cut() -> None:
    """A cut is told."""
    part = part_of(Recurring(3, MONTH, since=Day(10, Month(2, Year(2023)))))
    assert steps_told(next(part.series.occurrences()).steps) == [
        "calendar-period: from 2023-01-01 to 2023-03-31",
        "series-cut: cut to 2023-02-10 to 2023-03-31",
    ]


def test_forecast_in_a_series_is_told() -> None:
    """A first occurrence that rests on a forecast is warned of."""
    resolution = found(Reading((Recurring(1, YEAR, WorkingDay(1, Month(1, LEFT_OUT))),)), context("2029-06-01"))
    assert {warned.kind for warned in resolution.warnings} == {Doubt.FORECAST_HOLIDAY}


@pytest.mark.parametrize(
    ("recurring", "where", "day", "first"),
    [
        (Recurring(1, WEEK), context("2005-01-05"), date(2023, 3, 27), "2023-W13"),
        (Recurring(1, WEEK), context("2005-01-05"), date(2004, 1, 1), "2005-W01"),  # none before the first
        (Recurring(1, YEAR, Day(31, Month(3, NEXT_YEAR)), BY), context(), date(2025, 3, 31), "2024"),
        (Recurring(1, YEAR, Day(31, Month(3, NEXT_YEAR)), BY), context(), date(2025, 4, 1), "2025"),
        # Its last day, moved over Tết, lies weeks past the end of the series.
        (
            Recurring(1, WEEK, Weekday(4, Week(Relative.THIS)), until=Day(20, Month(1, Year(2023)))),
            context("2023-01-09", named=Roll.NEXT),
            date(2023, 1, 27),
            "2023-W03",
        ),
        (Recurring(1, YEAR, until=Year(2024)), context(), date(2025, 1, 1), None),
        (Recurring(1, YEAR, until=Year(2024)), context(), date.max, None),
        (Recurring(1, YEAR), context(), date.max, "9999"),
        (Recurring(2, YEAR), context(), date(9999, 1, 1), None),  # 9999-10000 is no period
    ],
)
def test_starting(recurring: Recurring, where: Context, day: date, first: str | None) -> None:
    """A series is entered near any day."""
    occurrence = next(series_of(recurring, where).starting(day), None)
    assert (None if occurrence is None else occurrence.id) == first


@pytest.mark.parametrize("cycle", Cycle)
def test_end_of_time(cycle: Cycle) -> None:
    """A series ends with the last period of the year 9999, without an error."""
    where = context("9998-12-01")
    last = list(series_of(Recurring(1, cycle), where).occurrences())[-1]
    assert last.window.due > date(9999, 12, 24)
    assert list(series_of(Recurring(1, cycle, until=Year(9999)), where).occurrences())


@pytest.mark.parametrize("cycle", Cycle)
def test_beginning_of_time(cycle: Cycle) -> None:
    """A plan of the year 1 has series like others."""
    assert next(series_of(Recurring(1, cycle), context(date.min)).occurrences()).period.start == date.min


# --- properties ------------------------------------------------------------------------------------------------------

MONTHLY_SPANS = st.one_of(
    st.none(),
    st.builds(Day, st.integers(1, 31), st.just(THIS_MONTH)),
    st.builds(Day, st.just(-1), st.just(THIS_MONTH)),
    st.builds(PointOf, st.sampled_from(Point), st.just(THIS_MONTH)),
    st.builds(Weekday, st.integers(0, 6), st.builds(WeekOfMonth, st.sampled_from(Edge), st.just(THIS_MONTH))),
    st.builds(Day, st.integers(1, 31), st.just(NEXT_MONTH)),
)
QUARTERLY_SPANS = st.one_of(
    st.none(),
    st.builds(Day, st.integers(1, 31), st.builds(MonthOfQuarter, st.integers(1, 3), st.just(THIS_QUARTER))),
    st.builds(PointOf, st.sampled_from(Point), st.just(THIS_QUARTER)),
    st.builds(DaysOf, st.sampled_from(Edge), st.integers(1, 90), st.just(THIS_QUARTER)),
    st.builds(Day, st.integers(1, 31), st.builds(MonthOfQuarter, st.integers(1, 3), st.just(NEXT_QUARTER))),
)
YEARLY_SPANS = st.one_of(
    st.none(),
    st.builds(Day, st.integers(1, 28), st.builds(Month, st.integers(1, 12), st.sampled_from([LEFT_OUT, NEXT_YEAR]))),
    st.just(Day(29, Month(2, LEFT_OUT))),
    st.builds(Month, st.integers(1, 12), st.just(LEFT_OUT)),
    st.builds(Quarter, st.integers(1, 4), st.just(LEFT_OUT)),
    st.builds(DaysOf, st.sampled_from(Edge), st.integers(1, 365), st.just(THIS_YEAR)),
    st.builds(
        Weekday,
        st.integers(0, 6),
        st.builds(WeekOfMonth, st.sampled_from(Edge), st.builds(Month, st.integers(1, 12), st.just(LEFT_OUT))),
    ),
)
WEEKLY_SPANS = st.one_of(st.none(), st.builds(Weekday, st.integers(0, 6), st.builds(Week, st.sampled_from(Relative))))
BOUNDS = st.sampled_from(Bound)
RECURRING = st.one_of(
    st.builds(Recurring, st.just(1), st.just(MONTH), MONTHLY_SPANS, BOUNDS),
    st.builds(Recurring, st.just(3), st.just(MONTH), QUARTERLY_SPANS, BOUNDS),
    st.builds(Recurring, st.integers(1, 30), st.just(MONTH), st.none(), BOUNDS),
    st.builds(Recurring, st.integers(1, 5), st.just(YEAR), YEARLY_SPANS, BOUNDS),
    st.builds(Recurring, st.integers(1, 9), st.just(WEEK), WEEKLY_SPANS, BOUNDS),
).filter(lambda recurring: recurring.span is not None or recurring.bound is not BEFORE)
ISSUES = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(RECURRING, ISSUES, st.one_of(st.none(), st.integers(0, 20)))
def test_rule_gives_the_due_days(recurring: Recurring, issued: date, years: int | None) -> None:
    """The RRULE, from the first due day on, gives the due days of the series and no other."""
    if years is not None:
        recurring = Recurring(
            recurring.count, recurring.cycle, recurring.span, recurring.bound, until=Year(issued.year + years)
        )
    try:
        series = series_of(recurring, context(issued))
    except DeadlineError:  # none lies between the issue date and the end
        assert years is not None
        return
    if series.rrule is None:
        return
    due = [occurrence.window.due for occurrence in islice(series.occurrences(), 30)]
    rule = rrulestr(series.rrule, dtstart=datetime.combine(due[0], time()))
    assert [moment.date() for moment in islice(rule, 30)] == due


@given(RECURRING, ISSUES, st.integers(0, 2000), st.sampled_from(Roll))
def test_later_issue_never_begins_earlier(recurring: Recurring, issued: date, later: int, named: Roll) -> None:
    """The first occurrence is not due before the issue date, and a later issue date never gives an earlier one."""
    first, second = (
        next(series_of(recurring, context(day, named=named)).occurrences())
        for day in (issued, issued + timedelta(days=later))
    )
    assert issued <= first.window.due <= second.window.due


@given(RECURRING, ISSUES, st.integers(0, 3000), st.sampled_from(Roll))
def test_starting_is_the_rest_of_the_series(recurring: Recurring, issued: date, later: int, named: Roll) -> None:
    """Entering a series near a day gives what going through it gives; ids are unique, windows in order."""
    series = series_of(recurring, context(issued, named=named))
    day = issued + timedelta(days=later)
    first = next(series.starting(day))
    through = []
    for occurrence in series.occurrences():
        through.append(occurrence)
        if occurrence.window.due >= day:
            break
    assert through[-1] == first
    assert len({occurrence.id for occurrence in through}) == len(through)
    for occurrence in through:
        assert occurrence.window.start is None or occurrence.window.start <= occurrence.window.due
    days = [occurrence.window.due for occurrence in through]
    assert days == sorted(days)
