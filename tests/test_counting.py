"""Counting periods: BLDS 2015, Điều 147-148."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from dutrack.dates.calendar import Calendar
from dutrack.dates.counting import Period, Roll, Unit, count_from, month_length, roll, show_period
from dutrack.i18n import language

CALENDAR = Calendar()
DAY, WORKING, WEEK, MONTH, YEAR = Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        # Điều 147: the first day is not counted.
        (date(2023, 3, 1), 15, DAY, date(2023, 3, 16)),
        (date(2023, 3, 1), 0, DAY, date(2023, 3, 1)),
        (date(2024, 2, 28), 1, DAY, date(2024, 2, 29)),
        (date(2023, 2, 28), 1, DAY, date(2023, 3, 1)),
        (date(2023, 3, 1), -1, DAY, date(2023, 2, 28)),
        # Điều 148 khoản 2: the same weekday.
        (date(2023, 3, 1), 2, WEEK, date(2023, 3, 15)),
        (date(2023, 3, 1), -1, WEEK, date(2023, 2, 22)),
        # Khoản 3: the same day of the month, or the last.
        (date(2023, 1, 31), 1, MONTH, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, MONTH, date(2024, 2, 29)),
        (date(2023, 1, 31), 2, MONTH, date(2023, 3, 31)),  # no drift to the 28th
        (date(2023, 2, 28), 1, MONTH, date(2023, 3, 28)),  # the corresponding day, not the last
        (date(2023, 11, 30), 3, MONTH, date(2024, 2, 29)),
        (date(2023, 12, 15), 1, MONTH, date(2024, 1, 15)),
        (date(2023, 3, 31), -1, MONTH, date(2023, 2, 28)),
        (date(2024, 1, 15), -1, MONTH, date(2023, 12, 15)),
        (date(2023, 3, 15), 12, MONTH, date(2024, 3, 15)),
        # Khoản 4; 29 February by analogy.
        (date(2024, 2, 29), 1, YEAR, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, YEAR, date(2028, 2, 29)),
        (date(2024, 2, 29), -1, YEAR, date(2023, 2, 28)),
        (date(2096, 2, 29), 4, YEAR, date(2100, 2, 28)),  # 2100 is no leap year
        (date(2023, 3, 3), 1, WORKING, date(2023, 3, 6)),
        (date(2023, 3, 6), -3, WORKING, date(2023, 3, 1)),
        (date(2026, 1, 9), 1, WORKING, date(2026, 1, 10)),  # a worked Saturday
    ],
)
def test_count(start: date, count: int, unit: Unit, end: date) -> None:
    """A period ends where the law says."""
    assert count_from(start, Period(count, unit), CALENDAR) == end


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-1200, 1200))
def test_months_agree_with_relativedelta(day: date, months: int) -> None:
    """Months and years are counted as dateutil counts them."""
    assert count_from(day, Period(months, MONTH), CALENDAR) == day + relativedelta(months=months)
    assert count_from(day, Period(months // 12, YEAR), CALENDAR) == day + relativedelta(years=months // 12)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("count", [10**7, -(10**7), 10**400])
def test_out_of_range(count: int, unit: Unit) -> None:
    """Past the years 1-9999 is an OverflowError whatever the unit."""
    with pytest.raises(OverflowError):
        count_from(date(2023, 3, 1), Period(count, unit), CALENDAR)


@pytest.mark.parametrize(
    ("day", "rule", "found"),
    [
        (date(2023, 4, 28), Roll.NEXT, date(2023, 4, 28)),
        (date(2023, 4, 29), Roll.NONE, date(2023, 4, 29)),
        (date(2023, 4, 29), Roll.NEXT, date(2023, 5, 4)),  # five days off in a row
        (date(2023, 4, 29), Roll.PREVIOUS, date(2023, 4, 28)),
        (date(2026, 1, 2), Roll.NEXT, date(2026, 1, 5)),
        (date(2026, 1, 2), Roll.PREVIOUS, date(2025, 12, 31)),
        (date(2026, 1, 10), Roll.NEXT, date(2026, 1, 10)),
        (date(2023, 12, 31), Roll.NEXT, date(2024, 1, 2)),
    ],
)
def test_roll(day: date, rule: Roll, found: date) -> None:
    """A last day that is a day off goes where the rule says."""
    assert roll(day, rule, CALENDAR) == found


@pytest.mark.parametrize(
    ("year", "length"), [(2023, 28), (2024, 29), (1900, 28), (2000, 29), (2100, 28), (1, 28), (9996, 29)]
)
def test_length_of_february(year: int, length: int) -> None:
    """Leap years of the Gregorian calendar."""
    assert month_length(year, 2) == length


def test_period_in_words() -> None:
    """A period counted back is shown without its sign."""
    with language("en"):
        assert [str(show_period(Period(count, unit))) for count, unit in ((1, DAY), (-3, WORKING), (2, WEEK))] == [
            "1 day",
            "3 working days",
            "2 weeks",
        ]
        assert [str(show_period(Period(2, unit))) for unit in (MONTH, YEAR)] == ["2 months", "2 years"]
