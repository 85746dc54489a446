"""An agenda as JSON: schema 1, one item a unit, each on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.views.json_text import dump
from dutrack.views.problems_json import problem_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from dutrack.agenda import Item, Status
    from dutrack.problems import Problem

SCHEMA = 1


def agenda_json(
    items: tuple[Item, ...], today: date, tasks: int, counts: Mapping[Status, int], problems: Iterable[Problem]
) -> str:
    """Return the whole text; ``tasks`` and ``counts`` are of all units under the filters, shown or not."""
    head = {
        "schema": SCHEMA,
        "today": today.isoformat(),
        "tasks": tasks,
        "counts": {status.value: count for status, count in counts.items()},
        "problems": [problem_values(problem) for problem in problems],
    }
    lines = ",\n".join(f"  {dump(item_values(item))}" for item in items)
    return f'{dump(head)[:-1]}, "items": [\n{lines}\n]}}' if lines else f'{dump(head)[:-1]}, "items": []}}'


def item_values(item: Item) -> dict[str, Any]:
    """Return an item as plain values, in the order of the schema; days as ISO 8601."""
    members = item.members
    return {
        "plan": item.plan,
        "task": item.task,
        "unit": item.unit,
        "title": item.title,
        "section": item.section,
        "owners": list(item.owners),
        "owner_ids": list(item.owner_ids),
        "with": list(item.helpers),
        "status": item.status.value,
        "deadline": item.deadline,
        "start": _day(item.start),
        "due": _day(item.due),
        "first_due": _day(item.first_due),
        "days_left": item.days_left,
        "occurrence": item.occurrence,
        "awaiting": list(item.awaiting),
        "released_on": _day(item.released_on),
        "done_on": _day(item.done_on),
        "late": item.late,
        "members": None
        if members is None
        else {"group": members.group, "done": members.done, "total": members.total, "overdue": list(members.overdue)},
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
