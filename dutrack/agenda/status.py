"""The status of a unit: the first that holds, in the order of ``Status``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dutrack.agenda.model import Status
from dutrack.i18n import Message, msg
from dutrack.progress import Done
from dutrack.schedule.units import Undated

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda.closing import Given
    from dutrack.agenda.opened import Opened
    from dutrack.agenda.tasks import Scheduled
    from dutrack.dates.today import Today
    from dutrack.plan.model import Plan
    from dutrack.progress.records import Closing
    from dutrack.workspace import Workspace


def last_day(plan: Plan, workspace: Workspace) -> date | None:
    """Return the last day on which a plan urges; None for one that goes on.

    That is its ``ended``, else the day before the plan that replaced it was issued. One whose successor cannot be read
    goes on: a mistake in another file must not silence it.
    """
    if plan.ended is not None or plan.replaced_by is None:
        return plan.ended
    other = workspace.plan(plan.replaced_by)
    if other is None or other.id == plan.id or other.issued is None:
        return None
    return other.issued - timedelta(1)


def status_of(unit: Opened, days: Given, closed: Closing | None, *, last: date | None, today: Today) -> Status | None:
    """Return where a unit stands; None for what ``dated_status`` says: an open one with a due day.

    What is open when the ``last`` day of its plan is over is cancelled.
    """
    ended = last if last is not None and today.passed(last) else None
    if isinstance(closed, Done) and (ended is None or closed.on <= ended):
        return Status.DONE
    if closed is not None or ended is not None:
        return Status.CANCELLED
    if days.due is not None:
        return None
    if days.start is not None and not today.reached(days.start):
        return Status.UPCOMING
    if unit.days.undated is not None:
        return Status.UNDATED
    return Status.WAITING if unit.days.awaiting else Status.STANDING


def started(plan: Plan, unit: Opened, days: Given) -> date | None:
    """Return the day work begins: without a start, or in a window of one day, the issue date or the period's first."""
    if days.start is not None and days.start != (days.first_due or days.due):
        return days.start
    if unit.occurrence is not None:
        return unit.occurrence.period.start
    return unit.days.released_on or plan.issued


def why_undated(scheduled: Scheduled, unit: Opened) -> Message | None:
    """Return why a unit has no day; None for one that is not undated."""
    match unit.days.undated:
        case None:
            return None
        case Undated.NO_DEADLINE if scheduled.task.deadline is not None:
            return msg("the plan has no issue date")
        case Undated.NO_DEADLINE:
            return msg("the plan states no deadline")
        case Undated.NOT_UNDERSTOOD if scheduled.error is not None:
            return msg("the deadline is not understood: {reason}", reason=scheduled.error.message)
        case Undated.OUT_OF_RANGE:
            return msg("the period ends past the year 9999")
        case _ if unit.days.released_on is not None:
            return msg("may begin since {day}; nothing says how long it may take", day=unit.days.released_on)
        case _:
            return msg("nothing says how long it may take")
