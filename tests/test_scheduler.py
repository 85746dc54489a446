"""The timetable of reminders, and the clockwork that keeps it whatever the clock does."""

from __future__ import annotations

import time as real
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import apscheduler.schedulers.base
import pytest

from dutrack.config import Config
from dutrack.dates.calendar import Calendar
from dutrack.i18n import active_language, language
from dutrack.reminders import scheduler as module
from dutrack.reminders.scheduler import Scheduler
from dutrack.reminders.timetable import Timetable, timetable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str, zone: ZoneInfo = ZONE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# --- the timetable ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-03-31 06:59", ["2026-03-31 07:00", "2026-03-31 13:30", "2026-04-01 07:00"], id="before"),
        pytest.param("2026-03-31 07:00", ["2026-03-31 13:30", "2026-04-01 07:00", "2026-04-01 13:30"], id="at-it"),
        pytest.param("2026-04-03 14:00", ["2026-04-06 07:00", "2026-04-06 13:30", "2026-04-07 07:00"], id="weekend"),
        # Tết 2026: off from Saturday 14 to Sunday 22 February.
        pytest.param("2026-02-13 14:00", ["2026-02-23 07:00", "2026-02-23 13:30", "2026-02-24 07:00"], id="Tết"),
        pytest.param("2026-12-31 14:00", ["2027-01-04 07:00", "2027-01-04 13:30", "2027-01-05 07:00"], id="New-Year"),
        pytest.param(
            "2028-02-28 14:00", ["2028-02-29 07:00", "2028-02-29 13:30", "2028-03-01 07:00"], id="29-February"
        ),
    ],
)
def test_the_next_runs(now, expected):
    table = Timetable((time(7), time(13, 30)), "Asia/Ho_Chi_Minh", Calendar())
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in table.upcoming(at(now), 3)] == expected


def test_the_days_of_the_office_itself():
    config = Config(schedule_at=(time(8),), off=(date(2026, 3, 31),), work=(date(2026, 4, 4),))
    found = timetable(config).upcoming(at("2026-03-30 12:00"), 4)
    assert [moment.date().isoformat() for moment in found] == ["2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04"]


def test_without_a_time_it_is_seven():
    assert timetable(Config()).upcoming(at("2026-03-31 00:00"), 1) == (at("2026-03-31 07:00"),)


def test_an_hour_that_does_not_exist():
    """The clocks of Berlin jump from 2:00 to 3:00 on 29 March 2026."""
    berlin = ZoneInfo("Europe/Berlin")
    table = Timetable((time(2, 30),), "Europe/Berlin", Calendar(work=frozenset([date(2026, 3, 29)])))
    assert table.upcoming(at("2026-03-28 12:00", berlin), 1) == (at("2026-03-29 03:30", berlin),)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-03-31 06:59", None, id="before"),
        pytest.param("2026-03-31 07:00", "2026-03-31 07:00", id="at-it"),
        pytest.param("2026-03-31 23:59", "2026-03-31 13:30", id="evening"),
        pytest.param("2026-04-05 09:00", None, id="Sunday"),  # Friday's is made up for on Monday
    ],
)
def test_what_has_passed_today(now, expected):
    table = Timetable((time(7), time(13, 30)), "Asia/Ho_Chi_Minh", Calendar())
    assert table.passed_today(at(now)) == (expected and at(expected))


# --- the clockwork ----------------------------------------------------------------------------------------------------


class Clock:
    """What the clockwork takes for the present: it goes on by itself, and can be set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._ahead = timedelta()
        clock = self

        class Moved(datetime):
            @classmethod
            def now(cls, tz=None):
                return clock.now().astimezone(tz)

        monkeypatch.setattr(module, "datetime", Moved)
        monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Moved)
        monkeypatch.setattr(module, "TICK", 0.01)

    def now(self) -> datetime:
        return datetime.now(ZONE) + self._ahead

    def set(self, text: str) -> None:
        self._ahead = at(text) - datetime.now(ZONE)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


class Office:
    """What a scheduler calls: counts, and returns what it is told to."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.told: list[Timetable] = []
        self.good = True
        self.work: Callable[[], object] = lambda: None
        self.table = Timetable((time(7),), "Asia/Ho_Chi_Minh", Calendar())
        self.at_work = 0
        self.most_at_work = 0

    def run(self) -> bool:
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        self.calls.append(active_language())
        self.work()
        self.at_work -= 1
        return self.good

    @contextmanager
    def open(self, *, at_once: bool = False) -> Iterator[None]:
        stop = Event()
        self.ended: bool | None = None
        scheduler = Scheduler(self.run, lambda: self.table, self.told.append)

        def serve() -> None:
            self.ended = scheduler.serve(stop, at_once=at_once)

        thread = Thread(target=serve)
        thread.start()
        eventually(lambda: self.told)
        try:
            yield
        finally:
            stop.set()
            thread.join(30)


def eventually(said: Callable[[], object]) -> None:
    until = real.monotonic() + 20
    while not said():
        assert real.monotonic() < until, "it did not happen"
        real.sleep(0.005)


def a_while() -> None:
    """Give the clockwork a few looks at the clock, to do what it should not."""
    real.sleep(0.1)


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_run_at_its_time(clock, office):
    clock.set("2026-03-31 06:00")
    with office.open():
        a_while()
        assert office.calls == []
        clock.set("2026-03-31 07:00")
        eventually(lambda: office.calls)
        a_while()
    assert len(office.calls) == 1
    assert office.ended is True


@pytest.mark.parametrize(("at_once", "calls"), [(True, 1), (False, 0)])
def test_catching_up_at_the_start(clock, office, at_once, calls):
    clock.set("2026-03-31 09:00")
    with office.open(at_once=at_once):
        if at_once:
            eventually(lambda: office.calls)
        a_while()
    assert len(office.calls) == calls


def test_asleep_over_several_runs_is_one_run(clock, office):
    clock.set("2026-03-31 06:00")
    with office.open():
        clock.set("2026-04-07 09:00")
        eventually(lambda: office.calls)
        a_while()
        assert len(office.calls) == 1
        clock.set("2026-04-08 07:00")
        eventually(lambda: len(office.calls) == 2)


def test_a_clock_that_was_ahead_a_month(clock, office):
    clock.set("2026-03-31 06:00")
    with office.open():
        clock.set("2026-04-30 09:00")  # a holiday: the run itself sends nothing
        eventually(lambda: office.calls)
        clock.set("2026-03-31 06:01")
        eventually(lambda: len(office.told) == 2)
        clock.set("2026-03-31 07:00")
        eventually(lambda: len(office.calls) == 2)


def test_a_clock_set_back_a_day(clock, office):
    clock.set("2026-03-31 07:00")
    with office.open(at_once=True):
        eventually(lambda: office.calls)
        clock.set("2026-03-30 07:30")
        eventually(lambda: len(office.told) == 2)
        a_while()
        assert len(office.calls) == 1
        clock.set("2026-03-31 07:00")
        eventually(lambda: len(office.calls) == 2)


def test_what_could_not_be_sent_is_tried_again_soon(clock, office):
    office.good = False
    clock.set("2026-03-31 07:00")
    with office.open(at_once=True):
        for number, then in enumerate(("07:10", "07:41", "08:42"), 1):
            eventually(lambda number=number: len(office.calls) == number)
            a_while()
            assert len(office.calls) == number
            clock.set(f"2026-03-31 {then}:30")
        eventually(lambda: len(office.calls) == 4)
        clock.set("2026-03-31 23:00")  # enough for this day
        a_while()
        assert len(office.calls) == 4
        office.good = True
        clock.set("2026-04-01 07:00")
        eventually(lambda: len(office.calls) == 5)


def test_never_two_runs_at_once(clock, office):
    go_on = Event()
    office.work = lambda: go_on.wait(20)
    clock.set("2026-03-31 07:00")
    with office.open(at_once=True):
        eventually(lambda: office.calls)
        clock.set("2026-04-01 07:00")
        a_while()
        clock.set("2026-04-02 07:00")
        a_while()
        go_on.set()
        clock.set("2026-04-03 07:00")
        eventually(lambda: len(office.calls) > 1)
    assert office.most_at_work == 1


def test_changed_settings_count_at_once(clock, office):
    clock.set("2026-03-31 07:30")
    with office.open():
        office.table = Timetable((time(8),), "Asia/Ho_Chi_Minh", Calendar())
        eventually(lambda: len(office.told) == 2)
        clock.set("2026-03-31 08:00")
        eventually(lambda: office.calls)


def test_a_stop_lets_the_mail_under_way_out(clock, office):
    done: list[bool] = []

    def work() -> None:
        real.sleep(0.2)
        done.append(True)

    office.work = work
    clock.set("2026-03-31 07:00")
    with office.open(at_once=True):
        eventually(lambda: office.calls)
    assert (done, office.ended) == ([True], True)


def test_a_stop_does_not_wait_for_ever(clock, office, monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.05)
    go_on = Event()
    office.work = lambda: go_on.wait(20)
    clock.set("2026-03-31 07:00")
    with office.open(at_once=True):
        eventually(lambda: office.calls)
    assert office.ended is False
    go_on.set()


def test_it_speaks_the_language_it_was_started_in(clock, office):
    clock.set("2026-03-31 07:00")
    with language("en"), office.open(at_once=True):
        eventually(lambda: office.calls)
    assert office.calls == ["en"]
