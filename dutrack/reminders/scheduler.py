"""The clockwork of ``dutrack run``: APScheduler 3, which is imported here and nowhere else.

It says when; it never computes a deadline and remembers nothing. What was sent is known to the outbox alone, so a run
too many sends nothing, and a run that was missed is made up for by the next.
"""

from __future__ import annotations

import logging
from contextvars import copy_context
from datetime import datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.reminders.timetable import Timetable

TICK = 1.0
"""Seconds between two looks at the clock. A machine that slept is late by no more than this: its timers stood still."""
GRACE = 10.0
"""Seconds that the mail under way has to get out when the program is told to stop."""
RETRIES = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=1))
"""How long after a run that could not send everything the next one is, counted anew by each that could."""

logging.getLogger("apscheduler").addHandler(logging.NullHandler())  # what there is to say, dutrack says itself

_RUN, _RETRY = "run", "retry"


class Scheduler:
    """Calls ``run`` at the moments of a timetable, one call at a time, until it is told to stop.

    ``run`` returns whether all went well; if not it is called again a little later. ``timetable`` is asked at every
    look at the clock, so that a change of settings counts at once; ``told`` hears of every timetable.
    """

    def __init__(
        self, run: Callable[[], bool], timetable: Callable[[], Timetable], told: Callable[[Timetable], object]
    ) -> None:
        self._run = run
        self._timetable = timetable
        self._told = told
        self._current = timetable()
        self._failed = 0
        self._idle = Event()
        self._idle.set()
        # The language of the sentences is a context's; a thread of its own has none.
        self._context = copy_context()
        self._clockwork = BackgroundScheduler(
            timezone=ZoneInfo(self._current.timezone),
            executors={"default": ThreadPoolExecutor(1)},
            # However late: a machine that was asleep at seven sends when it wakes, once.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def serve(self, stop: Event, *, at_once: bool) -> bool:
        """Run until ``stop`` is set, beginning with a call now if ``at_once``; tell whether the last call had ended."""
        self._clockwork.start()
        self._plan(at_once=at_once)
        while not stop.wait(TICK):
            timetable = self._timetable()
            if timetable != self._current or self._plans_too_late():
                self._current = timetable
                self._plan()
            self._clockwork.wakeup()
        self._clockwork.remove_all_jobs()
        ended = self._idle.wait(GRACE)
        self._clockwork.shutdown(wait=ended)
        return ended

    def _plans_too_late(self) -> bool:
        """Tell whether the next run lies past a moment that is yet to come: a clock ran ahead and was set back."""
        job = self._clockwork.get_job(_RUN)
        return job is not None and job.next_run_time > next(self._current.after(self._now()))

    def _plan(self, *, at_once: bool = False) -> None:
        self._told(self._current)
        first = {"next_run_time": self._now()} if at_once else {}
        self._clockwork.add_job(self._call, _Moments(self._current), id=_RUN, replace_existing=True, **first)

    def _call(self) -> None:
        self._idle.clear()
        try:
            good = self._context.run(self._run)
            self._failed = 0 if good else self._failed + 1
            if 0 < self._failed <= len(RETRIES):
                again = self._now() + RETRIES[self._failed - 1]
                self._clockwork.add_job(self._call, "date", run_date=again, id=_RETRY, replace_existing=True)
        finally:
            self._idle.set()  # from here on nothing asks the clockwork, which is locked while it shuts down

    def _now(self) -> datetime:
        return datetime.now(ZoneInfo(self._current.timezone))


class _Moments(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """The moments of a timetable, as APScheduler asks for them."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the first moment after the last run and not before ``now``."""
        passed = now - timedelta(microseconds=1)
        return next(self._timetable.after(max(passed, previous_fire_time) if previous_fire_time else passed))
