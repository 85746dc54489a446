"""Tasks that can never become overdue: nothing gives them a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.model import Status
from dutrack.schedule.units import EventUnit, SeriesUnit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda.model import Item
    from dutrack.agenda.tasks import Scheduled


def never_overdue(items: Iterable[Item], tasks: Iterable[Scheduled], today: date) -> frozenset[tuple[str, str]]:
    """Return the (plan, task) ids of the open tasks that have no due day and wait for nothing that would give one.

    ``items`` are all units of the tasks. A task that waits for an event gets a day if a period is known that runs from
    it, or its series runs on then.
    """
    open_, dated, waiting = set[tuple[str, str]](), set[tuple[str, str]](), set[tuple[str, str]]()
    for item in items:
        address = (item.plan, item.task)
        if item.status.is_open:
            open_.add(address)
        if item.due is not None:
            dated.add(address)
        if item.status is Status.WAITING:
            waiting.add(address)
    will_be = {
        address for task in tasks if (address := (task.plan.id, task.task.id)) in waiting and _gets_a_day(task, today)
    }
    return frozenset(open_ - dated - will_be)


def _gets_a_day(scheduled: Scheduled, today: date) -> bool:
    """Tell whether the events a task awaits would give one of its units a day."""
    for unit in scheduled.units:
        if isinstance(unit, SeriesUnit):
            return True
        if isinstance(unit, EventUnit) and scheduled.context is not None:
            condition = unit.condition
            texts = (event.within for events in condition.alternatives for event in events)
            if any((*texts, condition.within, scheduled.context.policy.after_event(today))):
                return True
    return False
