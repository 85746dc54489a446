"""What the parts of one plan say of each other: awaited events and tasks, sections, earlier ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.toml import Change, did_you_mean, meant, nearest

if TYPE_CHECKING:
    from dutrack.plan.model import EventDeclaration, Task
    from dutrack.plan.tasks import ReadTask
    from dutrack.toml import KeyPath, Report

TASK_PREFIX = "task:"
"""What stands before a task's id where the task is awaited like an event."""

_FORMER = re.compile(r"([a-z0-9][a-z0-9-]*/)?\w[\w.-]*")


def crosscheck(
    report: Report, events: tuple[EventDeclaration, ...], sections: tuple[str, ...], tasks: tuple[ReadTask, ...]
) -> None:
    """Report what does not fit together within a plan; ``sections`` are the declared ids."""
    known = {event.id for event in events} | {TASK_PREFIX + read.task.id for read in tasks}
    for read in tasks:
        for key, awaited in read.work.awaits:
            if awaited not in known:
                _report_unknown(report, key, awaited, known)
        if sections:
            _check_section(read, sections)
    _check_circles(report, tuple(read.task for read in tasks))
    _check_former_ids(tasks)


def _report_unknown(report: Report, key: KeyPath, awaited: str, known: set[str]) -> None:
    """Report an awaited id that is not in the plan; a task's id is held against those of tasks, without the prefix."""
    prefix = TASK_PREFIX if awaited.startswith(TASK_PREFIX) else ""
    word = awaited.removeprefix(prefix)
    message = msg("The plan has no task {id}.", id=word) if prefix else msg("The plan has no event {id}.", id=word)
    near = nearest(word, [id_.removeprefix(prefix) for id_ in known if id_.startswith(TASK_PREFIX) == bool(prefix)])
    change = None
    if near is not None:
        hint, change = did_you_mean(near), Change(prefix + near, quoted=True)
    elif not prefix and TASK_PREFIX + word in known:
        hint = msg("The task of that id is awaited as {id}.", id=TASK_PREFIX + word)
        change = Change(TASK_PREFIX + word, safe=True, quoted=True)
    else:
        hint = msg("Events are declared in [[events]]; another task is awaited as task:ID.")
    report.add(Code.UNKNOWN_EVENT, message, key, hint=hint, change=change)


def _check_circles(report: Report, tasks: tuple[Task, ...]) -> None:
    """Report each circle of tasks that wait for each other, once, at its first task in the file."""
    waits = {
        task.id: [awaited.removeprefix(TASK_PREFIX) for awaited in task.awaits if awaited.startswith(TASK_PREFIX)]
        for task in tasks
    }
    told: set[str] = set()
    for task in tasks:
        circle = [] if task.id in told or not waits[task.id] else _way_back(task.id, waits)
        told.update(circle)
        if circle:
            way = " → ".join((*circle, task.id))
            message = msg("Tasks wait for each other in a circle: {way}.", way=way)
            report.add(Code.WAITS_IN_A_CIRCLE, message, (*task.key, "awaits"))


def _way_back(start: str, waits: dict[str, list[str]]) -> list[str]:
    """Return the shortest way from a task over those it waits for back to itself, or []."""
    ways, seen = [[start]], set[str]()
    for way in ways:  # grows while it is walked: breadth first
        for awaited in waits.get(way[-1], ()):
            if awaited == start:
                return way
            if awaited not in seen:
                seen.add(awaited)
                ways.append([*way, awaited])
    return []


def _check_section(read: ReadTask, declared: tuple[str, ...]) -> None:
    section = read.task.section
    if section and not any(section == id_ or section.startswith(f"{id_}.") for id_ in declared):
        message = msg("The section {id} is not declared in [[sections]].", id=section)
        key = (*read.task.key, "section")
        read.table.report.add(Code.UNDECLARED_SECTION, message, key, **meant(section, declared))


def _check_former_ids(tasks: tuple[ReadTask, ...]) -> None:
    ids = {read.task.id for read in tasks}
    claimed: set[str] = set()
    for read in tasks:
        table = read.table
        for key, former in table.entries("formerly"):
            if not _FORMER.fullmatch(former):
                message = msg("{id} is no earlier id: write TASK, or PLAN/TASK.", id=former)
                table.report.add(Code.BAD_ID, message, key)
            elif former in ids or former in claimed:
                message = msg("The earlier id {id} belongs to another task.", id=former)
                table.report.add(Code.DISPUTED_FORMER_ID, message, key)
            claimed.add(former)
