"""From PLAN/TASK as people type it to the task."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.cli.usage import WrongUseError, not_found
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.plan.model import Plan, Task
    from dutrack.workspace import Workspace

_UNIT = re.compile(r"[/#@]")


def find_task(workspace: Workspace, address: str) -> tuple[Plan, Task]:
    """Return the task of an address: PLAN/TASK, PLAN/UNIT, or without the plan where that is unique.

    Earlier ids are understood. Raises WrongUseError, with the nearest address, where there is no such task.
    """
    name, slash, rest = address.partition("/")
    plan = workspace.plan(name) if slash else None
    asked = _UNIT.split(rest if plan else address)[0]
    plans = (plan,) if plan else workspace.plans
    found = [(each, task) for each in plans for task in each.tasks if task.id == asked]
    found = found or [(each, task) for each in plans for task in each.tasks if asked in task.formerly]
    if len(found) > 1:
        addresses = ", ".join(f"{each.id}/{task.id}" for each, task in found)
        message = msg("{id} is a task of more than one plan.", id=asked)
        raise WrongUseError(message, msg("Name one: {addresses}", addresses=addresses))
    if not found:
        known = tuple(f"{each.id}/{task.id}" for each in workspace.plans for task in each.tasks)
        near = address if slash else f"{workspace.plans[0].id}/{address}"
        raise not_found(msg("There is no task {id}.", id=address), near, known)
    return found[0]
