"""Who leads a task: the bodies its names mean, and the members of a group that leads."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.config import Body, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.agenda.model import Item
    from dutrack.agenda.standing import Plans
    from dutrack.config import Directory
    from dutrack.dates.today import Today
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


def answering(directory: Directory, lead: Lead, today: Today) -> tuple[Body, ...]:
    """Return who answers today in a lead's place: () where every body of it still exists."""
    bodies = [body for id_ in lead.ids if (body := directory.body(id_))]
    if not any(_has_ended(body, today) for body in bodies):
        return ()
    for body in directory.bodies:  # any may come after another
        _has_ended(body, today)
    return tuple({found.id: found for body in bodies for found in directory.answering(body, today.day)}.values())


def _has_ended(body: Body, today: Today) -> bool:
    return body.valid_to is not None and today.passed(body.valid_to)


def lead_by_lead(items: Iterable[Item], workspace: Plans) -> Iterator[Item]:
    """Yield items, one with joint leads once for each of them: of a filter by owner only those it names stay."""
    for item in items:
        if len(item.owners) < 2:
            yield item
            continue
        plan = workspace.plan(item.plan)
        for name in item.owners:
            found = workspace.directory.find(name, item.plan, plan.issued if plan else None)
            ids = (found.id,) if isinstance(found, Body | Group) else ()
            yield replace(item, owners=(name,), owner_ids=ids)


def lead_key(item: Item) -> tuple[str, str]:
    """Return what the items of one lead have in common: its id and "", or "" and its name as names are compared.

    Both are "" where nobody leads.
    """
    if item.owner_ids or not item.owners:
        return "".join(item.owner_ids[:1]), ""
    return "", " ".join(unicodedata.normalize("NFC", item.owners[0]).casefold().split())


def _is_listed(entry: object) -> bool:
    return isinstance(entry, Body) or (isinstance(entry, Group) and bool(entry.members))
