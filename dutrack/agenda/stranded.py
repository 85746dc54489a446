"""Tasks that wait for ever: what they await was cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.plan.crosscheck import TASK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda.agenda import Agenda
    from dutrack.agenda.tasks import Scheduled


def stranded(agenda: Agenda) -> Iterator[tuple[Scheduled, str]]:
    """Yield the open tasks that await one of which nothing is open and nothing was done, with the id of that one.

    A task that waits for any of several is stranded only where none of them can come any more.
    """
    waiting = [scheduled for scheduled in agenda.scheduled if any(map(_is_task, scheduled.task.awaits))]
    if not waiting:
        return
    open_ = {(item.plan, item.task) for item in agenda.items if item.status.is_open}
    there = {(item.plan, item.task) for item in agenda.items}
    for scheduled in waiting:
        plan = scheduled.plan.id
        if (plan, scheduled.task.id) not in open_:
            continue
        happened = agenda.happenings[plan].happened
        awaited = {id_: (plan, id_.removeprefix(TASK_PREFIX)) for id_ in scheduled.awaited if _is_task(id_)}
        dead = {id_ for id_, at in awaited.items() if at in there and at not in open_ and id_ not in happened}
        if dead and _needs(scheduled, dead):
            yield scheduled, min(dead).removeprefix(TASK_PREFIX)


def _is_task(id_: str) -> bool:
    return id_.startswith(TASK_PREFIX)


def _needs(scheduled: Scheduled, dead: set[str]) -> bool:
    """Tell whether a unit of a task waits, and whichever way its condition could be met, one of some ids is in it."""
    conditions = (getattr(unit, "condition", None) for unit in scheduled.units)
    return any(
        condition is not None and all(any(event.id in dead for event in events) for events in condition.alternatives)
        for condition in conditions
    )
