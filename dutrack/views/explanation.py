"""How the words of a deadline became days, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dutrack.agenda.closing import Given, givings
from dutrack.agenda.model import OPEN_FIRST
from dutrack.agenda.opened import named_units, opened
from dutrack.agenda.tasks import context_at
from dutrack.dates.today import Today
from dutrack.dates.window import Window
from dutrack.i18n import Message, msg
from dutrack.progress import Extended, TaskRecord, counting
from dutrack.schedule.resolved import Step
from dutrack.schedule.rules import RuleId, rules
from dutrack.views.awaited import awaited_words
from dutrack.views.excerpt import excerpt
from dutrack.views.text import fold, prose_width
from dutrack.views.words import days_words, status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda, Item
    from dutrack.agenda.opened import Opened
    from dutrack.agenda.tasks import Scheduled
    from dutrack.deadline import DeadlineError
    from dutrack.plan.model import Plan, Task


class Explained(Struct, frozen=True):
    """One unit with the steps to its days; ``name`` is its id, with the member only where one was asked for."""

    name: str
    item: Item
    steps: tuple[Step, ...]


class Explanation(Struct, frozen=True):
    """A task's deadline explained: its units, what it awaits, what is doubtful about its text."""

    plan: Plan
    task: Task
    units: tuple[Explained, ...]
    error: DeadlineError | None
    awaited: tuple[Message, ...]
    warnings: tuple[Message, ...]


def explain(agenda: Agenda, plan: Plan, task: Task, suffix: str = "") -> Explanation:
    """Explain the deadline of a task as it stands on the agenda's day.

    ``suffix`` is what follows the task's id in the id of one unit ("/2023-Q1", "#2", "@ban-a"); without it every part
    of the text is explained, a series by its first open occurrence. There are no ``units`` where there is none like it.
    """
    scheduled = agenda.scheduled_of(plan, task)
    records = _records(agenda, plan, task)
    known, named = agenda.happenings[plan.id], named_units(records)
    open_ = {unit.id: unit for unit in opened(scheduled, known, named, Today(agenda.today))}
    items = agenda.items_of(plan, task)
    units = []
    for item in _chosen(items, task, suffix):
        id_, _, member = item.unit.partition("@")
        steps = (*open_[id_].days.steps, *_given_steps(agenda, scheduled, item, open_[id_], records))
        units.append(Explained(item.unit if member and "@" in suffix else id_, item, steps))
    warnings = tuple(warned.message for warned in (scheduled.resolution.warnings if scheduled.resolution else ()))
    return Explanation(plan, task, tuple(units), scheduled.error, tuple(awaited_words(agenda, plan, task)), warnings)


def _records(agenda: Agenda, plan: Plan, task: Task) -> list[TaskRecord]:
    records = counting(agenda.workspace.records_of(plan), agenda.today)
    return [record for record in records if isinstance(record, TaskRecord) and record.task == task.id]


def _chosen(items: tuple[Item, ...], task: Task, suffix: str) -> list[Item]:
    """Return the item of the unit that is named, else one of every part: the first open one, else the last."""
    if suffix:
        asked = f"{task.id}{suffix}"
        items = tuple(item for item in items if item.unit == asked or item.unit.startswith(f"{asked}@"))
    parts: dict[str, list[Item]] = {}
    for item in items:
        parts.setdefault(item.series, []).append(item)
    return [
        min((item for item in part if item.status.is_open), key=_urgency, default=part[-1]) for part in parts.values()
    ]


def _urgency(item: Item) -> int:
    return OPEN_FIRST.index(item.status)


def _given_steps(
    agenda: Agenda, scheduled: Scheduled, item: Item, unit: Opened, records: list[TaskRecord]
) -> Iterator[Step]:
    """Yield a step for each record that gave or moved the day of a unit."""
    context = scheduled.context or context_at(agenda.workspace, scheduled.plan, agenda.today)
    before = Given(unit.days.start, unit.days.due)
    for record, after in givings(before, records, item.unit, context, fixed=unit.fixed):
        assert after.due is not None  # noqa: S101 - a record gives a day
        if isinstance(record, Extended):
            message = msg("extended on {on} to {due} (“{to}”)", on=record.on, due=after.due, to=record.to)
        else:
            message = msg("dated on {on}: due {due} (“{to}”)", on=record.on, due=after.due, to=record.to)
        yield Step(RuleId.RECORD, message, None, _days(before), _days(after))
        before = after


def _days(given: Given) -> Window | None:
    if given.due is None:
        return None
    # An extension may name a day before the start.
    return Window(given.start if given.start is not None and given.start <= given.due else None, given.due)


def explanation_text(found: Explanation) -> str:
    """Return the explanation for people."""
    plan, task, width = found.plan, found.task, prose_width()
    head = [f"{plan.id}/{task.id}: {task.title}"]
    if task.deadline is not None:
        head.append(str(msg("Deadline: “{text}”", text=task.deadline)))
    if plan.issued is not None:
        head.append(str(msg("The plan was issued on {day}", day=plan.issued)))
    lines = [fold(line, width, "  ") for line in head]
    for unit in found.units:
        lines += ["", fold(heading(unit), width, "  ")]
        for number, (said, rule) in enumerate(step_words(unit.steps, task.deadline), 1):
            lines += [fold(f"  {number}. {said}", width, "     "), fold(f"     {rule}", width, "     ")]
    if found.error is not None and task.deadline is not None:
        lines += ["", *_refusal(task.deadline, found.error, width)]
    if found.awaited:
        lines += ["", str(msg("Waits for:")), *(fold(f"  {words}", width, "    ") for words in found.awaited)]
    if found.warnings:
        notes = (str(msg("Note: {message}", message=warning)) for warning in found.warnings)
        lines += ["", *(fold(note, width, "  ") for note in notes)]
    return "\n".join(lines)


def _refusal(text: str, error: DeadlineError, width: int) -> list[str]:
    """Return a text with what is not understood marked below it, and what was probably meant."""
    lines = [f"  {shown}" for shown in excerpt(text, *error.at, width - 2)]
    lines.append(fold(f"  {error.message}", width, "    "))
    if error.suggestion is not None:
        meant = msg("Did you mean {word}?", word=error.suggestion)
        lines.append(fold(f"  {meant}", width, "    "))
    return lines


def heading(unit: Explained) -> str:
    """Return a unit's name, where it stands and its day."""
    item = unit.item
    words = f"{unit.name}: {status_words(item)}"
    if item.due is not None:
        return f"{words}, {days_words(item)}"
    return f"{words}: {item.reason}" if item.reason is not None else words


def step_words(steps: tuple[Step, ...], text: str | None) -> Iterator[tuple[str, str]]:
    """Yield what each step says and its rule; the words it rests on stand where they are others than before."""
    before = text  # the whole text stands above
    for step in steps:
        rule = rules()[RuleId(step.rule)]
        words = before if step.at is None or text is None else text[slice(*step.at)]
        yield str(step.message) if words == before else f"“{words}”: {step.message}", f"{rule.title} ({rule.source})"
        before = words


def explanation_values(found: Explanation) -> dict[str, Any]:
    """Return the explanation as plain values for JSON; days as ISO 8601, messages in the active language."""
    text = found.task.deadline
    return {
        "schema": 1,
        "plan": found.plan.id,
        "task": found.task.id,
        "title": found.task.title,
        "issued": found.plan.issued.isoformat() if found.plan.issued else None,
        "deadline": text,
        "units": [
            {
                "unit": unit.name,
                "status": unit.item.status.value,
                "start": unit.item.start.isoformat() if unit.item.start else None,
                "due": unit.item.due.isoformat() if unit.item.due else None,
                "reason": str(unit.item.reason) if unit.item.reason else None,
                "steps": [_step_values(step, text) for step in unit.steps],
            }
            for unit in found.units
        ],
        "error": None if found.error is None else {"message": str(found.error), "at": list(found.error.at)},
        "awaited": [str(words) for words in found.awaited],
        "warnings": [str(warning) for warning in found.warnings],
    }


def _step_values(step: Step, text: str | None) -> dict[str, Any]:
    rule = rules()[RuleId(step.rule)]
    return {
        "rule": str(step.rule),
        "title": str(rule.title),
        "source": str(rule.source),
        "message": str(step.message),
        "at": None if step.at is None else list(step.at),
        "words": None if step.at is None or text is None else text[slice(*step.at)],
        "before": _window(step.before),
        "after": _window(step.after),
    }


def _window(window: Window | None) -> dict[str, str | None] | None:
    if window is None:
        return None
    return {"start": window.start.isoformat() if window.start else None, "due": window.due.isoformat()}
