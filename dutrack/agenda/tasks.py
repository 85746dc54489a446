"""Tasks put on the calendar: each with its units, or with why it has none that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.dates.calendar import Calendar
from dutrack.deadline import DeadlineError
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import Context, EventPart, Resolution
from dutrack.schedule.units import Undated, UndatedUnit, Unit, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.plan.model import Plan, Task
    from dutrack.workspace import Workspace


class Scheduled(Struct, frozen=True):
    """A task with its units, at least one. ``context`` is None for a plan without an issue date.

    ``resolution`` is the whole reading, None where there is none; then ``error`` may say why.
    """

    plan: Plan
    task: Task
    context: Context | None
    units: tuple[Unit, ...]
    resolution: Resolution | None = None
    error: DeadlineError | None = None

    @property
    def awaited(self) -> tuple[str, ...]:
        """The ids of what the task waits for: events of the plan, "task:ID", or its own id for an event without one."""
        conditions = (getattr(unit, "condition", None) for unit in self.units)
        return tuple(dict.fromkeys(id_ for condition in conditions if condition for id_ in condition.ids))

    @property
    def awaited_words(self) -> str:
        """What it waits for, in the words of its deadline."""
        parts = self.resolution.parts if self.resolution else ()
        return "; ".join(part.words for part in parts if isinstance(part, EventPart))


def context_of(workspace: Workspace, plan: Plan) -> Context | None:
    """Return where the deadlines of a plan stand; None without an issue date."""
    return None if plan.issued is None else context_at(workspace, plan, plan.issued)


def context_at(workspace: Workspace, plan: Plan, issued: date) -> Context:
    """Return where texts stand in a plan, as if it had been issued on a day."""
    config = workspace.config
    calendar = Calendar(frozenset(config.off), frozenset(config.work))
    return Context(issued, calendar, Policy(plan.policy, config.policy), plan.terms)


def scheduled_tasks(workspace: Workspace, plan: Plan) -> Iterator[Scheduled]:
    """Yield every task of a plan, in the order of the file."""
    context = context_of(workspace, plan)
    read_before: dict[str, Resolution | DeadlineError] = {}
    for task in plan.tasks:
        yield _schedule(plan, task, context, read_before)


def _schedule(
    plan: Plan, task: Task, context: Context | None, read_before: dict[str, Resolution | DeadlineError]
) -> Scheduled:
    text = task.deadline
    if text is None or context is None:
        return Scheduled(plan, task, context, (UndatedUnit(Undated.NO_DEADLINE),))
    found = read_before.get(text)
    if found is None:
        found = read_before[text] = _read(text, context)
    if isinstance(found, DeadlineError):
        units: tuple[Unit, ...] = (UndatedUnit(Undated.NOT_UNDERSTOOD, found),)
        return Scheduled(plan, task, context, units, error=found)
    return Scheduled(plan, task, context, units_of(found, task.id, task.awaits, task.within), found)


def _read(text: str, context: Context) -> Resolution | DeadlineError:
    try:
        return read(text, context)
    except DeadlineError as error:
        return error
