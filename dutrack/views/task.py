"""Everything about one task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.check import findings, located
from dutrack.config import Body, Group
from dutrack.i18n import Message, msg, show_day
from dutrack.problems import Code
from dutrack.views.agenda_json import item_values
from dutrack.views.awaited import awaited_words
from dutrack.views.history import history, history_values, told_words
from dutrack.views.problems_json import problem_values
from dutrack.views.text import cells, fold, prose_width
from dutrack.views.units import unit_lines
from dutrack.views.words import answering_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda, Item
    from dutrack.check.finding import Finding
    from dutrack.plan.model import Plan, Task

_LABEL = 16
_TOLD = (Code.NOT_UNDERSTOOD, Code.NO_DEADLINE, Code.NO_LEAD, Code.SEVERAL_LEADS, Code.NEVER_OVERDUE)
"""What the other fields say already, or what a person has made good since."""


def task_text(agenda: Agenda, plan: Plan, task: Task) -> str:
    """Return the task for people."""
    width = prose_width()
    lines = [fold(f"{plan.id}/{task.id}: {task.title}", width, "  ")]
    for label, values in _fields(agenda, plan, task):
        for number, value in enumerate(filter(None, map(str, values))):
            name = str(label) if number == 0 else ""
            line = f"  {name}{' ' * max(_LABEL - cells(name), 1)}{value}"
            inside = len(value) - len(value.lstrip())
            lines.append(fold(line, width, " " * (_LABEL + inside + 4)))
    return "\n".join(lines)


def task_values(agenda: Agenda, plan: Plan, task: Task) -> dict[str, Any]:
    """Return the task as plain values for JSON: ``items`` as in the list, the rest as in the plan."""
    return {
        "schema": 1,
        "today": agenda.today.isoformat(),
        "plan": plan.id,
        "plan_title": plan.title,
        "issuer": plan.issuer,
        "issued": plan.issued.isoformat() if plan.issued else None,
        "monitor": plan.monitor,
        "task": task.id,
        "title": task.title,
        "section": task.section,
        "section_title": _section_title(plan, task),
        "product": task.product,
        "source": task.source,
        "awaits": list(task.awaits),
        "items": [item_values(item) for item in agenda.items_of(plan, task)],
        "records": history_values(history(agenda, plan, task)),
        "problems": [problem_values(found) for found in located(agenda, _findings(agenda, plan, task))],
    }


def _fields(agenda: Agenda, plan: Plan, task: Task) -> Iterator[tuple[Message, list[Any]]]:
    number = f"{plan.number}, " if plan.number else ""
    issued = "" if plan.issued is None else show_day(plan.issued)
    yield msg("Plan"), [plan.title, f"{number}{plan.issuer}, {issued}".rstrip(", ")]
    section = _section_title(plan, task)
    yield msg("Section"), [f"{task.section}: {section}" if section else task.section or ""]
    items = agenda.items_of(plan, task)
    yield msg("Lead"), list(_leads(agenda, plan, task, items))
    yield msg("With"), list(task.helpers)
    yield msg("Monitor"), [plan.monitor or ""]
    yield msg("Deadline"), [f"“{task.deadline}”" if task.deadline else msg("none stated")]
    yield msg("Waits for"), list(awaited_words(agenda, plan, task))
    yield msg("Product"), [task.product or ""]
    yield msg("Source"), [task.source or ""]
    yield msg("Status"), list(unit_lines(agenda.scheduled_of(plan, task), items, agenda.today))
    yield msg("Records"), [told_words(told) for told in history(agenda, plan, task)]
    found = (found for found in _findings(agenda, plan, task) if found.code not in _TOLD)
    yield msg("Problems"), [f"{each.code.value} {each.message}" for each in found]


def _leads(agenda: Agenda, plan: Plan, task: Task, items: tuple[Item, ...]) -> Iterator[Message | str]:
    """Yield who leads, with the name the directory knows where that is another, the members of a group, and successors.

    A member whose body has ended is followed by who answers for it today, and so is any other lead.
    """
    for name in task.owners:
        found = agenda.workspace.directory.find(name, plan.id, plan.issued)
        known = found.name if isinstance(found, Body | Group) else name
        yield name if known == name else f"{name} ({known})"
    if not task.owners:
        yield msg("Nobody leads")
    elif items[0].members is not None:
        members = {item.owner_ids: _member(item) for item in items}
        yield f"  {', '.join(members.values())}"
    else:
        words = (answering_words(item) for item in items)
        yield from dict.fromkeys(str(each) for each in words if each is not None)


def _member(item: Item) -> str:
    name, now = ", ".join(item.owners), answering_words(item)
    return f"{name} ({now})" if now else name


def _findings(agenda: Agenda, plan: Plan, task: Task) -> list[Finding]:
    return [found for found in findings(agenda) if found.plan is plan and found.task is task]


def _section_title(plan: Plan, task: Task) -> str | None:
    return next((section.title for section in plan.sections if section.id == task.section), None)
