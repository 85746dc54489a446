"""Values that are offered where a text is written: bodies, events, deadline phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.agenda.tasks import context_of
from dutrack.config import Group
from dutrack.deadline.spelling import bare
from dutrack.lsp.keys import key_of
from dutrack.lsp.offers import Offer, Sort
from dutrack.lsp.phrases import phrases
from dutrack.lsp.roles import Role, role_of
from dutrack.plan.crosscheck import TASK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.lsp.desk import Desk
    from dutrack.lsp.slots import Slot
    from dutrack.plan.model import Plan


class _Value(NamedTuple):
    """A text that can be written; ``also`` are more words by which it is found."""

    sort: Sort
    text: str
    detail: str | None = None
    also: str = ""
    about: str | None = None
    snippet: str | None = None


def offered_values(desk: Desk, name: str, slot: Slot, today: date) -> Iterator[Offer]:
    """Yield what can be written into a place for a text, the most likely first."""
    for value in _values(desk, name, slot, today):
        words = f"{value.text} {value.also}".strip()
        yield Offer(
            sort=value.sort,
            label=value.text,
            text=slot.fit(value.text),
            span=slot.span,
            found_by=f"{slot.before}{words} {bare(words)}",
            detail=value.detail,
            about=value.about,
            snippet=None if value.snippet is None else f"{slot.before}{value.snippet}{slot.after}",
        )


def _values(desk: Desk, name: str, slot: Slot, today: date) -> Iterator[_Value]:
    workspace, plan, role = desk.workspace, desk.plan(name), role_of(name, slot.key)
    if role is None:
        known = key_of(name, slot.key)
        yield from (_Value(Sort.CHOICE, word) for word in (known.choices if known is not None else ()))
    elif workspace is None or slot.key[-1] == "id":  # what is written there is to be new
        return
    elif role is Role.BODY_ID:
        yield from (_Value(Sort.BODY, body.id, body.name) for body in workspace.directory.bodies)
    elif role is Role.PLAN:
        yield from (_Value(Sort.PLAN, other.id, other.title) for other in workspace.plans if other is not plan)
    elif plan is not None:
        yield from _of_plan(desk, plan, role, today)


def _of_plan(desk: Desk, plan: Plan, role: Role, today: date) -> Iterator[_Value]:
    match role:
        case Role.DEADLINE:
            yield from _deadlines(desk, plan, today)
        case Role.BODY_NAME:
            yield from _bodies(desk, plan)
        case Role.AWAITED:
            yield from (_Value(Sort.EVENT, event.id, event.title) for event in plan.events)
            yield from (_Value(Sort.TASK, f"{TASK_PREFIX}{task.id}", task.title) for task in plan.tasks)
        case Role.EVENT:
            yield from (_Value(Sort.EVENT, event.id, event.title) for event in plan.events)
        case Role.TASK:
            yield from (_Value(Sort.TASK, task.id, task.title) for task in plan.tasks)
        case Role.SECTION:
            yield from (_Value(Sort.SECTION, section.id, section.title) for section in plan.sections)


def _bodies(desk: Desk, plan: Plan) -> Iterator[_Value]:
    """Yield the names that mean one body or group in a plan, as on its day of issue."""
    assert desk.workspace is not None  # noqa: S101 - it has this plan
    directory = desk.workspace.directory
    for entry in directory.entries:
        exists = isinstance(entry, Group) or plan.issued is None or entry.is_valid(plan.issued)
        if exists and directory.find(entry.name, plan.id, plan.issued) is entry:
            yield _Value(Sort.BODY, entry.name, entry.id, " ".join(entry.aliases))


def _deadlines(desk: Desk, plan: Plan, today: date) -> Iterator[_Value]:
    assert desk.workspace is not None  # noqa: S101 - it has this plan
    context = context_of(desk.workspace, plan)
    for phrase in phrases(plan.issued or today, plan.terms):
        yield _Value(Sort.PHRASE, phrase.text, phrase.hint(context), about=str(phrase.kind), snippet=phrase.snippet)
