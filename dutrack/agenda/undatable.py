"""Tasks that can never become overdue: nothing gives them a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.model import Status
from dutrack.schedule.units import EventUnit, SeriesUnit

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda.model import Agenda
    from dutrack.agenda.tasks import Scheduled


def never_overdue(agenda: Agenda) -> frozenset[tuple[str, str]]:
    """Return the (plan, task) ids of the open tasks that have no due day and wait for nothing that would give one.

    A task that waits for an event gets a day if a period is known that runs from it, or its series runs on then.
    """
    open_ = {(item.plan, item.task) for item in agenda.items if item.status.is_open}
    dated = {(item.plan, item.task) for item in agenda.items if item.due is not None}
    waiting = {(item.plan, item.task) for item in agenda.items if item.status is Status.WAITING}
    will_be = {
        address
        for task in agenda.scheduled
        if (address := (task.plan.id, task.task.id)) in waiting and _gets_a_day(task, agenda.today)
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
