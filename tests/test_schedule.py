"""Single windows, starts and waits: every rule of the deadline language that is about days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedules import ISSUED, all_told, context, found, steps_told, told

from dutrack.dates.calendar import Calendar
from dutrack.dates.counting import Period, Roll, Unit
from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import (
    Bound,
    Counted,
    Dated,
    Day,
    DaysOf,
    Doubt,
    Edge,
    Event,
    Month,
    MonthOfQuarter,
    Months,
    Point,
    PointOf,
    Quarter,
    Reading,
    Relative,
    Standing,
    Stretch,
    Week,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)
from dutrack.i18n import language
from dutrack.schedule.policy import Policy, PolicyEntry
from dutrack.schedule.resolved import Context, WindowPart

Y2023, Y2024, LEFT_OUT, THIS, NEXT = Year(2023), Year(2024), Year(None), Year(Relative.THIS), Year(Relative.NEXT)


def window(span: object, bound: Bound = Bound.WITHIN, issued: date = ISSUED, **values: object) -> str:
    reading = Reading((Dated(span, bound),))  # type: ignore[arg-type]
    return told(found(reading, context(issued, **values)).parts[0])


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Day(31, Month(3, Y2023)), "2023-03-31..2023-03-31"),
        (Day(29, Month(2, Y2024)), "2024-02-29..2024-02-29"),
        (Day(-1, Month(2, Y2023)), "2023-02-28..2023-02-28"),
        (Month(2, Y2024), "2024-02-01..2024-02-29"),
        (Quarter(1, Y2023), "2023-01-01..2023-03-31"),
        (Year(2022), "2022-01-01..2022-12-31"),
        (Months(Edge.FIRST, 6, Y2023), "2023-01-01..2023-06-30"),
        (Months(Edge.LAST, 9, Y2023), "2023-04-01..2023-12-31"),
        (Months(Edge.LAST, 1, Y2023), "2023-12-01..2023-12-31"),
        (Months(Edge.FIRST, 11, Y2023), "2023-01-01..2023-11-30"),
        (MonthOfQuarter(2, Quarter(4, Y2023)), "2023-11-01..2023-11-30"),
        (Stretch(Quarter(4, Year(2022)), Quarter(2, Y2023)), "2022-10-01..2023-06-30"),
        (Stretch(Year(2020), Year(2025)), "2020-01-01..2025-12-31"),
        # Part of a period: Điều 146 khoản 2, 3; quarters and weeks by dutrack's own rule.
        (PointOf(Point.BEGINNING, Month(2, Y2023)), "2023-02-01..2023-02-01"),
        (PointOf(Point.MIDDLE, Month(2, Y2023)), "2023-02-15..2023-02-15"),
        (PointOf(Point.END, Month(2, Y2023)), "2023-02-28..2023-02-28"),
        (PointOf(Point.BEGINNING, Y2023), "2023-01-01..2023-01-01"),
        (PointOf(Point.MIDDLE, Y2023), "2023-06-30..2023-06-30"),
        (PointOf(Point.END, Y2023), "2023-12-31..2023-12-31"),
        (PointOf(Point.BEGINNING, Quarter(2, Y2023)), "2023-04-01..2023-04-01"),
        (PointOf(Point.MIDDLE, Quarter(2, Y2023)), "2023-05-15..2023-05-15"),
        (PointOf(Point.END, Quarter(2, Y2023)), "2023-06-30..2023-06-30"),
        (PointOf(Point.MIDDLE, MonthOfQuarter(3, Quarter(1, Y2023))), "2023-03-15..2023-03-15"),
        (Stretch(PointOf(Point.MIDDLE, Month(3, Y2023)), PointOf(Point.END, Y2023)), "2023-03-15..2023-12-31"),
        (WeekOfMonth(Edge.FIRST, Month(2, Y2023)), "2023-02-01..2023-02-07"),
        (WeekOfMonth(Edge.LAST, Month(2, Y2023)), "2023-02-22..2023-02-28"),
        (WeekOfMonth(Edge.LAST, Month(3, Y2023)), "2023-03-25..2023-03-31"),
        (Weekday(3, WeekOfMonth(Edge.LAST, Month(3, Y2023))), "2023-03-30..2023-03-30"),
        (Weekday(2, WeekOfMonth(Edge.FIRST, Month(3, Y2023))), "2023-03-01..2023-03-01"),  # the 1st is a Wednesday
        (DaysOf(Edge.FIRST, 15, Quarter(2, Y2023)), "2023-04-01..2023-04-15"),
        (DaysOf(Edge.LAST, 10, Month(2, Y2024)), "2024-02-20..2024-02-29"),
        (DaysOf(Edge.FIRST, 60, Y2023), "2023-01-01..2023-03-01"),
        (WorkingDay(1, Month(1, Y2023)), "2023-01-03..2023-01-03"),  # 1 and 2 January are off
        (WorkingDay(2, Month(1, Year(2026))), "2026-01-06..2026-01-06"),
        (WorkingDay(-1, Month(4, Y2023)), "2023-04-28..2023-04-28"),
        (WorkingDay(1, Quarter(2, Y2023)), "2023-04-03..2023-04-03"),
        # From the issue date, Monday 2023-02-20.
        (THIS, "2023-01-01..2023-12-31"),
        (NEXT, "2024-01-01..2024-12-31"),
        (Quarter(Relative.THIS, THIS), "2023-01-01..2023-03-31"),
        (Quarter(Relative.NEXT, THIS), "2023-04-01..2023-06-30"),
        (Month(Relative.NEXT, THIS), "2023-03-01..2023-03-31"),
        (Day(5, Month(Relative.NEXT, THIS)), "2023-03-05..2023-03-05"),
        (Month(9, NEXT), "2024-09-01..2024-09-30"),
        (WeekOfMonth(Edge.FIRST, Month(1, NEXT)), "2024-01-01..2024-01-07"),
        (Day(-1, MonthOfQuarter(1, Quarter(Relative.NEXT, THIS))), "2023-04-30..2023-04-30"),
        (Week(Relative.THIS), "2023-02-20..2023-02-26"),
        (Week(Relative.NEXT), "2023-02-27..2023-03-05"),
        (Weekday(6, Week(Relative.THIS)), "2023-02-26..2023-02-26"),
        # The ends of time.
        (Year(1), "0001-01-01..0001-12-31"),
        (Year(9999), "9999-01-01..9999-12-31"),
    ],
)
def test_span(span: object, days: str) -> None:
    """A span names these days."""
    assert window(span) == days


@pytest.mark.parametrize(
    ("issued", "span", "days"),
    [
        (date(2023, 12, 31), Quarter(Relative.NEXT, THIS), "2024-01-01..2024-03-31"),
        (date(2023, 12, 31), Month(Relative.NEXT, THIS), "2024-01-01..2024-01-31"),
        (date(2023, 1, 31), Month(Relative.NEXT, THIS), "2023-02-01..2023-02-28"),
        (date(2023, 12, 31), Week(Relative.NEXT), "2024-01-01..2024-01-07"),  # issued on a Sunday
    ],
)
def test_next_at_the_turn_of_a_period(issued: date, span: object, days: str) -> None:
    """The next period is the one after that which holds the issue date."""
    assert window(span, issued=issued) == days


@pytest.mark.parametrize(
    ("span", "bound", "days"),
    [
        (Day(31, Month(3, Y2023)), Bound.BEFORE, "..2023-03-30"),
        (Day(1, Month(1, Y2024)), Bound.BEFORE, "..2023-12-31"),
        (Day(1, Month(3, Y2024)), Bound.BEFORE, "..2024-02-29"),
        (Month(3, Y2023), Bound.BEFORE, "..2023-02-28"),
        (Quarter(1, Y2024), Bound.BEFORE, "..2023-12-31"),
        (Year(2030), Bound.BEFORE, "..2029-12-31"),
        (Day(31, Month(3, Y2023)), Bound.BY, "..2023-03-31"),
        (Month(2, Y2024), Bound.BY, "..2024-02-29"),
        (Quarter(2, Y2023), Bound.BY, "..2023-06-30"),
        (Year(2025), Bound.BY, "..2025-12-31"),
    ],
)
def test_bound(span: object, bound: Bound, days: str) -> None:
    """A bound has no start; before is strict, until is not."""
    assert window(span, bound) == days


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Day(31, Month(3, Y2023)), "..2023-03-31"),
        (Weekday(4, Week(Relative.THIS)), "..2023-02-24"),
        (WorkingDay(1, Month(3, Y2023)), "..2023-03-01"),
        (Month(3, Y2023), "..2023-02-28"),  # periods stay strict
        (PointOf(Point.END, Y2023), "..2023-12-30"),
    ],
)
def test_before_is_inclusive_by_policy_for_named_days_only(span: object, days: str) -> None:
    """The policy opens "before" for a day named as such."""
    assert window(span, Bound.BEFORE, before_inclusive=True) == days


@pytest.mark.parametrize(
    ("span", "bound", "days"),
    [
        # The contract's own: in a plan of 2023-02-20 "tháng 3" is 2023-03 and "tháng 01" 2024-01.
        (Month(3, LEFT_OUT), Bound.WITHIN, "2023-03-01..2023-03-31"),
        (Month(1, LEFT_OUT), Bound.WITHIN, "2024-01-01..2024-01-31"),
        (Month(2, LEFT_OUT), Bound.WITHIN, "2023-02-01..2023-02-28"),  # it has not ended
        (Month(2, LEFT_OUT), Bound.BEFORE, "..2024-01-31"),  # the bound counts, not the month
        (Quarter(1, LEFT_OUT), Bound.WITHIN, "2023-01-01..2023-03-31"),
        (Day(20, Month(2, LEFT_OUT)), Bound.WITHIN, "2023-02-20..2023-02-20"),  # on the issue date itself
        (Day(20, Month(2, LEFT_OUT)), Bound.BEFORE, "..2024-02-19"),
        (Day(21, Month(2, LEFT_OUT)), Bound.BEFORE, "..2023-02-20"),
        (Day(19, Month(2, LEFT_OUT)), Bound.BY, "..2024-02-19"),
        (Day(29, Month(2, LEFT_OUT)), Bound.WITHIN, "2024-02-29..2024-02-29"),  # the next that exists
        (PointOf(Point.BEGINNING, LEFT_OUT), Bound.WITHIN, "2024-01-01..2024-01-01"),
        (Stretch(Month(1, LEFT_OUT), Month(3, LEFT_OUT)), Bound.WITHIN, "2023-01-01..2023-03-31"),
        (Stretch(Month(11, LEFT_OUT), Month(2, NEXT)), Bound.WITHIN, "2023-11-01..2024-02-29"),
        (Stretch(Month(1, LEFT_OUT), Day(9, Month(2, LEFT_OUT))), Bound.WITHIN, "2024-01-01..2024-02-09"),
        (Stretch(Month(3, LEFT_OUT), Month(5, Year(2025))), Bound.WITHIN, "2025-03-01..2025-05-31"),  # as stated
    ],
)
def test_year_left_out(span: object, bound: Bound, days: str) -> None:
    """It is the first year in which the due day is not before the issue date, one for the whole span."""
    assert window(span, bound) == days


def test_29_february_with_the_year_left_out_over_a_common_century() -> None:
    """From 1896 the next 29 February is eight years on."""
    assert window(Day(29, Month(2, LEFT_OUT)), issued=date(1896, 3, 1)) == "1904-02-29..1904-02-29"


@pytest.mark.parametrize(
    ("issued", "days"),
    [
        (date(2023, 2, 20), ["2023-03-01..2023-03-31", "2023-09-01..2023-09-30"]),
        (date(2023, 5, 1), ["2023-03-01..2023-03-31", "2023-09-01..2023-09-30"]),  # the last member decides
        (date(2023, 10, 1), ["2024-03-01..2024-03-31", "2024-09-01..2024-09-30"]),
    ],
)
def test_a_list_takes_one_year(issued: date, days: list[str]) -> None:
    """Months of one list lie in one year."""
    end = Month(9, LEFT_OUT)
    reading = Reading((Dated(Month(3, LEFT_OUT), list_end=end), Dated(end, list_end=end)))
    assert all_told(reading, context(issued)) == days


@pytest.mark.parametrize(
    ("part", "days"),
    [
        (Dated(Day(30, Month(10, LEFT_OUT)), Bound.BEFORE, Relative.THIS), "2023-02-20..2023-10-29"),
        (Dated(Year(2025), Bound.BY, Relative.THIS), "2023-02-20..2025-12-31"),
        (Dated(Day(28, Month(8, Y2023)), Bound.BY, Day(1, Month(8, Y2023))), "2023-08-01..2023-08-28"),
        (Dated(Day(28, Month(8, Y2023)), Bound.BY, Day(28, Month(8, Y2023))), "2023-08-28..2023-08-28"),
        (Dated(Month(5, LEFT_OUT), Bound.BY, Month(1, LEFT_OUT)), "2023-01-01..2023-05-31"),
    ],
)
def test_stated_start(part: Dated, days: str) -> None:
    """A start the text states, or "from now", which is the issue date."""
    assert told(found(Reading((part,))).parts[0]) == days


@pytest.mark.parametrize(
    ("period", "policy", "days"),
    [
        (Period(15, Unit.DAY), {}, "2023-02-20..2023-03-07"),
        (Period(5, Unit.DAY), {}, "2023-02-20..2023-02-27"),  # ends on a Saturday: the next working day
        (Period(5, Unit.DAY), {"counted": Roll.NONE}, "2023-02-20..2023-02-25"),
        (Period(5, Unit.DAY), {"counted": Roll.PREVIOUS}, "2023-02-20..2023-02-24"),
        (Period(5, Unit.WORKING_DAY), {}, "2023-02-20..2023-02-27"),
        (Period(2, Unit.WEEK), {}, "2023-02-20..2023-03-06"),
        (Period(2, Unit.MONTH), {}, "2023-02-20..2023-04-20"),
        (Period(1, Unit.YEAR), {}, "2023-02-20..2024-02-20"),
        (Period(69, Unit.DAY), {}, "2023-02-20..2023-05-04"),  # 30 April and the days off after it
    ],
)
def test_counted_from_the_issue_date(period: Period, policy: dict[str, Roll], days: str) -> None:
    """The first day is not counted; a last day off moves by the policy."""
    assert all_told(Reading((Counted(period),)), context(**policy)) == [days]


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (Day(1, Month(3, Y2024)), "2024-03-01..2024-03-11"),
        (Day(15, Month(2, LEFT_OUT)), "2023-02-15..2023-02-27"),  # due after the issue date, rolled from the 25th
        (Day(1, Month(2, LEFT_OUT)), "2024-02-01..2024-02-15"),  # 11-14 February 2024 are off
    ],
)
def test_counted_from_a_day_named(start: Day, days: str) -> None:
    """A period may run from another day than the issue date."""
    assert all_told(Reading((Counted(Period(10, Unit.DAY), start),))) == [days]


@pytest.mark.parametrize(
    ("span", "bound", "named", "days"),
    [
        (Day(30, Month(4, Y2023)), Bound.WITHIN, Roll.NONE, "2023-04-30..2023-04-30"),
        (Day(30, Month(4, Y2023)), Bound.WITHIN, Roll.NEXT, "2023-05-04..2023-05-04"),  # one day moves whole
        (Day(30, Month(4, Y2023)), Bound.WITHIN, Roll.PREVIOUS, "2023-04-28..2023-04-28"),
        (Day(30, Month(4, Y2023)), Bound.BY, Roll.NEXT, "..2023-05-04"),
        (Day(1, Month(5, Y2023)), Bound.BEFORE, Roll.PREVIOUS, "..2023-04-28"),
        (Month(4, Y2023), Bound.WITHIN, Roll.NEXT, "2023-04-01..2023-05-04"),  # a period keeps its start
        (DaysOf(Edge.LAST, 2, Month(4, Y2023)), Bound.WITHIN, Roll.PREVIOUS, "2023-04-28..2023-04-28"),
        (Quarter(1, Y2023), Bound.WITHIN, Roll.NEXT, "2023-01-01..2023-03-31"),  # a working day stays
    ],
)
def test_named_day_off(span: object, bound: Bound, named: Roll, days: str) -> None:
    """A named last day that is a day off stays, or moves by the policy."""
    assert window(span, bound, named=named) == days


def test_policy_is_that_of_the_day_named_before_any_roll() -> None:
    """The workspace's policy of the day the text names decides, though the roll leads past it."""
    entries = (
        PolicyEntry(named=Roll.NEXT),
        PolicyEntry(named=Roll.NONE, before_inclusive=True, start=date(2024, 1, 1)),
    )
    where = Context(ISSUED, Calendar(), Policy(workspace=entries))
    assert all_told("ngày 31/12/2023", where) == ["2024-01-02..2024-01-02"]
    assert all_told("ngày 06/01/2024", where) == ["2024-01-06..2024-01-06"]
    # Before 1 January the day named is of 2024, the last day in time of 2023.
    assert all_told("trước ngày 01/01/2024", where) == ["..2024-01-01"]
    assert all_told("trước ngày 31/12/2023", where) == ["..2024-01-02"]  # due the 30th, a Saturday


@pytest.mark.parametrize(
    ("part", "at", "message"),
    [
        (Dated(Day(31, Month(2, Y2023)), at=(0, 9)), (0, 9), "month 2 never has a day 31"),
        (Dated(Day(29, Month(2, Y2023)), at=(3, 9)), (3, 9), "month 2/2023 has no day 29"),
        (Dated(Day(31, MonthOfQuarter(3, Quarter(2, Y2023)))), (0, 0), "month 6/2023 has no day 31"),
        (Dated(Day(31, Month(6, LEFT_OUT))), (0, 0), "month 6 never has a day 31"),
        (
            Dated(Stretch(Month(9, Y2024), Month(3, Y2024))),
            (0, 0),
            "2024-03-31 comes before 2024-09-01: the end stands before the start",
        ),
        (
            Dated(Stretch(Month(12, LEFT_OUT), Month(1, LEFT_OUT))),
            (0, 0),
            "2023-01-31 comes before 2023-12-01: the end stands before the start",
        ),
        (
            Dated(Day(1, Month(2, Y2023)), Bound.BY, Relative.THIS),
            (0, 0),
            "2023-02-01 comes before 2023-02-20: the end stands before the start",
        ),
        (
            Dated(Day(20, Month(2, Y2023)), Bound.BEFORE, Relative.THIS),
            (0, 0),
            "2023-02-19 comes before 2023-02-20: the end stands before the start",
        ),
        (Dated(DaysOf(Edge.FIRST, 40, Month(3, Y2023))), (0, 0), "the period does not always have 40 days"),
        (Dated(WorkingDay(30, Month(3, Y2023))), (0, 0), "2023-03-01 to 2023-03-31 has no working day 30"),
        (Dated(Year(1), Bound.BEFORE), (0, 0), "this lies outside the years 1 to 9999"),
        (Dated(Year(0)), (0, 0), "this lies outside the years 1 to 9999"),
        (Dated(Year(10000)), (0, 0), "this lies outside the years 1 to 9999"),
        (Counted(Period(10**9, Unit.MONTH)), (0, 0), "this lies outside the years 1 to 9999"),
        (Counted(Period(10**9, Unit.WORKING_DAY)), (0, 0), "this lies outside the years 1 to 9999"),
        (Standing(Day(31, Month(4, Y2023))), (0, 0), "month 4 never has a day 31"),
    ],
)
def test_refused(part: Dated | Counted | Standing, at: tuple[int, int], message: str) -> None:
    """What cannot be says so, with its place."""
    with pytest.raises(DeadlineError) as caught:
        found(Reading((part,)))
    assert caught.value.at == at
    with language("en"):
        assert str(caught.value) == message


def test_year_left_out_at_the_end_of_time() -> None:
    """There is no year after 9999."""
    with pytest.raises(DeadlineError):
        window(Month(3, LEFT_OUT), issued=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("part", "days"),
    [
        (Standing(), "from "),
        (Standing(Year(2023)), "from 2023-01-01"),
        (Standing(Day(1, Month(9, LEFT_OUT))), "from 2023-09-01"),
        (Standing(Month(2, LEFT_OUT)), "from 2023-02-01"),
        (Standing(Quarter(4, Year(2025))), "from 2025-10-01"),
        (Event("Trung ương ban hành"), "event Trung ương ban hành"),
        (Event("X ban hành", Period(30, Unit.DAY)), "event X ban hành + 30 day"),
    ],
)
def test_no_last_day(part: Standing | Event, days: str) -> None:
    """Standing parts have at most a start, events none."""
    assert all_told(Reading((part,))) == [days]


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        (Dated(Month(3, Y2023)), []),
        (Dated(Month(3, LEFT_OUT)), [Doubt.YEAR_CHOSEN]),
        (Dated(THIS), []),
        (Dated(Month(1, Y2023)), [Doubt.BEFORE_ISSUE]),
        (Dated(Day(20, Month(2, Y2023))), []),  # on the issue date
        (Dated(Day(20, Month(2, Y2023)), Bound.BEFORE), [Doubt.BEFORE_ISSUE]),
        (Dated(Day(31, Month(3, Y2023), weekday=4)), []),
        (Dated(Day(31, Month(3, Y2023), weekday=3)), [Doubt.WEEKDAY_CONTRADICTS]),
        (Standing(Month(9, LEFT_OUT)), [Doubt.YEAR_CHOSEN]),
        (Standing(Year(2020)), []),  # a start in the past is none to warn of
        (Dated(Day(5, Month(1, Year(2030)))), []),
        (Dated(WorkingDay(1, Month(1, Year(2030)))), [Doubt.FORECAST_HOLIDAY]),
        (Counted(Period(2000, Unit.DAY)), []),  # a Sunday in 2028: that Monday works is no forecast of a day off
        (Counted(Period(1300, Unit.WORKING_DAY)), [Doubt.FORECAST_HOLIDAY]),
    ],
)
def test_warnings(part: Dated | Counted | Standing, kinds: list[Doubt]) -> None:
    """Doubts that need the calendar or the issue date."""
    assert [warned.kind for warned in found(Reading((part,))).warnings] == kinds


def test_warnings_in_words() -> None:
    """A warning names the days and points at the part."""
    part = Dated(Day(3, Month(1, LEFT_OUT), weekday=0), Bound.BY, at=(4, 12))
    with language("en"):
        assert [(str(warned.message), warned.at) for warned in found(Reading((part,))).warnings] == [
            ("the year is left out: 2024 is taken from the issue date 2023-02-20", (4, 12)),
            ("2024-01-03 is a Wednesday, not a Monday", (4, 12)),
        ]


@pytest.mark.parametrize(
    ("text", "policy", "steps"),
    [
        (
            "trước ngày 01/5",
            {"named": Roll.PREVIOUS},
            [
                "year-left-out: the year is left out: 2023 is taken from the issue date 2023-02-20",
                "named-day: the day named is 2023-05-01",
                "strictly-before: before 2023-05-01: the last day in time is 2023-04-30",
                "day-off-named: 2023-04-30 is a day off (Reunification Day); the deadline moves to 2023-04-28",
            ],
        ),
        (
            "trong vòng 5 ngày kể từ ngày ký",
            {},
            [
                "first-day-not-counted: 2023-02-20 itself is not counted",
                "count-days: 5 days counted from 2023-02-20: the last day is 2023-02-25",
                "day-off-next: 2023-02-25 is a day off (weekend); the deadline moves to 2023-02-27",
            ],
        ),
        (
            "trong vòng 5 ngày kể từ ngày ký",
            {"counted": Roll.PREVIOUS},
            [
                "first-day-not-counted: 2023-02-20 itself is not counted",
                "count-days: 5 days counted from 2023-02-20: the last day is 2023-02-25",
                "day-off-agreed: 2023-02-25 is a day off (weekend); the deadline moves to 2023-02-24",
            ],
        ),
        (
            "trước ngày 31/3/2023",
            {"before_inclusive": True},
            [
                "named-day: the day named is 2023-03-31",
                "before-inclusive: the policy takes 2023-03-31 itself to be in time",
            ],
        ),
        ("giữa quý II/2023", {}, ["part-of-quarter: the middle of the period is 2023-05-15"]),
        (
            "từ nay đến cuối năm 2023",
            {},
            [
                "part-of-year: the end of the period is 2023-12-31",
                "last-day-in-time: 2023-12-31 itself is in time",
                "from-issue: the start is 2023-02-20",
            ],
        ),
    ],
)
def test_steps(text: str, policy: dict[str, object], steps: list[str]) -> None:
    """A day is explained by the rules that made it, in order."""
    assert steps_told(found(text, context(**policy)).parts[0].steps) == steps


SPANS = st.one_of(
    st.builds(Month, st.integers(1, 12), st.just(LEFT_OUT)),
    st.builds(Quarter, st.integers(1, 4), st.just(LEFT_OUT)),
    st.builds(Day, st.integers(1, 28), st.builds(Month, st.integers(1, 12), st.just(LEFT_OUT))),
    st.builds(Months, st.sampled_from(Edge), st.integers(1, 11), st.just(LEFT_OUT)),
    st.builds(PointOf, st.sampled_from(Point), st.just(LEFT_OUT)),
    st.builds(Month, st.sampled_from(Relative), st.just(THIS)),
    st.builds(Week, st.sampled_from(Relative)),
)
DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(SPANS, st.sampled_from(Bound), DAYS, st.integers(0, 800), st.sampled_from(Roll))
def test_later_issue_is_never_due_earlier(span: object, bound: Bound, issued: date, later: int, named: Roll) -> None:
    """A window starts no later than it ends, and a later issue date never gives an earlier one."""
    reading = Reading((Dated(span, bound),))  # type: ignore[arg-type]
    after = date.fromordinal(issued.toordinal() + later)
    first, second = (found(reading, context(day, named=named)).parts[0] for day in (issued, after))
    assert isinstance(first, WindowPart)
    assert isinstance(second, WindowPart)
    assert first.window.start is None or first.window.start <= first.window.due
    assert first.window.due <= second.window.due
