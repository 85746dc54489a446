"""Tasks that wait for what will never come, and plans that name a successor that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.stranded import stranded
from dutrack.check.finding import Finding
from dutrack.i18n import msg
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.problems import Code
from dutrack.schedule.units import SeriesUnit, StandingUnit
from dutrack.toml import meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.agenda.tasks import Scheduled
    from dutrack.plan.model import Task
    from dutrack.toml import KeyPath


def awaited_for_ever(agenda: Agenda) -> Iterator[Finding]:
    """Find tasks that await one which can never be complete."""
    waiting = [each for each in agenda.scheduled if any(id_.startswith(TASK_PREFIX) for id_ in each.task.awaits)]
    awaited = {(each.plan.id, id_.removeprefix(TASK_PREFIX)) for each in waiting for id_ in each.task.awaits}
    endless = {
        (each.plan.id, each.task.id)
        for each in (agenda.scheduled if awaited else ())
        if (each.plan.id, each.task.id) in awaited and _is_endless(each)
    }
    for scheduled in waiting:
        for name in scheduled.task.awaits:
            id_ = name.removeprefix(TASK_PREFIX)
            if id_ != name and (scheduled.plan.id, id_) in endless:
                message = msg("The task {id} never ends and cannot be awaited.", id=id_)
                hint = msg("Await an event, or give that task an end.")
                keys = _awaits_keys(scheduled.task, name)
                yield Finding(Code.NEVER_ENDS, message, scheduled.plan, scheduled.task, keys, hint=hint)


def _is_endless(scheduled: Scheduled) -> bool:
    return all(isinstance(unit, StandingUnit) for unit in scheduled.units) or any(
        isinstance(unit, SeriesUnit) and not unit.part.series.bounded for unit in scheduled.units
    )


def awaited_cancelled(agenda: Agenda) -> Iterator[Finding]:
    """Find tasks that await one which was cancelled: they would wait for ever, and nobody would hear of it."""
    for scheduled, id_ in stranded(agenda):
        message = msg("The task {id} was cancelled: this one waits for ever.", id=id_)
        hint = msg("Cancel it too, give it a day (dutrack date), or let it await something else.")
        keys = _awaits_keys(scheduled.task, TASK_PREFIX + id_)
        yield Finding(Code.AWAITS_CANCELLED, message, scheduled.plan, scheduled.task, keys, hint=hint)


def _awaits_keys(task: Task, awaited: str) -> tuple[KeyPath, ...]:
    """Return where a task says what it awaits; where its section says it, the deadline that came with it."""
    keys: list[KeyPath] = [(*task.key, "awaits", task.awaits.index(awaited)), (*task.key, "awaits")]
    if task.deadline_key is not None:
        keys += [(*task.deadline_key[:-1], "awaits", task.awaits.index(awaited)), task.deadline_key]
    return (*keys, task.key)


def replaced_by_nobody(agenda: Agenda) -> Iterator[Finding]:
    """Find plans that say they are replaced by one that is not there, or by themselves: they go on urging."""
    for plan in agenda.plans:
        if plan.replaced_by is None:
            continue
        other = agenda.workspace.plan(plan.replaced_by)
        if other is None or other.id == plan.id:
            message = msg("There is no other plan {id} to replace this one; it goes on.", id=plan.replaced_by)
            near = meant(plan.replaced_by, [each.id for each in agenda.workspace.plans if each.id != plan.id])
            yield Finding(Code.UNKNOWN_PLAN, message, plan, None, (("plan", "replaced_by"),), **near)
