"""Completion: what can be written where the cursor is."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from dutrack.agenda.tasks import context_of
from dutrack.config import Group
from dutrack.deadline.spelling import bare
from dutrack.lsp.phrases import phrases
from dutrack.lsp.roles import Role, role_of
from dutrack.lsp.slots import value_slot
from dutrack.plan.crosscheck import TASK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.lsp.desk import Desk
    from dutrack.lsp.outline import Span
    from dutrack.lsp.slots import Slot
    from dutrack.plan.model import Plan


class Sort(Enum):
    """What sort of thing is offered."""

    KEY = "key"
    BODY = "body"
    EVENT = "event"
    TASK = "task"
    SECTION = "section"
    PLAN = "plan"
    PHRASE = "phrase"


class Offer(NamedTuple):
    """Something that can be written, ``text`` in place of ``span``.

    ``found_by`` are the words by which an editor finds it, ``about`` a word on what it is. ``snippet`` is the text with
    marks for what is to be filled in, where there is anything.
    """

    sort: Sort
    label: str
    text: str
    span: Span
    found_by: str
    detail: str | None = None
    about: str | None = None
    snippet: str | None = None


class _Choice(NamedTuple):
    sort: Sort
    text: str
    detail: str | None = None
    also: str = ""
    about: str | None = None
    snippet: str | None = None


def completions(desk: Desk, name: str, offset: int, today: date) -> list[Offer]:
    """Return what can be written at an offset of a file, the most likely first."""
    slot, plan = value_slot(desk.outline(name), offset), desk.plan(name)
    if slot is None:
        return []
    return [_offer(choice, slot) for choice in _choices(desk, plan, role_of(name, slot.key), today)]


def _offer(choice: _Choice, slot: Slot) -> Offer:
    words = f"{choice.text} {choice.also}".strip()
    return Offer(
        sort=choice.sort,
        label=choice.text,
        text=slot.fit(choice.text),
        span=slot.span,
        found_by=f"{slot.before}{words} {bare(words)}",
        detail=choice.detail,
        about=choice.about,
        snippet=None if choice.snippet is None else f"{slot.before}{choice.snippet}{slot.after}",
    )


def _choices(desk: Desk, plan: Plan | None, role: Role | None, today: date) -> Iterator[_Choice]:
    workspace = desk.workspace
    if workspace is None:
        return
    match role:
        case Role.BODY_ID:
            yield from (_Choice(Sort.BODY, body.id, body.name) for body in workspace.directory.bodies)
        case Role.PLAN:
            yield from (_Choice(Sort.PLAN, other.id, other.title) for other in workspace.plans if other is not plan)
        case Role.DEADLINE if plan is not None:
            yield from _deadlines(desk, plan, today)
        case Role.BODY_NAME if plan is not None:
            yield from _bodies(desk, plan)
        case Role.AWAITED if plan is not None:
            yield from (_Choice(Sort.EVENT, event.id, event.title) for event in plan.events)
            yield from (_Choice(Sort.TASK, f"{TASK_PREFIX}{task.id}", task.title) for task in plan.tasks)
        case Role.EVENT if plan is not None:
            yield from (_Choice(Sort.EVENT, event.id, event.title) for event in plan.events)
        case Role.TASK if plan is not None:
            yield from (_Choice(Sort.TASK, task.id, task.title) for task in plan.tasks)
        case Role.SECTION if plan is not None:
            yield from (_Choice(Sort.SECTION, section.id, section.title) for section in plan.sections)


def _bodies(desk: Desk, plan: Plan) -> Iterator[_Choice]:
    """Yield the names that mean one body or group in a plan."""
    assert desk.workspace is not None  # noqa: S101 - it has this plan
    directory = desk.workspace.directory
    for entry in directory.entries:
        exists = isinstance(entry, Group) or plan.issued is None or entry.is_valid(plan.issued)
        if exists and directory.find(entry.name, plan.id, plan.issued) is entry:
            yield _Choice(Sort.BODY, entry.name, entry.id, " ".join(entry.aliases))


def _deadlines(desk: Desk, plan: Plan, today: date) -> Iterator[_Choice]:
    assert desk.workspace is not None  # noqa: S101 - it has this plan
    context = context_of(desk.workspace, plan)
    for phrase in phrases(plan.issued or today, plan.terms):
        yield _Choice(Sort.PHRASE, phrase.text, phrase.hint(context), about=str(phrase.kind), snippet=phrase.snippet)
