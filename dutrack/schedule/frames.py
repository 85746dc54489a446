"""Where one stands when words say "this", "next", or leave out the year: the issue date, or a period of a series."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.deadline.readings import Month, MonthOfQuarter, Quarter, Relative, Year
from dutrack.i18n import Message, msg
from dutrack.schedule.marks import CannotPlaceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dutrack.schedule.resolved import Context


class Frame(Struct, frozen=True):
    """The place one stands on.

    ``starts`` says where a unit ("year", "quarter", "month", "week") begins, this one or the next, as a base of marks;
    None are those of the issue date. ``left_out`` is where a year begins that the text leaves out, None if no year is
    meant. In a ``series`` a day a month lacks is its last day.
    """

    starts: Mapping[tuple[str, Relative], int] | None
    left_out: int | None
    series: bool
    context: Context

    def start(self, unit: str, which: Relative) -> int:
        """Return where this or the next unit begins."""
        starts = _around(self.context.issued) if self.starts is None else self.starts
        found = starts.get((unit, which))
        if found is None:
            raise CannotPlaceError(msg("which {unit} of the period is meant is not said", unit=unit_name(unit)))
        return found

    def year(self, year: Year) -> int:
        """Return where a year begins."""
        number = year.number
        if number is None and self.left_out is not None:
            return self.left_out
        if not isinstance(number, int):
            return self.start("year", number or Relative.THIS)
        if self.series:
            raise CannotPlaceError(msg("a period with its year, {year}, does not come again", year=number))
        return 12 * number

    def quarter(self, quarter: Quarter) -> int:
        """Return where a quarter begins."""
        if isinstance(quarter.number, int):
            return self.year(quarter.year) + 3 * (quarter.number - 1)
        return self.start("quarter", quarter.number)

    def month(self, month: Month | MonthOfQuarter) -> int:
        """Return where a month begins."""
        if isinstance(month, Month):
            number = month.number
            return self.year(month.year) + number - 1 if isinstance(number, int) else self.start("month", number)
        return self.quarter(month.quarter) + month.index - 1


def issue_frame(context: Context, year: int) -> Frame:
    """Stand on the issue date; ``year`` is taken where the text leaves it out."""
    return Frame(None, 12 * year, series=False, context=context)


@lru_cache(maxsize=1024)
def _around(issued: date) -> Mapping[tuple[str, Relative], int]:
    """Return where the units that hold the issue date begin, and the next ones."""
    january, month = 12 * issued.year, 12 * issued.year + issued.month - 1
    quarter, monday = month - month % 3, issued.toordinal() - issued.weekday()
    return {
        ("year", Relative.THIS): january,
        ("year", Relative.NEXT): january + 12,
        ("quarter", Relative.THIS): quarter,
        ("quarter", Relative.NEXT): quarter + 3,
        ("month", Relative.THIS): month,
        ("month", Relative.NEXT): month + 1,
        ("week", Relative.THIS): monday,
        ("week", Relative.NEXT): monday + 7,
    }


def month_frame(months: int, context: Context) -> Frame:
    """Stand on a period of some months, from its first month.

    In a period of several years "this year" is its last one: what is due once in it is due at its end. Of a shorter
    period only the unit it is itself can be meant.
    """
    units = {"year": 12, "quarter": 3, "month": 1}
    starts = {(unit, Relative.NEXT): months for unit, length in units.items() if months % length == 0}
    starts |= {(unit, Relative.THIS): 0 for unit, length in units.items() if months == length}
    last_year = months - 12 if months % 12 == 0 else None
    if last_year is not None:
        starts["year", Relative.THIS] = last_year
    return Frame(starts, last_year, series=True, context=context)


def week_frame(weeks: int, context: Context) -> Frame:
    """Stand on a period of some weeks, from its first Monday; "this week" is its last one."""
    starts = {("week", Relative.THIS): 7 * (weeks - 1), ("week", Relative.NEXT): 7 * weeks}
    return Frame(starts, None, series=True, context=context)


def unit_name(unit: str) -> Message:
    """Return the word for a unit of the calendar."""
    return {"year": msg("year"), "quarter": msg("quarter"), "month": msg("month"), "week": msg("week")}[unit]
