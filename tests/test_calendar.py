"""Vietnam's working days: the announced years, computed ones, and an office's own days."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutrack.dates.calendar import MOST_WORKING_DAYS, Calendar
from dutrack.i18n import language

CALENDAR = Calendar()

# As published: weekdays off, and Saturdays worked for them.
ANNOUNCED = {
    2021: ("1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9", ""),
    2022: ("3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9", ""),
    2023: ("2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9", ""),
    2024: ("1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9", "4/5"),
    2025: ("1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9", "26/4"),
    2026: ("1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11", "10/1 22/8"),
    2027: ("1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11", ""),
}


def short(day: date) -> str:
    return f"{day.day}/{day.month}"


@pytest.mark.parametrize(("year", "off", "worked"), [(year, *days) for year, days in ANNOUNCED.items()])
def test_announced_year(year: int, off: str, worked: str) -> None:
    """Every day of an announced year works or not as published."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    assert " ".join(short(day) for day in days if day.weekday() < 5 and not CALENDAR.is_working(day)) == off
    assert " ".join(short(day) for day in days if day.weekday() >= 5 and CALENDAR.is_working(day)) == worked


@pytest.mark.parametrize("year", ANNOUNCED)
def test_every_named_day_has_a_source_and_is_no_forecast(year: int) -> None:
    """What is announced says by what."""
    for found in CALENDAR.days(year):
        assert found.source
        assert not found.forecast
        assert not found.override


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 1, 20), "Lunar New Year"),
        (date(2023, 1, 26), "Lunar New Year (day off in lieu)"),
        (date(2023, 9, 1), "National Day (the day beside it)"),
        (date(2026, 1, 2), "swapped with 2026-01-10"),
        (date(2026, 1, 10), "worked for 2026-01-02"),
        (date(2026, 11, 24), "Vietnam Culture Day"),
        (date(2026, 11, 23), None),  # a swap with 28 November was proposed; no decision was found
        (date(2023, 3, 4), None),  # a plain Saturday is off, but not by name
        (date(2023, 3, 6), None),
        (date(2019, 4, 29), "swapped day off"),  # computed: no decree in the table
        (date(2018, 2, 14), "Lunar New Year"),
    ],
)
def test_name_of_a_day_off(day: date, name: str | None) -> None:
    """A day off is explained by its name."""
    found = CALENDAR.day_off(day)
    with language("en"):
        assert (None if found is None else str(found.name)) == name


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2019, 5, 4), True),  # Saturday worked for 29 April
        (date(2019, 4, 29), False),
        (date(2028, 1, 26), False),  # Tết of a year not announced yet
        (date(1, 1, 1), True),  # a Monday: no holidays are known there
        (date(9999, 12, 31), True),  # a Friday
    ],
)
def test_years_outside_the_table(day: date, working: bool) -> None:
    """Other years are computed."""
    assert CALENDAR.is_working(day) is working


def test_forecasts_are_days_off_after_the_announced_years_that_are_no_weekend() -> None:
    """A forecast is told as such; weekends are certain."""
    assert CALENDAR.announced_through == 2027
    found = CALENDAR.forecasts(date(2027, 12, 1), date(2028, 1, 27))
    assert [day.day for day in found] == [date(2028, 1, 3), *(date(2028, 1, n) for n in (24, 25, 26, 27))]
    assert all(day.forecast for day in found)
    assert CALENDAR.forecasts(date(2026, 1, 1), date(2027, 12, 31)) == ()
    assert not any(day.forecast for day in CALENDAR.days(2019))
    both_ends = CALENDAR.forecasts(date(2028, 1, 3), date(2028, 1, 24))
    assert [day.day for day in both_ends] == [date(2028, 1, 3), date(2028, 1, 24)]
    working = Calendar(work=frozenset({date(2028, 1, 3)}))  # that the office works is certain
    assert [day.day for day in working.forecasts(date(2028, 1, 3), date(2028, 1, 24))] == [date(2028, 1, 24)]


def test_own_days_stand_over_the_calendar() -> None:
    """An office's days off and worked days win; work wins over off."""
    calendar = Calendar(
        off=frozenset({date(2023, 3, 6), date(2023, 3, 7), date(2023, 1, 20)}),
        work=frozenset({date(2023, 3, 4), date(2023, 3, 7), date(2023, 1, 2)}),
    )
    assert not calendar.is_working(date(2023, 3, 6))
    assert calendar.is_working(date(2023, 3, 7))
    assert calendar.is_working(date(2023, 3, 4))
    assert calendar.is_working(date(2023, 1, 2))
    found = {day.day: day for day in calendar.days(2023) if day.override}
    with language("en"):
        assert {day: str(off.name) for day, off in found.items()} == {
            date(2023, 1, 2): "worked in this office",
            date(2023, 1, 20): "Lunar New Year",
            date(2023, 3, 4): "worked in this office",
            date(2023, 3, 6): "day off in this office",
        }
    assert calendar.days(2024) == CALENDAR.days(2024)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2023, 3, 1), 0, date(2023, 3, 1)),
        (date(2023, 3, 4), 0, date(2023, 3, 4)),  # nothing counted, nothing moved
        (date(2023, 3, 3), 1, date(2023, 3, 6)),  # Friday → Monday
        (date(2023, 3, 6), -1, date(2023, 3, 3)),
        (date(2023, 1, 19), 1, date(2023, 1, 27)),  # over Tết
        (date(2026, 1, 1), 1, date(2026, 1, 5)),  # 2 January is off ...
        (date(2026, 1, 9), 1, date(2026, 1, 10)),  # ... and Saturday the 10th worked for it
        (date(2026, 1, 12), -1, date(2026, 1, 10)),
        (date(2023, 12, 29), 1, date(2024, 1, 2)),
    ],
)
def test_working_days_after(day: date, count: int, found: date) -> None:
    """The first day is not counted, nor is any day off."""
    assert CALENDAR.working_days_after(day, count) == found


@pytest.mark.parametrize(
    ("day", "count"),
    [(date.max, 1), (date.min, -1), (date(2023, 1, 1), MOST_WORKING_DAYS + 1), (date(2023, 1, 1), -(10**30))],
)
def test_counting_out_of_range(day: date, count: int) -> None:
    """A count past the calendar is an OverflowError, never a long wait."""
    with pytest.raises(OverflowError):
        CALENDAR.working_days_after(day, count)


def test_nearest_working_day_out_of_range() -> None:
    """The ends of time are days like others."""
    calendar = Calendar(off=frozenset({date.max, date.min}))
    with pytest.raises(OverflowError):
        calendar.working_day_from(date.max, 1)
    with pytest.raises(OverflowError):
        calendar.working_day_from(date.min, -1)


@given(st.dates(date(2021, 2, 1), date(2027, 11, 1)), st.integers(1, 30))
def test_counting_forth_and_back(day: date, count: int) -> None:
    """Exactly ``count`` working days lie in (day, result]; and the way back is the same for a working day."""
    found = CALENDAR.working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(map(CALENDAR.is_working, between)) == count
    assert CALENDAR.is_working(found)
    if CALENDAR.is_working(day):
        assert CALENDAR.working_days_after(found, -count) == day


def test_announced_years_need_no_holidays_package() -> None:
    """The heavy package is imported only for other years."""
    code = (
        "import sys; from datetime import date; from dutrack.dates.calendar import Calendar;"
        "Calendar().is_working(date(2026, 1, 2)); sys.exit('holidays' in sys.modules or 'dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
