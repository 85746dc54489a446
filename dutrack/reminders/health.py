"""Whether reminders go out as they should."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dutrack.dates.calendar import Calendar
from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from dutrack.config import Config

GRACE = timedelta(hours=1)
"""For so long after its time a run may still be under way."""


def complaint(last_good: datetime | None, now: datetime, config: Config) -> Message | None:
    """Return what is wrong with the last good run, None where it is not older than it should be.

    ``now`` is aware, in the time zone of the workspace. With times in ``[schedule]`` the last of them that has passed
    on a working day must have had its run; without, the last working day before today.
    """
    if last_good is None:
        return msg("There was no good run yet.")
    local = last_good.astimezone(now.tzinfo)
    shown = moment_words(local)
    if local > now + GRACE:
        return msg("The last good run, on {moment}, lies ahead: the clock was set back.", moment=shown)
    expected = _expected(now, config)
    if local >= expected:
        return None
    return msg(
        "The last good run was on {moment}; one was due on {expected}.", moment=shown, expected=moment_words(expected)
    )


def moment_words(moment: datetime) -> Message:
    """Return how a moment is told, in its own time zone: the day and the minute."""
    return msg("{day} {time}", day=moment.date(), time=f"{moment:%H:%M}")


def _expected(now: datetime, config: Config) -> datetime:
    """Return the moment since which there must have been a good run."""
    calendar = Calendar(frozenset(config.off), frozenset(config.work))
    if not config.schedule_at:
        return _at(calendar.working_day_from(now.date() - timedelta(days=1), -1), time(), now)
    day = calendar.working_day_from(now.date(), -1)
    passed = [at for at in config.schedule_at if _at(day, at, now) + GRACE <= now]
    if not passed:
        day, passed = calendar.working_day_from(day - timedelta(days=1), -1), list(config.schedule_at)
    return _at(day, passed[-1], now)


def _at(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, now.tzinfo)
