"""Which entry of a calendar is which unit: an id that stays when the unit, its task or its plan gets another name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from dutrack.agenda import Item
    from dutrack.plan.model import Plan, Task
    from dutrack.workspace import Workspace

_NAMESPACE = UUID("6b6a1ff4-5d0e-4a3c-9d2f-0c1f7f0b7a52")
"""Chosen once for dutrack. To change it would double every entry of every calendar."""


class Identities:
    """Names the units of a workspace by the first ids that their plans and tasks had.

    Those are the first entries of ``formerly``. Workspaces with names of their own (``[outbox] workspace``) have no
    entry in common.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._name = workspace.config.outbox.workspace or ""
        self._plans = {plan.id: plan for plan in workspace.plans}
        self._first = {id_: _first(plan) for plan in workspace.plans for id_ in (*plan.formerly, plan.id)}
        self._tasks = {(plan.id, task.id): task for plan in workspace.plans for task in plan.tasks}

    def of(self, item: Item, kind: str = "") -> str:
        """Return the id of a unit's entry (RFC 7986 section 5.3: a UUID, which tells nothing of the host).

        Entries of different kinds, as an event and a to-do, need different ids.
        """
        plan, task = self._task(self._plans[item.plan], self._tasks[item.plan, item.task])
        unit = task + item.unit.removeprefix(item.task)
        return str(uuid5(_NAMESPACE, "\0".join((self._name, plan, unit, *([kind] if kind else [])))))

    def _task(self, plan: Plan, task: Task) -> tuple[str, str]:
        """Return the first ids of a task's plan and of the task."""
        before, slash, id_ = (task.formerly or (task.id,))[0].rpartition("/")
        return (self._first.get(before, before) if slash else _first(plan)), id_


def _first(plan: Plan) -> str:
    return (plan.formerly or (plan.id,))[0]
