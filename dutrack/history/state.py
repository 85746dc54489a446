"""One state as it is compared: its tasks with their items."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda.opened import has_occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Agenda, Item
    from dutrack.agenda.tasks import Scheduled
    from dutrack.history.matching import Address
    from dutrack.plan.model import Plan

_FAR = timedelta(days=3 * 366)
"""An occurrence is looked for among those due so much later than it is on the other side."""


class State(Struct, frozen=True):
    """The items of one side by task; ``agenda`` and ``scheduled`` are not there where they were only saved."""

    plans: tuple[Plan, ...]
    items: dict[Address, tuple[Item, ...]]
    scheduled: dict[Address, Scheduled]
    agenda: Agenda | None = None

    def goes_on_to(self, address: Address, unit: str, other: Item) -> bool:
        """Tell whether a series of a task has an occurrence that is not among its items as it is too far ahead.

        ``unit`` is the id it would have here, ``other`` what it is on the other side. What was only saved is taken to
        go on.
        """
        if other.occurrence is None:
            return False
        if self.agenda is None:
            last = [item.due for item in self.items.get(address, ()) if item.due is not None and item.occurrence]
            return bool(last) and other.due is not None and other.due > max(last)
        scheduled, due = self.scheduled.get(address), other.due or self.agenda.today
        last_day = due + min(_FAR, date.max - due)
        return scheduled is not None and has_occurrence(scheduled, self.agenda.happenings[address[0]], unit, last_day)


def state_of(agenda: Agenda) -> State:
    """Return what an agenda says."""
    scheduled = {(each.plan.id, each.task.id): each for each in agenda.scheduled}
    return State(agenda.workspace.plans, by_task(agenda.items), scheduled, agenda)


def by_task(items: Iterable[Item]) -> dict[Address, tuple[Item, ...]]:
    """Return items by plan and task, in their order."""
    found: dict[Address, list[Item]] = {}
    for item in items:
        found.setdefault((item.plan, item.task), []).append(item)
    return {address: tuple(each) for address, each in found.items()}
