"""One ingredient of a workspace taken from another state of it, and all others left as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from dutrack.history.changes import Cause
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.progress import Dated, Extended, Happened, Note, Record, TaskRecord, effective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dutrack.history.matching import Address, Matching
    from dutrack.plan.model import Plan, Task
    from dutrack.workspace import Workspace

    Swap: TypeAlias = Callable[[Workspace, Workspace, Matching], Workspace]
    """(base, donor, donor to base) → base with something of the donor's; ids stay those of the base."""


def _text(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    """Take what the tasks and their sections say of when: deadlines, what they await, periods."""
    former = matching.turned()
    tasks = {(plan.id, task.id): task for plan in donor.plans for task in plan.tasks}

    def swapped(plan: Plan, task: Task) -> Task:
        address = former.tasks.get((plan.id, task.id))
        if address is None or address not in tasks:
            return task
        other = tasks[address]
        awaits = tuple(matching.awaited(address[0], id_) for id_ in other.awaits)
        return replace(task, deadline=other.deadline, awaits=awaits, within=other.within)

    return replace(base, plans=tuple(replace(p, tasks=tuple(swapped(p, task) for task in p.tasks)) for p in base.plans))


def _issued(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    return _of_plans(base, donor, matching, lambda plan, other: replace(plan, issued=other.issued))


def _term(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    return _of_plans(base, donor, matching, lambda plan, other: replace(plan, terms=other.terms))


def _policy(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    swapped = _of_plans(base, donor, matching, lambda plan, other: replace(plan, policy=other.policy))
    return replace(swapped, config=replace(base.config, policy=donor.config.policy))


def _calendar(base: Workspace, donor: Workspace, _: Matching) -> Workspace:
    return replace(base, config=replace(base.config, off=donor.config.off, work=donor.config.work))


def _extension(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    return _records(base, donor, matching, lambda _, record: isinstance(record, Extended))


def _date(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    return _records(base, donor, matching, lambda _, record: isinstance(record, Dated))


def _event(base: Workspace, donor: Workspace, matching: Matching) -> Workspace:
    """Take what happened: recorded events, which of them are the same document, and what completes awaited tasks."""
    same = {
        matching.events[plan.id, event.id]: event.same_as
        for plan in donor.plans
        for event in plan.events
        if (plan.id, event.id) in matching.events
    }
    awaited = {
        (plan.id, id_.removeprefix(TASK_PREFIX))
        for plan in base.plans
        for task in plan.tasks
        for id_ in task.awaits
        if id_.startswith(TASK_PREFIX)
    }

    def is_event(plan: str, record: Record) -> bool:
        if isinstance(record, TaskRecord):
            return (plan, record.task) in awaited and not isinstance(record, Extended | Dated)
        return isinstance(record, Happened)

    def plan_swapped(plan: Plan) -> Plan:
        events = (replace(each, same_as=same.get((plan.id, each.id), each.same_as)) for each in plan.events)
        return replace(plan, events=tuple(events))

    swapped = _records(base, donor, matching, is_event)
    return replace(swapped, plans=tuple(map(plan_swapped, base.plans)))


SWAPS: dict[Cause, Swap] = {
    Cause.TEXT: _text,
    Cause.ISSUED: _issued,
    Cause.TERM: _term,
    Cause.EVENT: _event,
    Cause.EXTENSION: _extension,
    Cause.DATE: _date,
    Cause.POLICY: _policy,
    Cause.CALENDAR: _calendar,
}
"""Everything that decides on days, in the order in which causes are told."""


def _of_plans(base: Workspace, donor: Workspace, matching: Matching, change: Callable[[Plan, Plan], Plan]) -> Workspace:
    others = {matching.plans[plan.id]: plan for plan in donor.plans if plan.id in matching.plans}
    return replace(
        base, plans=tuple(change(plan, others[plan.id]) if plan.id in others else plan for plan in base.plans)
    )


def _records(base: Workspace, donor: Workspace, matching: Matching, chosen: Callable[[str, Record], bool]) -> Workspace:
    """Return the base with the records that are chosen, by plan and record, from the donor."""
    kept = [
        (id_, record)
        for id_, records in base.records.items()
        for record in effective(records)
        if not chosen(id_, record)
    ]
    found: dict[str, list[Record]] = {}
    for id_, record in (*kept, *(pair for pair in _moved(donor, matching) if chosen(*pair))):
        found.setdefault(id_, []).append(record)
    return replace(base, records={id_: tuple(sorted(each, key=lambda one: one.key)) for id_, each in found.items()})


def _moved(donor: Workspace, matching: Matching) -> Iterator[tuple[str, Record]]:
    """Yield the donor's records that count, by the ids of the base."""
    for id_, records in donor.records.items():
        plan, home = donor.plan(id_), matching.plans.get(id_, id_)
        own = ("", id_, *(plan.formerly if plan else ()))
        for record in effective(records):
            if isinstance(record, Happened):
                before, _, event = record.event.rpartition("/")
                yield home, replace(record, event=matching.awaited(id_, event)) if before in own else record
            elif isinstance(record, TaskRecord | Note) and record.task is not None:
                yield _moved_task(record, (id_, record.task), matching)
            else:
                yield home, record


def _moved_task(record: TaskRecord | Note, address: Address, matching: Matching) -> tuple[str, Record]:
    plan, task = matching.tasks.get(address, address)
    unit = None if record.unit is None else task + record.unit.removeprefix(address[1])
    return plan, replace(record, task=task, unit=unit)
