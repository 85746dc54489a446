"""The deadlines of a plan's file, each with the place where it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.lsp.outline import Kind
from dutrack.views.day_hint import day_hint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda import Agenda
    from dutrack.agenda.tasks import Scheduled
    from dutrack.lsp.desk import Desk
    from dutrack.lsp.outline import Node, Outline
    from dutrack.toml import KeyPath


class Deadline(NamedTuple):
    """A deadline as it is written, of a task or a section, and the first task that it holds for."""

    node: Node
    scheduled: Scheduled
    agenda: Agenda

    def hint(self) -> str | None:
        """Return the day it comes to, in a few words; None where there is nothing to say."""
        context = self.scheduled.context
        known = self.agenda.happenings[self.scheduled.plan.id]
        return None if context is None else day_hint(self.scheduled.units, context, known)


def deadlines(desk: Desk, name: str, today: date) -> Iterator[Deadline]:
    """Yield the deadlines of a file, those of a section once; none where it is no plan."""
    plan = desk.plan(name)
    if plan is None or plan.path != name:
        return
    agenda, outline = desk.view(plan, today).agenda, desk.outline(name)
    seen: set[KeyPath] = set()
    for scheduled in agenda.scheduled:
        key = scheduled.task.deadline_key
        if key is not None and key not in seen:
            seen.add(key)
            node = _find_again(outline, key, scheduled) if desk.is_broken(name) else outline.find(key)
            if node is not None:
                yield Deadline(node, scheduled, agenda)


def _find_again(outline: Outline, key: KeyPath, scheduled: Scheduled) -> Node | None:
    """Return where a deadline stands in a text that is no TOML and in which it may have moved.

    It is the one with the same words in the task of the same id, or in a section that the task is in.
    """
    table, *_, last = key
    ids = {scheduled.task.id} if table == "tasks" else set(_sections(scheduled))
    for header in outline.headers:
        if header.key[:1] == (table,) and outline.string((*header.key, "id")) in ids:
            node = outline.find((*header.key, last))
            if node is not None and (node.kind is Kind.OTHER or outline.text_of(node) == scheduled.task.deadline):
                return node
    return None


def _sections(scheduled: Scheduled) -> Iterator[str]:
    """Yield the ids of the declared sections a task is in."""
    own = f"{scheduled.task.section}."
    return (section.id for section in scheduled.plan.sections if own.startswith(f"{section.id}."))
