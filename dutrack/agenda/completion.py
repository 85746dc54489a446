"""Tasks that wait for tasks: in which order they are looked at, and when one is complete."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dutrack.agenda.closing import closing
from dutrack.agenda.opened import all_of_series
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.progress import Done
from dutrack.schedule.units import SeriesUnit, StandingUnit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda.happenings import Happenings
    from dutrack.agenda.leads import Leads
    from dutrack.agenda.tasks import Scheduled
    from dutrack.progress import TaskRecord


def in_order_of_waiting(scheduled: tuple[Scheduled, ...]) -> tuple[Scheduled, ...]:
    """Return the tasks with every one after those it awaits; tasks that await each other in a circle come last."""
    awaited = {
        (task.plan.id, task.task.id): {
            (task.plan.id, id_.removeprefix(TASK_PREFIX)) for id_ in task.task.awaits if id_.startswith(TASK_PREFIX)
        }
        for task in scheduled
    }
    if not any(awaited.values()):
        return scheduled
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415 - rarely needed

    sorter = TopologicalSorter(awaited)
    with suppress(CycleError):  # a circle is reported by check; the sorter still gives what is in none
        sorter.prepare()
    rank: dict[tuple[str, str], int] = {}
    while ready := sorter.get_ready():
        rank |= {address: place for place, address in enumerate(ready, len(rank))}
        sorter.done(*ready)
    return tuple(sorted(scheduled, key=lambda task: rank.get((task.plan.id, task.task.id), len(rank))))


def completed_on(scheduled: Scheduled, leads: Leads, records: list[TaskRecord], known: Happenings) -> date | None:
    """Return the day of the last ``done`` when all units but standing, skipped and cancelled ones are done, else None.

    A task with nothing else, or with a series that never ends, is never complete.
    """
    last: date | None = None
    for id_ in _unit_ids(scheduled, known):
        if id_ is None:
            return None
        for lead in leads.leads:
            closed = closing(records, id_ if lead.member is None else f"{id_}@{lead.member}")
            if closed is None:
                return None
            if isinstance(closed, Done) and (last is None or closed.on > last):
                last = closed.on
    return last


def _unit_ids(scheduled: Scheduled, known: Happenings) -> Iterator[str | None]:
    """Yield the ids of what must be done, None for what never ends."""
    for unit in scheduled.units:
        if isinstance(unit, SeriesUnit):
            if not unit.part.series.bounded:
                yield None
                return
            yield from (found.id for found in all_of_series(scheduled, unit, known))
        elif not isinstance(unit, StandingUnit):
            yield scheduled.task.id + unit.suffix
