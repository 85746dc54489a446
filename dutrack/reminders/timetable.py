"""When reminders go out: the times of ``[schedule]`` on working days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from dutrack.dates.calendar import Calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.config import Config

USUAL = (time(7),)
"""When ``dutrack run`` sends if the settings name no time."""

_DAY = timedelta(days=1)


class Timetable(Struct, frozen=True):
    """The moments of runs: local ``times`` of day, in order, on the working days of a calendar.

    ``timezone`` is an IANA name. Moments are aware, in that zone; what a change of clocks skips comes as much later.
    """

    times: tuple[time, ...]
    timezone: str
    calendar: Calendar

    def after(self, moment: datetime) -> Iterator[datetime]:
        """Yield the moments after one that is aware, without end."""
        day = moment.astimezone(self._zone()).date()
        while True:
            yield from (found for found in self._of(day) if found > moment)
            day += _DAY

    def upcoming(self, moment: datetime, count: int) -> tuple[datetime, ...]:
        """Return the next moments after one."""
        return tuple(islice(self.after(moment), count))

    def passed_today(self, moment: datetime) -> datetime | None:
        """Return the last moment of the local day that is not after the one given; None before the first."""
        passed = [found for found in self._of(moment.astimezone(self._zone()).date()) if found <= moment]
        return passed[-1] if passed else None

    def _of(self, day: date) -> Iterator[datetime]:
        if self.calendar.is_working(day):
            zone = self._zone()
            for at in self.times:
                local = datetime.combine(day, at, zone)
                yield datetime.fromtimestamp(local.timestamp(), zone)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def timetable(config: Config) -> Timetable:
    """Return the timetable that the settings ask for."""
    return Timetable(
        config.schedule_at or USUAL, config.timezone, Calendar(frozenset(config.off), frozenset(config.work))
    )
