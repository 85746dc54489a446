"""What tasks lack, and tasks that say the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dutrack.check.finding import Finding, shown_id
from dutrack.deadline.spelling import one_apart
from dutrack.i18n import msg, plural
from dutrack.problems import Code
from dutrack.schedule.units import StandingUnit
from dutrack.toml import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.plan.model import Plan, Task

_NUMBER = re.compile(r"\W*(?:\w*\d\w*|[ivxlc]+)\W*")
_FEWEST_WORDS = 8
"""Shorter titles are nearly the same only if they are the same."""
_MOST_ALIKE = 8
"""So many titles with the same half are compared with later ones."""


def without_deadline(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks with no deadline."""
    for plan in agenda.plans:
        for task in plan.tasks:
            if task.deadline is None:
                message = msg("The task {id} has no deadline.", id=shown_id(task))
                yield Finding(Code.NO_DEADLINE, message, plan, task, (task.key,), Target.HEADER)


def undatable(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks that have a deadline and can never become overdue, and how many of a plan's tasks never can.

    Where a plan has no issue date, or a deadline is not understood, that is what is wrong.
    """
    never = agenda.never_overdue
    count: dict[str, int] = {}
    for scheduled in agenda.scheduled:
        plan, task = scheduled.plan, scheduled.task
        if plan.issued is None or scheduled.error is not None or (plan.id, task.id) not in never:
            continue
        count[plan.id] = count.get(plan.id, 0) + 1
        if scheduled.resolution is None or task.deadline_key is None:
            continue
        if all(isinstance(unit, StandingUnit) for unit in scheduled.units):
            message = msg("A standing task can never become overdue.")
        else:
            message = msg("Nothing says how long it may take after what is awaited: it can never become overdue.")
        yield Finding(Code.NEVER_OVERDUE, message, plan, task, (task.deadline_key,))
    for plan in agenda.plans:
        if plan.id in count and len(plan.tasks) > 1:
            yield _share(plan, count[plan.id])


def _share(plan: Plan, never: int) -> Finding:
    message = plural(
        "{count} of the plan's {tasks} tasks can never become overdue ({percent} %).",
        "{count} of the plan's {tasks} tasks can never become overdue ({percent} %).",
        count=never,
        tasks=len(plan.tasks),
        percent=round(100 * never / len(plan.tasks)),
    )
    return Finding(Code.SHARE_NEVER_OVERDUE, message, plan, None, (("plan",),), Target.HEADER)


def near_duplicates(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks of a plan with the same lead and deadline whose titles are the same but for one word, no number."""
    for plan in agenda.plans:
        alike: dict[tuple[object, ...], list[Task]] = {}
        for task in plan.tasks:
            alike.setdefault((task.owners, task.deadline), []).append(task)
        for tasks in alike.values():
            seen = _Titles()
            for task in tasks if len(tasks) > 1 else ():
                other = seen.add(task)
                if other is not None:
                    message = msg(
                        "The task {id} is nearly the same as {other}.", id=shown_id(task), other=shown_id(other)
                    )
                    yield Finding(Code.NEAR_DUPLICATE, message, plan, task, ((*task.key, "title"),))


class _Titles:
    """Titles so kept that each is compared with few: the time grows with their number, not with its square.

    Two titles that differ by one word have the same first half or the same last half, give or take a word.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[object, ...], list[tuple[Task, tuple[str, ...]]]] = {}

    def add(self, task: Task) -> Task | None:
        """Return an earlier task whose title is nearly the same, and keep this one."""
        words = tuple(unicodedata.normalize("NFC", task.title).lower().split())
        keys: list[tuple[object, ...]] = [words]
        if len(words) >= _FEWEST_WORDS:
            half = len(words) // 2
            keys = [(-1, *words[-half:]), (1, *words[:half]), (-1, *words[1 - half :]), (1, *words[: half - 1])]
        others = [other for key in keys for other in self._seen.get(key, ())]
        found = next((other for other, said in others if said == words or _is_near(said, words)), None)
        for key in keys:
            kept = self._seen.setdefault(key, [])
            if len(kept) < _MOST_ALIKE:
                kept.append((task, words))
        return found


def _is_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two titles differ by one word that is no number: "quý I" and "quý II" are two tasks."""
    if not one_apart(one, other):
        return False
    return [word for word in one if _NUMBER.fullmatch(word)] == [word for word in other if _NUMBER.fullmatch(word)]
