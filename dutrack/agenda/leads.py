"""Who leads a task: the bodies its names mean, and the members of a group that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.config import Body, Group

if TYPE_CHECKING:
    from dutrack.plan.model import Plan, Task
    from dutrack.workspace import Workspace


class Lead(Struct, frozen=True):
    """Who answers for a unit. ``member`` is the body's id where it is a member's own unit."""

    names: tuple[str, ...]
    ids: tuple[str, ...]
    member: str | None = None


class Leads(Struct, frozen=True):
    """All who lead a task: one Lead, or with ``group`` one a member."""

    leads: tuple[Lead, ...]
    group: str | None = None


def leads_of(workspace: Workspace, plan: Plan, task: Task) -> Leads:
    """Return who leads a task.

    A group's members each have a unit of their own. Joint leads have one together, and so has a list with a body that
    is not in the directory or a group whose members are unlisted.
    """
    directory = workspace.directory
    found = [directory.find(name, plan.id, plan.issued) for name in task.owners]
    ids = tuple(entry.id for entry in found if isinstance(entry, Body | Group))
    groups = [entry for entry in found if isinstance(entry, Group) and entry.members]
    if not groups or any(not _is_listed(entry) for entry in found):
        return Leads((Lead(task.owners, ids),))
    members: dict[str, Lead] = {}
    for entry in found:
        bodies = directory.members(entry) if isinstance(entry, Group) else (entry,)
        for body in bodies:
            if isinstance(body, Body):
                members.setdefault(body.id, Lead((body.name,), (body.id,), body.id))
    return Leads(tuple(members.values()), ", ".join(group.name for group in groups))


def _is_listed(entry: object) -> bool:
    return isinstance(entry, Body) or (isinstance(entry, Group) and bool(entry.members))
