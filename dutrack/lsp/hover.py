"""Hover: how a deadline became its day, what an awaited event or a body is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.check.explanations import explanations
from dutrack.config import Ambiguous, Body, Group
from dutrack.i18n import msg
from dutrack.lsp.deadlines import deadlines
from dutrack.lsp.keys import codes_of, key_of, tables_of
from dutrack.lsp.roles import Role, role_of
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.problems import Code, rules
from dutrack.views.awaited import happened_words
from dutrack.views.explanation import explain
from dutrack.views.explanation_md import explanation_md
from dutrack.views.md_text import escaped

if TYPE_CHECKING:
    from datetime import date

    from dutrack.lsp.desk import Desk
    from dutrack.lsp.outline import Node, Outline, Span
    from dutrack.plan.model import Plan


class Shown(NamedTuple):
    """What is shown, in Markdown, and the characters it is about."""

    text: str
    span: Span


def hover(desk: Desk, name: str, offset: int, today: date) -> Shown | None:
    """Return what there is to say of what stands at an offset; None where there is nothing."""
    outline = desk.outline(name)
    node, plan = outline.node_at(offset), desk.plan(name)
    if node is None:
        return _table(outline, name, offset)
    if not node.value.holds(offset):
        meaning = _key(name, node)
        return Shown(meaning, node.name) if meaning and node.name else None
    text = " ".join((outline.text_of(node) or "").split())
    said = None
    match role_of(name, node.key):
        case Role.DEADLINE:
            said = _deadline(desk, name, node, today)
        case Role.AWAITED if plan is not None:
            said = _event(desk, plan, text, today)
        case Role.BODY_NAME if plan is not None and desk.workspace is not None:
            found = desk.workspace.directory.find(text, plan.id, plan.issued)
            entries = found.matches if isinstance(found, Ambiguous) else (found,)
            said = "\n\n---\n\n".join(_body(desk, entry, today) for entry in entries if entry is not None)
        case Role.BODY_ID if desk.workspace is not None:
            body = desk.workspace.directory.body(text)
            said = None if body is None else _body(desk, body, today)
        case Role.SECTION if plan is not None:
            said = next((escaped(found.title) for found in plan.sections if found.id == text and found.title), None)
        case Role.TASK if plan is not None:
            said = next((escaped(task.title) for task in plan.tasks if task.id == text), None)
    return Shown(said, node.value) if said else None


def _table(outline: Outline, name: str, offset: int) -> Shown | None:
    """Return what a table is for, where its header is pointed at."""
    header = outline.header_at(offset)
    if header is None or not header.key or not header.line.holds(offset):
        return None
    meaning = tables_of(name).get(str(header.key[0]))
    return None if meaning is None else Shown(escaped(str(meaning)), header.line)


def _key(name: str, node: Node) -> str | None:
    """Return what a key means, or a code that is silenced."""
    if (key := key_of(name, node.key)) is not None:
        return escaped(str(key.meaning))
    code = str(node.key[-1])
    if code not in codes_of(name, node.key[:-1]):
        return None
    rule, explanation = rules()[Code(code)], explanations()[Code(code)]
    return f"**{escaped(str(rule.title))}**\n\n{escaped(str(explanation.why))}"


def _deadline(desk: Desk, name: str, node: Node, today: date) -> str | None:
    found = next((found for found in deadlines(desk, name, today) if found.node == node), None)
    if found is None:
        return None
    return explanation_md(explain(found.agenda, found.scheduled.plan, found.scheduled.task))


def _event(desk: Desk, plan: Plan, id_: str, today: date) -> str | None:
    titles = {event.id: event.title for event in plan.events}
    titles |= {f"{TASK_PREFIX}{task.id}": task.title for task in plan.tasks}
    if id_ not in titles:
        return None
    known = desk.view(plan, today).agenda.happenings[plan.id]
    return escaped(str(happened_words(known, id_, titles[id_])))


def _body(desk: Desk, entry: Body | Group, today: date) -> str:
    assert desk.workspace is not None  # noqa: S101 - it has this body
    directory = desk.workspace.directory
    lines = [f"**{escaped(entry.name)}** (`{entry.id}`)"]
    if isinstance(entry, Group):
        names = ", ".join(body.name for body in directory.members(entry))
        lines += [str(msg("members: {names}", names=names) if names else msg("a group; its members are not listed"))]
    elif entry.valid_to is not None:
        lines.append(str(msg("until {day}", day=entry.valid_to)))
        successors = ", ".join(body.name for body in directory.answering(entry, today) if body is not entry)
        lines += [str(msg("now {names}", names=successors))] if successors else []
    return "  \n".join([lines[0], *map(escaped, lines[1:])])
