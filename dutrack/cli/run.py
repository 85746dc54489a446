"""``dutrack run``: the scheduler, for machines without cron."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack import __version__
from dutrack.cli import options  # noqa: TC001 - typer reads the annotations
from dutrack.cli.remind import make_clock, summary, troubles
from dutrack.cli.session import put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.errors import DutrackError, system_reason
from dutrack.i18n import Message, msg
from dutrack.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dutrack.reminders.session import Result
    from dutrack.reminders.timetable import Timetable

SHOWN = 3
"""So many of the next runs are shown."""

app, _command = command_app(
    "run", msg("Send reminders on working days at the times of [schedule], until stopped; for machines without cron.")
)


@_command
def run(
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    once: Annotated[bool, typer.Option("--once", help=msg("Send what is due now, and end.").msgid)] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=msg("Show when the next runs are; send and write nothing.").msgid)
    ] = False,
) -> None:
    """Send at the right times, or once."""
    if today is not None and not once:
        raise WrongUseError(msg("--today goes only with --once."))
    from dutrack.reminders.service import Service, Surroundings  # noqa: PLC0415 - heavy

    gc.enable()  # unlike other commands this one goes on and on
    stop = Event()
    log = _Log()
    around = Surroundings(make_clock, log.report, log.failed, stop.is_set, stop.wait, today)
    service = Service(find_workspace(workspace or Path(), upward=workspace is None), around)
    log.timezone = service.timetable().timezone
    if dry_run:
        put(str(_next_runs(service.timetable(), log.now())))
        return
    with _stopped_by_signals(stop):
        if once:
            service.run()
            raise typer.Exit(log.status)
        service.check()
        from dutrack.reminders.scheduler import Scheduler  # noqa: PLC0415 - heavy

        log.say(
            msg("dutrack {version} sends the reminders of {folder}.", version=__version__, folder=str(service.root))
        )
        scheduler = Scheduler(service.run, service.timetable, log.plan)
        if not scheduler.serve(stop, at_once=service.missed()):
            log.abandon()
    log.say(msg("Stopped."))


def _next_runs(timetable: Timetable, now: datetime) -> Message:
    runs = tuple(
        msg("{time} on {day}", time=f"{moment:%H:%M}", day=moment.date()) for moment in timetable.upcoming(now, SHOWN)
    )
    return msg("The next runs ({timezone}): {runs}", timezone=timetable.timezone, runs=runs)


@contextmanager
def _stopped_by_signals(stop: Event) -> Iterator[None]:
    """Set ``stop`` at SIGTERM, Ctrl-C and, on Windows, Ctrl-Break; the second time the program ends at once."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)]

    def ask(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    before = {number: signal.signal(number, ask) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Log:
    """Lines on standard error, each with its moment and time zone; ``status`` is what ``remind`` would end with."""

    def __init__(self) -> None:
        self.timezone = "UTC"
        self.status = 0

    def now(self) -> datetime:
        return make_clock(self.timezone)()

    def say(self, line: Message | str) -> None:
        tell(f"{self.now().isoformat(timespec='seconds')} {line}")

    def report(self, result: Result) -> None:
        for line in troubles(result):
            self.say(line)
        self.say(summary(result) or msg("There was nothing to send."))
        self.status = 0 if result.good else 1

    def failed(self, error: Exception) -> None:
        self.status = 2
        if isinstance(error, DutrackError):
            self.say(msg("Error: {message}", message=error.message))
            if error.hint is not None:
                self.say(msg("Hint: {hint}", hint=error.hint))
        elif isinstance(error, OSError):
            self.say(msg("Error: {message}", message=system_reason(error)))
        else:
            what = f"{type(error).__name__}: {error}"
            self.say(msg("This is a defect of dutrack; please report it: {error}", error=what))

    def plan(self, timetable: Timetable) -> None:
        self.timezone = timetable.timezone
        self.say(_next_runs(timetable, self.now()))

    def abandon(self) -> None:
        """End at once, although a thread still waits for an answer; its mail is claimed and will be sent again."""
        self.say(msg("The mail under way gets no answer; the next run sends it again, with the same Message-ID."))
        sys.stderr.flush()
        os._exit(1)
