"""Go to definition: where stands what a value names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.config import Ambiguous
from dutrack.files import CONFIG
from dutrack.lsp.outline import Span
from dutrack.lsp.roles import Role, role_of
from dutrack.plan.crosscheck import TASK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.lsp.desk import Desk
    from dutrack.plan.model import Plan
    from dutrack.toml import KeyPath


class Target(NamedTuple):
    """Characters in a file of the workspace."""

    name: str
    span: Span


def definitions(desk: Desk, name: str, offset: int) -> list[Target]:
    """Return where stands what the value at an offset names; [] for a value that names nothing."""
    outline = desk.outline(name)
    node = outline.node_at(offset)
    text = None if node is None or not node.value.holds(offset) else outline.text_of(node)
    if node is None or not text:
        return []
    text = " ".join(text.split())
    plan = desk.plan(name)
    match role_of(name, node.key):
        case Role.BODY_NAME if plan is not None:
            return [target for id_ in _bodies(desk, plan, text) for target in _body(desk, id_)]
        case Role.BODY_ID:
            return list(_body(desk, text))
        case Role.PLAN:
            return [Target(other.path, Span(0, 0)) for other in _plans(desk, text)]
        case Role.RECORD:
            return _keys(desk, name, ("records", text))
        case Role() as role if plan is not None:
            return list(_in_plan(desk, plan, role, text))
    return []


def _in_plan(desk: Desk, plan: Plan, role: Role, text: str) -> Iterator[Target]:
    """Yield where an event, task or section of a plan stands."""
    match role:
        case Role.SECTION:
            declared = [section.id for section in plan.sections if f"{text}.".startswith(f"{section.id}.")]
            yield from _entry(desk, plan, "sections", max(declared, key=len, default=text))
        case Role.TASK:
            yield from _entry(desk, plan, "tasks", text)
        case Role.UNIT:
            task = max((task.id for task in plan.tasks if text.startswith(task.id)), key=len, default=text)
            yield from _entry(desk, plan, "tasks", task)
        case Role.AWAITED if text.startswith(TASK_PREFIX):
            yield from _entry(desk, plan, "tasks", text.removeprefix(TASK_PREFIX))
        case Role.AWAITED:
            yield from _entry(desk, plan, "events", text)
        case Role.EVENT:
            own = text.rpartition("/")[2]
            yield from _entry(desk, plan, "events", own)
            yield from _entry(desk, plan, "tasks", own)


def _entry(desk: Desk, plan: Plan, table: str, id_: str) -> Iterator[Target]:
    """Yield where the entry of a list stands that has an id."""
    outline = desk.outline(plan.path)
    for header in outline.headers:
        key = (*header.key, "id")
        if header.key[:1] == (table,) and outline.string(key) == id_ and (node := outline.find(key)) is not None:
            yield Target(plan.path, node.value)


def _bodies(desk: Desk, plan: Plan, name: str) -> list[str]:
    """Return the ids of the bodies or groups a name means in a plan."""
    if desk.workspace is None:
        return []
    found = desk.workspace.directory.find(name, plan.id, plan.issued)
    if isinstance(found, Ambiguous):
        return [entry.id for entry in found.matches]
    return [found.id] if found is not None else []


def _body(desk: Desk, id_: str) -> list[Target]:
    return _keys(desk, CONFIG, ("owners", id_)) or _keys(desk, CONFIG, ("groups", id_))


def _keys(desk: Desk, name: str, key: KeyPath) -> list[Target]:
    outline = desk.outline(name)
    if (header := outline.header(key)) is not None:
        return [Target(name, header.line)]
    node = outline.find(key)
    return [] if node is None else [Target(name, node.name or node.value)]


def _plans(desk: Desk, id_: str) -> list[Plan]:
    plan = desk.workspace.plan(id_) if desk.workspace else None
    return [] if plan is None else [plan]
