"""The changes as JSON: schema 1, one a unit, each on a line of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dutrack.views.json_text import dump
from dutrack.views.problems_json import problem_values

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.history.changes import Change, Diff, PlanChange, Trouble

SCHEMA = 1


def diff_json(diff: Diff) -> str:
    """Return the whole text; days are ISO 8601, sentences in the active language."""
    before, after = (
        {"name": str(name), "commit": commit} for name, commit in zip(diff.names, diff.commits, strict=True)
    )
    head = {
        "schema": SCHEMA,
        "today": diff.today.isoformat(),
        "before": before,
        "after": after,
        "moved": diff.moved,
        "counts": dict(Counter(change.kind.value for change in diff.changes)),
        "plans": [_plan_values(plan) for plan in diff.plans],
        "notes": [str(note) for note in diff.notes],
        "problems": [_trouble_values(trouble) for trouble in diff.troubles],
    }
    lines = ",\n".join(f"  {dump(_values(change))}" for change in diff.changes)
    return f'{dump(head)[:-1]}, "changes": [\n{lines}\n]}}' if lines else f'{dump(head)[:-1]}, "changes": []}}'


def _values(change: Change) -> dict[str, Any]:
    """Return a change; ``unit`` is None where it is about the whole task, ``days`` how much later it is due.

    ``start_days`` is how much later it begins.
    """
    item = change.item
    return {
        "kind": change.kind.value,
        "plan": item.plan,
        "task": item.task,
        "unit": item.unit if change.kind.moves else None,
        "title": item.title,
        "whole": change.whole,
        "days": change.days if change.kind.moves else None,
        "start_days": change.start_days if change.kind.moves else None,
        "causes": [
            {"cause": each.cause.value, "details": [str(detail) for detail in each.details]} for each in change.causes
        ],
        "before": _item_values(change.before),
        "after": _item_values(change.after),
    }


def _item_values(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "plan": item.plan,
        "task": item.task,
        "unit": item.unit,
        "owners": list(item.owners),
        "deadline": item.deadline,
        "status": item.status.value,
        "start": _day(item.start),
        "due": _day(item.due),
        "awaiting": list(item.awaiting),
        "released_on": _day(item.released_on),
    }


def _plan_values(plan: PlanChange) -> dict[str, Any]:
    ends = None if plan.ends is None else {"before": _day(plan.ends[0]), "after": _day(plan.ends[1])}
    kind = None if plan.kind is None else plan.kind.value
    return {"plan": plan.id, "title": plan.title, "was": plan.was, "kind": kind, "ends": ends}


def _trouble_values(trouble: Trouble) -> dict[str, Any]:
    return {"state": str(trouble.state), "left_out": trouble.left_out, **problem_values(trouble.problem)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
