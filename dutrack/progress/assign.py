"""Which plan's tasks records belong to today, where plans and tasks had other ids before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from dutrack.progress.records import Happened, Record, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dutrack.plan.model import Plan


def assign(plans: Iterable[Plan], files: Mapping[str, tuple[Record, ...]]) -> dict[str, tuple[Record, ...]]:
    """Return records by plan id, each list by key; ``files`` holds them by the id their file bears.

    Records of an earlier plan id go to the plan, those of a task's earlier id, and of the event it alone awaits, to the
    task; its id and units are then the present ones. A withdrawal goes where the record it withdraws went, if that was
    in a file of the same plan or has come to it. What no plan claims stays where it was.
    """
    plans = tuple(plans)
    homes = {former: plan.id for plan in plans for former in plan.formerly}
    homes |= {plan.id: plan.id for plan in plans}
    living = {(plan.id, task.id) for plan in plans for task in plan.tasks}
    moved = {
        address: (plan.id, task.id)
        for plan in plans
        for task in plan.tasks
        for former in task.formerly
        # An id that a task bears today is that task's, whatever another claims.
        if (address := _address(former, plan.id, homes)) not in living
    }
    declared = {(plan.id, event.id) for plan in plans for event in plan.events}
    gone: dict[tuple[str, str], str] = {}
    found: dict[str, dict[str, Record]] = {}
    stated = [(record, homes.get(file, file)) for file, records in files.items() for record in records]
    renamed: Record
    for record, home in sorted(stated, key=lambda pair: (isinstance(pair[0], Withdrawn), pair[0].key)):
        if isinstance(record, Withdrawn):
            now, renamed = gone.get((home, record.record), home), record
        else:
            now, renamed = _move(record, home, moved, declared)
        gone[home, record.key] = gone[now, record.key] = now
        found.setdefault(now, {})[record.key] = renamed
    return {home: tuple(records[key] for key in sorted(records)) for home, records in found.items()}


def _address(former: str, plan: str, homes: Mapping[str, str]) -> tuple[str, str]:
    """Return (plan, task) of an earlier task id, with the plan's present id where it has one."""
    before, slash, task = former.partition("/")
    return (homes.get(before, before), task) if slash else (plan, former)


def _move(
    record: Record, home: str, moved: Mapping[tuple[str, str], tuple[str, str]], declared: set[tuple[str, str]]
) -> tuple[str, Record]:
    if isinstance(record, Happened):
        own = record.event.rpartition("/")[2]
        if (home, own) in declared or (home, own) not in moved:
            return home, record
        plan, task = moved[home, own]
        return plan, replace(record, event=f"{plan}/{task}")
    old = getattr(record, "task", None)
    if old is None or (home, old) not in moved:
        return home, record
    plan, task = moved[home, old]
    changes: dict[str, Any] = {"task": task}
    unit = getattr(record, "unit", None)
    if unit and unit.startswith(old):
        changes["unit"] = task + unit.removeprefix(old)
    return plan, replace(record, **changes)
