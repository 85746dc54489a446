"""What the shell offers to complete: ids of the workspace, read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.agenda import Status
from dutrack.errors import DutrackError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.workspace import Workspace


def complete_plan(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of plans."""
    workspace = _workspace(ctx)
    return _offer(incomplete, ((plan.id, plan.title) for plan in workspace.plans)) if workspace else []


def complete_unit(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Offer the addresses of tasks."""
    workspace = _workspace(ctx)
    if workspace is None:
        return []
    tasks = ((f"{plan.id}/{task.id}", task.title) for plan in workspace.plans for task in plan.tasks)
    return _offer(incomplete, tasks)


def complete_owner(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of bodies."""
    workspace = _workspace(ctx)
    return _offer(incomplete, ((body.id, body.name) for body in workspace.directory.bodies)) if workspace else []


def complete_status(incomplete: str) -> list[str]:
    """Offer the statuses."""
    return [status.value for status in Status if status.value.startswith(incomplete)]


def _offer(incomplete: str, found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(id_, title) for id_, title in found if id_.startswith(incomplete)]


def _workspace(ctx: Any) -> Workspace | None:
    from dutrack.cli.session import open_workspace  # noqa: PLC0415 - needed only by the shell

    try:
        return open_workspace(ctx.params.get("workspace"))
    except (DutrackError, OSError):
        return None
