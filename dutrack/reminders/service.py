"""What ``dutrack run`` does at each moment of its timetable: read everything afresh, send, and never fall over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import build_agenda
from dutrack.config import read_config
from dutrack.files import CONFIG
from dutrack.problems import Severity
from dutrack.reminders.session import Wishes, open_or_make, remind, require_settings
from dutrack.reminders.timetable import Timetable, timetable
from dutrack.reminders.transports import make_transport
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from dutrack.agenda import Agenda
    from dutrack.config import Config
    from dutrack.reminders.session import Result


class Surroundings(Struct, frozen=True):
    """What the service is given by the command: the clock, ways to stop it, and whom to tell.

    ``clock`` takes an IANA name and returns what tells the present moment there. ``today`` stands for the clock's day.
    ``wait`` passes seconds and comes back early when the service is to stop. ``failed`` hears what keeps a run from
    running, or a defect.
    """

    clock: Callable[[str], Callable[[], datetime]]
    report: Callable[[Result], object]
    failed: Callable[[Exception], object]
    stop: Callable[[], bool] = lambda: False
    wait: Callable[[float], object] = time.sleep
    today: date | None = None


class Service:
    """Reminders of one workspace, run after run."""

    def __init__(self, root: Path, around: Surroundings) -> None:
        self.root = root
        self._around = around
        self._seen: tuple[int, int] | None = None
        self._timetable = timetable(load_workspace(root).config)

    def check(self) -> None:
        """Raise DutrackError where a run could not run, so that it is known now and not at seven."""
        agenda = self._agenda()
        config = agenda.workspace.config
        require_settings(agenda.workspace)
        make_transport(config.mail, self.root)
        with open_or_make(agenda, self._around.clock(config.timezone)):
            pass

    def timetable(self) -> Timetable:
        """Return the timetable of the settings as they are now; while they cannot be read, that of before."""
        path = self.root / CONFIG
        try:
            status = path.stat()
            seen = (status.st_mtime_ns, status.st_size)
            if seen != self._seen:
                self._seen = seen
                config, problems = read_config(CONFIG, path.read_bytes())
                if not any(found.severity is Severity.ERROR for found in problems):
                    self._timetable = timetable(config)
        except OSError:
            pass
        return self._timetable

    def missed(self) -> bool:
        """Tell whether a moment of today has passed without a good run since. Raises DutrackError."""
        agenda = self._agenda()
        clock = self._around.clock(self._timetable.timezone)
        passed = self._timetable.passed_today(clock())
        if passed is None:
            return False
        with open_or_make(agenda, clock) as outbox:
            last = outbox.last_good()
        return last is None or last < passed

    def run(self) -> bool:
        """Send what is due now; tell whether all of it left. Raises nothing."""
        try:
            agenda = self._agenda()
            mail = agenda.workspace.config.mail
            require_settings(agenda.workspace)
            wishes = Wishes(mail.limit, stop=self._around.stop)
            transport = make_transport(mail, self.root, self._around.wait)
            result = remind(agenda, self._around.clock(agenda.workspace.config.timezone), wishes, transport)
        except Exception as error:  # noqa: BLE001 - whatever it is today, it must not keep tomorrow's mail from going
            self._around.failed(error)
            return False
        self._around.report(result)
        return result.good

    def _agenda(self) -> Agenda:
        workspace = load_workspace(self.root)
        return build_agenda(workspace, self._around.today or self._today(workspace.config))

    def _today(self, config: Config) -> date:
        return self._around.clock(config.timezone)().date()
