"""How the words of a deadline became days, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dutrack.agenda.opened import opened
from dutrack.i18n import Message, msg
from dutrack.schedule.rules import RuleId, rules
from dutrack.views.answer_text import carets
from dutrack.views.awaited import awaited_words
from dutrack.views.text import clean, fold
from dutrack.views.words import days_words, status_words

if TYPE_CHECKING:
    from dutrack.agenda import Agenda, Item
    from dutrack.agenda.opened import Opened
    from dutrack.dates.window import Window
    from dutrack.deadline import DeadlineError
    from dutrack.plan.model import Plan, Task
    from dutrack.schedule.resolved import Step

_WIDTH = 100


class Explained(Struct, frozen=True):
    """One unit with the steps to its days; of a series that is the current occurrence."""

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


def explain(agenda: Agenda, plan: Plan, task: Task) -> Explanation:
    """Explain the deadline of a task as it stands on the agenda's day."""
    scheduled = next(found for found in agenda.scheduled if found.plan is plan and found.task is task)
    chosen: dict[str, Opened] = {}
    for unit in opened(scheduled, agenda.happenings[plan.id], frozenset(), agenda.today):
        series = unit.id if unit.occurrence is None else f"/{unit.id.removeprefix(f'{task.id}/').partition('/')[2]}"
        before = chosen.get(series)
        if before is None or (before.days.due is not None and before.days.due < agenda.today):
            chosen[series] = unit
    items = [item for item in agenda.items if item.plan == plan.id and item.task == task.id]
    units = tuple(
        Explained(next(item for item in items if item.unit.partition("@")[0] == unit.id), unit.days.steps)
        for unit in chosen.values()
    )
    warnings = scheduled.resolution.warnings if scheduled.resolution else ()
    awaited = tuple(awaited_words(agenda, plan, task))
    return Explanation(plan, task, units, scheduled.error, awaited, tuple(warned.message for warned in warnings))


def explanation_text(found: Explanation) -> str:
    """Return the explanation for people."""
    plan, task = found.plan, found.task
    lines = [f"{plan.id}/{task.id}: {task.title}"]
    if task.deadline is not None:
        lines.append(str(msg("Deadline: “{text}”", text=task.deadline)))
    if plan.issued is not None:
        lines.append(str(msg("The plan was issued on {day}", day=plan.issued)))
    for unit in found.units:
        lines += ["", _heading(unit.item)]
        lines += [line for number, step in enumerate(unit.steps, 1) for line in _step(number, step, task.deadline)]
    if found.error is not None and task.deadline is not None:
        lines += ["", *_refusal(task.deadline, found.error)]
    if found.awaited:
        lines += ["", str(msg("Waits for:")), *(f"  {words}" for words in found.awaited)]
    if found.warnings:
        lines += ["", *(str(msg("Note: {message}", message=warning)) for warning in found.warnings)]
    folded = (line if line.lstrip().startswith("^") else fold(line, _WIDTH, "     ") for line in lines)
    return "\n".join(folded)


def _refusal(text: str, error: DeadlineError) -> list[str]:
    """Return a text with what is not understood marked below it, and what was probably meant."""
    lines = [f"  {clean(text)}", f"  {carets(text, error.at)}", f"  {error.message}"]
    if error.suggestion is not None:
        lines.append(str(msg("Did you mean {word}?", word=error.suggestion)))
    return lines


def _heading(item: Item) -> str:
    words = f"{item.unit.partition('@')[0]}: {status_words(item)}"
    if item.due is not None:
        return f"{words}, {days_words(item)}"
    return f"{words}: {item.reason}" if item.reason is not None else words


def _step(number: int, step: Step, text: str | None) -> list[str]:
    rule = rules()[RuleId(step.rule)]
    words = None if step.at is None or text is None else text[slice(*step.at)]
    said = f"  {number}. “{words}”: {step.message}" if words else f"  {number}. {step.message}"
    return [clean(said), f"     {rule.title} ({rule.source})"]


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
                "unit": unit.item.unit.partition("@")[0],
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
