"""Records that say nothing about the plan as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.closing import window_of
from dutrack.agenda.tasks import context_at
from dutrack.check.finding import Finding
from dutrack.i18n import Message, msg
from dutrack.problems import Code
from dutrack.progress import Dated, Extended, Happened, TaskRecord
from dutrack.toml import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.plan.model import Plan


def stray_records(agenda: Agenda) -> Iterator[Finding]:
    """Find records about a task, unit or event that the plan does not have, with what it is probably called now."""
    strays = {(record.key, record.place) for record in agenda.stray}  # a file that was copied has the same keys
    for plan in agenda.plans:
        records = agenda.workspace.records_of(plan)
        if not records:
            continue
        events = {event.id for event in plan.events} | {task.id for task in plan.tasks}
        events |= {f"{id_}/{task.id}" for id_ in (plan.id, *plan.formerly) for task in plan.tasks}
        for record in records:
            if isinstance(record, Happened) and record.event not in events:
                message = msg("The record is about {id}, which is no event of the plan.", id=record.event)
                yield _stray(plan, record, message, _event_heir(plan, record.event, agenda))
            elif (record.key, record.place) in strays and isinstance(record, TaskRecord):
                message = msg("The record is about {id}, which is not in the plan.", id=record.unit or record.task)
                yield _stray(plan, record, message, _task_heir(plan, record.task, agenda))


def _stray(plan: Plan, record: TaskRecord | Happened, message: Message, heir: str | None) -> Finding:
    if heir is None:
        hint = msg("Name the earlier id in formerly, or withdraw the record.")
    elif isinstance(record, Happened):
        hint = msg("Is it {heir} now? Then give that event the id {id} again.", heir=heir, id=record.event)
    else:
        hint = msg('Is it {heir} now? Then write there: formerly = ["{id}"]', heir=heir, id=record.task)
    keys = tuple((record.key, name) for name in ("event", "unit", "task"))
    return Finding(Code.RECORD_WITHOUT_UNIT, message, plan, None, keys, hint=hint, place=record.place)


def _task_heir(plan: Plan, id_: str, agenda: Agenda) -> str | None:
    """Return the task that the records of an id probably belong to: of those without records the nearest."""
    ids = [task.id for task in plan.tasks]
    if id_ in ids:  # the task is there, what of it is named is not
        return None
    taken = {getattr(record, "task", None) for record in agenda.workspace.records_of(plan)}
    return nearest(id_, [other for other in ids if other not in taken])


def _event_heir(plan: Plan, id_: str, agenda: Agenda) -> str | None:
    taken = {getattr(record, "event", None) for record in agenda.workspace.records_of(plan)}
    return nearest(id_, [event.id for event in plan.events if event.id not in taken])


def unreadable_records(agenda: Agenda) -> Iterator[Finding]:
    """Find records that extend or date something to words that are no one day or period: they move nothing."""
    for plan in agenda.plans:
        for record in agenda.workspace.records_of(plan):
            if not isinstance(record, Extended | Dated):
                continue
            if window_of(record, context_at(agenda.workspace, plan, record.on)) is None:
                message = msg("“{text}” is not one day or one period.", text=record.to)
                hint = msg("Withdraw the record and record it anew.")
                keys = ((record.key, "to"),)
                yield Finding(Code.BROKEN_RECORD, message, plan, None, keys, hint=hint, place=record.place)
