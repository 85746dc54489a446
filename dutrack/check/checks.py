"""The checks, in the order they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.closing import window_of
from dutrack.agenda.tasks import context_at
from dutrack.check.finding import Check, Finding
from dutrack.config import Ambiguous
from dutrack.deadline.readings import Doubt
from dutrack.i18n import Message, msg
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.problems import Code, Severity
from dutrack.progress import Dated, Extended, Happened
from dutrack.schedule.resolved import EventPart, WindowPart
from dutrack.schedule.rules import RuleId
from dutrack.schedule.units import SeriesUnit, StandingUnit
from dutrack.toml import Change, KeyPath, Target, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.plan.model import Plan, Task

_MILD = (
    Doubt.NO_PERIOD_NAMED, Doubt.INSTRUCTION_GIVEN, Doubt.WORDS_DROPPED, Doubt.YEAR_CHOSEN, Doubt.FORECAST_HOLIDAY,
)  # fmt: skip
"""Doubts about words that official plans use all the time, and that change no day: notes."""


def not_understood(agenda: Agenda) -> Iterator[Finding]:
    """Find deadlines that cannot be read."""
    for scheduled in agenda.scheduled:
        error, key = scheduled.error, scheduled.task.deadline_key
        if error is not None and key is not None:
            message = msg("The deadline is not understood: {reason}.", reason=error.message)
            meant = error.suggestion
            yield Finding(
                Code.NOT_UNDERSTOOD,
                message,
                scheduled.plan,
                scheduled.task,
                (key,),
                span=error.at,
                hint=did_you_mean(meant) if meant else None,
                change=Change(meant, quoted=True) if meant else None,
            )


def doubtful(agenda: Agenda) -> Iterator[Finding]:
    """Find deadlines that can be read, but perhaps not as they were meant, or that end before the plan begins."""
    for scheduled in agenda.scheduled:
        key = scheduled.task.deadline_key
        if scheduled.resolution is None or key is None:
            continue
        for warned in scheduled.resolution.warnings:
            early = warned.kind is Doubt.BEFORE_ISSUE
            message = (
                msg("The deadline ends before the plan was issued: {reason}.", reason=warned.message)
                if early
                else msg("The reading of the deadline is doubtful: {reason}.", reason=warned.message)
            )
            yield Finding(
                Code.BEFORE_ISSUE if early else Code.DOUBTFUL_READING,
                message,
                scheduled.plan,
                scheduled.task,
                (key,),
                span=warned.at,
                severity=Severity.NOTE if warned.kind in _MILD else None,
            )


def awaited_for_ever(agenda: Agenda) -> Iterator[Finding]:
    """Find tasks that await one which can never be complete."""
    endless = {
        (scheduled.plan.id, scheduled.task.id)
        for scheduled in agenda.scheduled
        if all(isinstance(unit, StandingUnit) for unit in scheduled.units)
        or any(isinstance(unit, SeriesUnit) and not unit.part.series.bounded for unit in scheduled.units)
    }
    for scheduled in agenda.scheduled:
        for awaited in scheduled.task.awaits:
            id_ = awaited.removeprefix(TASK_PREFIX)
            if id_ != awaited and (scheduled.plan.id, id_) in endless:
                message = msg("The task {id} never ends and cannot be awaited.", id=id_)
                hint = msg("Await an event, or give that task an end.")
                keys = ((*scheduled.task.key, "awaits"), scheduled.task.key)
                yield Finding(Code.NEVER_ENDS, message, scheduled.plan, scheduled.task, keys, hint=hint)


def replaced_by_nobody(agenda: Agenda) -> Iterator[Finding]:
    """Find plans that say they are replaced by one that is not there, or by themselves: they go on urging."""
    for plan in agenda.workspace.plans:
        if plan.replaced_by is None:
            continue
        other = agenda.workspace.plan(plan.replaced_by)
        if other is None or other.id == plan.id:
            message = msg("There is no other plan {id} to replace this one; it goes on.", id=plan.replaced_by)
            yield Finding(Code.UNKNOWN_PLAN, message, plan, None, (("plan", "replaced_by"),))


def unknown_bodies(agenda: Agenda) -> Iterator[Finding]:
    """Find leads and monitors that are not in the directory; a workspace without a directory needs none."""
    directory = agenda.workspace.directory
    if not directory.entries:
        return
    seen: set[tuple[str, str]] = set()
    for plan, task, name, keys in _names(agenda):
        found = None if (plan.id, name) in seen else directory.find(name, plan.id, plan.issued)
        if (plan.id, name) in seen or not (found is None or isinstance(found, Ambiguous)):
            continue
        seen.add((plan.id, name))
        if isinstance(found, Ambiguous):
            matches = ", ".join(entry.id for entry in found.matches)
            message = msg("{name} means more than one body: {ids}.", name=name, ids=matches)
            hint = msg("Say in dutrack.toml, with plans, where each name holds.")
            yield Finding(Code.AMBIGUOUS_NAME, message, plan, task, keys, hint=hint)
        else:
            near = directory.suggest(name, plan.id)
            hint = did_you_mean(near) if near else msg("Add it to dutrack.toml: [owners.ID] with its name.")
            message = msg("{name} is not in the directory of bodies.", name=name)
            change = Change(near, quoted=True) if near else None
            yield Finding(Code.UNKNOWN_BODY, message, plan, task, keys, hint=hint, change=change)


def _names(agenda: Agenda) -> Iterator[tuple[Plan, Task | None, str, tuple[KeyPath, ...]]]:
    """Yield every body a plan names to lead or to urge, with the places where its name may stand."""
    for plan in agenda.workspace.plans:
        if plan.monitor:
            yield plan, None, plan.monitor, (("plan", "monitor"),)
    for scheduled in agenda.scheduled:
        plan, task = scheduled.plan, scheduled.task
        for number, name in enumerate(task.owners):
            shared = [
                ("sections", place, "owner", number)
                for place, section in enumerate(plan.sections)
                if task.section and (task.section == section.id or task.section.startswith(f"{section.id}."))
            ]
            yield plan, task, name, ((*task.key, "owner", number), *reversed(shared), (*task.key, "owner"))


def stray_records(agenda: Agenda) -> Iterator[Finding]:
    """Find records about a task, unit or event that the plan does not have."""
    plans = agenda.workspace.plans
    strays = {record.key for record in agenda.stray}
    for plan in plans:
        events = {event.id for event in plan.events} | {task.id for task in plan.tasks}
        events |= {f"{id_}/{task.id}" for id_ in (plan.id, *plan.formerly) for task in plan.tasks}
        for record in agenda.workspace.records_of(plan):
            message: Message | None = None
            if isinstance(record, Happened) and record.event not in events:
                message = msg("The record is about {id}, which is no event of the plan.", id=record.event)
            elif record.key in strays:
                about = getattr(record, "unit", None) or getattr(record, "task", None) or ""
                message = msg("The record is about {id}, which is not in the plan.", id=about)
            if message is not None:
                hint = msg("Name the earlier id in formerly, or withdraw the record.")
                yield Finding(Code.RECORD_WITHOUT_UNIT, message, plan, hint=hint, place=record.place)


def unreadable_records(agenda: Agenda) -> Iterator[Finding]:
    """Find records that extend or date something to words that are no one day or period: they move nothing."""
    for plan in agenda.workspace.plans:
        for record in agenda.workspace.records_of(plan):
            if not isinstance(record, Extended | Dated):
                continue
            if window_of(record, context_at(agenda.workspace, plan, record.on)) is None:
                message = msg("“{text}” is not one day or one period.", text=record.to)
                hint = msg("Withdraw the record and record it anew.")
                yield Finding(Code.BROKEN_RECORD, message, plan, hint=hint, place=record.place)


def without_deadline(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks with no deadline."""
    for scheduled in agenda.scheduled:
        task = scheduled.task
        if task.deadline is None:
            message = msg("The task {id} has no deadline.", id=task.id)
            yield Finding(Code.NO_DEADLINE, message, scheduled.plan, task, (task.key,), Target.HEADER)


def without_lead(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks that nobody leads."""
    for scheduled in agenda.scheduled:
        task = scheduled.task
        if not task.owners:
            message = msg("Nobody leads the task {id}.", id=task.id)
            yield Finding(Code.NO_LEAD, message, scheduled.plan, task, (task.key,), Target.HEADER)


def events_without_id(agenda: Agenda) -> Iterator[Finding]:
    """Note deadlines that wait for something the plan gives no id: what happened to it is recorded by the task's."""
    for scheduled in agenda.scheduled:
        task, key = scheduled.task, scheduled.task.deadline_key
        if scheduled.resolution is None or key is None or task.awaits:
            continue
        for part in scheduled.resolution.parts:
            if isinstance(part, EventPart):
                message = msg("The awaited event has no id: {words}.", words=part.words)
                yield Finding(Code.EVENT_WITHOUT_ID, message, scheduled.plan, task, (key,), span=part.at)


def days_off(agenda: Agenda) -> Iterator[Finding]:
    """Note days that are named and off, where the policy leaves them as they are."""
    for scheduled in agenda.scheduled:
        key, context = scheduled.task.deadline_key, scheduled.context
        if scheduled.resolution is None or key is None or context is None:
            continue
        for part in scheduled.resolution.parts:
            if not isinstance(part, WindowPart) or context.calendar.is_working(part.window.due):
                continue
            if any(step.rule == RuleId.NAMED_DAY for step in part.steps):
                message = msg("{day} is a day off.", day=part.window.due)
                yield Finding(Code.NAMED_DAY_OFF, message, scheduled.plan, scheduled.task, (key,), span=part.at)


WARNING_CHECKS: tuple[Check, ...] = (
    not_understood,
    doubtful,
    awaited_for_ever,
    replaced_by_nobody,
    unknown_bodies,
    stray_records,
    unreadable_records,
)
"""Those that may find errors or warnings."""

CHECKS: tuple[Check, ...] = (*WARNING_CHECKS, without_deadline, without_lead, events_without_id, days_off)
