"""The agenda: everything that stands on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dutrack.agenda.happenings import Happenings
    from dutrack.agenda.model import Item
    from dutrack.agenda.tasks import Scheduled
    from dutrack.plan.model import Plan, Task
    from dutrack.progress import TaskRecord
    from dutrack.workspace import Workspace


class Agenda(Struct, frozen=True):
    """Everything on a day: ``items`` by plan, then as in the file. ``scheduled`` are the tasks behind them.

    ``plans`` are those it is about, usually all of the workspace. ``happenings`` say, by plan id, which events have
    happened or are expected. ``stray`` are records about tasks or units that are not there.
    """

    workspace: Workspace
    today: date
    items: tuple[Item, ...]
    scheduled: tuple[Scheduled, ...]
    happenings: Mapping[str, Happenings]
    plans: tuple[Plan, ...]
    stray: tuple[TaskRecord, ...] = ()

    def items_of(self, plan: Plan, task: Task) -> tuple[Item, ...]:
        """Return the items of a task, in the order of its text."""
        return tuple(item for item in self.items if item.plan == plan.id and item.task == task.id)

    def scheduled_of(self, plan: Plan, task: Task) -> Scheduled:
        """Return a task as it is put on the calendar."""
        return next(found for found in self.scheduled if found.plan is plan and found.task is task)

    @property
    def never_overdue(self) -> frozenset[tuple[str, str]]:
        """The (plan, task) ids of open tasks that nothing gives a day."""
        from dutrack.agenda.undatable import never_overdue  # noqa: PLC0415 - heavy

        return never_overdue(self.items, self.scheduled, self.today)
