"""How often each unit was changed, and when last: what tells a calendar that an entry it has was moved.

RFC 5545 section 3.8.7.4 wants a SEQUENCE that grows with every change of a day or a state. Nothing notes what was
handed out, so it is counted from what only ever grows: the records, which are never deleted, and the commits that
touched the plan or the settings. That may count too much, which harms nothing, but never too little, unless a text was
changed in no commit. Then, and outside git, what was written on a later day is the newer by its time.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Status
from dutrack.agenda.closing import concerns
from dutrack.agenda.happenings import EventNames
from dutrack.agenda.status import last_day
from dutrack.files import CONFIG, PROGRESS
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.plan.ids import plan_id
from dutrack.progress import (
    Cancelled,
    Dated,
    Done,
    Extended,
    Happened,
    Reopened,
    Skipped,
    TaskRecord,
    Withdrawn,
    recorded_at,
)
from dutrack.revision import commits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda, Item
    from dutrack.agenda.tasks import Scheduled
    from dutrack.export.stamp import Stamp
    from dutrack.plan.model import Plan
    from dutrack.revision import Commit

_MOVING = Done | Reopened | Skipped | Cancelled | Dated | Extended
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Changes(Struct, frozen=True):
    """``count`` changes so far, the last of them ``at`` a moment, in UTC."""

    count: int
    at: datetime

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.count + other.count, max(self.at, other.at))


_NONE = Changes(0, _LONG_AGO)


class ChangeLog:
    """Counts the changes of units; what they share is looked up once. Asks git."""

    def __init__(self, agenda: Agenda, stamp: Stamp) -> None:
        self._agenda = agenda
        self._tasks = {(found.plan.id, found.task.id): found for found in agenda.scheduled}
        self._names = EventNames(agenda.workspace.plans)
        self._of_task: dict[tuple[str, str], list[TaskRecord]] = defaultdict(list)
        self._of_event: dict[str, list[str]] = defaultdict(list)
        self._withdrawing: dict[str, list[str]] = defaultdict(list)
        for plan in agenda.workspace.plans:
            self._read(plan)
        # What stands in no commit was written some time up to the day.
        unsaved = stamp.revision is None or stamp.revision.commit is None or stamp.revision.changed
        self._floor = Changes(0, stamp.moment if unsaved else _LONG_AGO)
        self._of_plan = dict(self._committed(commits_of(agenda.workspace.root)))

    def of(self, item: Item) -> Changes:
        """Return the changes of a unit."""
        keys = set(self._keys(self._tasks[item.plan, item.task], item.unit))
        waiting = list(keys)
        for key in waiting:  # grows while it is walked
            fresh = [each for each in self._withdrawing.get(key, ()) if each not in keys]
            keys.update(fresh)
            waiting += fresh
        recorded = Changes(len(keys), recorded_at(max(keys))) if keys else _NONE
        return self._of_plan[item.plan] + recorded + self._ended(item)

    def _committed(self, commits: tuple[Commit, ...]) -> Iterator[tuple[str, Changes]]:
        """Yield the changes of each plan's text and of what holds for all, as commits tell of them."""
        of_file: dict[str, set[int]] = defaultdict(set)
        for number, commit in enumerate(commits):
            for path in commit.paths:
                if not path.startswith(f"{PROGRESS}/"):  # records count for themselves
                    of_file[CONFIG if path == CONFIG else plan_id(path)[0]].add(number)
        for plan in self._agenda.workspace.plans:
            names = (CONFIG, plan_id(plan.path)[0], *plan.formerly)
            numbers = set().union(*(of_file.get(name, ()) for name in names))
            at = max((commits[number].at for number in numbers), default=_LONG_AGO)
            yield plan.id, self._floor + Changes(len(numbers), at)

    def _read(self, plan: Plan) -> None:
        for record in self._agenda.workspace.records_of(plan):
            if isinstance(record, _MOVING):
                self._of_task[plan.id, record.task].append(record)
            elif isinstance(record, Happened):
                self._of_event[self._names.of(plan, record.event)].append(record.key)
            elif isinstance(record, Withdrawn):
                self._withdrawing[record.record].append(record.key)

    def _keys(self, scheduled: Scheduled, unit: str) -> Iterator[str]:
        """Yield the keys of the records that moved or closed a unit, those that count no more among them."""
        plan, task = scheduled.plan, scheduled.task
        yield from (record.key for record in self._of_task.get((plan.id, task.id), ()) if concerns(record, unit))
        for id_ in scheduled.awaited:
            if id_.startswith(TASK_PREFIX):
                others = self._of_task.get((plan.id, id_.removeprefix(TASK_PREFIX)), ())
                yield from (record.key for record in others)
            else:
                yield from self._of_event.get(self._names.of(plan, id_), ())

    def _ended(self, item: Item) -> Changes:
        """Count the end of the plan, which closes what is open and stands in no record."""
        if item.status is not Status.CANCELLED or item.closing is not None:
            return _NONE
        plan = self._tasks[item.plan, item.task].plan
        last = last_day(plan, self._agenda.workspace)
        return Changes(1, datetime.combine(last + timedelta(1), time(), UTC) if last else _LONG_AGO)
