"""Records that do not fit what they are about: no day to extend, nothing standing, nothing that recurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.closing import Given, concerns, givings, window_of
from dutrack.agenda.leads import leads_of
from dutrack.agenda.opened import named_units, opened
from dutrack.agenda.tasks import context_at
from dutrack.check.finding import Finding
from dutrack.dates.today import Today
from dutrack.i18n import Message, msg
from dutrack.problems import Code
from dutrack.progress import Dated, Extended, Reviewed, Skipped, TaskRecord, counting
from dutrack.schedule.units import StandingUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.agenda.opened import Opened
    from dutrack.agenda.tasks import Scheduled
    from dutrack.schedule.resolved import Context


def idle_records(agenda: Agenda) -> Iterator[Finding]:
    """Find records that change nothing, or not what they say."""
    of_tasks: dict[tuple[str, str], list[TaskRecord]] = {}
    for plan in agenda.plans:
        for record in counting(agenda.workspace.records_of(plan), agenda.today):
            if isinstance(record, TaskRecord):
                of_tasks.setdefault((plan.id, record.task), []).append(record)
    strays = {(record.key, record.place) for record in agenda.stray}  # a file that was copied has the same keys
    for scheduled in agenda.scheduled if of_tasks else ():
        records = of_tasks.get((scheduled.plan.id, scheduled.task.id), [])
        if any(isinstance(record, Dated | Extended | Reviewed | Skipped) for record in records):
            context = scheduled.context or context_at(agenda.workspace, scheduled.plan, agenda.today)
            used = _used(agenda, scheduled, records, context)
            for record in records:
                if record.key in used or (record.key, record.place) in strays:
                    continue
                if message := _why(record, context):
                    hint = msg("Withdraw it, or name the part it is about.")
                    keys = ((record.key, "kind"),)
                    yield Finding(Code.RECORD_UNFIT, message, scheduled.plan, None, keys, hint=hint, place=record.place)


def _used(agenda: Agenda, scheduled: Scheduled, records: list[TaskRecord], context: Context) -> set[str]:
    """Return the keys of the records that fit a unit of their task."""
    plan, task = scheduled.plan, scheduled.task
    standing = {task.id + unit.suffix for unit in scheduled.units if isinstance(unit, StandingUnit)}
    members = [lead.member for lead in leads_of(agenda.workspace, plan, task).leads]
    used: set[str] = set()
    for unit in opened(scheduled, agenda.happenings[plan.id], named_units(records), Today(agenda.today)):
        days = Given(unit.days.start, unit.days.due)
        for id_ in (unit.id if member is None else f"{unit.id}@{member}" for member in members):
            used |= {record.key for record, _ in givings(days, records, id_, context, fixed=unit.fixed)}
            used |= {record.key for record in records if concerns(record, id_) and _fits(record, unit, standing)}
    return used


def _fits(record: TaskRecord, unit: Opened, standing: set[str]) -> bool:
    if isinstance(record, Reviewed):
        return unit.id in standing
    return isinstance(record, Skipped) and unit.occurrence is not None


def _why(record: TaskRecord, context: Context) -> Message | None:
    """Return why a record that fits nothing does not; None for kinds that fit everything, and for unreadable texts."""
    about = record.unit or record.task
    match record:
        case Extended():
            if window_of(record, context) is not None:
                return msg("{id} has no due day that could be extended.", id=about)
        case Dated():
            if window_of(record, context) is not None:
                return msg("{id} has its day from the plan, and is given none.", id=about)
        case Reviewed():
            return msg("{id} is not standing: there is nothing to review.", id=about)
        case Skipped():
            return msg("{id} does not recur: skipped, it counts as cancelled.", id=about)
    return None
