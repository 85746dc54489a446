"""Vietnam's working days: weekends, public holidays and swapped days (hoán đổi), with what an office adds to them.

The years of ``vietnam.tsv`` are as announced or as the law has them, each row with its source. Other years come from
the ``holidays`` package: the past as it computes it, the future as a forecast. It knows the years 1901-2100; in any
other only weekends are off.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORKING_DAYS = 10_000
"""More working days than this (forty years) are not counted."""

_TABLE = Path(__file__).with_name("vietnam.tsv")
_DAY = timedelta(days=1)


class DayOff(Struct, frozen=True):
    """A day that is off by name, or (``works``) a weekend day worked in place of another.

    ``source`` is the decree, announcement or article it rests on. ``forecast`` tells that it is not announced yet,
    ``override`` that the workspace's settings say so.
    """

    day: date
    name: Message
    source: str
    works: bool = False
    forecast: bool = False
    override: bool = False


class Calendar(Struct, frozen=True):
    """The days an office works: Vietnam's calendar under the workspace's own ``off`` and ``work`` days."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    @property
    def announced_through(self) -> int:
        """The last year whose days off are announced; later ones are forecasts."""
        return _last_year()

    def is_working(self, day: date) -> bool:
        """Tell whether a day is a working day. A day both in ``off`` and in ``work`` is one."""
        if day in self.work:
            return True
        if day in self.off:
            return False
        named = _year(day.year).get(day)
        return day.weekday() < 5 if named is None else named.works

    def day_off(self, day: date) -> DayOff | None:
        """Return why a day is off by name, or worked though it is a weekend; None for any other day, weekends too."""
        named = _year(day.year).get(day)
        if day in self.work:
            return _override(day, works=True) if named is not None or day.weekday() >= 5 else None
        if day in self.off:
            return (
                replace(named, override=True) if named is not None and not named.works else _override(day, works=False)
            )
        return named

    def days(self, year: int) -> tuple[DayOff, ...]:
        """Return a year's days off and worked weekends, in order; weekends only where they are named."""
        named = set(_year(year)) | {day for day in self.off | self.work if day.year == year}
        found = (self.day_off(day) for day in sorted(named))
        return tuple(day for day in found if day is not None)

    def forecasts(self, first: date, last: date) -> tuple[DayOff, ...]:
        """Return the days off between two days, both inclusive, that are not announced yet and no weekend anyway."""
        years = range(max(first.year, self.announced_through + 1), last.year + 1)
        named = (self.day_off(day) for year in years for day in sorted(_year(year)) if first <= day <= last)
        return tuple(found for found in named if found is not None and found.forecast and found.day.weekday() < 5)

    def working_days_after(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after ``day``, which is not counted; before it where count is negative.

        0 gives ``day`` itself. Raises OverflowError past the years 1-9999 and for more than MOST_WORKING_DAYS.
        """
        if abs(count) > MOST_WORKING_DAYS:
            raise OverflowError(f"{count} working days are not counted")
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self.working_day_from(day + step, step.days)
        return day

    def working_day_from(self, day: date, step: int) -> date:
        """Return ``day`` if it is a working day, else the nearest one after (step 1) or before it (step -1).

        Raises OverflowError past the years 1-9999.
        """
        while not self.is_working(day):
            day += timedelta(days=step)
        return day


def _override(day: date, *, works: bool) -> DayOff:
    name = msg("worked in this office") if works else msg("day off in this office")
    return DayOff(day, name, "dutrack.toml", works=works, override=True)


_NAMES = (
    # The words of the table, those of ``holidays`` (lower case), the name shown.
    ("Tết Dương lịch", "new year's day", msg("New Year's Day")),
    ("Tết Nguyên đán", "lunar new year", msg("Lunar New Year")),
    ("Giỗ Tổ Hùng Vương", "hung kings", msg("Hung Kings' Commemoration Day")),
    ("Ngày Chiến thắng", "reunification", msg("Reunification Day")),
    ("Quốc tế Lao động", "labor day", msg("International Labour Day")),
    ("Quốc khánh", "national day", msg("National Day")),
    ("Ngày Văn hóa Việt Nam", "cultur", msg("Vietnam Culture Day")),
)
_EXTRAS = ((" (nghỉ bù)", msg("day off in lieu")), (" (liền kề)", msg("the day beside it")))


@cache
def _table() -> dict[int, dict[date, DayOff]]:
    """Read the announced years."""
    years: dict[int, dict[date, DayOff]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, kind, name, swapped, source, _ = line.split("\t")
            day = date.fromisoformat(text)
            years.setdefault(day.year, {})[day] = DayOff(day, _name(name, swapped), source, works=kind == "worked")
    return years


def _name(text: str, swapped: str) -> Message:
    if swapped:
        other = date.fromisoformat(swapped)
        return msg("worked for {day}", day=other) if text == "Làm bù" else msg("swapped with {day}", day=other)
    for ending, extra in _EXTRAS:
        if text.endswith(ending):
            return msg("{name} ({extra})", name=_name(text.removesuffix(ending), ""), extra=extra)
    return next(name for words, _, name in _NAMES if words == text)


def _last_year() -> int:
    return max(_table())


def _year(year: int) -> Mapping[date, DayOff]:
    """Return the named days of a year, in no order."""
    return _table().get(year) or _computed(year)


@cache
def _computed(year: int) -> Mapping[date, DayOff]:
    """Return the named days of a year outside the table."""
    from holidays import country_holidays  # noqa: PLC0415 - heavy

    found = country_holidays("VN", years=year, language="en_US")
    source, forecast = "holidays (python)", year > _last_year()
    days = {day: DayOff(day, _computed_name(name), source, forecast=forecast) for day, name in found.items()}
    for day in found.weekend_workdays:
        if day.year == year:
            days[day] = DayOff(day, msg("worked for another day"), source, works=True, forecast=forecast)
    return days


def _computed_name(text: str) -> Message:
    lowered = text.lower()
    return next((name for _, words, name in _NAMES if words in lowered), msg("swapped day off"))
