"""What was told already, as the policy asks for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.plan.model import Plan
    from dutrack.reminders.contracts import Moment

SAME = 7
"""A due day moved by no more than so many days, other than by an extension, is the same one."""


class Told:
    """The moments that count as told, those of earlier ids of plans and tasks under the present ones."""

    def __init__(self, moments: Iterable[Moment], plans: Iterable[Plan] = ()) -> None:
        self._labels: set[tuple[str, ...]] = set()
        self._points: dict[tuple[str, ...], list[tuple[date, int, int]]] = defaultdict(list)
        renamed = _renamed(plans)
        for moment in moments:
            self.add(moment, *renamed.get((moment.plan, moment.task), (renamed.get((moment.plan, ""), ("",))[0], "")))

    def add(self, moment: Moment, plan: str = "", task: str = "") -> None:
        """Count a moment as told; ``plan`` and ``task`` are the present ids where the moment has earlier ones."""
        unit = task + moment.unit.removeprefix(moment.task) if task else moment.unit
        ladder = (plan or moment.plan, unit, moment.role.value, moment.body)
        if moment.due is None:
            self._labels.add((*ladder, moment.label))
        else:
            self._points[ladder].append((moment.due, moment.extensions, int(moment.label)))

    def __contains__(self, moment: Moment) -> bool:
        """Tell whether a moment was told, or a later one of its ladder, which closes it."""
        ladder = (moment.plan, moment.unit, moment.role.value, moment.body)
        if moment.due is None:
            return (*ladder, moment.label) in self._labels
        offset = int(moment.label)
        return any(
            point >= offset and (due == moment.due or _is_same(due, extensions, moment))
            for due, extensions, point in self._points.get(ladder, ())
        )


def _is_same(due: date, extensions: int, moment: Moment) -> bool:
    """Tell whether a due day is a moment's own, moved a little; an extension, however short, begins a new ladder."""
    assert moment.due is not None  # noqa: S101
    return extensions == moment.extensions and abs((due - moment.due).days) <= SAME


def _renamed(plans: Iterable[Plan]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the present (plan, task) of earlier ones; of an earlier plan with all its tasks under ("plan", "")."""
    renamed: dict[tuple[str, str], tuple[str, str]] = {}
    homes = {former: plan.id for plan in plans for former in plan.formerly}
    for plan in plans:
        renamed.update({(former, ""): (plan.id, "") for former in plan.formerly})
        for task in plan.tasks:
            for former in task.formerly:
                before, slash, old = former.rpartition("/")
                now = (plan.id, task.id)
                if slash:
                    renamed[before, old] = renamed[homes.get(before, before), old] = now
                else:
                    renamed.update({(id_, old): now for id_ in (plan.id, *plan.formerly)})
    return renamed
