"""The periods of a series: weeks or months, one after another, each with its name."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dutrack.dates.counting import day_of_month
from dutrack.dates.window import Window


class MonthPeriods(Struct, frozen=True):
    """Periods of ``length`` months; number 0 begins in month ``anchor``, counted from January of year 0."""

    anchor: int
    length: int

    def base(self, number: int) -> int:
        """Return the first month of a period: the base of marks."""
        return self.anchor + self.length * number

    def number(self, day: date) -> int:
        """Return the number of the period a day lies in."""
        return (12 * day.year + day.month - 1 - self.anchor) // self.length

    def window(self, number: int) -> Window:
        """Return the days of a period. Raises OverflowError past the years 1-9999."""
        base = self.base(number)
        return Window(day_of_month(base, 1), day_of_month(base + self.length - 1, -1))

    def name(self, number: int) -> str:
        """Return the name of a period: "2023", "2022-2023", "2023-H1", "2023-Q1", "2023-03", "2023-01-2023-02"."""
        (year, month), length = divmod(self.base(number), 12), self.length
        if length % 12 == 0 and month == 0:
            return f"{year:04}" if length == 12 else f"{year:04}-{year + length // 12 - 1:04}"
        if length in (3, 6) and month % length == 0:
            return f"{year:04}-{'Q' if length == 3 else 'H'}{month // length + 1}"
        first = f"{year:04}-{month + 1:02}"
        last_year, last_month = divmod(self.base(number + 1) - 1, 12)
        return first if length == 1 else f"{first}-{last_year:04}-{last_month + 1:02}"


class WeekPeriods(Struct, frozen=True):
    """Periods of ``length`` weeks; number 0 begins on the Monday with the ordinal ``anchor``."""

    anchor: int
    length: int

    def base(self, number: int) -> int:
        """Return the ordinal of a period's first Monday: the base of marks."""
        return self.anchor + 7 * self.length * number

    def number(self, day: date) -> int:
        """Return the number of the period a day lies in."""
        return (day.toordinal() - self.anchor) // (7 * self.length)

    def window(self, number: int) -> Window:
        """Return the days of a period. Raises OverflowError past the years 1-9999."""
        first, last = self.base(number), self.base(number + 1) - 1
        if not 1 <= first <= last <= date.max.toordinal():
            raise OverflowError(f"day {last} is out of range")
        return Window(date.fromordinal(first), date.fromordinal(last))

    def name(self, number: int) -> str:
        """Return the name of a period by ISO weeks: "2023-W12", "2023-W12-2023-W13"."""
        window = self.window(number)
        assert window.start is not None  # noqa: S101 - a period has a first day
        first, last = _week(window.start), _week(window.due)
        return first if self.length == 1 else f"{first}-{last}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
